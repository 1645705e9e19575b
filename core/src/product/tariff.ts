// Understands a filed tariff: dated base premiums by factor, relativities, bounds, and how a premium is selected from it.

import { assert } from "../assert.js";
import { type Fen, larger, PPM, portion, type Rounding, smaller } from "../money.js";
import type { Day } from "../time.js";

/** What a premium may depend on. Each has a closed set of values. */
export const FACTORS = ["merchantBand", "buyerBand", "category", "priceBand", "zone", "term"] as const;
export type Factor = (typeof FACTORS)[number];

/** The value of each factor for one line; made by `core/product/rate.ts`. */
export type FactorValues = Readonly<Record<Factor, string>>;

/** A base premium: an agreed amount, or a rate on the price paid in parts per million. */
export type BasePremium =
  | { readonly kind: "amount"; readonly amount: Fen }
  | { readonly kind: "rate"; readonly ppm: bigint };

export interface TariffRow {
  /** One value, or "*" for any, for each factor of `by`, in its order. */
  readonly match: readonly string[];
  readonly premium: BasePremium;
}

/** A filed multiplier by the value of one factor, in parts per million (1 000 000 leaves the premium as it is). */
export interface Relativity {
  readonly factor: Factor;
  readonly ppm: Readonly<Record<string, bigint>>;
}

/** One filed tariff. Never edited in place: a change is a new code with its own dates [validFrom, validUntil). */
export interface Tariff {
  readonly code: string;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly by: readonly Factor[];
  readonly rows: readonly TariffRow[];
  readonly relativities: readonly Relativity[];
  readonly minimum: Fen;
  readonly maximum: Fen;
  readonly rounding: Rounding;
}

/** One factor as it was applied: its value, and the base premium's row or the multiplier that it selected. */
export interface AppliedFactor {
  readonly factor: Factor;
  readonly value: string;
  readonly ppm: bigint | null;
}

export interface RatedPremium {
  readonly premium: Fen;
  readonly tariff: string;
  readonly base: Fen;
  readonly factors: readonly AppliedFactor[];
}

type Index = ReadonlyMap<string, BasePremium>;
const indexes = new WeakMap<Tariff, Index>();

function indexOf(tariff: Tariff): Index {
  const known = indexes.get(tariff);
  if (known !== undefined) return known;
  const index = new Map<string, BasePremium>();
  for (const row of tariff.rows) {
    assert(row.match.length === tariff.by.length, `a row of ${tariff.code} names a value for each factor`);
    const key = row.match.join("|");
    assert(!index.has(key), `${tariff.code} has one row for ${key}`);
    index.set(key, row.premium);
  }
  indexes.set(tariff, index);
  return index;
}

/** Looks up by exact values first, then with "*" put in from the last factor to the first: the most specific row wins. */
function selectRow(tariff: Tariff, values: readonly string[]): BasePremium | null {
  const index = indexOf(tariff);
  const combinations = 1 << values.length;
  for (let wild = 0; wild < combinations; wild++) {
    const key = values.map((value, i) => ((wild >> (values.length - 1 - i)) & 1 ? "*" : value)).join("|");
    const found = index.get(key);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Selects the filed premium for the factors. `price` is the price paid in fen, the base of rates.
 * Null when the tariff has no row or no relativity for a value: the line cannot be rated and gets no policy.
 * Filed = charged: nothing but the tariff decides (金发〔2025〕36号, 报行合一).
 */
export function selectPremium(tariff: Tariff, values: FactorValues, price: Fen): RatedPremium | null {
  const row = selectRow(
    tariff,
    tariff.by.map((factor) => values[factor]),
  );
  if (row === null) return null;
  const base = row.kind === "amount" ? row.amount : portion(price, row.ppm, PPM, "half_up");
  let numerator = row.kind === "amount" ? row.amount : price * row.ppm;
  let denominator = row.kind === "amount" ? 1n : PPM;
  const factors: AppliedFactor[] = tariff.by.map((factor) => ({ factor, value: values[factor], ppm: null }));
  for (const { factor, ppm } of tariff.relativities) {
    const multiplier = ppm[values[factor]];
    if (multiplier === undefined) return null;
    numerator *= multiplier;
    denominator *= PPM;
    factors.push({ factor, value: values[factor], ppm: multiplier });
  }
  const premium = portion(numerator, 1n, denominator, tariff.rounding);
  return { premium: smaller(larger(premium, tariff.minimum), tariff.maximum), tariff: tariff.code, base, factors };
}
