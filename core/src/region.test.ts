import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { present } from "./assert.js";
import { FREIGHT_ZONES, freightZone, PROVINCES, parseProvince } from "./region.js";

const anyPlace = fc.record({
  province: fc.constantFrom(...PROVINCES.flatMap(({ name, short, en }) => [name, short, en])),
  city: fc.constantFrom("", "成都市", "成都", "杭州市", "市辖区"),
});
const zone = (from: string, to: string) => {
  const place = (text: string) => ({ province: text.split(" ")[0] ?? "", city: text.split(" ")[1] ?? "" });
  return freightZone(place(from), place(to));
};

describe("provinces", () => {
  test("there are 34, each with a code and names of its own", () => {
    expect(PROVINCES).toHaveLength(34);
    for (const key of ["code", "name", "short", "en"] as const) {
      expect(new Set(PROVINCES.map((province) => province[key])).size, key).toBe(34);
    }
    expect(PROVINCES.map(({ code }) => code).join(" ")).toBe(
      "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82",
    );
  });

  test("full names carry the suffix of their kind", () => {
    const suffixes = new Map<string, number>();
    for (const { name, short } of PROVINCES) {
      expect(name.startsWith(short)).toBe(true);
      const suffix = name.slice(short.length);
      suffixes.set(suffix, (suffixes.get(suffix) ?? 0) + 1);
    }
    expect(Object.fromEntries(suffixes)).toEqual({
      市: 4,
      省: 23,
      自治区: 2,
      壮族自治区: 1,
      回族自治区: 1,
      维吾尔自治区: 1,
      特别行政区: 2,
    });
  });

  test("borders are named from both sides, and nobody borders on themselves", () => {
    for (const { short, neighbours } of PROVINCES) {
      expect(new Set(neighbours).size, short).toBe(neighbours.length);
      for (const other of neighbours) {
        expect(present(parseProvince(other), other).neighbours, `${short} and ${other}`).toContain(short);
        expect(other).not.toBe(short);
      }
    }
    const counts = Object.fromEntries(PROVINCES.map(({ short, neighbours }) => [short, neighbours.length]));
    expect(counts).toMatchObject({ 陕西: 8, 内蒙古: 8, 四川: 7, 河北: 7, 海南: 0, 台湾: 0, 香港: 1, 甘肃: 6 });
  });

  test("surcharges and city provinces are these", () => {
    const named = (holds: (province: (typeof PROVINCES)[number]) => boolean) =>
      PROVINCES.filter(holds)
        .map(({ short }) => short)
        .join(" ");
    expect(named(({ isRemote }) => isRemote)).toBe("内蒙古 海南 西藏 青海 宁夏 新疆 台湾 香港 澳门");
    expect(named(({ isCity }) => isCity)).toBe("北京 天津 上海 香港 澳门");
  });
});

describe("parseProvince", () => {
  test("reads full, short and English names", () => {
    for (const province of PROVINCES) {
      for (const text of [province.name, province.short, province.en, province.en.toUpperCase()]) {
        expect(parseProvince(text), text).toBe(province);
      }
    }
  });

  test.each([
    [" 四川省 ", "51"],
    ["四 川", "51"],
    ["innermongolia", "15"],
    ["Ｂｅｉｊｉｎｇ", "11"],
    ["臺灣", "71"],
    ["臺灣省", "71"],
    ["台湾地区", "71"],
    ["Xizang", "54"],
    ["Neimenggu", "15"],
    ["Macau", "82"],
    ["广西自治区", "45"],
    ["宁夏自治区", "64"],
    ["新疆自治区", "65"],
  ])("reads %s as %s", (text, code) => {
    expect(parseProvince(text)?.code).toBe(code);
  });

  test.each(["", " ", "四", "四川省成都市", "省", "51", "Atlantis", "constructor", "__proto__"])(
    "refuses %s",
    (text) => {
      expect(parseProvince(text)).toBeNull();
    },
  );
});

describe("freightZone", () => {
  test.each([
    ["四川省 成都市", "浙江省 杭州市", "far"],
    ["四川 成都", "四川省 成都市", "same_city"],
    ["四川 成都", "四川 绵阳", "same_province"],
    ["四川", "四川", "same_province"],
    ["四川 成都", "四川", "same_province"],
    ["北京 朝阳区", "北京市 海淀区", "same_city"],
    ["香港", "Macao", "remote"],
    ["香港", "香港 九龙", "same_city"],
    ["重庆 万州区", "重庆 渝中区", "same_province"],
    ["重庆 重庆市", "重庆 重庆", "same_city"],
    ["四川", "陕西", "near"],
    ["黑龙江", "辽宁", "near"],
    ["上海", "山东", "near"],
    ["广东", "江西", "near"],
    ["北京", "上海", "far"],
    ["新疆", "甘肃", "remote"],
    ["甘肃", "新疆", "remote"],
    ["西藏", "青海", "remote"],
    ["海南 海口", "海南 三亚", "same_province"],
    ["新疆 喀什", "新疆 喀什", "same_city"],
  ])("%s to %s is %s", (from, to, expected) => {
    expect(zone(from, to)).toBe(expected);
  });

  test("a province that nobody knows has no zone", () => {
    expect(zone("?", "四川")).toBeNull();
    expect(zone("四川", "?")).toBeNull();
  });

  test("is the same both ways, and one of the zones", () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (from, to) => {
        const there = freightZone(from, to);
        expect(freightZone(to, from)).toBe(there);
        expect(FREIGHT_ZONES).toContain(there);
      }),
    );
  });
});
