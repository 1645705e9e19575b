import fc from "fast-check";
import { expect, test } from "vitest";
import { waybillKey } from "./waybill.js";

test("one parcel in many spellings has one key", () => {
  const spellings = [
    "ZTO2001-7788",
    "zto2001 7788",
    " ZTO2001—7788 ",
    "ＺＴＯ２００１７７８８",
    "zto\u200b2001.7788",
    "ZTO_2001/7788",
    "ZTO\u22122001\u00ad7788",
    "ZTO\\2001|77·88。",
    "\ufeffZ\u0301TO20017788\u3000",
  ];
  expect(new Set(spellings.map((waybill) => waybillKey("ZTO", waybill)))).toEqual(new Set(["ZTO20017788"]));
});

test("a number that is unique in the country is known without its carrier, however that is respelled", () => {
  expect(
    new Set(["ZTO", "中通快递", "SF", "", "zto express"].map((carrier) => waybillKey(carrier, "7812345678"))),
  ).toEqual(new Set(["7812345678"]));
});

test("a short number is known within its carrier: ten characters are long, nine are short", () => {
  expect(waybillKey("SF", "123456789")).toBe("SF:123456789");
  expect(waybillKey("SF", "1234567890")).toBe("1234567890");
  expect(waybillKey("SF", "SF1001")).toBe("SF:SF1001");
  expect(waybillKey("ZTO", "ZT2001")).toBe("ZTO:ZT2001");
  expect(waybillKey("SF", "ZT2001")).not.toBe(waybillKey("ZTO", "ZT2001"));
});

test.each([
  ["SF", ["SF", "sf", "顺丰", "顺丰速运", "顺丰快递", "SF Express", "ＳＦ", "sf-express", "顺丰速运集团", "shunfeng"]],
  ["ZTO", ["ZTO", "中通", "中通快递", "ZTO Express", "zhongtong", "ZT"]],
  ["YTO", ["YTO", "圆通", "圆通速递", "YTO EXPRESS", "yuantong", "YT"]],
  ["STO", ["STO", "申通", "申通快递", "STO Express", "shentong", "ST"]],
  ["YUNDA", ["YUNDA", "韵达", "韵达快递", "Yunda Express", "YD", "yundaex"]],
  ["EMS", ["EMS", "中国邮政", "邮政", "邮政EMS", "China Post", "中国邮政速递物流", "邮政快递包裹", "YZPY", "post"]],
  ["JD", ["JD", "京东", "京东物流", "京东快递", "JD Logistics", "JDL", "JINGDONG", "JDKD"]],
  ["JT", ["JT", "极兔", "极兔速递", "J&T", "J&T Express", "JTSD", "jitu"]],
  ["DEPPON", ["DEPPON", "德邦", "德邦快递", "德邦物流", "DBL", "DPK", "debang", "DBKD"]],
  ["BEST", ["BEST", "百世", "百世快递", "百世汇通", "汇通", "HTKY"]],
  ["CAINIAO", ["CAINIAO", "菜鸟", "菜鸟速递", "菜鸟裹裹", "丹鸟", "丹鸟物流", "DANNIAO", "CN"]],
  ["ZJS", ["ZJS", "宅急送", "zhaijisong"]],
  ["TTK", ["TTK", "天天", "天天快递", "TTKDEX", "HHTT"]],
  ["UC", ["UC", "优速", "优速物流", "YOUSU", "UCE"]],
  ["KYE", ["KYE", "跨越", "跨越速运", "KUAYUE", "KY", "KYSY"]],
])("%s is one carrier under all its names", (code, names) => {
  for (const name of names) expect(waybillKey(name, "A12345"), name).toBe(`${code}:A12345`);
});

test("an unknown carrier keeps its own name in one spelling", () => {
  expect(waybillKey(" Bluebird-Express ", "A12345")).toBe("BLUEBIRD:A12345");
  expect(waybillKey("express", "A12345")).toBe("EXPRESS:A12345");
  expect(waybillKey("快递鸟", "A12345")).toBe("快递鸟:A12345");
  expect(waybillKey("x".repeat(300), "A12345")).toBe(`${"X".repeat(256)}:A12345`);
  expect(waybillKey("", "A12345")).toBe(":A12345");
  expect(waybillKey("constructor", "A12345")).toBe("CONSTRUCTOR:A12345");
});

test("what no carrier gives out has no key: 6 to 32 letters and digits do", () => {
  for (const text of [
    "",
    "12345",
    "顺丰单号123456",
    "A".repeat(33),
    "------",
    "ABC123<script>",
    "АВС12345",
    "1".repeat(257),
  ]) {
    expect(waybillKey("SF", text), text).toBeNull();
  }
  expect(waybillKey("SF", "123456")).toBe("SF:123456");
  expect(waybillKey("SF", "A".repeat(32))).toBe("A".repeat(32));
  expect(waybillKey("SF", `123456${" ".repeat(250)}`)).toBe("SF:123456");
  expect(waybillKey("SF", `123456${" ".repeat(251)}`)).toBeNull();
});

test("a long key is its own key, and decoration never changes it", () => {
  const number = fc.stringMatching(/^[A-Z0-9]{10,32}$/);
  const decoration = fc.constantFrom("", " ", "-", "　", "\u200d", ".");
  fc.assert(
    fc.property(number, fc.array(decoration, { minLength: 32, maxLength: 32 }), fc.string(), (key, marks, carrier) => {
      const spelled = [...key].map((character, at) => `${character.toLowerCase()}${marks[at] ?? ""}`).join("");
      expect(waybillKey(carrier, spelled)).toBe(key);
    }),
  );
});
