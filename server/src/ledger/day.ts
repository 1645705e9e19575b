// Understands what is done once after each midnight in Shanghai: rating bands for the day that begins, what wallets spent up to
// it, premium of the days that ended.

import { shanghaiDay, startOfDay } from "@anxin/core/time";
import { tenantsNotEarnedUpTo } from "@anxin/store/earning";
import type { RatingRunRow } from "@anxin/store/rating-run";
import { inTransaction } from "@anxin/store/transaction";
import { noteSpent } from "@anxin/store/wallet";
import type { Context } from "../context.js";
import { repriceTenant } from "../rating/run.js";
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
    const tell = (run: RatingRunRow): void => tellProgress(context, tenantId, run);
    const repriced = await repriceTenant(context, tenantId, midnight, {
      tell,
      ...(stop === undefined ? {} : { stop }),
    });
    if (repriced.state === "running") break;
    await inTransaction(context.db, tenantId, (tx) => noteSpent(tx, shanghaiDay(midnight), context.clock.now()));
    if ((await earnPremium(context, tenantId, midnight)) !== null) closed += 1;
  }
  return closed;
}

function tellProgress(context: Context, tenantId: number, { run_on, phase, done, total, state }: RatingRunRow): void {
  context.log.info({ tenantId, runOn: run_on, phase, done: Number(done), total: Number(total), state }, "repricing");
}
