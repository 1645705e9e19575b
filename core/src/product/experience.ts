// Understands how much the returns of a shop or a buyer count for their own rate, and how much everybody's do.

import { PPM, portion } from "../money.js";
import { type Band, bandOfRate } from "./rate.js";

/** Policies, and how many of them had an agreed claim. */
export interface Experience {
  readonly exposures: bigint;
  /** 0 to `exposures`. */
  readonly returns: bigint;
}

/** Whose experience is rated. */
export const SUBJECT_KINDS = ["merchant", "buyer"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Days of history that count, up to yesterday; older ones say little about a shop that changes its goods. */
export const EXPERIENCE_DAYS = 90;

interface ExperienceRule {
  /** Exposures at which the own rate counts half: Bühlmann's k, the variance inside a subject over that between subjects. */
  readonly halfAt: bigint;
  /** The rate at which the tariff takes somebody without history, in parts per million: the middle of that tier. */
  readonly basePpm: bigint;
}

/**
 * Launch decisions. k follows from how far true rates are apart, (m(1−m)−s²)/s² for shares with mean m and standard deviation s:
 * around 12 %, shops by 4 points give 65 and buyers by 7 points 21. A newcomer is rated as band b where a shop (5 to 10 %) and
 * as band c where a buyer (10 to 20 %), so that the first few orders move nobody.
 */
const RULES: Readonly<Record<SubjectKind, ExperienceRule>> = {
  merchant: { halfAt: 60n, basePpm: 75_000n },
  buyer: { halfAt: 20n, basePpm: 150_000n },
};

/** Policies of a whole marketplace at which its own rate counts half against the filed base rate. */
const COLLECTIVE_HALF_AT = 1_000n;

/** Below this credibility the estimate would be nearly everybody's: the subject stays `new`. 15 policies of a shop, 5 of a buyer. */
const CREDIBILITY_PPM_MIN = 200_000n;

/** A band and everything that it follows from; rates and credibility are parts per million. */
export interface ExperienceRating extends Experience {
  /** Null without exposures. */
  readonly ownPpm: bigint | null;
  readonly collectivePpm: bigint;
  readonly credibilityPpm: bigint;
  readonly weightedPpm: bigint;
  readonly band: Band;
}

/** (own count × 10⁶ + k × complement) ÷ (n + k): Z × own + (1−Z) × complement with Z = n ÷ (n + k), rounded down once. */
function weighted({ exposures, returns }: Experience, halfAt: bigint, complementPpm: bigint): bigint {
  return portion(returns * PPM + halfAt * complementPpm, 1n, exposures + halfAt, "down");
}

/**
 * The collective rate of a marketplace, in parts per million: the rate of all its policies under the product in the window,
 * whatever their category (which the tariff rates apart), weighted against the filed base rate of the kind, so that a small
 * marketplace does not rate its few shops by each other. This is the upper step of hierarchical credibility (Jewell 1975;
 * Bühlmann & Gisler 2005, ch. 6).
 */
export function collectiveRate(kind: SubjectKind, all: Experience): bigint {
  return weighted(all, COLLECTIVE_HALF_AT, RULES[kind].basePpm);
}

/**
 * Rates a subject by its trailing experience: Z × own rate + (1−Z) × collective rate, with Bühlmann's credibility Z = n ÷ (n + k)
 * for n exposures. Bühlmann & Gisler, "A Course in Credibility Theory and its Applications", 2005, ch. 3; Klugman, Panjer &
 * Willmot, "Loss Models", 4th ed., ch. 18. For shares the formula is exact under a beta prior with k = α + β. Whole numbers
 * only: the weighted rate is rounded down once, so that more returns never make a lower rate.
 */
export function rateExperience(kind: SubjectKind, own: Experience, collectivePpm: bigint): ExperienceRating {
  const { exposures, returns } = own;
  const { halfAt } = RULES[kind];
  const credibilityPpm = portion(exposures, PPM, exposures + halfAt, "down");
  const weightedPpm = weighted(own, halfAt, collectivePpm);
  return {
    exposures,
    returns,
    ownPpm: exposures === 0n ? null : portion(returns, PPM, exposures, "half_up"),
    collectivePpm,
    credibilityPpm,
    weightedPpm,
    band: credibilityPpm < CREDIBILITY_PPM_MIN ? "new" : bandOfRate(weightedPpm),
  };
}

/**
 * The most returns among `exposures` with which the weighted rate stays below `limitPpm`; null when even none would be too
 * many, because the collective rate alone is above it.
 */
export function returnsBelow(
  kind: SubjectKind,
  exposures: bigint,
  collectivePpm: bigint,
  limitPpm: bigint,
): bigint | null {
  const { halfAt } = RULES[kind];
  const room = limitPpm * (exposures + halfAt) - halfAt * collectivePpm - 1n;
  if (room < 0n) return null;
  const returns = room / PPM;
  return returns < exposures ? returns : exposures;
}
