import fc from "fast-check";
import { expect, test } from "vitest";
import { overturnRate } from "./overturn.js";

test("of nothing answered nothing is said", () => {
  expect(overturnRate(0, 0)).toEqual({ rate: null, between: null });
});

test.each([
  [1, 1, 1, [0.2065, 1]],
  [0, 1, 0, [0, 0.7935]],
  [0, 10, 0, [0, 0.2775]],
  [5, 10, 0.5, [0.2366, 0.7634]],
  [300, 1_000, 0.3, [0.2724, 0.3291]],
])("%i of %i is %f, with how little that says", (overturned, answered, rate, between) => {
  expect(overturnRate(overturned, answered)).toEqual({ rate, between });
});

test("the rate lies between its bounds, and ten times the answers never say less", () => {
  const counts = fc
    .integer({ min: 1, max: 100_000 })
    .chain((answered) => fc.tuple(fc.integer({ min: 0, max: answered }), fc.constant(answered)));
  fc.assert(
    fc.property(counts, ([overturned, answered]) => {
      const { rate, between } = overturnRate(overturned, answered);
      const [low = 0, high = 1] = between ?? [];
      expect(low <= (rate ?? -1) && (rate ?? 2) <= high && low >= 0 && high <= 1).toBe(true);
      const [lower = 0, higher = 1] = overturnRate(overturned * 10, answered * 10).between ?? [];
      expect(higher - lower).toBeLessThanOrEqual(high - low + 0.0002);
    }),
  );
});
