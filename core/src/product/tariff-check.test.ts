import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { present } from "../assert.js";
import { parseDay } from "../time.js";
import { PAYERS } from "./product.js";
import { BANDS, priceBandOf } from "./rate.js";
import { FACTORS, type Factor, type FactorValues, selectPremium, type Tariff, type TariffRow } from "./tariff.js";
import {
  type Cell,
  checkTariff,
  FACTOR_VALUES,
  factorsOf,
  rowFinder,
  TARIFF_CELLS_NAMED_MAX,
  TARIFF_ERRORS,
  type TariffDomain,
  type TariffFinding,
  tariffDomain,
} from "./tariff-check.js";

const DAY = present(parseDay("2026-01-01"), "the day is one");
const ALL = tariffDomain({
  eligibility: { categories: [], unitPriceMin: 1n, unitPriceMax: 5_000_000n },
  payers: PAYERS,
});

const tariffOf = (changes: Partial<Tariff>): Tariff => ({
  code: "T-1",
  validFrom: DAY,
  validUntil: null,
  by: [],
  rows: [],
  relativities: [],
  minimum: 1n,
  maximum: 1_000_000n,
  rounding: "half_up",
  ...changes,
});
const amount = (fen: bigint, ...match: string[]): TariffRow => ({ match, premium: { kind: "amount", amount: fen } });
const rate = (ppm: bigint, ...match: string[]): TariffRow => ({ match, premium: { kind: "rate", ppm } });
const narrowed = (values: Partial<TariffDomain["values"]>): TariffDomain => ({
  ...ALL,
  values: { ...ALL.values, ...values },
});
const short = ({ kind, rows, cells, cellCount }: TariffFinding) => ({
  kind,
  rows,
  cellCount,
  cells: cells.map(({ at }) => Object.values(at).join(" ")),
});

describe("the domain of a product", () => {
  test("knows every value of every factor, and no other", () => {
    expect([...FACTOR_VALUES.merchantBand].sort()).toEqual([...BANDS].sort());
    expect([...FACTOR_VALUES.term].sort()).toEqual([...PAYERS].sort());
    expect(Object.keys(FACTOR_VALUES).sort()).toEqual([...FACTORS].sort());
  });

  test("holds the goods and the prices that the product takes", () => {
    const domain = tariffDomain({
      eligibility: { categories: ["digital"], unitPriceMin: 50_000n, unitPriceMax: 300_000n },
      payers: ["buyer"],
    });
    expect(domain.values).toMatchObject({
      category: ["digital"],
      priceBand: ["p200", "p1000", "p3000"],
      term: ["buyer"],
    });
    expect(domain.prices).toEqual({
      p200: { lowest: 50_000n, highest: 99_999n },
      p1000: { lowest: 100_000n, highest: 299_999n },
      p3000: { lowest: 300_000n, highest: 300_000n },
    });
    for (const [band, { lowest, highest }] of Object.entries(domain.prices))
      expect([priceBandOf(lowest), priceBandOf(highest)]).toEqual([band, band]);
  });
});

