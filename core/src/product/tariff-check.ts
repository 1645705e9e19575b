// Understands what an actuary should see of a tariff before it is filed: gaps, collisions, rows that no line reaches, prices that fall.

import { type Fen, PPM } from "../money.js";
import { FREIGHT_ZONES } from "../region.js";
import { BANDS_BY_PREMIUM } from "./notice.js";
import { CATEGORIES, PAYERS, type ProductVersion } from "./product.js";
import { PRICE_BANDS } from "./rate.js";
import { FACTORS, type Factor, type Tariff } from "./tariff.js";

/** One value for each factor that is looked at. */
export type Cell = Readonly<Partial<Record<Factor, string>>>;

/** The lines that a product takes, as far as its tariff can tell them apart. */
export interface TariffDomain {
  readonly values: Readonly<Record<Factor, readonly string[]>>;
  /** By price band: what one piece of the cheapest and of the dearest goods in it costs, in fen. */
  readonly prices: Readonly<Record<string, { readonly lowest: Fen; readonly highest: Fen }>>;
}

export const TARIFF_FINDING_KINDS = [
  /** The lowest premium is above the highest. */
  "bounds_reversed",
  /** Two rows say the same cells: no line of them can be rated. */
  "duplicate",
  /** No row, or no multiplier, is for these cells: their lines get no policy. */
  "gap",
  "relativity_gap",
  /** Two rows meet, and neither is the more particular: the order of the factors decides. */
  "ambiguous",
  /** No line that the product takes comes to the row. */
  "unreachable",
  /** A cell costs less than the one before it, which is the better risk. */
  "not_monotone",
  /** The table asks for more, or less, than the filed bounds let it charge, at whatever price. */
  "above_maximum",
  "below_minimum",
] as const;
export type TariffFindingKind = (typeof TARIFF_FINDING_KINDS)[number];

/** Findings with which lines could not be rated, or not as filed; all others are worth a look and no more. */
export const TARIFF_ERRORS: readonly TariffFindingKind[] = ["bounds_reversed", "duplicate", "gap", "relativity_gap"];

/** A cell that a finding names. */
export interface NamedCell {
  readonly at: Cell;
  /** The row that it selects, counted from 0; null where there is none. */
  readonly row: number | null;
  /** The better risk that costs more. */
  readonly than: Cell | null;
}

export interface TariffFinding {
  readonly kind: TariffFindingKind;
  readonly severity: "error" | "warning";
  /** The factor along which it was found, where it was found along one. */
  readonly factor: Factor | null;
  /** Rows that it is about, counted from 0. */
  readonly rows: readonly number[];
  /** The first of the cells, at most TARIFF_CELLS_NAMED_MAX. */
  readonly cells: readonly NamedCell[];
  readonly cellCount: number;
}

/** Cells that one finding names; their number is told whole. */
export const TARIFF_CELLS_NAMED_MAX = 100;

/** Values from the better risk to the worse, and from the cheaper goods to the dearer; other factors have no order. */
const ORDER: Readonly<Partial<Record<Factor, readonly string[]>>> = {
  merchantBand: BANDS_BY_PREMIUM,
  buyerBand: BANDS_BY_PREMIUM,
  zone: FREIGHT_ZONES,
  priceBand: PRICE_BANDS.map(([, code]) => code),
};

/** Every value that a row may name, beside "*". */
export const FACTOR_VALUES: Readonly<Record<Factor, readonly string[]>> = {
  merchantBand: BANDS_BY_PREMIUM,
  buyerBand: BANDS_BY_PREMIUM,
  category: CATEGORIES,
  priceBand: PRICE_BANDS.map(([, code]) => code),
  zone: FREIGHT_ZONES,
  term: PAYERS,
};

/** The domain of a product: its goods, their prices and who pays. An address that nobody knows is in no domain. */
export function tariffDomain({ eligibility, payers }: Pick<ProductVersion, "eligibility" | "payers">): TariffDomain {
  const { categories, unitPriceMin, unitPriceMax } = eligibility;
  const prices = PRICE_BANDS.flatMap(([from, code], i) => {
    const next = PRICE_BANDS[i + 1];
    const lowest = from > unitPriceMin ? from : unitPriceMin;
    const highest = next === undefined || next[0] > unitPriceMax ? unitPriceMax : next[0] - 1n;
    return lowest > highest ? [] : [[code, { lowest, highest }] as const];
  });
  return {
    values: {
      ...FACTOR_VALUES,
      category: categories.length === 0 ? CATEGORIES : categories,
      priceBand: prices.map(([code]) => code),
      term: payers,
    },
    prices: Object.fromEntries(prices),
  };
}

