import fc from "fast-check";
import { expect, test } from "vitest";
import { drawnGrey } from "../testing/picture.js";
import { ALIKE_MIN, alikeness } from "./alike.js";
import { GREY_SIDE, WHOLE } from "./grey.js";
import { CROPS } from "./print.js";

const seeds = fc.nat(100_000);

test("a picture agrees with itself, and mirrored with its mirror image", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(alikeness(drawnGrey(seed), false, drawnGrey(seed), WHOLE)).toBeCloseTo(1, 9);
      expect(alikeness(drawnGrey(seed), true, drawnGrey(seed, WHOLE, true), WHOLE)).toBeCloseTo(1, 6);
    }),
    { numRuns: 60 },
  );
});

test("what is left after any cut of up to an eighth agrees with its picture, from the crop that is nearest", () => {
  const cut = fc.record({ left: fc.nat(12), top: fc.nat(12), width: fc.integer({ min: 88, max: 100 }) });
  fc.assert(
    fc.property(seeds, cut, fc.boolean(), (seed, { left, top, width }, mirrored) => {
      const side = width / 100;
      const crop = { left: Math.min(left / 100, 1 - side), top: Math.min(top / 100, 1 - side) };
      const part = { ...crop, right: crop.left + side, bottom: crop.top + side };
      const far = (from: typeof WHOLE): number =>
        Math.abs(from.left - part.left) + Math.abs(from.top - part.top) + Math.abs(from.right - part.right);
      const [nearest = WHOLE] = [...CROPS].sort((a, b) => far(a) - far(b));
      const alike = alikeness(drawnGrey(seed, part, mirrored), mirrored, drawnGrey(seed), nearest);
      expect(alike).toBeGreaterThanOrEqual(ALIKE_MIN);
    }),
    { numRuns: 60 },
  );
});

test("different pictures do not agree, wherever they are laid", () => {
  fc.assert(
    fc.property(seeds, fc.nat(CROPS.length - 1), (seed, crop) => {
      const alike = alikeness(drawnGrey(seed), false, drawnGrey(seed + 1), CROPS[crop] ?? WHOLE);
      expect(alike).toBeLessThan(ALIKE_MIN);
    }),
    { numRuns: 60 },
  );
});

test("a blank picture agrees with nothing", () => {
  const blank = new Uint8Array(GREY_SIDE ** 2).fill(255);
  expect(alikeness(blank, false, blank, WHOLE)).toBe(0);
  expect(alikeness(blank, false, drawnGrey(1), WHOLE)).toBe(0);
});
