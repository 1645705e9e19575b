// Understands how a shop's insured lines and its others are told apart and counted, from its orders as they now stand.

import type { MerchantKey } from "./merchant.js";
import { type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectOrdersToCompare = statement(
  "select_orders_to_compare",
  { orders: "int8" },
  `select count(*) as orders from (
     select from orders o
     where o.book = $2::int2 and o.tenant_id = $1::int4 and o.merchant_id = $3::text and o.recorded_at >= at_ms($4::int8)
     limit $5::int4
   ) as found`,
);

/** How many orders a comparison would read, counted up to `max`. */
export async function ordersToCompare(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  recordedFrom: number,
  max: number,
): Promise<number> {
  const [row] = await run(tx, selectOrdersToCompare, [tx.tenantId, book, merchantId, recordedFrom, max]);
  return Number(row?.orders ?? 0n);
}

/** Definitions of `core/merchant/effects.ts`, in SQL. */
export const selectCohorts = statement(
  "select_cohorts",
  {
    insured: "bool",
    lines: "int8",
    returned: "int8",
    disputed: "int8",
    refunds: "int8",
    refund_ms: "int8",
    refund_deviation_ms: "int8",
    orders: "int8",
    repeated: "int8",
    premium: "int8",
    paid: "int8",
    claims_decided: "int8",
    claims_disputed: "int8",
  },
  // An order may be told some time after it was placed, and never long before.
  `with told as materialized (
     select o.order_id, o.buyer_id, o.snapshot::jsonb as s from orders o
     where o.book = $2::int2 and o.tenant_id = $1::int4 and o.merchant_id = $3::text and o.recorded_at >= at_ms($4::int8)
   ), placed as materialized (
     select order_id, buyer_id, s, (s->>'placedAt')::int8 as placed_ms from told where s->>'cancelledAt' is null
   ), own_order as materialized (
     select order_id, buyer_id, s, placed_ms,
       min(placed_ms) over (partition by buyer_id order by placed_ms range between 1 following and $8::int8 following) as next_ms
     from placed
   ), line as materialized (
     select o.order_id, o.placed_ms, o.next_ms, l.line_id, back.returned, back.disputed, back.refund_ms, cover.policies,
       cover.premium, claimed.paid, claimed.decided, claimed.disputed as claims_disputed
     from own_order o
     cross join lateral (select e->>'lineId' as line_id from jsonb_array_elements(o.s->'lines') as e) l
     cross join lateral (
       select coalesce(bool_or(r->>'cancelledAt' is null), false) as returned,
         coalesce(bool_or((r->>'cancelledAt' is not null and r->>'refundedAt' is null)
           or (r->>'cancelledAt' is null and r->>'receivedAt' is not null
             and coalesce((r->>'refundedAt')::int8, $7::int8) - (r->>'receivedAt')::int8 > $9::int8)), false) as disputed,
         min(greatest((r->>'refundedAt')::int8 - (r->>'requestedAt')::int8, 0)) as refund_ms
       from jsonb_array_elements(o.s->'returns') as r
       where r->'lineIds' ? l.line_id
     ) back
     cross join lateral (
       select count(*) as policies, coalesce(sum(p.premium + coalesce(e.change, 0)), 0) as premium
       from policy p
       left join lateral (
         select sum(n.charge - n.refund) as change from endorsement n
         where n.book = p.book and n.policy_id = p.policy_id and n.tenant_id = p.tenant_id
       ) e on true
       where p.book = $2 and p.tenant_id = $1 and p.order_id = o.order_id and p.line_id = l.line_id
     ) cover
     cross join lateral (
       select coalesce(sum(c.agreed_amount), 0) as paid, count(*) filter (where c.decided_at is not null) as decided,
         count(*) filter (where c.decided_at is not null and (c.appeals > 0 or c.reviewed or exists (
           select from merchant_statement m
           where m.book = c.book and m.claim_id = c.claim_id and m.tenant_id = c.tenant_id and m.position = 'disputes'))) as disputed
       from policy p
       join claim c on c.book = p.book and c.policy_id = p.policy_id and c.tenant_id = p.tenant_id
       where p.book = $2 and p.tenant_id = $1 and p.order_id = o.order_id and p.line_id = l.line_id
     ) claimed
     where o.placed_ms >= $5::int8 and o.placed_ms < $6::int8
   ), whole as (
     select bool_or(policies > 0) as insured, count(*) filter (where placed_ms + $8 <= $7) > 0 as is_old,
       bool_or(next_ms is not null) as repeated
     from line group by order_id
   ), side as (select true as insured union all select false)
   select s.insured, coalesce(l.lines, 0) as lines, coalesce(l.returned, 0) as returned, coalesce(l.disputed, 0) as disputed,
     coalesce(l.refunds, 0) as refunds, coalesce(l.refund_ms, 0)::int8 as refund_ms,
     coalesce(l.refund_deviation_ms, 0)::int8 as refund_deviation_ms, coalesce(w.orders, 0) as orders, coalesce(w.repeated, 0) as repeated,
     coalesce(l.premium, 0)::int8 as premium, coalesce(l.paid, 0)::int8 as paid, coalesce(l.decided, 0)::int8 as claims_decided,
     coalesce(l.claims_disputed, 0)::int8 as claims_disputed
   from side s
   left join (
     select policies > 0 as insured, count(*) as lines, count(*) filter (where returned) as returned,
       count(*) filter (where disputed) as disputed, count(refund_ms) as refunds, sum(refund_ms) as refund_ms,
       round(stddev_samp(refund_ms)) as refund_deviation_ms, sum(premium) as premium, sum(paid) as paid, sum(decided) as decided,
       sum(claims_disputed) as claims_disputed
     from line group by 1
   ) l on l.insured = s.insured
   left join (
     select insured, count(*) as orders, count(*) filter (where repeated) as repeated from whole where is_old group by insured
   ) w on w.insured = s.insured`,
);
export type CohortRow = Row<(typeof selectCohorts)["row"]>;

/** Moments and lengths in milliseconds. */
export interface Comparison {
  /** Only orders that were first told from here on are read. */
  readonly recordedFrom: number;
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly repeatWithin: number;
  readonly refundWithin: number;
}

/** What was counted of a shop's insured lines and of its others: two rows. */
export function readCohorts(tx: Tx, { book, merchantId }: MerchantKey, about: Comparison): Promise<CohortRow[]> {
  const { recordedFrom, from, until, now, repeatWithin, refundWithin } = about;
  return run(tx, selectCohorts, [
    ...[tx.tenantId, book, merchantId, recordedFrom],
    ...[from, until, now, repeatWithin, refundWithin],
  ]);
}
