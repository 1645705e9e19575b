import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allocate,
  FEN_ON_WIRE_MAX,
  fenFromWire,
  fenToWire,
  formatYuan,
  larger,
  PPM,
  parseYuan,
  portion,
  type Rounding,
  smaller,
  sum,
} from "./money.js";

const amount = fc.bigInt({ min: 0n, max: FEN_ON_WIRE_MAX });
const signed = fc.bigInt({ min: -FEN_ON_WIRE_MAX, max: FEN_ON_WIRE_MAX });
const factor = fc.oneof(fc.bigInt({ min: 0n, max: 1_000n }), fc.bigInt({ min: 0n, max: 10n ** 18n }));
const divisor = factor.map((value) => value + 1n);

describe("yuan", () => {
  test.each<[bigint, string]>([
    [0n, "0.00"],
    [5n, "0.05"],
    [99n, "0.99"],
    [100n, "1.00"],
    [123_456n, "1234.56"],
    [-5n, "-0.05"],
    [-100n, "-1.00"],
  ])("%s fen is written %s", (fen, text) => {
    expect(formatYuan(fen)).toBe(text);
  });

  test.each<[string, bigint]>([
    ["0", 0n],
    ["0.1", 10n],
    ["0.01", 1n],
    ["12", 1_200n],
    ["12.5", 1_250n],
    ["12.50", 1_250n],
    ["99999999999999.99", 9_999_999_999_999_999n],
  ])("%s is read as %s fen", (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  test.each([
    "",
    " ",
    "1.",
    ".5",
    "01",
    "00",
    "-1",
    "+1",
    "1.234",
    "1e3",
    "１",
    "1,000",
    "1 ",
    " 1",
    "1.2.3",
    "0x10",
    "100000000000000",
    "1\n",
    "NaN",
  ])("%j is not read", (text) => {
    expect(parseYuan(text)).toBeNull();
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(amount, (fen) => {
        expect(parseYuan(formatYuan(fen))).toBe(fen);
      }),
    );
  });

  test("a negative amount is its opposite with a sign", () => {
    fc.assert(
      fc.property(amount, (fen) => {
        if (fen > 0n) expect(formatYuan(-fen)).toBe(`-${formatYuan(fen)}`);
      }),
    );
  });
});

describe("the wire", () => {
  test("carries whole numbers from 0 to the largest exact one, and nothing else", () => {
    expect(fenFromWire(0)).toBe(0n);
    expect(fenFromWire(Number(FEN_ON_WIRE_MAX))).toBe(FEN_ON_WIRE_MAX);
    for (const value of [
      -1,
      -0,
      0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      "1",
      1n,
      null,
      undefined,
      [],
      {},
      true,
    ]) {
      expect(fenFromWire(value)).toBeNull();
    }
  });

  test("hands out what it takes in, in both signs, and throws beyond what is exact", () => {
    fc.assert(
      fc.property(amount, (fen) => {
        expect(fenFromWire(fenToWire(fen))).toBe(fen);
      }),
    );
    expect(fenToWire(-FEN_ON_WIRE_MAX)).toBe(-Number.MAX_SAFE_INTEGER);
    expect(fenToWire(FEN_ON_WIRE_MAX)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => fenToWire(FEN_ON_WIRE_MAX + 1n)).toThrow("beyond what JSON carries exactly");
    expect(() => fenToWire(-FEN_ON_WIRE_MAX - 1n)).toThrow(RangeError);
  });
});

describe("portion", () => {
  test.each<[bigint, bigint, bigint, bigint, bigint, bigint]>([
    // amount, numerator, denominator: down, half up, up
    [10n, 1n, 3n, 3n, 3n, 4n],
    [11n, 1n, 3n, 3n, 4n, 4n],
    [1n, 1n, 2n, 0n, 1n, 1n],
    [1n, 499n, 1_000n, 0n, 0n, 1n],
    [9n, 1n, 3n, 3n, 3n, 3n],
    [0n, 5n, 3n, 0n, 0n, 0n],
    [7n, 0n, 3n, 0n, 0n, 0n],
    [3n, 200n, 100n, 6n, 6n, 6n],
  ])("%s × %s ÷ %s", (whole, numerator, denominator, down, halfUp, up) => {
    expect(portion(whole, numerator, denominator, "down")).toBe(down);
    expect(portion(whole, numerator, denominator, "half_up")).toBe(halfUp);
    expect(portion(whole, numerator, denominator, "up")).toBe(up);
  });

  test("lies on the named side of the exact quotient, and less than one fen (half a fen) away", () => {
    fc.assert(
      fc.property(amount, factor, divisor, (whole, numerator, denominator) => {
        // Errors are compared as fractions over the denominator, so that nothing is rounded here.
        const error = (rounding: Rounding) =>
          portion(whole, numerator, denominator, rounding) * denominator - whole * numerator;
        const [down, up, half] = [error("down"), error("up"), error("half_up")];
        expect(down <= 0n && down > -denominator).toBe(true);
        expect(up >= 0n && up < denominator).toBe(true);
        expect(2n * half <= denominator && 2n * half > -denominator).toBe(true);
      }),
    );
  });

  test("takes no negative value and no divisor below one", () => {
    const bad: readonly (readonly [bigint, bigint, bigint])[] = [
      [-1n, 1n, 1n],
      [1n, -1n, 1n],
      [1n, 1n, 0n],
      [1n, 1n, -1n],
    ];
    for (const [whole, numerator, denominator] of bad) {
      expect(() => portion(whole, numerator, denominator, "down")).toThrow(
        "non-negative values and a positive divisor",
      );
    }
    expect(portion(7n, PPM, PPM, "half_up")).toBe(7n);
  });
});

describe("allocate", () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((weight) => weight > 0n));

  test.each<[bigint, bigint[], bigint[]]>([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [101n, [1n, 1n, 1n], [34n, 34n, 33n]],
    [10n, [0n, 1n, 3n], [0n, 3n, 7n]],
    [1n, [1n, 2n], [0n, 1n]],
    [1n, [3n, 5n, 5n], [0n, 1n, 0n]],
    [5n, [2n, 2n, 1n], [2n, 2n, 1n]],
    [0n, [1n, 2n], [0n, 0n]],
    [7n, [9n], [7n]],
  ])("%s over %s is %s", (whole, list, parts) => {
    expect(allocate(whole, list)).toEqual(parts);
  });

  test("loses and makes no fen, keeps each part within one fen of its share, and gives nothing to no weight", () => {
    fc.assert(
      fc.property(amount, weights, (whole, list) => {
        const parts = allocate(whole, list);
        const total = sum(list);
        expect(sum(parts)).toBe(whole);
        parts.forEach((part, i) => {
          const exact = whole * (list[i] ?? 0n);
          expect(part >= exact / total && part * total < exact + total).toBe(true);
          if (list[i] === 0n) expect(part).toBe(0n);
        });
      }),
    );
  });

  test("the left-over fen go to the largest remainders", () => {
    fc.assert(
      fc.property(amount, weights, (whole, list) => {
        const parts = allocate(whole, list);
        const total = sum(list);
        const remainders = list.map((weight) => (whole * weight) % total);
        const raised = parts.map((part, i) => part > (whole * (list[i] ?? 0n)) / total);
        const poorest = remainders.filter((_, i) => raised[i]).reduce((least, each) => smaller(least, each), total);
        for (const [i, remainder] of remainders.entries()) if (!raised[i]) expect(remainder <= poorest).toBe(true);
      }),
    );
  });

  test("takes no negative whole or weight, and some weight above zero", () => {
    for (const [whole, list] of [
      [-1n, [1n]],
      [1n, []],
      [1n, [0n]],
      [1n, [2n, -1n]],
      [1n, [-1n]],
    ] as const) {
      expect(() => allocate(whole, list)).toThrow("non-negative whole and non-negative weights with a positive sum");
    }
  });
});

test("smaller, larger and sum agree with order and addition", () => {
  fc.assert(
    fc.property(signed, signed, (a, b) => {
      expect(smaller(a, b) <= larger(a, b)).toBe(true);
      expect(smaller(a, b) + larger(a, b)).toBe(a + b);
      expect([a, b]).toContain(smaller(a, b));
      expect(sum([a, b])).toBe(a + b);
    }),
  );
  expect(sum([])).toBe(0n);
});
