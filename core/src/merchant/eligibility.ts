// Understands which shops may enrol for a product: old enough, and not with more returns than it bears.

import { PPM, portion } from "../money.js";
import type { ShopRule } from "../product/product.js";
import { DAY_MS, type Instant, plus } from "../time.js";

/** What is known of a shop. */
export interface ShopFacts {
  readonly openedAt: Instant;
  /** Policies in the trailing window of the newest rating, and those of them with a return. */
  readonly exposures: bigint;
  readonly returns: bigint;
}

/** In the order in which they are told. */
export const SHOP_MEASURES = ["age_days", "exposures", "return_rate_ppm"] as const;

/** One measure of a shop against its limit; null where the product sets none. */
export interface ShopCheck {
  readonly code: (typeof SHOP_MEASURES)[number];
  readonly measured: number;
  readonly limit: number | null;
  readonly holds: boolean;
  /** From when it will hold by itself: a shop grows old. */
  readonly from: Instant | null;
}

/**
 * Measures a shop. The number of exposures keeps nobody out: with fewer than the limit the return rate says too little and is
 * not asked.
 */
export function shopChecks(rule: ShopRule, { openedAt, exposures, returns }: ShopFacts, now: Instant): ShopCheck[] {
  const oldEnoughAt = plus(openedAt, rule.ageDaysMin * DAY_MS);
  const isOldEnough = now >= oldEnoughAt;
  const max = rule.returnRateMaxPpm;
  const isAsked = max !== null && exposures > 0n && exposures >= rule.exposuresMin;
  return [
    {
      code: "age_days",
      measured: Math.max(0, Math.floor((now - openedAt) / DAY_MS)),
      limit: rule.ageDaysMin === 0 ? null : rule.ageDaysMin,
      holds: isOldEnough,
      from: isOldEnough ? null : oldEnoughAt,
    },
    {
      code: "exposures",
      measured: Number(exposures),
      limit: max === null ? null : Number(rule.exposuresMin),
      holds: true,
      from: null,
    },
    {
      code: "return_rate_ppm",
      measured: exposures === 0n ? 0 : Number(portion(returns, PPM, exposures, "half_up")),
      limit: max === null ? null : Number(max),
      // Cross-multiplied, so that a rate at the limit is not rounded over it.
      holds: !isAsked || returns * PPM <= max * exposures,
      from: null,
    },
  ];
}
