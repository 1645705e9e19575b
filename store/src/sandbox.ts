// Understands how the sandbox empties a tenant, and counts what it holds. Runs as the owner: the application may not delete.

import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, run, statement } from "./statement.js";

/** Tables that hold a tenant's business; keys, staff and the tenant itself stay. */
const BUSINESS_TABLES = [
  "idempotency",
  "merchant",
  "enrolment",
  "enrolment_change",
  "wallet",
  "top_up",
  "campaign",
  "campaign_buyer",
  "rating_band",
  "order_directory",
  "orders",
  "policy",
  "endorsement",
  "outbox",
  "claim",
  "claim_event",
  "decision",
  "waybill_claim",
  "evidence",
  "claim_evidence",
  "payout",
  "payout_attempt",
  "transfer",
  "earning_run",
] as const;

/** Deletes everything that a tenant did. The caller holds a transaction. */
export async function emptyTenant(owner: Queryable, tenantId: number): Promise<void> {
  for (const table of BUSINESS_TABLES) {
    await owner.query({ text: `delete from ${table} where tenant_id = $1`, values: [tenantId] });
  }
}

export const selectCounts = statement(
  "select_counts",
  { policies: "int8", claims: "int8", payouts: "int8", paid: "int8" },
  `select (select count(*) from policy where tenant_id = $1::int4) as policies,
     (select count(*) from claim where tenant_id = $1::int4) as claims,
     (select count(*) from payout where tenant_id = $1::int4) as payouts,
     (select coalesce(sum(amount), 0)::int8 from payout where tenant_id = $1::int4 and status = 'succeeded') as paid`,
);

export interface Counts {
  readonly policies: bigint;
  readonly claims: bigint;
  readonly payouts: bigint;
  /** Fen that reached their payees. */
  readonly paid: bigint;
}

export async function countBusiness(db: Queryable, tenantId: number): Promise<Counts> {
  const [counts] = await run(db, selectCounts, [tenantId]);
  return counts ?? { policies: 0n, claims: 0n, payouts: 0n, paid: 0n };
}

export const selectNextDue = statement(
  "select_next_due",
  { due_at: "timestamptz?" },
  "select min(next_at) as due_at from payout where next_at > at_ms($1::int8)",
);

/** When, after an instant of business time, the next payout of any tenant is due; null when none is. */
export async function nextDueAfter(owner: Queryable, at: Instant): Promise<Instant | null> {
  const [row] = await run(owner, selectNextDue, [at]);
  return row?.due_at ?? null;
}

export const deleteStaff = statement("delete_staff", {}, "delete from staff where email = $1::text");

/** Removes a member of staff whose password nobody knows any more. */
export async function removeStaff(owner: Queryable, email: string): Promise<void> {
  await execute(owner, deleteStaff, [email]);
}
