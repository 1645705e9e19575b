import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawnGrey } from "../testing/picture.js";
import { GREY_SIDE, type Grey, sampled, sumsOf, WHOLE } from "./grey.js";
import { CROPS, mirroredPrint, printsOf, signsApart } from "./print.js";

const wholePrint = (grey: Grey): bigint => printsOf(grey)[0]?.print ?? 0n;
const seeds = fc.nat(100_000);

describe("a grey square", () => {
  const noise = fc.uint8Array({ minLength: GREY_SIDE ** 2, maxLength: GREY_SIDE ** 2 });

  test("sampled at its own size is itself", () => {
    fc.assert(
      fc.property(noise, (grey) => {
        const same = sampled(sumsOf(grey), WHOLE, GREY_SIDE);
        expect(same.every((mean, i) => Math.abs(mean - (grey[i] ?? -1)) < 1e-6)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test("keeps its mean, whatever it is sampled at", () => {
    fc.assert(
      fc.property(noise, fc.integer({ min: 1, max: 40 }), (grey, side) => {
        const mean = (values: ArrayLike<number>): number =>
          Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
        expect(mean(sampled(sumsOf(grey), WHOLE, side))).toBeCloseTo(mean(grey), 6);
      }),
      { numRuns: 50 },
    );
  });

  test("of another size is a bug", () => {
    expect(() => sumsOf(new Uint8Array(10))).toThrow("size");
  });
});

describe("prints", () => {
  test("there is one for the whole and one for each cut of a tenth", () => {
    expect(CROPS).toHaveLength(16);
    expect(CROPS[0]).toEqual(WHOLE);
    expect(new Set(CROPS.map((crop) => JSON.stringify(crop))).size).toBe(16);
    expect(printsOf(drawnGrey(1)).map(({ crop }) => crop)).toEqual(CROPS.map((_, i) => i));
  });

  test("fit 64 signed bits, and their lowest is never set", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { print, mirrored } of printsOf(drawnGrey(seed)))
          for (const signs of [print, mirrored]) {
            expect(BigInt.asIntN(64, signs)).toBe(signs);
            expect(signs & 1n).toBe(0n);
          }
      }),
      { numRuns: 100 },
    );
  });

  test("of a mirrored picture are the mirrored prints of the mirrored crops", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const turned = printsOf(drawnGrey(seed, WHOLE, true));
        expect(signsApart(turned[0]?.print ?? 0n, printsOf(drawnGrey(seed))[0]?.mirrored ?? -1n)).toBeLessThanOrEqual(
          1,
        );
      }),
      { numRuns: 80 },
    );
  });

  test("mirroring twice changes nothing, and once half of the signs", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (print) => {
        expect(mirroredPrint(mirroredPrint(print))).toBe(print);
        expect(signsApart(print, mirroredPrint(print))).toBe(32);
      }),
    );
  });

  test("stand when light or contrast are others", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 60, max: 100 }),
        fc.integer({ min: -20, max: 20 }),
        (seed, percent, light) => {
          const grey = drawnGrey(seed).map((value) => 40 + (value * 7) / 10);
          const other = grey.map((value) => Math.round((value * percent) / 100) + Math.max(0, light));
          expect(signsApart(wholePrint(grey), wholePrint(other))).toBeLessThanOrEqual(4);
        },
      ),
      { numRuns: 80 },
    );
  });

  test("of what is left after a cut of a tenth meet a print of the whole picture", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: CROPS.length - 1 }), (seed, crop) => {
        const cut = wholePrint(drawnGrey(seed, CROPS[crop]));
        expect(signsApart(cut, printsOf(drawnGrey(seed))[crop]?.print ?? 0n)).toBeLessThanOrEqual(7);
      }),
      { numRuns: 100 },
    );
  });

  test("of different pictures are far apart, nearly always", () => {
    const prints = Array.from({ length: 200 }, (_, seed) => wholePrint(drawnGrey(seed)));
    const near = prints.flatMap((a, i) => prints.slice(i + 1).filter((b) => signsApart(a, b) <= 7));
    expect(near.length).toBeLessThan(200);
  });

  test("there is none of a picture that shows next to nothing", () => {
    expect(printsOf(new Uint8Array(GREY_SIDE ** 2).fill(255))).toEqual([]);
    expect(printsOf(Uint8Array.from({ length: GREY_SIDE ** 2 }, (_, i) => 250 + (i % 5)))).toEqual([]);
  });
});

test("signs apart is a distance", () => {
  const signs = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  fc.assert(
    fc.property(signs, signs, signs, (a, b, c) => {
      expect(signsApart(a, a)).toBe(0);
      expect(signsApart(a, b)).toBe(signsApart(b, a));
      expect(signsApart(a, c)).toBeLessThanOrEqual(signsApart(a, b) + signsApart(b, c));
    }),
  );
  expect(signsApart(0n, -1n)).toBe(64);
});
