import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanOf, wilson } from "./interval.js";

describe("the Wilson interval", () => {
  // Published: Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i is %f to %f", (hits, trials, low, high) => {
    const found = wilson(hits, trials);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  test("holds the share, stays inside 0 and 1, and is narrower the more was seen", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(100_000), (trials, drawn) => {
        const hits = drawn % (trials + 1);
        const few = wilson(hits, trials);
        const many = wilson(hits * 10, trials * 10);
        if (few === null || many === null) return false;
        const fits = few.low >= 0 && few.low <= few.value && few.value <= few.high && few.high <= 1;
        return fits && many.high - many.low < few.high - few.low + 1e-12;
      }),
    );
  });

  test("is none where nothing was seen", () => {
    expect(wilson(0, 0)).toBeNull();
    expect(meanOf(0, 0, 0)).toBeNull();
  });
});

test("the interval of a mean is 1.96 standard errors to either side, and never below nothing", () => {
  expect(meanOf(400, 100, 2)).toEqual({ value: 4, low: 4 - 0.3919928, high: 4 + 0.3919928 });
  expect(meanOf(4, 4, 10)?.low).toBe(0);
});
