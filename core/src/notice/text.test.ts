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
