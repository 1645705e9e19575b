// Understands how likely the losses are that covers pay for, and how much of a price they take, as far as choosing needs it.

import { type Fen, larger, PPM, portion } from "../money.js";
import type { Category, ProductVersion } from "../product/product.js";

/** Orders of a buyer in a trailing window, and how many of them were sent back. */
export interface BuyerExperience {
  readonly exposures: number;
  readonly returns: number;
}

/** Chances in parts per million of one line or order; a category that is not named is that of `other`. */
interface Hazard {
  readonly chancePpm: Readonly<Partial<Record<Category, bigint>> & { other: bigint }>;
  /** What the usual loss takes of the sum insured, in percent. */
  readonly lossPercent: bigint;
}

/** How often parcels come back. Apparel runs from a quarter to three quarters of the orders (women's wear, 2025). */
const RETURN: Hazard = {
  chancePpm: {
    apparel: 250_000n,
    shoes: 200_000n,
    bags: 120_000n,
    jewelry: 100_000n,
    other: 80_000n,
    beauty: 50_000n,
    food: 20_000n,
  },
  lossPercent: 100n,
};

/**
 * The usual buyer's chances, by peril. Assumptions of the launch for ranking covers, and for nothing else: premiums come from
 * the filed tariff alone. Breakage follows the goods; a screen or a repair costs about a quarter of the price.
 */
const HAZARDS: Readonly<Record<string, Hazard>> = {
  return: RETURN,
  breakage: {
    chancePpm: { fragile: 40_000n, appliance: 15_000n, home: 12_000n, digital: 8_000n, food: 8_000n, other: 2_000n },
    lossPercent: 50n,
  },
  screen_crack: { chancePpm: { digital: 100_000n, other: 0n }, lossPercent: 25n },
  breakdown: { chancePpm: { digital: 80_000n, appliance: 70_000n, other: 20_000n }, lossPercent: 25n },
};

/** What a filed tariff is made to pay back of a premium, 60 %: the worth of covers whose perils have no assumption. */
const TARIFF_CLAIMS_PPM = 600_000n;
/** A buyer's own record counts as much as the assumption once it has this many orders. */
const CREDIBILITY_EXPOSURES = 20n;

const assumed = (hazard: Hazard, category: Category): bigint => hazard.chancePpm[category] ?? hazard.chancePpm.other;

/** How often goods of a category are sent back, in parts per million. */
export const returnChancePpm = (category: Category): bigint => assumed(RETURN, category);

/**
 * The chance that this buyer sends goods of this category back: own record and assumption, weighted by credibility
 * (returns + k × chance) ÷ (exposures + k), with k = 20 orders (Bühlmann's form).
 */
function ownReturnChancePpm(category: Category, own: BuyerExperience | null): bigint {
  const usual = returnChancePpm(category);
  if (own === null) return usual;
  const weighted = BigInt(own.returns) * PPM + CREDIBILITY_EXPOSURES * usual;
  return weighted / (BigInt(own.exposures) + CREDIBILITY_EXPOSURES);
}

/** What of a cover is being judged. */
export interface Prospect {
  readonly product: ProductVersion;
  readonly category: Category;
  readonly premium: Fen;
  readonly sumInsured: Fen;
}

/** What a loss that the cover is for usually costs, in fen. */
export function usualLoss({ product, sumInsured }: Pick<Prospect, "product" | "sumInsured">): Fen {
  let percent = 0n;
  for (const { code } of product.coverage.perils) percent = larger(percent, HAZARDS[code]?.lossPercent ?? 0n);
  return percent === 0n || percent === 100n ? sumInsured : portion(sumInsured, percent, 100n, "down");
}

/** What the cover usually pays of it, after what the insured bears. */
function usualBenefit(prospect: Prospect): Fen {
  const loss = usualLoss(prospect);
  const { benefit } = prospect.product.coverage;
  if (benefit.kind !== "repair_cost") return loss;
  const borne = benefit.deductible + portion(loss, BigInt(benefit.deductiblePercent), 100n, "down");
  return loss > borne ? loss - borne : 0n;
}

/**
 * What a cover is worth to this buyer: chance × usual benefit ÷ premium, in parts per million; at 1 000 000 it pays its premium
 * back on average. Whole numbers, so that the same facts rank the same everywhere.
 */
export function worthPpm(prospect: Prospect, own: BuyerExperience | null): bigint {
  const { product, category, premium } = prospect;
  let chancePpm: bigint | null = null;
  for (const { code } of product.coverage.perils) {
    const hazard = HAZARDS[code];
    if (hazard === undefined) continue;
    const chance = code === "return" ? ownReturnChancePpm(category, own) : assumed(hazard, category);
    chancePpm = chancePpm === null ? chance : larger(chancePpm, chance);
  }
  return chancePpm === null ? TARIFF_CLAIMS_PPM : (chancePpm * usualBenefit(prospect)) / larger(premium, 1n);
}

/** From this unit price on, a loss hurts: 1,000 yuan. */
export const DEAR_FEN = 100_000n;

/** Goods that break easily, and the unit price from which they do: glass and electronics are fine work once they are dear. */
const FRAGILE_FROM: Readonly<Partial<Record<Category, Fen>>> = { fragile: 0n, digital: DEAR_FEN, appliance: DEAR_FEN };

export function isFragile(category: Category, unitPrice: Fen): boolean {
  const from = FRAGILE_FROM[category];
  return from !== undefined && unitPrice >= from;
}