/** Calls `see` with every combination of the factors' values, in their order. */
function eachCell(factors: readonly Factor[], { values }: TariffDomain, see: (cell: Cell) => void): void {
  const visit = (place: number, cell: Cell): void => {
    const factor = factors[place];
    if (factor === undefined) see(cell);
    else for (const value of values[factor]) visit(place + 1, { ...cell, [factor]: value });
  };
  visit(0, {});
}

/** Bit by bit from the last factor up: set where the row takes any value. Of the rows that fit a cell the smallest mask is selected. */
const maskOf = (match: readonly string[]): number =>
  match.reduce((mask, value) => mask * 2 + (value === "*" ? 1 : 0), 0);

/** Finds the rows that fit a cell, in the order in which `selectPremium` looks for one. */
export type RowFinder = (values: Cell) => readonly number[];

/** Rows that fit, the selected one first. Rows that say the same are all there, in their own order. */
export function rowFinder({ by, rows }: Pick<Tariff, "by" | "rows">): RowFinder {
  const byKey = new Map<string, number[]>();
  const masks = new Set<number>();
  for (const [i, { match }] of rows.entries()) {
    const key = match.join("|");
    byKey.set(key, [...(byKey.get(key) ?? []), i]);
    masks.add(maskOf(match));
  }
  const ascending = [...masks].sort((a, b) => a - b);
  const last = by.length - 1;
  const found = new Map<string, readonly number[]>();
  return (cell) => {
    const values = by.map((factor) => cell[factor] ?? "");
    const exact = values.join("|");
    const known = found.get(exact);
    if (known !== undefined) return known;
    const fitting = ascending.flatMap((mask) => {
      const key = values.map((value, i) => (Math.floor(mask / 2 ** (last - i)) % 2 === 1 ? "*" : value));
      return byKey.get(key.join("|")) ?? [];
    });
    found.set(exact, fitting);
    return fitting;
  };
}

interface Found {
  readonly rows: Set<number>;
  readonly cells: NamedCell[];
  count: number;
}

/** Findings as they come in, by what they are about. */
class Findings {
  private readonly found = new Map<string, Found & Pick<TariffFinding, "kind" | "factor">>();

  note(kind: TariffFindingKind, about: string, factor: Factor | null, rows: readonly number[], cell?: NamedCell): void {
    const key = `${kind} ${about}`;
    const entry = this.found.get(key) ?? { kind, factor, rows: new Set(), cells: [], count: 0 };
    this.found.set(key, entry);
    for (const row of rows) entry.rows.add(row);
    if (cell === undefined) return;
    entry.count += 1;
    if (entry.cells.length < TARIFF_CELLS_NAMED_MAX) entry.cells.push(cell);
  }

  inOrder(): TariffFinding[] {
    return [...this.found.values()]
      .map(({ kind, factor, rows, cells, count }) => ({
        kind,
        severity: TARIFF_ERRORS.includes(kind) ? ("error" as const) : ("warning" as const),
        factor,
        rows: [...rows].sort((a, b) => a - b),
        cells,
        cellCount: count,
      }))
      .sort((a, b) => TARIFF_FINDING_KINDS.indexOf(a.kind) - TARIFF_FINDING_KINDS.indexOf(b.kind));
  }
}

/** What the rows do cell by cell: who is selected, who collides, who is never there. */
function checkRows(tariff: Tariff, domain: TariffDomain, find: RowFinder, findings: Findings): void {
  const { by, rows } = tariff;
  const selected = new Set<number>();
  eachCell(by, domain, (at) => {
    const [winner, ...others] = find(at);
    if (winner === undefined) {
      findings.note("gap", "", null, [], { at, row: null, than: null });
      return;
    }
    selected.add(winner);
    const own = maskOf(rows[winner]?.match ?? []);
    for (const other of others) {
      const mask = maskOf(rows[other]?.match ?? []);
      const cell = { at, row: winner, than: null };
      if (mask === own) {
        selected.add(other);
        findings.note("duplicate", (rows[winner]?.match ?? []).join("|"), null, [winner, other], cell);
      } else if ((own & mask) !== own) findings.note("ambiguous", `${winner} ${other}`, null, [winner, other], cell);
    }
  });
  for (const row of rows.keys()) if (!selected.has(row)) findings.note("unreachable", `${row}`, null, [row]);
}

/** Rows that say the same, also where no line reaches them: the tariff cannot be read with them. */
function checkTwins({ rows }: Tariff, findings: Findings): void {
  const first = new Map<string, number>();
  for (const [i, { match }] of rows.entries()) {
    const key = match.join("|");
    const other = first.get(key);
    if (other === undefined) first.set(key, i);
    else findings.note("duplicate", key, null, [other, i]);
  }
}

/** Values of the domain for which a relativity has no multiplier. */
function checkRelativities({ relativities }: Tariff, { values }: TariffDomain, findings: Findings): void {
  for (const { factor, ppm } of relativities)
    for (const value of values[factor])
      if (!Object.hasOwn(ppm, value))
        findings.note("relativity_gap", factor, factor, [], { at: { [factor]: value }, row: null, than: null });
}

