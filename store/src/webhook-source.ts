// Understands what events are made of: what the outbox names by id, as ids, amounts, times and codes. No story, no payee, no name.

import { bookOfId, type Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, instantValue, int2Array, int8Array, type Row, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

const keysOf = (ids: readonly Id[]): readonly unknown[] => [int2Array(ids.map(bookOfId)), int8Array(ids)];

export const selectToldPolicies = statement(
  "select_told_policies",
  {
    policy_id: "int8",
    order_id: "text",
    line_id: "text",
    merchant_id: "text",
    buyer_id: "text",
    product: "text",
    product_version: "int4",
    payer: "text",
    premium: "int8",
    sum_insured: "int8",
    effective_at: "timestamptz?",
    expires_at: "timestamptz?",
    cancelled_at: "timestamptz?",
    refund: "int8?",
  },
  `select p.policy_id, p.order_id, p.line_id, p.merchant_id, p.buyer_id, p.product, p.product_version, p.payer, p.premium,
     p.sum_insured, coalesce(fixed.effective_at, p.effective_at) as effective_at, coalesce(fixed.expires_at, p.expires_at) as expires_at,
     cancelled.at as cancelled_at, cancelled.refund
   from unnest($2::int2[], $3::int8[]) as wanted (book, policy_id)
   join policy p on p.book = wanted.book and p.policy_id = wanted.policy_id and p.tenant_id = $1::int4
   left join lateral (
     select e.effective_at, e.expires_at from endorsement e
     where e.book = p.book and e.policy_id = p.policy_id and e.kind = 'period_fixed' order by e.endorsement_id desc limit 1
   ) fixed on true
   left join lateral (
     select e.at, e.refund from endorsement e
     where e.book = p.book and e.policy_id = p.policy_id and e.kind = 'cancelled' order by e.endorsement_id desc limit 1
   ) cancelled on true`,
);
export type ToldPolicy = Row<(typeof selectToldPolicies)["row"]>;

/** Policies with the period that holds now, and how they were cancelled last, if they ever were. */
export function toldPolicies(tx: Tx, ids: readonly Id[]): Promise<ToldPolicy[]> {
  return run(tx, selectToldPolicies, [tx.tenantId, ...keysOf(ids)]);
}

export const selectToldClaims = statement(
  "select_told_claims",
  {
    claim_id: "int8",
    policy_id: "int8",
    order_id: "text",
    line_id: "text",
    merchant_id: "text",
    buyer_id: "text",
    product: "text",
    product_version: "int4",
    peril: "text",
    status: "text",
    requested_amount: "int8?",
    agreed_amount: "int8",
    decision_id: "int8?",
    outcome: "text?",
    decided_amount: "int8?",
    reason_codes: "text[]?",
    automatic: "bool?",
    appeal_id: "int8?",
    appealed_decision_id: "int8?",
    appeal_round: "int2?",
    appeal_state: "text?",
    supplement_round: "int4?",
    documents: "text[]?",
    closes_at: "timestamptz?",
  },
  `select c.claim_id, c.policy_id, c.order_id, c.line_id, c.merchant_id, c.buyer_id, c.product, c.product_version, c.peril, c.status,
     c.requested_amount, c.agreed_amount, d.decision_id, d.outcome, d.amount as decided_amount, d.reason_codes, d.automatic,
     a.appeal_id, a.decision_id as appealed_decision_id, a.round as appeal_round, a.state as appeal_state,
     s.round as supplement_round, s.documents, s.closes_at
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join claim c on c.book = wanted.book and c.claim_id = wanted.claim_id and c.tenant_id = $1::int4
   left join lateral (
     select * from decision d where d.book = c.book and d.claim_id = c.claim_id order by d.decision_id desc limit 1
   ) d on true
   left join lateral (
     select * from appeal a where a.book = c.book and a.claim_id = c.claim_id order by a.round desc limit 1
   ) a on true
   left join lateral (
     select s.round, s.closes_at, array(
       select p.kind from supplement_document p where p.book = s.book and p.claim_id = s.claim_id and p.round = s.round
       order by p.position) as documents
     from supplement s where s.book = c.book and s.claim_id = c.claim_id order by s.round desc limit 1
   ) s on true`,
);
export type ToldClaim = Row<(typeof selectToldClaims)["row"]>;

/** Claims with their last decision, appeal and list of missing documents, where they have one. */
export function toldClaims(tx: Tx, ids: readonly Id[]): Promise<ToldClaim[]> {
  return run(tx, selectToldClaims, [tx.tenantId, ...keysOf(ids)]);
}

export const selectToldPayouts = statement(
  "select_told_payouts",
  {
    payout_id: "int8",
    claim_id: "int8",
    decision_id: "int8",
    policy_id: "int8",
    merchant_id: "text",
    buyer_id: "text",
    purpose: "text",
    amount: "int8",
    status: "text",
    settled_at: "timestamptz?",
  },
  `select p.payout_id, p.claim_id, p.decision_id, p.policy_id, p.merchant_id, p.buyer_id, p.purpose, p.amount, p.status, p.settled_at
   from unnest($2::int2[], $3::int8[]) as wanted (book, payout_id)
   join payout p on p.book = wanted.book and p.payout_id = wanted.payout_id and p.tenant_id = $1::int4`,
);
export type ToldPayout = Row<(typeof selectToldPayouts)["row"]>;

export function toldPayouts(tx: Tx, ids: readonly Id[]): Promise<ToldPayout[]> {
  return run(tx, selectToldPayouts, [tx.tenantId, ...keysOf(ids)]);
}

export const selectToldCampaigns = statement(
  "select_told_campaigns",
  { campaign_id: "int8", product: "text", budget: "int8", spent: "int8", ends_at: "timestamptz" },
  `select campaign_id, product, budget, spent, ends_at from campaign
   where tenant_id = $1::int4 and campaign_id = any ($2::int8[])`,
);
export type ToldCampaign = Row<(typeof selectToldCampaigns)["row"]>;

export function toldCampaigns(tx: Tx, ids: readonly Id[]): Promise<ToldCampaign[]> {
  return run(tx, selectToldCampaigns, [tx.tenantId, int8Array(ids)]);
}

export const selectToldSwitches = statement(
  "select_told_switches",
  { change_id: "int8", name: "text", product: "text", state: "text", changed_at: "timestamptz" },
  `select change_id, name, product, state, changed_at from kill_switch_change
   where tenant_id = $1::int4 and change_id = any ($2::int8[])`,
);
export type ToldSwitch = Row<(typeof selectToldSwitches)["row"]>;

export function toldSwitches(tx: Tx, ids: readonly Id[]): Promise<ToldSwitch[]> {
  return run(tx, selectToldSwitches, [tx.tenantId, int8Array(ids)]);
}

/** Cover that an order called for and that was not issued. */
export interface NewDecline {
  readonly declineId: Id;
  readonly book: number;
  readonly orderId: string;
  readonly lineId: string;
  readonly merchantId: string;
  readonly buyerId: string;
  readonly product: string;
  readonly code: string;
}

export const insertDeclineRows = statement(
  "insert_declined_cover",
  {},
  `insert into declined_cover (tenant_id, declined_at, book, decline_id, order_id, line_id, merchant_id, buyer_id, product, code)
   select $1::int4, $2::timestamptz, row.* from unnest($3::int2[], $4::int8[], $5::text[], $6::text[], $7::text[], $8::text[],
     $9::text[], $10::text[]) as row`,
);

/** Writes what was declined, any number in one statement, none where nothing was. */
export async function insertDeclines(tx: Tx, now: Instant, declines: readonly NewDecline[]): Promise<void> {
  if (declines.length === 0) return;
  await execute(tx, insertDeclineRows, [
    tx.tenantId,
    instantValue(now),
    int2Array(declines.map((each) => each.book)),
    int8Array(declines.map((each) => each.declineId)),
    textArray(declines.map((each) => each.orderId)),
    textArray(declines.map((each) => each.lineId)),
    textArray(declines.map((each) => each.merchantId)),
    textArray(declines.map((each) => each.buyerId)),
    textArray(declines.map((each) => each.product)),
    textArray(declines.map((each) => each.code)),
  ]);
}

export const selectDeclines = statement(
  "select_declined_cover",
  {
    decline_id: "int8",
    order_id: "text",
    line_id: "text",
    merchant_id: "text",
    buyer_id: "text",
    product: "text",
    code: "text",
  },
  `select d.decline_id, d.order_id, d.line_id, d.merchant_id, d.buyer_id, d.product, d.code
   from unnest($2::int2[], $3::int8[]) as wanted (book, decline_id)
   join declined_cover d on d.book = wanted.book and d.decline_id = wanted.decline_id and d.tenant_id = $1::int4`,
);
export type ToldDecline = Row<(typeof selectDeclines)["row"]>;

export function toldDeclines(tx: Tx, ids: readonly Id[]): Promise<ToldDecline[]> {
  return run(tx, selectDeclines, [tx.tenantId, ...keysOf(ids)]);
}
