// Understands what goes on by itself once a switch runs again. Payouts need nothing: they stay due, and the sweep sends them.

import { tenantsToResume } from "@anxin/store/held";
import { resumeClaims } from "../claim/resume.js";
import type { Context } from "../context.js";
import { resumeOrders } from "../order/resume.js";

/** Issues and decides what waited for it, of every tenant. Answers how many orders and claims were settled. */
export async function resumeHeld(context: Context, stop?: AbortSignal): Promise<number> {
  let settled = 0;
  for (const { tenant_id: tenantId, orders, claims } of await tenantsToResume(context.owner)) {
    if (orders) settled += await resumeOrders(context, tenantId, stop);
    if (claims) settled += await resumeClaims(context, tenantId, stop);
  }
  return settled;
}
