// Understands how cover that waited behind a switch is issued once issue runs again, whoever stopped in the middle of it.

import { ordersToResume } from "@anxin/store/held";
import { findTenant } from "@anxin/store/tenant";
import { inTransaction, isConnectionFailure } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { applyHeld, type TenantTerms } from "./apply.js";
import type { OrderName } from "./read.js";

/** Orders that one transaction decides: few enough that new orders of the same shops wait for it only shortly. */
const PAGE_MAX = 100;

/**
 * Issues what a tenant's orders wait for, the first held first. An order that cannot be decided stays, is logged and harms no
 * other. Answers how many orders were settled.
 */
export async function resumeOrders(context: Context, tenantId: number, stop?: AbortSignal): Promise<number> {
  const tenant = await findTenant(context.db, tenantId);
  const failed: string[] = [];
  let settled = 0;
  while (stop?.aborted !== true) {
    const names = await inTransaction(context.db, tenantId, (tx) => ordersToResume(tx, failed, PAGE_MAX));
    if (names.length === 0) break;
    const failedBefore = failed.length;
    const done = await settleSome(context, tenant, names, failed);
    settled += done;
    // Somebody else settled them, or issue was stopped again.
    if (done === 0 && failed.length === failedBefore) break;
  }
  return settled;
}

/** Settles orders together; when that fails, one by one, and remembers those that cannot be settled. */
async function settleSome(
  context: Context,
  tenant: TenantTerms,
  names: readonly OrderName[],
  failed: string[],
): Promise<number> {
  try {
    return await applyHeld(context, tenant, names);
  } catch (error) {
    if (isConnectionFailure(error)) throw error;
    const [only, second] = names;
    if (only !== undefined && second === undefined) {
      context.log.error({ err: error, orderId: only.orderId }, "cover that waited could not be issued");
      failed.push(only.orderId);
      return 0;
    }
    let settled = 0;
    for (const each of names) settled += await settleSome(context, tenant, [each], failed);
    return settled;
  }
}
