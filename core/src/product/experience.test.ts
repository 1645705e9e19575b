import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PPM } from "../money.js";
import { collectiveRate, type Experience, rateExperience, returnsBelow, SUBJECT_KINDS } from "./experience.js";
import { BAND_LIMITS_PPM } from "./rate.js";

const anyExperience: fc.Arbitrary<Experience> = fc
  .bigInt({ min: 0n, max: 5_000_000n })
  .chain((exposures) =>
    fc.record({ exposures: fc.constant(exposures), returns: fc.bigInt({ min: 0n, max: exposures }) }),
  );
const anyKind = fc.constantFrom(...SUBJECT_KINDS);
const anyRate = fc.bigInt({ min: 0n, max: PPM });

describe("the collective rate", () => {
  test("is the filed base rate in a marketplace without history, and nearly its own in a large one", () => {
    const none = { exposures: 0n, returns: 0n };
    expect(collectiveRate("merchant", none)).toBe(75_000n);
    expect(collectiveRate("buyer", none)).toBe(150_000n);
    // (300 000 × 10⁶ + 1 000 × 75 000) ÷ 1 001 000, by hand.
    expect(collectiveRate("merchant", { exposures: 1_000_000n, returns: 300_000n })).toBe(299_775n);
  });

  test("of a marketplace of two shops is not what those two shops did", () => {
    const rate = collectiveRate("merchant", { exposures: 20n, returns: 20n });
    expect(rate).toBe(93_137n);
  });
});

describe("a shop's rate", () => {
  test("is its own so far as it is credible, and everybody's for the rest", () => {
    // Z = 240 ÷ 300 = 0.8: 0.8 × 25 % + 0.2 × 10 % = 22 %.
    expect(rateExperience("merchant", { exposures: 240n, returns: 60n }, 100_000n)).toEqual({
      exposures: 240n,
      returns: 60n,
      ownPpm: 250_000n,
      collectivePpm: 100_000n,
      credibilityPpm: 800_000n,
      weightedPpm: 220_000n,
      band: "d",
    });
  });

  test("says nothing below a fifth of credibility: 15 policies of a shop, 5 of a buyer", () => {
    const band = (kind: "merchant" | "buyer", exposures: bigint) =>
      rateExperience(kind, { exposures, returns: 0n }, 40_000n).band;
    expect([band("merchant", 14n), band("merchant", 15n)]).toEqual(["new", "a"]);
    expect([band("buyer", 4n), band("buyer", 5n)]).toEqual(["new", "a"]);
    expect(rateExperience("buyer", { exposures: 0n, returns: 0n }, 40_000n)).toMatchObject({
      ownPpm: null,
      band: "new",
    });
  });

  test("weighs a small shop's bad month lightly and a large shop's fully", () => {
    const rated = (exposures: bigint) =>
      rateExperience("merchant", { exposures, returns: exposures / 2n }, 100_000n).weightedPpm;
    expect([rated(20n), rated(200n), rated(20_000n)]).toEqual([200_000n, 407_692n, 498_803n]);
  });

  test("lies between its own and everybody's, with a credibility from 0 to 1", () => {
    fc.assert(
      fc.property(anyKind, anyExperience, anyRate, (kind, own, collectivePpm) => {
        const rating = rateExperience(kind, own, collectivePpm);
        expect(rating.credibilityPpm >= 0n && rating.credibilityPpm < PPM).toBe(true);
        const ownPpm = rating.ownPpm ?? collectivePpm;
        const [low, high] = ownPpm < collectivePpm ? [ownPpm, collectivePpm] : [collectivePpm, ownPpm];
        // One part in a million for the rounding of the own rate.
        expect(rating.weightedPpm >= low - 1n && rating.weightedPpm <= high + 1n).toBe(true);
        expect(rateExperience(kind, own, collectivePpm)).toEqual(rating);
      }),
    );
  });

  test("never falls when more comes back, its own or everybody's, and moves less the smaller the shop", () => {
    fc.assert(
      fc.property(anyKind, anyExperience, anyRate, anyRate, (kind, own, some, other) => {
        const rate = (returns: bigint, collectivePpm: bigint) =>
          rateExperience(kind, { ...own, returns }, collectivePpm).weightedPpm;
        const [low, high] = some < other ? [some, other] : [other, some];
        expect(rate(own.returns, low) <= rate(own.returns, high)).toBe(true);
        if (own.returns < own.exposures) expect(rate(own.returns, low) <= rate(own.returns + 1n, low)).toBe(true);
        const distance = (n: bigint) => rateExperience(kind, { exposures: n, returns: n }, low).weightedPpm - low;
        expect(distance(own.exposures) <= distance(own.exposures * 2n + 1n)).toBe(true);
      }),
    );
  });
});

test("returnsBelow is the last number of returns under a limit", () => {
  const limits = BAND_LIMITS_PPM.map(([, limit]) => limit);
  fc.assert(
    fc.property(
      anyKind,
      anyExperience,
      anyRate,
      fc.constantFrom(...limits),
      (kind, { exposures }, collectivePpm, limit) => {
        const below = (returns: bigint) =>
          rateExperience(kind, { exposures, returns }, collectivePpm).weightedPpm < limit;
        const most = returnsBelow(kind, exposures, collectivePpm, limit);
        if (most === null) expect(below(0n)).toBe(false);
        else {
          expect(below(most)).toBe(true);
          if (most < exposures) expect(below(most + 1n)).toBe(false);
        }
      },
    ),
  );
});