describe("a planted mistake", () => {
  const domain = narrowed({ zone: ["near", "far"], merchantBand: ["a", "b"] });
  const by: readonly Factor[] = ["merchantBand", "zone"];
  const whole = [amount(10n, "a", "near"), amount(20n, "a", "far"), amount(15n, "b", "near"), amount(30n, "b", "far")];
  const found = (changes: Partial<Tariff>) => checkTariff(tariffOf({ by, rows: whole, ...changes }), domain).map(short);

  test("a sound table has no finding", () => expect(found({})).toEqual([]));

  test("a gap is named by its cell", () => {
    expect(found({ rows: whole.slice(0, 3) })).toEqual([{ kind: "gap", rows: [], cellCount: 1, cells: ["b far"] }]);
  });

  test("two rows for one cell", () => {
    expect(found({ rows: [...whole, amount(31n, "b", "far")] })).toEqual([
      { kind: "duplicate", rows: [3, 4], cellCount: 1, cells: ["b far"] },
    ]);
  });

  test("two rows that meet, of which neither is the more particular", () => {
    expect(found({ rows: [amount(10n, "a", "*"), amount(20n, "*", "near"), amount(30n, "b", "far")] })).toEqual([
      { kind: "ambiguous", rows: [0, 1], cellCount: 1, cells: ["a near"] },
    ]);
  });

  test("a row that lies behind others, and one that lies outside", () => {
    expect(found({ rows: [...whole, amount(9n, "*", "*"), amount(9n, "f", "far")] })).toEqual([
      { kind: "unreachable", rows: [4], cellCount: 0, cells: [] },
      { kind: "unreachable", rows: [5], cellCount: 0, cells: [] },
    ]);
  });

  test("a farther parcel that costs less", () => {
    const rows = [...whole.slice(0, 1), amount(5n, "a", "far"), ...whole.slice(2)];
    const [finding] = checkTariff(tariffOf({ by, rows }), domain);
    expect(finding).toMatchObject({
      ...{ kind: "not_monotone", severity: "warning", factor: "zone", rows: [1] },
      cells: [{ at: { merchantBand: "a", zone: "far" }, row: 1, than: { merchantBand: "a", zone: "near" } }],
    });
  });

  test("a bound that decides instead of the table, either way", () => {
    expect(found({ maximum: 29n, minimum: 11n })).toEqual([
      { kind: "above_maximum", rows: [3], cellCount: 1, cells: ["b far"] },
      { kind: "below_minimum", rows: [0], cellCount: 1, cells: ["a near"] },
    ]);
    expect(found({ maximum: 5n, minimum: 11n })[0]).toMatchObject({ kind: "bounds_reversed" });
  });

  test("a multiplier that is missing, and one that falls", () => {
    const relativities = [{ factor: "buyerBand" as const, ppm: { a: 1_000_000n, b: 900_000n } }];
    const kinds = checkTariff(tariffOf({ by, rows: whole, relativities }), {
      ...domain,
      values: { ...domain.values, buyerBand: ["a", "b", "c"] },
    });
    expect(kinds.map(({ kind, factor, cellCount }) => [kind, factor, cellCount])).toEqual([
      ["relativity_gap", "buyerBand", 1],
      ["not_monotone", "buyerBand", 4],
    ]);
  });

  test("dearer goods that cost less by rate are found at each band's first price", () => {
    const band = { ...ALL, values: { ...ALL.values, priceBand: ["p200", "p1000"] } };
    const rates = (low: bigint, high: bigint) =>
      checkTariff(tariffOf({ by: ["priceBand"], rows: [rate(low, "p200"), rate(high, "p1000")] }), band).map(short);
    // 20,000 fen at 6 % are 1,200; 100,000 at 1.2 % are 1,200 too, and at 1.1 % less.
    expect(rates(60_000n, 12_000n)).toEqual([]);
    expect(rates(60_000n, 11_000n)).toMatchObject([{ kind: "not_monotone", cells: ["p1000"] }]);
  });

  test("of many cells the first are named, and all are counted", () => {
    const [gap] = checkTariff(tariffOf({ by: ["merchantBand", "buyerBand", "category"] }), ALL);
    expect(gap).toMatchObject({ kind: "gap", cellCount: 7 * 7 * 11 });
    expect(gap?.cells).toHaveLength(TARIFF_CELLS_NAMED_MAX);
  });
});

// The oracle knows nothing of masks, keys or exact fractions: it scans all rows for every cell, and sorts those that fit.
const SMALL: TariffDomain = {
  values: {
    merchantBand: ["a", "b", "new"],
    buyerBand: ["a", "f"],
    category: ["food", "bags"],
    priceBand: ["p0", "p50"],
    zone: ["near", "far"],
    term: ["merchant"],
  },
  prices: { p0: { lowest: 100n, highest: 4_999n }, p50: { lowest: 5_000n, highest: 9_000n } },
};

const tariffs: fc.Arbitrary<Tariff> = fc.subarray([...FACTORS], { minLength: 1, maxLength: 3 }).chain((by) => {
  const value = (factor: Factor) =>
    fc.constantFrom("*", ...SMALL.values[factor], present(FACTOR_VALUES[factor].at(-1), "a factor has values"));
  const premium = fc.oneof(
    fc.bigInt(1n, 500n).map((fen) => ({ kind: "amount" as const, amount: fen })),
    fc.bigInt(1n, 200_000n).map((ppm) => ({ kind: "rate" as const, ppm })),
  );
  const row = fc.record({ match: fc.tuple(...by.map(value)), premium });
  const relativity = fc.constantFrom(...FACTORS).chain((factor) =>
    fc.record({
      factor: fc.constant(factor),
      ppm: fc.dictionary(fc.constantFrom(...SMALL.values[factor]), fc.bigInt(1n, 3_000_000n), { maxKeys: 4 }),
    }),
  );
  return fc
    .record({
      rows: fc.array(row, { maxLength: 14 }),
      relativities: fc.array(relativity, { maxLength: 2 }),
      minimum: fc.bigInt(1n, 100n),
      maximum: fc.bigInt(50n, 600n),
    })
    .map((rest) => tariffOf({ by, ...rest }));
});

