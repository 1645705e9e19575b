import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { portion } from "../money.js";
import { dayOf } from "../testing/moment.js";
import { type BasePremium, FACTORS, type Factor, type FactorValues, selectPremium, type Tariff } from "./tariff.js";

const VALUES: FactorValues = {
  merchantBand: "a",
  buyerBand: "b",
  category: "apparel",
  priceBand: "p50",
  zone: "far",
  term: "merchant",
};
const amount = (value: bigint): BasePremium => ({ kind: "amount", amount: value });
const tariff = (change: Partial<Tariff>): Tariff => ({
  code: "t-2026",
  validFrom: dayOf("2026-01-01"),
  validUntil: null,
  by: ["merchantBand", "zone"],
  rows: [{ match: ["a", "far"], premium: amount(60n) }],
  relativities: [],
  minimum: 0n,
  maximum: 10n ** 30n,
  rounding: "half_up",
  ...change,
});

describe("rows", () => {
  test("an exact row gives its amount, with every factor shown", () => {
    expect(selectPremium(tariff({}), VALUES, 12_900n)).toEqual({
      premium: 60n,
      tariff: "t-2026",
      base: 60n,
      factors: [
        { factor: "merchantBand", value: "a", ppm: null },
        { factor: "zone", value: "far", ppm: null },
      ],
    });
  });

  test("a value without a row cannot be rated", () => {
    expect(selectPremium(tariff({}), { ...VALUES, zone: "near" }, 1n)).toBeNull();
    expect(selectPremium(tariff({ rows: [] }), VALUES, 1n)).toBeNull();
  });

  test("the most specific row wins: later factors are widened before earlier ones", () => {
    const rows = [
      { match: ["*", "*"], premium: amount(1n) },
      { match: ["*", "far"], premium: amount(2n) },
      { match: ["a", "*"], premium: amount(3n) },
      { match: ["a", "far"], premium: amount(4n) },
    ];
    const premium = (merchantBand: string, zone: string, left = rows) =>
      selectPremium(tariff({ rows: left }), { ...VALUES, merchantBand, zone }, 1n)?.premium;
    expect(premium("a", "far")).toBe(4n);
    expect(premium("a", "far", rows.slice(0, 3))).toBe(3n);
    expect(premium("a", "far", rows.slice(0, 2))).toBe(2n);
    expect(premium("a", "near")).toBe(3n);
    expect(premium("b", "far")).toBe(2n);
    expect(premium("b", "near")).toBe(1n);
  });

  test("a row that names too few values and two rows for the same are bugs", () => {
    expect(() => selectPremium(tariff({ rows: [{ match: ["a"], premium: amount(1n) }] }), VALUES, 1n)).toThrow(
      "a row of t-2026 names a value for each factor",
    );
    const row = { match: ["a", "far"], premium: amount(1n) };
    expect(() => selectPremium(tariff({ rows: [row, row] }), VALUES, 1n)).toThrow("t-2026 has one row for a|far");
  });

  test("a tariff without factors has one row for everyone", () => {
    const flat = tariff({ by: [], rows: [{ match: [], premium: amount(5n) }] });
    expect(selectPremium(flat, VALUES, 1n)).toEqual({ premium: 5n, tariff: "t-2026", base: 5n, factors: [] });
  });
});

describe("rates", () => {
  const rated = (ppm: bigint, change: Partial<Tariff> = {}) =>
    tariff({ by: [], rows: [{ match: [], premium: { kind: "rate", ppm } }], ...change });

  test("are parts per million of the price, and the base shows them rounded half up", () => {
    expect(selectPremium(rated(5_000n), VALUES, 12_900n)).toMatchObject({ premium: 65n, base: 65n });
    expect(selectPremium(rated(5_000n, { rounding: "down" }), VALUES, 12_900n)).toMatchObject({
      premium: 64n,
      base: 65n,
    });
    expect(selectPremium(rated(5_000n, { rounding: "up" }), VALUES, 12_801n)).toMatchObject({
      premium: 65n,
      base: 64n,
    });
  });

  test("multiply exactly with relativities: nothing is rounded between", () => {
    const relativities = [{ factor: "category", ppm: { apparel: 1_500_000n } }] as const;
    // 101 × 0.5 % = 0.505; × 1.5 = 0.7575: rounded once it is 1, rounded twice it would be 2.
    expect(selectPremium(rated(5_000n, { relativities }), VALUES, 101n)).toMatchObject({ premium: 1n, base: 1n });
    expect(selectPremium(rated(5_000n, { relativities, rounding: "down" }), VALUES, 399n)).toMatchObject({
      premium: 2n,
      base: 2n,
    });
  });
});

describe("relativities", () => {
  const loaded = tariff({
    relativities: [
      { factor: "buyerBand", ppm: { b: 1_200_000n } },
      { factor: "category", ppm: { apparel: 800_000n } },
    ],
  });

  test("multiply the base, each shown with its value", () => {
    expect(selectPremium(loaded, VALUES, 1n)).toEqual({
      premium: 58n,
      tariff: "t-2026",
      base: 60n,
      factors: [
        { factor: "merchantBand", value: "a", ppm: null },
        { factor: "zone", value: "far", ppm: null },
        { factor: "buyerBand", value: "b", ppm: 1_200_000n },
        { factor: "category", value: "apparel", ppm: 800_000n },
      ],
    });
  });

  test("a value that no relativity was filed for cannot be rated", () => {
    expect(selectPremium(loaded, { ...VALUES, buyerBand: "new" }, 1n)).toBeNull();
    expect(selectPremium(loaded, { ...VALUES, category: "shoes" }, 1n)).toBeNull();
  });
});

