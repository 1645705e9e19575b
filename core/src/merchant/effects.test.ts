import { describe, expect, test } from "vitest";
import { DAY_MS } from "../time.js";
import { type Cohort, EFFECT_METRICS, EFFECT_TEXTS, effectsOf } from "./effects.js";

const NOTHING: Cohort = {
  ...{ lines: 0, returned: 0, disputed: 0, refunds: 0, refundMs: 0, refundDeviationMs: 0 },
  ...{ orders: 0, repeated: 0, premium: 0n, paid: 0n, claimsDecided: 0, claimsDisputed: 0 },
};
const INSURED: Cohort = {
  ...{ lines: 400, returned: 100, disputed: 4, refunds: 90, refundMs: 180 * DAY_MS, refundDeviationMs: DAY_MS },
  ...{ orders: 200, repeated: 50, premium: 24_000n, paid: 30_000n, claimsDecided: 30, claimsDisputed: 3 },
};

describe("figures of both sides", () => {
  const effects = effectsOf(INSURED, { ...NOTHING, lines: 50, returned: 5, orders: 20 });
  const of = (metric: string) => effects.find((each) => each.metric === metric);

  test("stand in their order, each once, with a name and a definition in both languages", () => {
    expect(effects.map(({ metric }) => metric)).toEqual([...EFFECT_METRICS]);
    for (const metric of EFFECT_METRICS) {
      const { title, definition } = EFFECT_TEXTS[metric];
      for (const text of [title.zh, title.en, definition.zh, definition.en]) expect(text.length).toBeGreaterThan(2);
    }
  });

  test("are shares with what they are made of and how sure they are", () => {
    expect(of("return_rate")).toMatchObject({
      unit: "share",
      insured: { numerator: 100, denominator: 400, value: 0.25, tooFew: false },
      uninsured: { numerator: 5, denominator: 50, value: 0.1, tooFew: true },
    });
    const { low, high } = of("return_rate")?.insured.interval ?? { low: 0, high: 0 };
    expect(low).toBeCloseTo(0.21, 2);
    expect(high).toBeCloseTo(0.295, 2);
  });

  test("are days and ratios where no share can be", () => {
    expect(of("days_to_refund")?.insured).toMatchObject({ numerator: 180, denominator: 90, value: 2, tooFew: true });
    expect(of("days_to_refund")?.insured.interval?.high).toBeCloseTo(2.2066, 3);
    expect(of("paid_to_premium")).toMatchObject({ insured: { value: 1.25, interval: null }, uninsured: null });
    expect(of("claim_dispute_rate")?.uninsured).toBeNull();
  });

  test("say nothing where nothing was counted", () => {
    const [lines, ...others] = effectsOf(NOTHING, NOTHING);
    expect(lines?.insured).toEqual({ numerator: 0, denominator: 0, value: 0, interval: null, tooFew: true });
    for (const { insured } of others) expect(insured).toMatchObject({ value: null, interval: null, tooFew: true });
  });
});
