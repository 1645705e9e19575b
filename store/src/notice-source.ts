// Understands what notices are made of: policies that were issued together, and rises of a merchant's band that were announced.

import { bookOfId, type Id } from "@anxin/core/id";
import type { Band } from "@anxin/core/product/rate";
import type { Instant } from "@anxin/core/time";
import {
  execute,
  instantValue,
  int2Array,
  int4Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
} from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectIssuedTogether = statement(
  "select_issued_together",
  {
    book: "int2",
    order_id: "text",
    buyer_id: "text",
    policy_id: "int8",
    products: "text[]",
    versions: "int4[]",
  },
  `select p.book, p.order_id, p.buyer_id, min(p.policy_id) as policy_id,
     array_agg(p.product order by p.policy_id) as products, array_agg(p.product_version order by p.policy_id) as versions
   from unnest($2::int4[], $3::int2[], $4::int8[]) as wanted (batch, book, policy_id)
   join policy p on p.book = wanted.book and p.policy_id = wanted.policy_id and p.tenant_id = $1::int4
   group by wanted.batch, p.book, p.order_id, p.buyer_id
   order by min(p.policy_id)`,
);
/** What one batch issued for one order; `policy_id` is the first of them. */
export type IssuedTogether = Row<(typeof selectIssuedTogether)["row"]>;

/** Policies of some batches, those of one batch and order together. */
export function issuedTogether(tx: Tx, batches: readonly (readonly Id[])[]): Promise<IssuedTogether[]> {
  const wanted = batches.flatMap((ids, batch) => ids.map((id) => ({ id, batch })));
  return run(tx, selectIssuedTogether, [
    tx.tenantId,
    int4Array(wanted.map(({ batch }) => batch)),
    int2Array(wanted.map(({ id }) => bookOfId(id))),
    int8Array(wanted.map(({ id }) => id)),
  ]);
}

const UNTOLD_RUN = { tenant_id: "int4", run_on: "date", sequence: "int4" } as const;
export type UntoldRun = Row<typeof UNTOLD_RUN>;

export const selectUntoldRuns = statement(
  "select_untold_rating_runs",
  UNTOLD_RUN,
  `select t.tenant_id, r.run_on, r.sequence from tenant t
   cross join lateral (
     select run_on, sequence, state from rating_run r where r.tenant_id = t.tenant_id order by run_on desc, sequence desc limit 1
   ) r
   where r.state = 'done' and not exists (
     select from rating_run_told d where d.tenant_id = t.tenant_id and d.run_on = r.run_on and d.sequence = r.sequence)
   order by t.tenant_id`,
);

/** The latest nightly run of each tenant, where it is done and its rises were not told. Runs as the owner. */
export function untoldRuns(owner: Queryable): Promise<UntoldRun[]> {
  return run(owner, selectUntoldRuns);
}

export const insertRunTold = statement(
  "insert_rating_run_told",
  {},
  `insert into rating_run_told (tenant_id, run_on, sequence, told_at) values ($1::int4, $2::date, $3::int4, $4::timestamptz)
   on conflict on constraint rating_run_told_pk do nothing`,
);

/** Notes that the rises of a run are told in this transaction. False when another one did, or waits to: then nothing is left to do. */
export async function markRunTold(tx: Tx, { run_on, sequence }: UntoldRun, at: Instant): Promise<boolean> {
  return (await execute(tx, insertRunTold, [tx.tenantId, run_on, sequence, instantValue(at)])) === 1;
}

export const selectRatedMerchants = statement(
  "select_rated_merchants",
  { merchant_id: "text", decided_on: "date", effective_on: "date", band: "text" },
  `with rising as (
     select distinct subject_id from rating_band
     where tenant_id = $1::int4 and subject_kind = 'merchant' and effective_on > $2::date
   )
   select r.subject_id as merchant_id, r.decided_on, r.effective_on, r.band
   from rising
   join rating_band r on r.tenant_id = $1::int4 and r.subject_kind = 'merchant' and r.subject_id = rising.subject_id
   order by r.subject_id`,
);

export interface DatedMerchantBand {
  readonly merchantId: string;
  readonly decidedOn: string;
  readonly effectiveOn: string;
  readonly band: Band;
}

/** What was written of merchants for whom something is dated after a day. */
export async function bandsAhead(tx: Tx, day: string): Promise<DatedMerchantBand[]> {
  const rows = await run(tx, selectRatedMerchants, [tx.tenantId, day]);
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    decidedOn: row.decided_on,
    effectiveOn: row.effective_on,
    band: row.band as Band,
  }));
}
