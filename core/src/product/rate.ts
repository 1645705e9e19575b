// Understands how a line's facts become factor values, sum insured and premium.

import { never } from "../assert.js";
import { type Fen, portion, smaller } from "../money.js";
import type { FreightZone } from "../region.js";
import type { Category, Payer, ProductVersion } from "./product.js";
import { type FactorValues, type RatedPremium, selectPremium } from "./tariff.js";

/** Return-rate bands; `new` is a shop or buyer without enough history. */
export const BANDS = ["new", "a", "b", "c", "d", "e", "f"] as const;
export type Band = (typeof BANDS)[number];

/** Upper bounds (exclusive) of the trailing 90-day return rate for bands a to e, in parts per million; f is above. */
export const BAND_LIMITS_PPM: readonly (readonly [Band, bigint])[] = [
  ["a", 50_000n],
  ["b", 100_000n],
  ["c", 200_000n],
  ["d", 300_000n],
  ["e", 500_000n],
];

/** The band of a return rate in parts per million. */
export function bandOfRate(ratePpm: bigint): Band {
  return BAND_LIMITS_PPM.find(([, limitPpm]) => ratePpm < limitPpm)?.[0] ?? "f";
}

/** Price bands by unit price in fen: [lower bound inclusive, code], ascending. */
export const PRICE_BANDS: readonly (readonly [Fen, string])[] = [
  [0n, "p0"],
  [5_000n, "p50"],
  [20_000n, "p200"],
  [100_000n, "p1000"],
  [300_000n, "p3000"],
  [1_000_000n, "p10000"],
];

export function priceBandOf(unitPrice: Fen): string {
  let band = "p0";
  for (const [from, code] of PRICE_BANDS) if (unitPrice >= from) band = code;
  return band;
}

/** What rating needs to know of a line. */
export interface RiskFacts {
  readonly category: Category;
  readonly unitPrice: Fen;
  readonly quantity: number;
  /** Freight that the buyer paid for the line. */
  readonly freight: Fen;
  /** From the buyer's address to the return address; null when either is unknown. */
  readonly zone: FreightZone | null;
  readonly merchantBand: Band;
  readonly buyerBand: Band;
}

/** Price paid for the line including freight: the insured value. */
export function pricePaid(facts: Pick<RiskFacts, "unitPrice" | "quantity" | "freight">): Fen {
  return facts.unitPrice * BigInt(facts.quantity) + facts.freight;
}

export interface Rating extends RatedPremium {
  readonly sumInsured: Fen;
}

/** Why a line cannot be rated. */
export type Unrated = "not_eligible" | "route_unrated";

export function isEligible(product: ProductVersion, facts: Pick<RiskFacts, "category" | "unitPrice">): boolean {
  const { categories, unitPriceMin, unitPriceMax } = product.eligibility;
  if (categories.length > 0 && !categories.includes(facts.category)) return false;
  return facts.unitPrice >= unitPriceMin && facts.unitPrice <= unitPriceMax;
}

function factorValues(facts: RiskFacts, payer: Payer): FactorValues {
  return {
    merchantBand: facts.merchantBand,
    buyerBand: facts.buyerBand,
    category: facts.category,
    priceBand: priceBandOf(facts.unitPrice),
    zone: facts.zone ?? "unknown",
    term: payer,
  };
}

/** The sum insured of a line under a version; null when the route is not known and the benefit depends on it. */
export function sumInsuredOf(product: ProductVersion, facts: RiskFacts): Fen | null {
  const rule = product.sumInsured;
  switch (rule.kind) {
    case "route_maximum": {
      const { benefit } = product.coverage;
      if (benefit.kind !== "route_schedule" || facts.zone === null) return null;
      const { selfShip, pickup } = benefit.schedule[facts.zone];
      return selfShip > pickup ? selfShip : pickup;
    }
    case "price_percent":
      return smaller(portion(pricePaid(facts), BigInt(rule.percent), 100n, "down") + rule.plus, rule.maximum);
    default:
      return never(rule);
  }
}

/** Rates a line, or says why it cannot be rated. Same facts and version, same answer, for ever. */
export function rateLine(product: ProductVersion, facts: RiskFacts, payer: Payer): Rating | Unrated {
  if (!isEligible(product, facts)) return "not_eligible";
  const sumInsured = sumInsuredOf(product, facts);
  if (sumInsured === null || sumInsured === 0n) return "route_unrated";
  const rated = selectPremium(product.tariff, factorValues(facts, payer), pricePaid(facts));
  return rated === null ? "route_unrated" : { ...rated, sumInsured };
}
