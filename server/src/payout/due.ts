// Understands which payouts have something due, whoever forgot about them: the safety net below every job.

import type { Id } from "@anxin/core/id";
import { duePayouts, tenantsWithDuePayouts } from "@anxin/store/payout";
import { inTransaction } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { type Stepped, stepPayouts } from "./send.js";

/** Payouts that are read at a time. */
const PAGE_MAX = 200;

/**
 * Steps every payout of every tenant whose next step is due at business time and that nobody holds, until none is. A payout
 * whose step failed is left for the next time.
 */
export async function runDuePayouts(context: Context, stop?: AbortSignal): Promise<Stepped> {
  const total = { sent: 0, queried: 0, failed: [] as Stepped["failed"][number][] };
  for (const tenantId of await tenantsWithDuePayouts(context.owner, context.clock.now())) {
    const stepped = await runTenant(context, tenantId, stop);
    total.sent += stepped.sent;
    total.queried += stepped.queried;
    total.failed.push(...stepped.failed);
  }
  return total;
}

async function runTenant(context: Context, tenantId: number, stop: AbortSignal | undefined): Promise<Stepped> {
  const total = { sent: 0, queried: 0, failed: [] as Stepped["failed"][number][] };
  const failed = new Set<Id>();
  for (;;) {
    const limit = PAGE_MAX + failed.size;
    const rows = await inTransaction(context.db, tenantId, (tx) =>
      duePayouts(tx, tenantId, context.clock.now(), limit),
    );
    const fresh = rows.filter((row) => !failed.has(row.payout_id));
    if (fresh.length === 0 || stop?.aborted === true) return total;
    const stepped = await stepPayouts(context, tenantId, fresh, stop);
    total.sent += stepped.sent;
    total.queried += stepped.queried;
    total.failed.push(...stepped.failed);
    for (const { payoutId } of stepped.failed) failed.add(payoutId);
    // All of them were taken by others, who will see to them.
    if (stepped.sent + stepped.queried + stepped.failed.length === 0) return total;
  }
}