describe("bounds", () => {
  test("hold after rounding", () => {
    const bounded = tariff({ minimum: 61n, maximum: 70n });
    expect(selectPremium(bounded, VALUES, 1n)).toMatchObject({ premium: 61n, base: 60n });
    expect(selectPremium(tariff({ minimum: 60n, maximum: 60n }), VALUES, 1n)?.premium).toBe(60n);
    expect(selectPremium(tariff({ minimum: 10n, maximum: 59n }), VALUES, 1n)?.premium).toBe(59n);
  });
});

const WORDS = ["x", "y", "z"];
const anyValues = fc.record(
  Object.fromEntries(FACTORS.map((factor) => [factor, fc.constantFrom(...WORDS)])) as Record<
    Factor,
    fc.Arbitrary<string>
  >,
);
const anyBase: fc.Arbitrary<BasePremium> = fc.oneof(
  fc.bigInt({ min: 0n, max: 5_000n }).map(amount),
  fc.bigInt({ min: 0n, max: 100_000n }).map((ppm): BasePremium => ({ kind: "rate", ppm })),
);
const anyTariff: fc.Arbitrary<Tariff> = fc
  .record({
    by: fc.shuffledSubarray([...FACTORS], { maxLength: 4 }),
    minimum: fc.bigInt({ min: 0n, max: 100n }),
    span: fc.bigInt({ min: 0n, max: 3_000n }),
    rounding: fc.constantFrom("down", "half_up", "up"),
    relativities: fc.array(
      fc.record({
        factor: fc.constantFrom(...FACTORS),
        ppm: fc.record(Object.fromEntries(WORDS.map((word) => [word, fc.bigInt({ min: 1n, max: 3_000_000n })]))),
      }),
      { maxLength: 3 },
    ),
  })
  .chain(({ by, span, ...rest }) =>
    fc
      .uniqueArray(
        fc.record({
          match: fc.array(fc.constantFrom(...WORDS, "*"), { minLength: by.length, maxLength: by.length }),
          premium: anyBase,
        }),
        { maxLength: 12, selector: ({ match }) => match.join("|") },
      )
      .map((rows) => tariff({ ...rest, by, rows, maximum: rest.minimum + span })),
  );
const anyPrice = fc.bigInt({ min: 0n, max: 10_000_000n });

/** The whole selection once more, by scanning: among rows that fit, the one whose first difference is the less wild one. */
function scan({ by, rows }: Tariff, values: FactorValues): BasePremium | null {
  const wildness = (match: readonly string[]) => match.map((value) => (value === "*" ? "1" : "0")).join("");
  const fitting = rows
    .filter(({ match }) => match.every((value, i) => value === "*" || value === values[by[i] ?? "term"]))
    .sort((a, b) => (wildness(a.match) < wildness(b.match) ? -1 : 1));
  return fitting[0]?.premium ?? null;
}

describe("whatever the tariff", () => {
  test("the row is the one that a linear scan finds, and the premium is exact and in bounds", () => {
    fc.assert(
      fc.property(anyTariff, anyValues, anyPrice, (filed, values, price) => {
        const rated = selectPremium(filed, values, price);
        const row = scan(filed, values);
        if (row === null) {
          expect(rated).toBeNull();
          return;
        }
        const base = row.kind === "amount" ? row.amount * 1_000_000n : price * row.ppm;
        const loads = filed.relativities.map(({ factor, ppm }) => ppm[values[factor]] ?? 0n);
        const numerator = loads.reduce((product, load) => product * load, base);
        const exact = portion(numerator, 1n, 1_000_000n ** BigInt(loads.length + 1), filed.rounding);
        const bounded = exact < filed.minimum ? filed.minimum : exact > filed.maximum ? filed.maximum : exact;
        expect(rated?.premium).toBe(bounded);
        expect(rated?.base).toBe(portion(base, 1n, 1_000_000n, "half_up"));
        expect(rated?.factors).toHaveLength(filed.by.length + filed.relativities.length);
      }),
      { numRuns: 500 },
    );
  });

  test("the same question has the same answer, whatever was asked between", () => {
    fc.assert(
      fc.property(anyTariff, anyValues, anyValues, anyPrice, (filed, values, others, price) => {
        const first = selectPremium(filed, values, price);
        selectPremium(filed, others, price + 1n);
        expect(selectPremium(filed, values, price)).toEqual(first);
        expect(selectPremium({ ...filed, rows: [...filed.rows].reverse() }, values, price)).toEqual(first);
      }),
    );
  });

  test("the order of relativities does not matter", () => {
    fc.assert(
      fc.property(anyTariff, anyValues, anyPrice, (filed, values, price) => {
        const turned = { ...filed, relativities: [...filed.relativities].reverse() };
        expect(selectPremium(turned, values, price)?.premium).toBe(selectPremium(filed, values, price)?.premium);
      }),
    );
  });
});
