// Understands how the sandbox empties a tenant, and counts what it holds. Runs as the owner: the application may not delete.

import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, run, statement } from "./statement.js";

export const selectBusinessTables = statement(
  "select_business_tables",
  { name: "text" },
  `select c.table_name::text as name
   from information_schema.columns c
   join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
   where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
     and c.table_name not in ('tenant', 'api_key', 'staff', 'session')
   order by c.table_name`,
);

export const deleteShopKeys = statement(
  "delete_shop_keys",
  {},
  "delete from api_key where tenant_id = $1::int4 and merchant_id is not null",
);

export const lockReaders = statement("lock_readers", {}, "lock table outbox_reader in exclusive mode");

/**
 * Deletes everything that a tenant did, with its shops and their keys; its own keys, staff and sessions stay. The caller holds a transaction. Sweeps that follow
 * the outbox end first and wait, so that none of them writes about what is deleted.
 */
export async function emptyTenant(owner: Queryable, tenantId: number): Promise<void> {
  await execute(owner, lockReaders);
  await execute(owner, deleteShopKeys, [tenantId]);
  for (const { name } of await run(owner, selectBusinessTables)) {
    await owner.query({ text: `delete from ${name} where tenant_id = $1`, values: [tenantId] });
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
  `select least(
     (select min(next_at) from payout where next_at > at_ms($1::int8)),
     (select min(next_at) from top_up where next_at > at_ms($1::int8)),
     (select min(next_at) from wallet_refund where next_at > at_ms($1::int8)),
     (select min(next_at) from recovery where next_at > at_ms($1::int8)),
     (select min(next_at) from recovery_attempt where next_at > at_ms($1::int8)),
     (select min(next_escalation_at) from claim_clock where next_escalation_at > at_ms($1::int8))) as due_at`,
);

/** When, after an instant of business time, the next payout, top-up, refund or look at a claim's clock of any tenant is due; null when none is. */
export async function nextDueAfter(owner: Queryable, at: Instant): Promise<Instant | null> {
  const [row] = await run(owner, selectNextDue, [at]);
  return row?.due_at ?? null;
}

export const deleteStaff = statement("delete_staff", {}, "delete from staff where email = $1::text");

/** Removes a member of staff whose password nobody knows any more. */
export async function removeStaff(owner: Queryable, email: string): Promise<void> {
  await execute(owner, deleteStaff, [email]);
}
