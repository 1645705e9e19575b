// Understands what is done once after each midnight in Shanghai: rating bands for the day that begins, premium of those that ended.

import { shanghaiDay, startOfDay } from "@anxin/core/time";
import { tenantsNotEarnedUpTo } from "@anxin/store/earning";
import type { Context } from "../context.js";
import { refreshBands } from "../merchant/bands.js";
import { earnPremium } from "./earn.js";

/**
 * Closes the day for every tenant whose last close is older than the latest midnight; one close does for any number of days.
 * Answers for how many tenants. The earning run is the mark that it was done, so it comes last.
 */
export async function closeDays(context: Context, stop?: AbortSignal): Promise<number> {
  const midnight = startOfDay(shanghaiDay(context.clock.now()));
  let closed = 0;
  for (const tenantId of await tenantsNotEarnedUpTo(context.owner, midnight)) {
    if (stop?.aborted === true) break;
    await refreshBands(context, tenantId, midnight);
    if ((await earnPremium(context, tenantId, midnight)) !== null) closed += 1;
  }
  return closed;
}
