import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawn, LAUNCH_PLAN, type SampledDecision, sampleSeed } from "./sample.js";

const SEED = sampleSeed(1, "2026-11-22");
const DECISION: SampledDecision = {
  decisionId: 1n,
  product: "quality",
  outcome: "approve",
  amount: 50_000n,
  automatic: false,
  level: 1,
  madeBefore: 1_000,
};
/** How many of so many decisions are drawn. */
function count(change: Partial<SampledDecision>, of = 20_000, seed = SEED): number {
  let found = 0;
  for (let i = 0; i < of; i++)
    if (drawn(seed, { ...DECISION, ...change, decisionId: BigInt(i) * 4_096n }) !== null) found += 1;
  return found;
}

describe("drawing", () => {
  test("takes all that is large, and a newcomer's first decisions", () => {
    expect(drawn(SEED, { ...DECISION, amount: LAUNCH_PLAN.largeMin })).toBe("large");
    expect(count({ amount: LAUNCH_PLAN.largeMin }, 100)).toBe(100);
    expect(count({ madeBefore: LAUNCH_PLAN.newcomerDecisions - 1 }, 100)).toBe(100);
    expect(count({ madeBefore: LAUNCH_PLAN.newcomerDecisions }, 100)).toBeLessThan(30);
    expect(drawn(SEED, { ...DECISION, automatic: true, madeBefore: 0, decisionId: 7n })).not.toBe("newcomer");
  });

  test.each([
    ["a newcomer's level", {}, 1_000],
    ["more experience", { level: 2 }, 600],
    ["the highest level", { level: 9 }, 400],
    ["a product that wants a closer look", { product: "authenticity", level: 9 }, 2_000],
    ["what rules grant", { automatic: true, level: 0 }, 100],
    ["what rules refuse", { automatic: true, level: 0, outcome: "reject", amount: 0n }, 400],
  ] as const)("takes its share of %s", (_name, change, expected) => {
    // Four standard deviations of the binomial: a right program fails once in 16,000 seeds, and this one has one seed.
    const found = count(change);
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test("says why", () => {
    const all = { ...LAUNCH_PLAN, automaticPpm: 1_000_000, automaticRefusalPpm: 1_000_000, personPpm: [1_000_000] };
    expect(drawn(SEED, DECISION, all)).toBe("person");
    expect(drawn(SEED, { ...DECISION, automatic: true }, all)).toBe("automatic");
    expect(drawn(SEED, { ...DECISION, automatic: true, outcome: "reject", amount: 0n }, all)).toBe("automatic_refusal");
  });

  test("gives the same answer for ever, and another on another day or for another tenant", () => {
    const picks = (seed: string): string =>
      Array.from({ length: 2_000 }, (_, i) => drawn(seed, { ...DECISION, decisionId: BigInt(i) }) ?? "-").join();
    expect(picks(SEED)).toBe(picks(sampleSeed(1, "2026-11-22")));
    expect(picks(SEED)).not.toBe(picks(sampleSeed(1, "2026-11-23")));
    expect(picks(SEED)).not.toBe(picks(sampleSeed(2, "2026-11-22")));
  });

  test("never takes less for a greater share", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), fc.nat({ max: 999_999 }), (decisionId, ppm) => {
        const less = drawn(SEED, { ...DECISION, decisionId }, { ...LAUNCH_PLAN, personPpm: [ppm] });
        const more = drawn(SEED, { ...DECISION, decisionId }, { ...LAUNCH_PLAN, personPpm: [ppm + 1] });
        if (less !== null) expect(more).toBe(less);
      }),
    );
  });
});