function cellsOf(factors: readonly Factor[]): Cell[] {
  return factors.reduce<Cell[]>(
    (cells, factor) => cells.flatMap((cell) => SMALL.values[factor].map((value) => ({ ...cell, [factor]: value }))),
    [{}],
  );
}

function fittingRows({ by, rows }: Tariff, cell: Cell): number[] {
  const wild = (row: number) => (rows[row]?.match ?? []).map((value) => (value === "*" ? "1" : "0")).join("");
  return [...rows.keys()]
    .filter((row) => by.every((factor, i) => ["*", cell[factor]].includes(rows[row]?.match[i])))
    .sort((a, b) => wild(a).localeCompare(wild(b)) || a - b);
}

const isMoreParticular = (match: readonly string[], than: readonly string[]): boolean =>
  match.every((value, i) => value !== "*" || than[i] === "*");
const named = (cells: readonly Cell[]) => cells.map((cell) => JSON.stringify(cell)).sort();
const cellsIn = (findings: readonly TariffFinding[]) =>
  named(findings.flatMap(({ cells }) => cells.map(({ at }) => at)));
const ofKind = (findings: readonly TariffFinding[], ...kinds: string[]) =>
  findings.filter(({ kind }) => kinds.includes(kind));

/** The factors' values of a cell; those that the tariff does not ask for are whatever they are. */
const valuesOf = (cell: Cell): FactorValues => ({
  merchantBand: "a",
  buyerBand: "a",
  category: "food",
  priceBand: "p0",
  zone: "near",
  term: "merchant",
  ...cell,
});

/** A premium far above rounding: amounts and price a million times over, and no bounds. */
function scaled(tariff: Tariff, cell: Cell, price: bigint): bigint | null {
  const million = 10n ** 18n;
  const rows = tariff.rows.map(({ match, premium }) => ({
    match,
    premium: premium.kind === "amount" ? { kind: "amount" as const, amount: premium.amount * million } : premium,
  }));
  const free = { ...tariff, rows, minimum: 0n, maximum: 10n ** 60n };
  return selectPremium(free, valuesOf(cell), price * million)?.premium ?? null;
}

