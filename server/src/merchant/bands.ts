// Understands how merchants and buyers are put into rating bands each night, by how often goods came back lately.
//
// Statements: 2, however many merchants and buyers there are.

import { BANDS, bandOf } from "@anxin/core/product/rate";
import { DAY_MS, type Instant, plus, shanghaiDay } from "@anxin/core/time";
import { insertRatingBands, returnRates } from "@anxin/store/band";
import { inTransaction } from "@anxin/store/transaction";
import type { Context } from "../context.js";

/** The cover whose claims are returns. */
const PRODUCT = "return-freight";
const WINDOW_DAYS = 90;
/** Who has too little history. */
const [UNKNOWN] = BANDS;

/** From how many exposures on a rate says something, as core's `bandOf` has it. */
function exposuresMin(): bigint {
  let exposures = 0n;
  while (bandOf(exposures, 0n) === UNKNOWN) exposures += 1n;
  return exposures;
}

/**
 * Writes the bands that follow from the 90 days before a midnight in Shanghai, for that day and those that follow; only where
 * a band differs from the one before. Answers how many did.
 */
export async function refreshBands(context: Context, tenantId: number, midnight: Instant): Promise<number> {
  const window = {
    product: PRODUCT,
    from: plus(midnight, -WINDOW_DAYS * DAY_MS),
    until: midnight,
    effectiveOn: shanghaiDay(midnight),
    exposuresMin: exposuresMin(),
    unknown: UNKNOWN,
  };
  return inTransaction(context.db, tenantId, async (tx) => {
    const rates = await returnRates(tx, tenantId, window);
    const changed = rates.flatMap((rate) => {
      const band = bandOf(rate.exposures, rate.returns);
      return band === (rate.band ?? UNKNOWN) ? [] : [{ ...rate, band }];
    });
    await insertRatingBands(tx, tenantId, window.effectiveOn, changed);
    return changed.length;
  });
}