/** A premium before rounding and bounds: `parts` of a fen, all of one cell's denominator. */
interface Gross {
  readonly parts: bigint;
  readonly denominator: bigint;
}

const isLess = (a: Gross, b: Gross): boolean => a.parts * b.denominator < b.parts * a.denominator;

/** What the table asks for a cell at a price in fen; null where it asks nothing. */
function grossPremium(tariff: Tariff, find: RowFinder, cell: Cell, price: Fen): Gross | null {
  const [row] = find(cell);
  const premium = row === undefined ? undefined : tariff.rows[row]?.premium;
  if (premium === undefined) return null;
  let parts = premium.kind === "amount" ? premium.amount : price * premium.ppm;
  let denominator = premium.kind === "amount" ? 1n : PPM;
  for (const { factor, ppm } of tariff.relativities) {
    const multiplier = Object.hasOwn(ppm, cell[factor] ?? "") ? ppm[cell[factor] ?? ""] : undefined;
    if (multiplier === undefined) return null;
    parts *= multiplier;
    denominator *= PPM;
  }
  return { parts, denominator };
}

/** The prices at which a cell's lines lie: those of its band, or all that the product takes. */
function pricesOf({ prices }: TariffDomain, { priceBand }: Cell): { readonly lowest: Fen; readonly highest: Fen } {
  const own = priceBand === undefined ? undefined : prices[priceBand];
  if (own !== undefined) return own;
  const all = Object.values(prices);
  return { lowest: all[0]?.lowest ?? 0n, highest: all.at(-1)?.highest ?? 0n };
}

/** Prices at which two neighbouring cells are compared: the same for both, but each band's first where the step is one of price. */
function comparisons(
  domain: TariffDomain,
  factor: Factor,
  better: Cell,
  worse: Cell,
): readonly (readonly [Fen, Fen])[] {
  const [of, than] = [pricesOf(domain, worse), pricesOf(domain, better)];
  if (factor === "priceBand") return [[than.lowest, of.lowest]];
  return [
    [of.lowest, of.lowest],
    [of.highest, of.highest],
  ];
}

/** The factors that a premium depends on, each once, in the order of the house. */
export const factorsOf = ({ by, relativities }: Pick<Tariff, "by" | "relativities">): readonly Factor[] =>
  FACTORS.filter((each) => by.includes(each) || relativities.some(({ factor }) => factor === each));

/** The step before a value among those of the domain; null for the first, and for what has no order. */
function betterThan(factor: Factor, value: string | undefined, { values }: TariffDomain): string | null {
  const order = ORDER[factor]?.filter((each) => values[factor].includes(each)) ?? [];
  return order[order.indexOf(value ?? "") - 1] ?? null;
}

/** What the table asks cell by cell: whether it falls where the risk rises, and whether a bound decides instead of it. */
function checkPremiums(tariff: Tariff, domain: TariffDomain, find: RowFinder, findings: Findings): void {
  const factors = factorsOf(tariff);
  const gross = (cell: Cell, price: Fen) => grossPremium(tariff, find, cell, price);
  eachCell(factors, domain, (at) => {
    const { lowest, highest } = pricesOf(domain, at);
    const [row = null] = find(at);
    const [least, most] = [gross(at, lowest), gross(at, highest)];
    if (least === null || most === null || row === null) return;
    if (isLess({ parts: tariff.maximum, denominator: 1n }, least))
      findings.note("above_maximum", "", null, [row], { at, row, than: null });
    if (isLess(most, { parts: tariff.minimum, denominator: 1n }))
      findings.note("below_minimum", "", null, [row], { at, row, than: null });
    for (const factor of factors) {
      const value = betterThan(factor, at[factor], domain);
      if (value === null) continue;
      const than = { ...at, [factor]: value };
      const falls = comparisons(domain, factor, than, at).some(([before, here]) => {
        const [better, worse] = [gross(than, before), gross(at, here)];
        return better !== null && worse !== null && isLess(worse, better);
      });
      if (falls) findings.note("not_monotone", factor, factor, [row], { at, row, than });
    }
  });
}

/**
 * Everything that an actuary should see of a tariff, errors first. Every row has as many values as `by` has factors, and every factor is
 * in `by` once; what is said of cells is exact, also where only the first of them are named.
 */
export function checkTariff(tariff: Tariff, domain: TariffDomain): readonly TariffFinding[] {
  const findings = new Findings();
  const find = rowFinder(tariff);
  if (tariff.minimum > tariff.maximum) findings.note("bounds_reversed", "", null, []);
  checkTwins(tariff, findings);
  checkRows(tariff, domain, find, findings);
  checkRelativities(tariff, domain, findings);
  checkPremiums(tariff, domain, find, findings);
  return findings.inOrder();
}
