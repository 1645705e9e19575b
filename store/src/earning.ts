// Understands how much premium is earned, policy by policy, and how much of it the ledger has already.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";

export const beginSerializable = statement("begin_serializable", {}, "set transaction isolation level serializable");
export const allowTenMinutes = statement("allow_ten_minutes", {}, "set local statement_timeout = '10min'");

/**
 * Makes the open transaction see one instant of the whole database, as if it ran alone: of two runs at once, one is told to
 * begin again. To be called before anything is read. Reads every policy, so it may take longer than a request ever should.
 */
export async function readAsOne(tx: Queryable): Promise<void> {
  await execute(tx, beginSerializable);
  await execute(tx, allowTenMinutes);
}

export const selectEarnedPremium = statement(
  "select_earned_premium",
  { product: "text", product_version: "int4", earned: "int8" },
  `with folded as (
     select e.book, e.policy_id,
       max(e.endorsement_id) filter (where e.kind in ('period_fixed', 'exchanged')) as fixed_by,
       max(e.endorsement_id) filter (where e.kind in ('exhausted', 'restored')) as used_by,
       max(e.endorsement_id) filter (where e.kind in ('cancelled', 'reinstated')) as ended_by,
       sum(e.charge - e.refund) filter (where e.kind = 'rerated') as change,
       sum(e.refund - e.charge) filter (where e.kind in ('cancelled', 'reinstated')) as refunded
     from endorsement e where e.tenant_id = $1::int4
     group by e.book, e.policy_id
   ), state as (
     select p.product, p.product_version, p.premium + coalesce(f.change, 0) as premium, ended.at as cancelled_at,
       coalesce(f.refunded, 0) as refunded, used.at as exhausted_at,
       case when fixed.endorsement_id is null then p.effective_at else fixed.effective_at end as effective_at,
       case when fixed.endorsement_id is null then p.expires_at else fixed.expires_at end as expires_at
     from policy p
     left join folded f on f.book = p.book and f.policy_id = p.policy_id
     left join endorsement fixed on fixed.book = p.book and fixed.policy_id = p.policy_id and fixed.endorsement_id = f.fixed_by
     left join endorsement used on used.book = p.book and used.policy_id = p.policy_id and used.endorsement_id = f.used_by
       and used.kind = 'exhausted'
     left join endorsement ended on ended.book = p.book and ended.policy_id = p.policy_id and ended.endorsement_id = f.ended_by
       and ended.kind = 'cancelled'
     where p.tenant_id = $1::int4
   )
   select product, product_version, sum(
     case
       when cancelled_at <= at_ms($2::int8) then premium - refunded
       when exhausted_at <= at_ms($2::int8) then premium
       when effective_at is null or at_ms($2::int8) <= effective_at or expires_at is null then 0
       when at_ms($2::int8) >= expires_at then premium
       else div(premium * extract(epoch from at_ms($2::int8) - effective_at), extract(epoch from expires_at - effective_at))
     end)::int8 as earned
   from state group by product, product_version order by product, product_version`,
);

export type EarnedPremium = Row<(typeof selectEarnedPremium)["row"]>;

/**
 * Premium that all policies of a tenant have earned by an instant, by product version: the sum of core's `earnedPremium`, in
 * SQL since it reads every policy. A test holds the two equal.
 */
export function earnedPremiums(tx: Queryable, tenantId: number, asOf: Instant): Promise<EarnedPremium[]> {
  return run(tx, selectEarnedPremium, [tenantId, asOf]);
}

export const selectPostedEarnings = statement(
  "select_posted_earnings",
  { product: "text", account: "text", posted: "int8" },
  `select product, case when credit = any ($2::text[]) then credit else debit end as account,
     sum(case when credit = any ($2::text[]) then amount else -amount end)::int8 as posted
   from transfer
   where tenant_id = $1::int4 and book = 0 and merchant_id = '' and kind = 'premium_earned'
   group by 1, 2 order by 1, 2`,
);

/** What was posted as earned so far, by product and account; `accounts` are the accounts of earned premium. */
export function postedEarnings(
  tx: Queryable,
  tenantId: number,
  accounts: readonly string[],
): Promise<Row<(typeof selectPostedEarnings)["row"]>[]> {
  return run(tx, selectPostedEarnings, [tenantId, accounts]);
}

export const insertEarningRunRow = statement(
  "insert_earning_run",
  {},
  `insert into earning_run (tenant_id, run_id, as_of, posted) values ($1::int4, $2::int8, at_ms($3::int8), $4::int8)`,
);

/** Notes a run and what it posted, in fen; negative when more was taken back than earned. */
export async function insertEarningRun(
  tx: Queryable,
  tenantId: number,
  { runId, asOf, posted }: { readonly runId: Id; readonly asOf: Instant; readonly posted: Fen },
): Promise<void> {
  await execute(tx, insertEarningRunRow, [tenantId, runId, asOf, posted]);
}

export const selectTenantsNotEarned = statement(
  "select_tenants_not_earned",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where not exists (select from earning_run r where r.tenant_id = t.tenant_id and r.as_of >= at_ms($1::int8))
   order by t.tenant_id`,
);

/** Tenants without a run up to an instant, or later. Runs as the owner. */
export async function tenantsNotEarnedUpTo(owner: Queryable, asOf: Instant): Promise<readonly number[]> {
  const rows = await run(owner, selectTenantsNotEarned, [asOf]);
  return rows.map((row) => row.tenant_id);
}
