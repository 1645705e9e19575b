import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BANDS } from "../product/rate.js";
import { at } from "../testing/moment.js";
import { INSTANT_MAX, INSTANT_MIN, instant } from "../time.js";
import { NOTICE_KINDS, type NoticeData } from "./notice.js";
import { NOTICE_EN_LENGTH_MAX, NOTICE_ZH_LENGTH_MAX, wordNotice } from "./text.js";

const NAMES = new Map([
  ["return-freight", { zh: "退货运费险", en: "Return freight" }],
  ["quality", { zh: "品质保障险", en: "Quality" }],
  ["authenticity", { zh: "正品保障险", en: "Authenticity" }],
]);
const nameOf = ({ product }: { product: string }) => NAMES.get(product) ?? { zh: product, en: product };
const cover = (product: string) => ({ product, productVersion: 1 });
const words = (data: NoticeData) => wordNotice(data, nameOf).text;
const endsAt = at("2026-11-11T12:30:00Z");

describe("notices are worded", () => {
  test.each<[NoticeData, string, string]>([
    [
      { kind: "policy_issued", orderId: "T20261110-0001", covers: [cover("return-freight"), cover("quality")] },
      "订单0261110-0001已承保2项：退货运费险、品质保障险。保单与条款见订单详情。",
      "Order 0261110-0001 is insured, policies: 2 (Return freight, Quality). Policies and terms are with your order.",
    ],
    [
      { kind: "cover_expiring", orderId: "T1", cover: cover("authenticity"), endsAt },
      "订单T1的正品保障险将于2026-11-11到期，在此之前发生的损失请及时报案。",
      "Order T1: Authenticity cover ends on 2026-11-11. Please report any loss from before that day in time.",
    ],
    [
      { kind: "claim_window_closing", orderId: "T1", cover: cover("quality"), endsAt },
      "订单T1的品质保障险于2026-11-11 20:30截止，如需理赔请在此之前申请。",
      "Order T1: Quality cover ends at 2026-11-11 20:30 (China time). If you have a claim, make it before then.",
    ],
    [
      { kind: "payee_code", orderId: "T1", payee: "bu***@example.com 王**", code: "123456" },
      "订单T1的理赔款将改付至bu***@example.co，验证码123456，非本人操作请勿透露。",
      "Order T1: to have your claim paid to bu***@example.co, use code 123456. If you did not ask, tell nobody.",
    ],
    [
      { kind: "claim_refused", orderId: "T1", cover: cover("quality"), amount: "0", appealUntil: endsAt },
      "订单T1的品质保障险理赔未获赔付，理由与申诉办法见通知书，2026-11-11前可申诉。",
      "Order T1: Quality claim is not paid. The notice says why, and how to appeal before 2026-11-11.",
    ],
    [
      { kind: "claim_refused", orderId: "T1", cover: cover("quality"), amount: "0", appealUntil: null },
      "订单T1的品质保障险理赔未获赔付，理由与投诉途径见通知书。",
      "Order T1: Quality claim is not paid. The notice says why, and where you can complain.",
    ],
    [
      { kind: "claim_refused", orderId: "T1", cover: cover("quality"), amount: "1205", appealUntil: endsAt },
      "订单T1的品质保障险理赔部分赔付12.05元，理由与申诉办法见通知书。",
      "Order T1: Quality claim is paid in part, 12.05 yuan. The notice says why, and how to appeal.",
    ],
    [
      { kind: "appeal_answered", orderId: "T1", cover: cover("quality"), overturned: true },
      "订单T1的品质保障险申诉已有答复：改判赔付，金额见理赔页面。",
      "Order T1: your Quality appeal is answered, and more is paid. Your claim says how much.",
    ],
    [
      { kind: "appeal_answered", orderId: "T1", cover: cover("quality"), overturned: false },
      "订单T1的品质保障险申诉已有答复：维持原决定，理由见理赔页面。",
      "Order T1: your Quality appeal is answered, and the decision stands. Your claim says why.",
    ],
    [
      { kind: "evidence_wanted", orderId: "T1", cover: cover("quality"), count: 2, closesAt: endsAt },
      "订单T1的品质保障险理赔需补充2项材料，清单见理赔页面，请于2026-11-11前提交。",
      "Order T1: Quality claim needs documents (2). The list is with your claim; please send them before 2026-11-11.",
    ],
    [
      { kind: "evidence_reminder", orderId: "T1", cover: cover("quality"), count: 1, closesAt: endsAt },
      "订单T1的品质保障险理赔仍缺1项材料，2026-11-11前未收到将暂时关闭，补交后重开。",
      "Order T1: Quality claim still lacks documents (1). From 2026-11-11 it is closed until they come.",
    ],
    [
      { kind: "claim_lapsed", orderId: "T1", cover: cover("quality") },
      "订单T1的品质保障险理赔因未收到材料已暂时关闭，并非拒赔；补交材料后重新打开。",
      "Order T1: Quality claim is closed for now, as no documents came. It is not refused: send them and it opens.",
    ],
    [
      { kind: "merchant_asked", orderId: "T1", cover: cover("quality"), answerUntil: endsAt },
      "订单T1的品质保障险理赔待贵店说明，请于2026-11-11前在商家后台答复并提交证据。",
      "Order T1: a Quality claim waits for your side. Please answer before 2026-11-11, with evidence, in the portal.",
    ],
    [
      { kind: "merchant_asked", orderId: "T1", cover: cover("quality"), answerUntil: null },
      "订单T1的品质保障险理赔待贵店说明，请尽快在商家后台答复并提交证据。",
      "Order T1: a Quality claim waits for your side. Please answer soon, with evidence, in the merchant portal.",
    ],
    [
      { kind: "rate_rise", from: "new", to: "d", effectiveOn: "2026-11-18" },
      "自2026-11-18起，贵店保费等级由新店调整为D，新订单保费将上调，原因见商家后台。",
      "From 2026-11-18 your shop is rated D instead of new: premiums of new orders rise. Reasons: merchant portal.",
    ],
    [
      { kind: "wallet_low", balance: "-1205", daysLeft: null },
      "贵店保费账户余额-12.05元，请及时充值，以免新订单无法投保。",
      "Your premium wallet holds -12.05 yuan. Please top up, so that new orders go on being insured.",
    ],
    [
      { kind: "wallet_low", balance: "30000", daysLeft: 2 },
      "贵店保费账户余额300.00元，预计可用2天，请及时充值，以免新订单无法投保。",
      "Your premium wallet holds 300.00 yuan, enough for 2 days or so. Please top up to stay insured.",
    ],
    [
      { kind: "recovery_netting_ahead", orderId: "T1", cover: cover("quality"), amount: "25800", netFrom: endsAt },
      "订单T1品质保障险追偿258.00元，2026-11-11起从贵店账户抵扣。",
      "Order T1: 258.00 yuan of Quality recovery will be netted from your account from 2026-11-11.",
    ],
    [
      { kind: "recovery_netted", orderId: "T1", cover: cover("quality"), amount: "20000", rest: "5800" },
      "订单T1追偿已抵扣200.00元，尚欠58.00元。",
      "Order T1: 200.00 yuan of a recovery were netted from your account. Still owed: 58.00 yuan.",
    ],
  ])("%j", (data, zh, en) => {
    expect(words(data)).toEqual({ zh, en });
  });

  test("with the values apart, for a provider that keeps the templates", () => {
    const { template, params } = wordNotice({ kind: "wallet_low", balance: "30000", daysLeft: 2 }, nameOf);
    expect({ template, params }).toEqual({
      template: "wallet_low_days_1",
      params: { zh: { balance: "300.00", days: "2" }, en: { balance: "300.00", days: "2" } },
    });
  });

  test("with each cover named once, and not more than two", () => {
    const four = ["quality", "return-freight", "quality", "authenticity"].map(cover);
    const { zh, en } = words({ kind: "policy_issued", orderId: "T1", covers: four });
    expect(zh).toBe("订单T1已承保4项：品质保障险、退货运费险等。保单与条款见订单详情。");
    expect(en).toContain("policies: 4 (Quality, Return freight, ...)");
  });
});

