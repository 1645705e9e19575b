// Understands which rows of claims, decisions and payouts contradict each other.

import type { Id } from "@anxin/core/id";
import { finder } from "./invariant.js";
import { type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** $2 to $5: product versions with the most claims and the most for one claim (null: none) that they allow. */
export const findOverstepped = finder(
  "find_overstepped",
  `with granted as (
     select book, policy_id, count(*) as claims, sum(agreed_amount) as agreed, max(agreed_amount) as largest
     from claim where tenant_id = $1::int4 and agreed_amount > 0 group by book, policy_id
   )
   select 'policy'::text, g.policy_id, '', concat_ws('; ',
     case when p.policy_id is null then 'claims were granted under it, and it is not there' end,
     case when p.policy_id is not null and t.product is null then format('nobody sells %s version %s', p.product, p.product_version) end,
     case when g.agreed > p.sum_insured then format('agreed %s fen of %s insured', g.agreed, p.sum_insured) end,
     case when g.claims > t.claims_max then format('%s claims were granted, %s may be', g.claims, t.claims_max) end,
     case when g.largest > t.claim_limit then format('agreed %s fen on one claim, the limit is %s', g.largest, t.claim_limit) end)
   from granted g
   left join policy p on p.book = g.book and p.policy_id = g.policy_id
   left join unnest($2::text[], $3::int4[], $4::int4[], $5::int8[]) as t (product, product_version, claims_max, claim_limit)
     on t.product = p.product and t.product_version = p.product_version
   where p.policy_id is null or t.product is null or g.agreed > p.sum_insured or g.claims > t.claims_max or g.largest > t.claim_limit`,
);

export const findUngrounded = finder(
  "find_ungrounded",
  `select 'claim'::text, c.claim_id, '', format('agreed %s fen; last decided %s, paid %s', c.agreed_amount,
     coalesce(last.amount, 0), coalesce(paid.amount, 0))
   from claim c
   left join lateral (
     select d.amount from decision d where d.book = c.book and d.claim_id = c.claim_id order by d.decision_id desc limit 1
   ) as last on true
   left join (
     select book, claim_id, sum(amount) as amount from payout
     where tenant_id = $1::int4 and status = 'succeeded' and purpose <> 'late_interest' group by book, claim_id
   ) as paid on paid.book = c.book and paid.claim_id = c.claim_id
   where c.tenant_id = $1::int4
     and (c.agreed_amount <> coalesce(last.amount, 0) or coalesce(paid.amount, 0) > c.agreed_amount)`,
);

/** $2: products that make a loss good. */
export const selectSharedLosses = statement(
  "select_shared_losses",
  {
    order_id: "text",
    line_id: "text",
    claim_id: "int8",
    amount: "int8",
    product: "text",
    product_version: "int4",
    facts: "text",
  },
  `with granted as (
     select c.book, c.claim_id, c.order_id, c.line_id, c.agreed_amount, c.product, c.product_version,
       count(*) over (partition by c.order_id, c.line_id) as claims
     from claim c where c.tenant_id = $1::int4 and c.agreed_amount > 0 and c.product = any ($2::text[])
   )
   select g.order_id, g.line_id, g.claim_id, g.agreed_amount as amount, g.product, g.product_version, d.facts
   from granted g
   join lateral (
     select d.facts, d.decision_id from decision d where d.book = g.book and d.claim_id = g.claim_id order by d.decision_id desc limit 1
   ) as d on true
   where g.claims > 1
   order by g.order_id, g.line_id, d.decision_id`,
);
export type SharedLoss = Row<(typeof selectSharedLosses)["row"]>;

/** Granted claims of lines on which several covers were granted, by line, in the order in which they were decided. */
export function sharedLosses(tx: Tx, indemnities: readonly string[]): Promise<SharedLoss[]> {
  return run(tx, selectSharedLosses, [tx.tenantId, indemnities]);
}

export const findReusedWaybills = finder(
  "find_reused_waybills",
  `select 'waybill'::text, null::int8, waybill_key, format('%s claims were granted on it', count(*))
   from claim where tenant_id = $1::int4 and waybill_key is not null and agreed_amount > 0 group by waybill_key having count(*) > 1
   union all
   select 'claim', c.claim_id, '', format('is granted, and does not hold its waybill %s', c.waybill_key)
   from claim c
   left join waybill_claim w on w.waybill_key = c.waybill_key
   where c.tenant_id = $1::int4 and c.waybill_key is not null and c.agreed_amount > 0 and w.claim_id is distinct from c.claim_id
   union all
   select 'waybill', null, w.waybill_key, 'is held by a claim that is not there, was refused, or is about another parcel'
   from waybill_claim w
   left join claim c on c.book = w.book and c.claim_id = w.claim_id
   where w.tenant_id = $1::int4
     and (c.claim_id is null or c.status in ('rejected', 'withdrawn')
       -- Whoever was granted money keeps every number that they were granted it on.
       or (c.waybill_key is distinct from w.waybill_key and c.agreed_amount = 0))`,
);

/** $2 and $3: which status may follow which. */
export const findIllegalSteps = finder(
  "find_illegal_steps",
  `with step as (
     select claim_id, sequence, kind, from_status, to_status, row_number() over events as place, lag(to_status) over events as before
     from claim_event where tenant_id = $1::int4
     window events as (partition by book, claim_id order by sequence)
   )
   select 'claim'::text, claim_id, '', format('event %s, %s, goes from %s to %s; it is number %s, after %s',
     sequence, kind, coalesce(from_status, 'nothing'), to_status, place, coalesce(before, 'nothing'))
   from step
   where sequence <> place or from_status is distinct from before
     or case when place = 1 then kind <> 'filed' or to_status <> 'filed' else not exists (
       select from unnest($2::text[], $3::text[]) as edge (from_status, to_status)
       where edge.from_status = step.from_status and edge.to_status = step.to_status) end`,
);

/** $2: kinds of events that belong to the filing and change nothing afterwards. */
export const findClaimsApart = finder(
  "find_claims_apart",
  `with told as (
     select book, claim_id, 1 + count(*) filter (where kind <> all ($2::text[])) as revision,
       (array_agg(to_status order by sequence desc))[1] as status
     from claim_event where tenant_id = $1::int4 group by book, claim_id
   )
   select 'claim'::text, claim_id, '', case
     when c.status is null then 'has events, and is not there'
     when t.status is null then 'has no events'
     else format('is %s at revision %s; its events end in %s at revision %s', c.status, c.revision, t.status, t.revision) end
   from (select book, claim_id, status, revision from claim where tenant_id = $1::int4) as c
   full join told t using (book, claim_id)
   where c.status is distinct from t.status or c.revision is distinct from t.revision
   union all
   select 'decision', d.decision_id, '', 'was made on a revision that its claim has not passed'
   from decision d
   left join claim c on c.book = d.book and c.claim_id = d.claim_id
   where d.tenant_id = $1::int4 and (c.claim_id is null or d.claim_revision >= c.revision)`,
);

export const findBrokenLogs = finder(
  "find_broken_logs",
  `with entry as (
     select book, payout_id, sequence, row_number() over (partition by book, payout_id order by sequence) as place
     from payout_attempt where tenant_id = $1::int4
   ), log as (
     select book, payout_id, count(*) filter (where sequence <> place) as misnumbered from entry group by book, payout_id
   )
   select 'payout'::text, payout_id, '', case
     when p.status is null then 'has a log, and is not there'
     when l.misnumbered is null then format('is %s, and its log is empty', p.status)
     else 'its log is not numbered through' end
   from (select book, payout_id, status from payout where tenant_id = $1::int4) as p
   full join log l using (book, payout_id)
   where p.status is null or l.misnumbered > 0 or (l.misnumbered is null and p.status <> 'prepared')`,
);

export const selectPayoutMachines = statement(
  "select_payout_machines",
  {
    payout_id: "int8",
    amount: "int8",
    status: "text",
    attempt: "int4",
    out_biz_no: "text",
    machine: "text",
    channel_order_no: "text?",
    next_at: "timestamptz?",
    settled_at: "timestamptz?",
  },
  `select payout_id, amount, status, attempt, out_biz_no, machine, channel_order_no, next_at, settled_at
   from payout where tenant_id = $1::int4 and ($2::int8 is null or payout_id < $2)
   order by payout_id desc limit $3::int4`,
);
export type PayoutMachine = Row<(typeof selectPayoutMachines)["row"]>;

/** Payouts with their machines, newest first. */
export function payoutMachines(tx: Tx, before: Id | null, limit: number): Promise<PayoutMachine[]> {
  return run(tx, selectPayoutMachines, [tx.tenantId, before, limit]);
}

export const selectNewestDecisions = statement(
  "select_newest_decisions",
  { book: "int2", claim_id: "int8", decision_id: "int8" },
  `select book, claim_id, decision_id from decision
   where tenant_id = $1::int4 and ($2::int8 is null or decision_id < $2)
   order by decision_id desc limit $3::int4`,
);
export type DecisionName = Row<(typeof selectNewestDecisions)["row"]>;

/** Names of decisions, newest first, from before `before` on. */
export function newestDecisions(tx: Tx, before: Id | null, limit: number): Promise<DecisionName[]> {
  return run(tx, selectNewestDecisions, [tx.tenantId, before, limit]);
}

export const selectDecisionsToReplay = statement(
  "select_decisions_to_replay",
  {
    decision_id: "int8",
    claim_id: "int8",
    outcome: "text",
    amount: "int8",
    reason_codes: "text[]",
    automatic: "bool",
    product: "text",
    product_version: "int4",
    facts: "text",
    findings: "text",
    suggested_outcome: "text",
    suggested_amount: "int8",
  },
  `select d.decision_id, d.claim_id, d.outcome, d.amount, d.reason_codes, d.automatic, d.product, d.product_version, d.facts,
     d.findings, d.suggested_outcome, d.suggested_amount
   from unnest($2::int2[], $3::int8[], $4::int8[]) as wanted (book, claim_id, decision_id)
   join decision d on d.book = wanted.book and d.claim_id = wanted.claim_id and d.decision_id = wanted.decision_id
     and d.tenant_id = $1::int4`,
);
export type DecisionToReplay = Row<(typeof selectDecisionsToReplay)["row"]>;

export function decisionsToReplay(tx: Tx, names: readonly DecisionName[]): Promise<DecisionToReplay[]> {
  const columns = [names.map((d) => d.book), names.map((d) => d.claim_id), names.map((d) => d.decision_id)];
  return run(tx, selectDecisionsToReplay, [tx.tenantId, ...columns]);
}