describe("against every cell looked at one by one", () => {
  test("gaps, collisions and rows that nobody reaches are exactly those that there are", () => {
    fc.assert(
      fc.property(tariffs, (tariff) => {
        const findings = checkTariff(tariff, SMALL);
        const cells = cellsOf(tariff.by);
        const fitting = cells.map((cell) => [cell, fittingRows(tariff, cell)] as const);
        expect(cellsIn(ofKind(findings, "gap"))).toEqual(
          named(fitting.filter(([, rows]) => rows.length === 0).map(([cell]) => cell)),
        );

        const text = (row: number | undefined) => (tariff.rows[row ?? -1]?.match ?? []).join();
        const matchOf = (row: number) => tariff.rows[row]?.match ?? [];
        const twins = [...tariff.rows.keys()].filter((row) =>
          tariff.rows.some((_, i) => i !== row && text(i) === text(row)),
        );
        expect(
          ofKind(findings, "duplicate")
            .flatMap(({ rows }) => rows)
            .sort((a, b) => a - b),
        ).toEqual(twins);

        const met = fitting.flatMap(([cell, [winner = -1, ...others]]) =>
          others
            .filter((other) => text(other) !== text(winner) && !isMoreParticular(matchOf(winner), matchOf(other)))
            .map((other) => `${Math.min(winner, other)} ${Math.max(winner, other)} ${JSON.stringify(cell)}`),
        );
        const ambiguous = ofKind(findings, "ambiguous").flatMap(({ rows, cells: at }) =>
          at.map((each) => `${rows.join(" ")} ${JSON.stringify(each.at)}`),
        );
        expect(ambiguous.sort()).toEqual(met.sort());

        const reached = new Set(
          fitting.flatMap(([, [winner, ...others]]) => [
            winner,
            ...others.filter((other) => text(other) === text(winner)),
          ]),
        );
        const never = [...tariff.rows.keys()].filter((row) => !reached.has(row));
        expect(ofKind(findings, "unreachable").flatMap(({ rows }) => rows)).toEqual(never);
      }),
      { numRuns: 400 },
    );
  });

  test("premiums that fall and bounds that decide are exactly those that there are", () => {
    fc.assert(
      fc.property(tariffs, (tariff) => {
        fc.pre(new Set(tariff.rows.map(({ match }) => match.join())).size === tariff.rows.length);
        const findings = checkTariff(tariff, SMALL);
        const factors = factorsOf(tariff);
        const order: Partial<Record<Factor, readonly string[]>> = {
          merchantBand: ["a", "b", "new"],
          buyerBand: ["a", "f"],
          zone: ["near", "far"],
          priceBand: ["p0", "p50"],
        };
        const span = (cell: Cell) => {
          const { lowest } = SMALL.prices[cell.priceBand ?? "p0"] ?? { lowest: 0n };
          const { highest } = SMALL.prices[cell.priceBand ?? "p50"] ?? { highest: 0n };
          return [lowest, highest] as const;
        };
        const expected = { above: [] as Cell[], below: [] as Cell[], falls: [] as string[] };
        for (const cell of cellsOf(factors)) {
          const [lowest, highest] = span(cell);
          const [least, most] = [scaled(tariff, cell, lowest), scaled(tariff, cell, highest)];
          if (least === null || most === null) continue;
          if (least > tariff.maximum * 10n ** 18n) expected.above.push(cell);
          if (most < tariff.minimum * 10n ** 18n) expected.below.push(cell);
          for (const factor of factors) {
            const values = order[factor] ?? [];
            const before = values[values.indexOf(cell[factor] ?? "") - 1];
            if (before === undefined) continue;
            const better = { ...cell, [factor]: before };
            const pairs =
              factor === "priceBand"
                ? [[span(better)[0], lowest]]
                : [
                    [lowest, lowest],
                    [highest, highest],
                  ];
            const falls = pairs.some(([there = 0n, here = 0n]) => {
              const [from, to] = [scaled(tariff, better, there), scaled(tariff, cell, here)];
              return from !== null && to !== null && to < from;
            });
            if (falls) expected.falls.push(`${factor} ${JSON.stringify(cell)}`);
          }
        }
        expect(cellsIn(ofKind(findings, "above_maximum"))).toEqual(named(expected.above));
        expect(cellsIn(ofKind(findings, "below_minimum"))).toEqual(named(expected.below));
        const falls = ofKind(findings, "not_monotone").flatMap(({ factor, cells }) =>
          cells.map(({ at }) => `${String(factor)} ${JSON.stringify(at)}`),
        );
        expect(falls.sort()).toEqual(expected.falls.sort());
      }),
      { numRuns: 300 },
    );
  });

  test("the row that is named is the row that is charged, and only an error leaves a line of the domain without a premium", () => {
    fc.assert(
      fc.property(tariffs, (tariff) => {
        const errors = checkTariff(tariff, SMALL).filter(({ severity }) => severity === "error");
        for (const { kind } of errors) expect(TARIFF_ERRORS).toContain(kind);
        if (errors.some(({ kind }) => kind === "duplicate")) {
          expect(() => selectPremium(tariff, valuesOf({}), 1n)).toThrow("has one row for");
          return;
        }
        const find = rowFinder(tariff);
        let unrated = 0;
        for (const cell of cellsOf(FACTORS)) {
          const [row] = find(cell);
          const rated = selectPremium(tariff, valuesOf(cell), 1_000_000n);
          if (rated === null) unrated += 1;
          if (row === undefined) expect(rated).toBeNull();
          const premium = row === undefined ? undefined : tariff.rows[row]?.premium;
          if (rated !== null && premium !== undefined)
            expect(rated.base).toBe(premium.kind === "amount" ? premium.amount : premium.ppm);
        }
        expect(errors.some(({ kind }) => kind === "gap" || kind === "relativity_gap")).toBe(unrated > 0);
      }),
      { numRuns: 300 },
    );
  });
});