/** The basic table of the GSM alphabet, so far as ASCII goes (3GPP TS 23.038). */
const GSM = /^[A-Za-z0-9 \r\n@$_!"#%&'()*+,\-./:;<=>?]*$/;
const text = fc.string({ unit: "binary", maxLength: 64 });
const covers = fc.record({ product: text, productVersion: fc.nat() });
const times = fc.integer({ min: INSTANT_MIN, max: INSTANT_MAX }).map(instant);
const data: fc.Arbitrary<NoticeData> = fc.oneof(
  fc.record({ kind: fc.constant("policy_issued" as const), orderId: text, covers: fc.array(covers, { minLength: 1 }) }),
  fc.record({ kind: fc.constant("cover_expiring" as const), orderId: text, cover: covers, endsAt: times }),
  fc.record({ kind: fc.constant("claim_window_closing" as const), orderId: text, cover: covers, endsAt: times }),
  fc.record({
    kind: fc.constant("claim_refused" as const),
    orderId: text,
    cover: covers,
    amount: fc.bigInt({ min: 0n, max: 2n ** 53n }).map(String),
    appealUntil: fc.option(times),
  }),
  fc.record({
    kind: fc.constant("appeal_answered" as const),
    orderId: text,
    cover: covers,
    overturned: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("evidence_wanted" as const, "evidence_reminder" as const),
    orderId: text,
    cover: covers,
    count: fc.nat(),
    closesAt: times,
  }),
  fc.record({ kind: fc.constant("payee_code" as const), orderId: text, payee: text, code: fc.constant("123456") }),
  fc.record({ kind: fc.constant("claim_lapsed" as const), orderId: text, cover: covers }),
  fc.record({
    kind: fc.constant("merchant_asked" as const),
    orderId: text,
    cover: covers,
    answerUntil: fc.option(times),
  }),
  fc.record({
    kind: fc.constant("rate_rise" as const),
    from: fc.constantFrom(...BANDS),
    to: fc.constantFrom(...BANDS),
    effectiveOn: fc.constant("2026-11-18"),
  }),
  fc.record({
    kind: fc.constant("wallet_low" as const),
    balance: fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }).map(String),
    daysLeft: fc.option(fc.nat()),
  }),
  fc.record({
    kind: fc.constant("recovery_netting_ahead" as const),
    orderId: text,
    cover: covers,
    amount: fc.bigInt({ min: 1n, max: 2n ** 53n }).map(String),
    netFrom: times,
  }),
  fc.record({
    kind: fc.constant("recovery_netted" as const),
    orderId: text,
    cover: covers,
    amount: fc.bigInt({ min: 1n, max: 2n ** 53n }).map(String),
    rest: fc.bigInt({ min: 0n, max: 2n ** 53n }).map(String),
  }),
);

describe("whatever it is about, a notice", () => {
  test("fits one text message in each language, with room for a signature", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(data, (each) => {
        seen.add(each.kind);
        const { zh, en } = words(each);
        expect(zh.length, zh).toBeLessThanOrEqual(NOTICE_ZH_LENGTH_MAX);
        expect(en.length, en).toBeLessThanOrEqual(NOTICE_EN_LENGTH_MAX);
        expect(en).toMatch(GSM);
      }),
      { numRuns: 1_000 },
    );
    expect([...seen].sort()).toEqual([...NOTICE_KINDS].sort());
  });

  test("leaves no placeholder open", () => {
    fc.assert(
      fc.property(data, (each) => {
        const { text: said, params } = wordNotice(each, () => ({ zh: "名", en: "name" }));
        expect(`${said.zh}${said.en}`).not.toMatch(/[{}]/);
        expect(Object.keys(params.zh)).toEqual(Object.keys(params.en));
      }),
    );
  });
});
