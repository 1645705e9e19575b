// Understands the sweep that forgets deliveries which nobody asks for any more: those taken weeks ago, those set aside months ago.
//
// What waits for its next attempt is never forgotten. Statements: 1 a sweep, and 4 a page, whatever its size.

import { plus } from "@anxin/core/time";
import { DELIVERED_KEPT_MS, DIVERTED_KEPT_MS } from "@anxin/core/webhook/delivery";
import { inTransaction } from "@anxin/store/transaction";
import { deleteOldDeliveries, type KeptSince, tenantsWithOldDeliveries } from "@anxin/store/webhook-retention";
import type { Context } from "../context.js";

/** Pages that one sweep forgets of a tenant; the rest waits for the next sweep, so that other work has its turn. */
export const PAGES_A_SWEEP_MAX = 10;

/** Forgets what is kept no longer, for all tenants; answers how many deliveries went. */
export async function forgetDeliveries(context: Context, stop?: AbortSignal): Promise<number> {
  const now = context.clock.now();
  const kept: KeptSince = { delivered: plus(now, -DELIVERED_KEPT_MS), diverted: plus(now, -DIVERTED_KEPT_MS) };
  let forgotten = 0;
  for (const tenantId of await tenantsWithOldDeliveries(context.owner, kept)) {
    for (let page = 0; page < PAGES_A_SWEEP_MAX && stop?.aborted !== true; page++) {
      const gone = await inTransaction(context.db, tenantId, (tx) => deleteOldDeliveries(tx, kept));
      if (gone === 0) break;
      forgotten += gone;
    }
  }
  return forgotten;
}
