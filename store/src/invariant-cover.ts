// Understands which rows of orders, policies and what was told of them contradict each other.

import type { Instant } from "@anxin/core/time";
import { finder } from "./invariant.js";
import { type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** $2: products of which an order has at most one policy. */
export const findRepeatedCovers = finder(
  "find_repeated_covers",
  `select 'order'::text, null::int8, order_id, format('line %s has %s policies of %s', line_id, count(*), product)
   from policy where tenant_id = $1::int4 group by order_id, line_id, product having count(*) > 1
   union all
   select 'order', null, order_id, format('it has %s policies of %s, which covers an order once', count(*), product)
   from policy where tenant_id = $1::int4 and product = any ($2::text[]) group by order_id, product having count(*) > 1`,
);

export const findUnpairedOrders = finder(
  "find_unpaired_orders",
  `select 'order'::text, null::int8, coalesce(o.order_id, d.order_id), case
     when o.order_id is null then 'the directory knows it, and there is no such order'
     when d.order_id is null then 'it is not in the directory'
     else 'the directory has it in another book, or with another merchant' end
   from (select order_id, book, merchant_id from orders where tenant_id = $1::int4) as o
   full join (select order_id, book, merchant_id from order_directory where tenant_id = $1::int4) as d on d.order_id = o.order_id
   where o.order_id is null or d.order_id is null or o.book <> d.book or o.merchant_id <> d.merchant_id
   union all
   select 'policy', p.policy_id, '', format('there is no order %s of its merchant and buyer', p.order_id)
   from policy p
   left join orders o on o.book = p.book and o.tenant_id = p.tenant_id and o.order_id = p.order_id
     and o.merchant_id = p.merchant_id and o.buyer_id = p.buyer_id
   where p.tenant_id = $1::int4 and o.order_id is null`,
);

export const selectNewestOrders = statement(
  "select_newest_orders",
  { book: "int2", order_id: "text", updated_at: "timestamptz" },
  `select book, order_id, updated_at from orders
   where tenant_id = $1::int4 and ($2::int8 is null or (updated_at, order_id) < (at_ms($2), $3::text))
   order by updated_at desc, order_id desc limit $4::int4`,
);
export type OrderName = Row<(typeof selectNewestOrders)["row"]>;

/** Names of orders, the latest changed first, from after `after` on. */
export function newestOrders(tx: Tx, after: OrderName | null, limit: number): Promise<OrderName[]> {
  return run(tx, selectNewestOrders, [tx.tenantId, after?.updated_at ?? null, after?.order_id ?? null, limit]);
}

export const selectOrderOutcomes = statement(
  "select_order_outcomes",
  {
    order_id: "text",
    snapshot: "text",
    outcomes: "text",
    lines: "text[]",
    products: "text[]",
    versions: "int4[]",
    payers: "text[]",
    waiting: "text[]",
  },
  `select o.order_id, o.snapshot, o.outcomes, sold.lines, sold.products, sold.versions, sold.payers,
     (select coalesce(array_agg(h.product order by h.product collate "C"), '{}') from held_order h
      where h.book = o.book and h.tenant_id = o.tenant_id and h.order_id = o.order_id) as waiting
   from unnest($2::int2[], $3::text[]) as wanted (book, order_id)
   join orders o on o.book = wanted.book and o.tenant_id = $1::int4 and o.order_id = wanted.order_id
   cross join lateral (
     select coalesce(array_agg(p.line_id order by p.policy_id), '{}') as lines,
       coalesce(array_agg(p.product order by p.policy_id), '{}') as products,
       coalesce(array_agg(p.product_version order by p.policy_id), '{}') as versions,
       coalesce(array_agg(p.payer order by p.policy_id), '{}') as payers
     from policy p where p.book = o.book and p.tenant_id = o.tenant_id and p.order_id = o.order_id
   ) as sold`,
);
export type OrderOutcomes = Row<(typeof selectOrderOutcomes)["row"]>;

/** What these orders said and settled, each with its policies as columns. */
export function orderOutcomes(
  tx: Tx,
  orders: readonly Pick<OrderName, "book" | "order_id">[],
): Promise<OrderOutcomes[]> {
  return run(tx, selectOrderOutcomes, [tx.tenantId, orders.map((o) => o.book), orders.map((o) => o.order_id)]);
}

/** What happened once is told once. An outbox row's types and counts are the run lengths of its ids. */
export const findUntold = finder(
  "find_untold",
  `with told as (
     select r.type, e.id, count(*) as times
     from outbox o
     cross join lateral (
       select type, count, (sum(count) over (order by place) - count)::int4 as before
       from unnest(o.types, o.counts) with ordinality as run (type, count, place)
     ) as r
     cross join lateral unnest(o.ids[r.before + 1 : r.before + r.count]) as e (id)
     where o.tenant_id = $1::int4 and r.type in ('policy.issued', 'policy.cancelled', 'claim.filed', 'claim.decided', 'claim.escalated',
       'payout.succeeded', 'payout.failed', 'payout.returned', 'wallet.low')
     group by r.type, e.id
   ), happened as (
     select 'policy.issued' as type, policy_id as id, count(*) as times from policy where tenant_id = $1::int4 group by policy_id
     union all
     select 'policy.cancelled', policy_id, count(*) from endorsement where tenant_id = $1::int4 and kind = 'cancelled' group by policy_id
     union all
     select 'claim.filed', claim_id, count(*) from claim where tenant_id = $1::int4 group by claim_id
     union all
     select 'claim.decided', claim_id, count(*) from decision where tenant_id = $1::int4 group by claim_id
     union all
     select 'claim.escalated', claim_id, count(*) from claim_event where tenant_id = $1::int4 and kind = 'escalated' group by claim_id
     union all
     select replace(kind, 'payout_', 'payout.'), payout_id, count(*) from transfer
     where tenant_id = $1::int4 and kind in ('payout_succeeded', 'payout_failed', 'payout_returned') group by kind, payout_id
     union all
     select 'wallet.low', alert_id, count(*) from wallet_alert where tenant_id = $1::int4 group by alert_id
   )
   select split_part(type, '.', 1), id, '', format('%s happened %s times and was told %s times', type, coalesce(h.times, 0), coalesce(t.times, 0))
   from happened h full join told t using (type, id)
   where coalesce(h.times, 0) <> coalesce(t.times, 0)`,
);

export const findUnkeptAnswers = finder(
  "find_unkept_answers",
  `select 'idempotency_key'::text, null::int8, key, format('%s %s has %s answers under it', caller, path, count(*))
   from idempotency where tenant_id = $1::int4 group by caller, path, key having count(*) > 1
   union all
   select 'idempotency_key', null, key, format('%s %s: %s', caller, path, concat_ws('; ',
     case when octet_length(body_hash) <> 32 then 'the body has no fingerprint' end,
     case when body = '' then 'no answer is kept' end,
     case when status not between 200 and 299 then 'a refusal is kept: ' || status end))
   from idempotency
   where tenant_id = $1::int4 and (octet_length(body_hash) <> 32 or body = '' or status not between 200 and 299)`,
);

/** $2: the event types that there are. */
export const findBrokenBatches = finder(
  "find_broken_batches",
  `select 'batch'::text, batch_id, '', format('types %s, counts %s, %s ids', types::text, counts::text, cardinality(ids))
   from outbox
   where tenant_id = $1::int4
     and (cardinality(types) <> cardinality(counts) or cardinality(types) = 0
       or (select coalesce(sum(each), 0) from unnest(counts) as each) <> cardinality(ids)
       or exists (select from unnest(counts) as each where each is null or each <= 0)
       or array_position(ids, null) is not null
       or not types <@ $2::text[])`,
);

/** $2: nothing was recorded before it; $3: nor after it. Both in milliseconds since 1970. */
export const findImpossibleTimes = finder(
  "find_impossible_times",
  `with recorded (kind, id, name, at) as (
     select 'policy', policy_id, '', issued_at from policy where tenant_id = $1::int4
     union all select 'endorsement', endorsement_id, '', recorded_at from endorsement where tenant_id = $1::int4
     union all select 'order', null, order_id, recorded_at from orders where tenant_id = $1::int4
     union all select 'order', null, order_id, updated_at from orders where tenant_id = $1::int4
     union all select 'batch', batch_id, '', recorded_at from outbox where tenant_id = $1::int4
     union all select 'claim', claim_id, '', at from claim_event where tenant_id = $1::int4
     union all select 'decision', decision_id, '', decided_at from decision where tenant_id = $1::int4
     union all select 'payout', payout_id, '', prepared_at from payout where tenant_id = $1::int4
     union all select 'payout', payout_id, '', settled_at from payout where tenant_id = $1::int4
     union all select 'payout', payout_id, '', at from payout_attempt where tenant_id = $1::int4
     union all select 'transfer', transfer_id, '', recorded_at from transfer where tenant_id = $1::int4
     union all select 'topUp', top_up_id, '', created_at from top_up where tenant_id = $1::int4
   ), running (kind, id, from_at, until_at) as (
     select 'policy', policy_id, effective_at, expires_at from policy where tenant_id = $1::int4
     union all select 'endorsement', endorsement_id, effective_at, expires_at from endorsement where tenant_id = $1::int4
   )
   select kind::text, id::int8, name::text, format('was recorded at %s, %s', at, case
     when at < at_ms($2::int8) then 'before anything was sold' else 'which has not come yet' end)
   from recorded where at < at_ms($2::int8) or at > at_ms($3::int8)
   union all
   select kind, id, '', format('cover begins at %s and ends at %s', from_at, until_at) from running where from_at > until_at
   union all
   select 'decision', d.decision_id, '', format('was made at %s, before its claim came in at %s', d.decided_at, came.at)
   from decision d
   join claim c on c.book = d.book and c.claim_id = d.claim_id
   left join claim_event e on e.book = d.book and e.claim_id = d.claim_id and e.sequence = 1
   -- What opens by itself was reported when the marketplace says; the rest, when it came in.
   cross join lateral (select case when c.filed_by = 'system' then e.at else greatest(e.at, c.reported_at) end as at) as came
   where d.tenant_id = $1::int4 and d.decided_at < came.at`,
);

export const selectLastEarningRun = statement(
  "select_last_earning_run",
  { as_of: "timestamptz" },
  "select as_of from earning_run where tenant_id = $1::int4 order by as_of desc limit 1",
);

/** The latest midnight that business time is known to have reached; null before the first. */
export async function lastEarningRun(tx: Tx): Promise<Instant | null> {
  const [row] = await run(tx, selectLastEarningRun, [tx.tenantId]);
  return row?.as_of ?? null;
}
