// Understands which transfers contradict each other, or the wallets, budgets, policies, claims and payouts that they belong to.

import { present } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import { finder } from "./invariant.js";
import { type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** $2: what business facts post, as "kind debit credit". */
export const findForeignPostings = finder(
  "find_foreign_postings",
  `select 'transfer'::text, transfer_id, '', format('%s moves %s fen, debit %s, credit %s', kind, amount, debit, credit)
   from transfer
   where tenant_id = $1::int4 and (amount <= 0 or concat_ws(' ', kind, debit, credit) <> all ($2::text[]))`,
);

export const selectAccountSums = statement(
  "select_account_sums",
  { account: "text", debit: "int8", credit: "int8" },
  `select leg.account, sum(leg.debit)::int8 as debit, sum(leg.credit)::int8 as credit
   from transfer t
   cross join lateral (values (t.debit, t.amount, 0), (t.credit, 0, t.amount)) as leg (account, debit, credit)
   where t.tenant_id = $1::int4 group by leg.account order by leg.account`,
);

/** What each account that was ever touched was debited and credited, leg by leg. */
export function accountSums(tx: Tx): Promise<Row<(typeof selectAccountSums)["row"]>[]> {
  return run(tx, selectAccountSums, [tx.tenantId]);
}

/** $2: the account of wallets. */
export const findWalletGaps = finder(
  "find_wallet_gaps",
  `with moved as (
     select book, merchant_id, sum(case when credit = $2::text then amount else -amount end) as sum,
       sum(case kind when 'wallet_topped_up' then amount when 'wallet_refund_failed' then amount when 'wallet_refund_prepared' then -amount
         when 'recovery_given_back' then amount when 'recovery_netted' then -amount else 0 end) as funded
     from transfer where tenant_id = $1::int4 and (credit = $2 or debit = $2) group by book, merchant_id
   )
   select 'merchant'::text, null::int8, merchant_id, format(
     'the wallet holds %s fen of %s that came in, floor %s, credit limit %s; its movements add up to %s of %s',
     coalesce(w.balance, 0), coalesce(w.funded, 0), coalesce(w.floor, 0), coalesce(w.credit_limit, 0), coalesce(m.sum, 0), coalesce(m.funded, 0))
   from (select book, merchant_id, balance, funded, floor, credit_limit from wallet where tenant_id = $1::int4) as w
   full join moved m using (book, merchant_id)
   where coalesce(w.balance, 0) <> coalesce(m.sum, 0) or coalesce(w.funded, 0) <> coalesce(m.funded, 0)
     or w.balance < w.floor or w.floor > -w.credit_limit or (w.floor < -w.credit_limit and w.floor < w.balance)`,
);

/** Refunds against the ledger, part by part, and against the top-ups that they go back to. */
export const findRefundGaps = finder(
  "find_wallet_refund_gaps",
  `with moved as (
     select book, refund_id, top_up_id,
       coalesce(sum(amount) filter (where kind = 'wallet_refund_prepared'), 0) as prepared,
       coalesce(sum(amount) filter (where kind = 'wallet_refund_succeeded'), 0) as succeeded,
       coalesce(sum(amount) filter (where kind = 'wallet_refund_failed'), 0) as failed
     from transfer where tenant_id = $1::int4 and (refund_id is not null or kind like 'wallet\\_refund\\_%')
     group by book, refund_id, top_up_id
   ), gone as (
     select book, top_up_id, sum(amount) filter (where status <> 'failed') as amount
     from wallet_refund where tenant_id = $1::int4 group by book, top_up_id
   )
   select 'walletRefund'::text, coalesce(r.refund_id, m.refund_id), '', case
     when r.refund_id is null then format('has no part for a top-up, and moved %s fen', m.prepared)
     else format('%s fen are %s; the ledger has %s on their way and %s sent back', r.amount, r.status,
       coalesce(m.prepared - m.succeeded - m.failed, 0), coalesce(m.succeeded, 0)) end
   from (select book, refund_id, top_up_id, amount, status from wallet_refund where tenant_id = $1::int4) as r
   full join moved m on m.book = r.book and m.refund_id = r.refund_id and m.top_up_id = r.top_up_id
   where r.refund_id is null
     or coalesce(m.prepared - m.succeeded - m.failed, 0) <> case when r.status in ('prepared', 'sending', 'unknown') then r.amount else 0 end
     or coalesce(m.succeeded, 0) <> case when r.status = 'succeeded' then r.amount else 0 end
   union all
   select 'topUp', t.top_up_id, '', format('is %s with %s fen of %s sent back; its refunds are %s', t.status, t.refunded, t.amount, coalesce(g.amount, 0))
   from top_up t
   left join gone g on g.book = t.book and g.top_up_id = t.top_up_id
   where t.tenant_id = $1::int4 and (t.refunded <> coalesce(g.amount, 0) or (t.refunded > 0 and t.status <> 'settled'))`,
);

/** $2: the account of campaign funds. */
export const findCampaignGaps = finder(
  "find_campaign_gaps",
  `with moved as (
     select campaign_id,
       coalesce(sum(amount) filter (where kind = 'campaign_funded'), 0) as funded,
       coalesce(sum(amount) filter (where kind = 'campaign_released'), 0) as released,
       coalesce(sum(case when debit = $2::text then amount else -amount end) filter (where kind in ('premium_debited', 'premium_refunded')), 0) as given
     from transfer where tenant_id = $1::int4 and (debit = $2 or credit = $2) group by campaign_id
   )
   select 'campaign'::text, coalesce(c.campaign_id, m.campaign_id), '', format(
     'budget %s fen, spent %s, released %s; the ledger has funded %s, given %s, released %s',
     c.budget, c.spent, c.released, coalesce(m.funded, 0), coalesce(m.given, 0), coalesce(m.released, 0))
   from (select campaign_id, budget, spent, released from campaign where tenant_id = $1::int4) as c
   full join moved m on m.campaign_id = c.campaign_id
   -- A budget that was lowered released money too, and is smaller by it.
   where c.campaign_id is null or c.spent + c.released > c.budget or coalesce(m.given, 0) <> c.spent
     or coalesce(m.funded, 0) - coalesce(m.released, 0) <> c.budget - c.released`,
);

/** What each decision on a claim grants beyond the one before it. */
const GRANTED = `select book, claim_id, decision_id,
       amount - coalesce(lag(amount) over (partition by book, claim_id order by decided_at, decision_id), 0) as amount
     from decision where tenant_id = $1::int4`;

export const findPayoutGaps = finder(
  "find_payout_gaps",
  `with granted as (${GRANTED}), moved as (
     select book, payout_id,
       coalesce(sum(amount) filter (where kind = 'payout_prepared'), 0) as prepared,
       coalesce(sum(amount) filter (where kind = 'payout_succeeded'), 0) as succeeded,
       coalesce(sum(amount) filter (where kind = 'payout_failed'), 0) as failed,
       coalesce(sum(amount) filter (where kind = 'payout_returned'), 0) as returned
     from transfer where tenant_id = $1::int4 and (payout_id is not null or kind like 'payout\\_%') group by book, payout_id
   ), compared as (
     select coalesce(p.payout_id, m.payout_id) as payout_id, p.status, p.amount,
       case when p.purpose = 'late_interest' then i.amount else d.amount end as decided,
       coalesce(m.prepared - m.succeeded - m.failed, 0) as clearing, coalesce(m.succeeded - m.returned, 0) as paid
     from (select book, payout_id, claim_id, decision_id, purpose, status, amount from payout where tenant_id = $1::int4) as p
     full join moved m on m.book = p.book and m.payout_id = p.payout_id
     left join granted d on d.book = p.book and d.claim_id = p.claim_id and d.decision_id = p.decision_id
     left join late_interest i on i.book = p.book and i.claim_id = p.claim_id and i.decision_id = p.decision_id
   )
   select 'payout'::text, payout_id, '', case
     when status is null then format('is not there, and moved %s fen', clearing + paid)
     else format('%s fen of %s decided are %s; the ledger has %s on their way and %s paid', amount, decided, status, clearing, paid) end
   from compared
   where status is null or amount is distinct from decided
     or clearing <> case when status in ('prepared', 'sending', 'unknown') then amount else 0 end
     or paid <> case when status = 'succeeded' then amount else 0 end
   union all
   select 'claim', claim_id, '', format('decision %s has %s payouts that may pay', decision_id, count(*))
   from payout where tenant_id = $1::int4 and status <> 'failed' group by claim_id, decision_id, purpose having count(*) > 1`,
);

export const selectPayoutNumbers = statement(
  "select_payout_numbers",
  { payout_id: "int8", out_biz_no: "text", attempt: "int4", amount: "int8", status: "text" },
  "select payout_id, out_biz_no, attempt, amount, status from payout where tenant_id = $1::int4",
);
export type PayoutNumber = Row<(typeof selectPayoutNumbers)["row"]>;

/** Every payout of the tenant with the number that the channel knows it by. For a sandbox, whose gateway keeps as many. */
export function payoutNumbers(tx: Tx): Promise<PayoutNumber[]> {
  return run(tx, selectPayoutNumbers, [tx.tenantId]);
}

export const selectKnownPayouts = statement(
  "select_known_payouts",
  { payout_id: "int8" },
  `select p.payout_id from unnest($1::int2[], $2::int8[]) as wanted (book, payout_id)
   join payout p on p.book = wanted.book and p.payout_id = wanted.payout_id`,
);

/** Which of these payouts there are, whose tenant's ever. Runs as the owner. */
export async function knownPayouts(
  owner: Queryable,
  payouts: readonly { readonly book: number; readonly payoutId: Id }[],
): Promise<ReadonlySet<Id>> {
  if (payouts.length === 0) return new Set();
  const rows = await run(owner, selectKnownPayouts, [payouts.map((p) => p.book), payouts.map((p) => p.payoutId)]);
  return new Set(rows.map((row) => row.payout_id));
}

/** $2: the largest amount that JSON carries exactly. */
export const findInexactSums = finder(
  "find_inexact_sums",
  `with money (kind, id, amount) as (
     select 'transfer', transfer_id, amount from transfer where tenant_id = $1::int4
     union all select 'policy', policy_id, greatest(premium, sum_insured) from policy where tenant_id = $1::int4
     union all select 'endorsement', endorsement_id, greatest(refund, charge, full_premium, sum_insured) from endorsement where tenant_id = $1::int4
     union all select 'claim', claim_id, greatest(reserve, agreed_amount, requested_amount) from claim where tenant_id = $1::int4
     union all select 'decision', decision_id, greatest(amount, suggested_amount) from decision where tenant_id = $1::int4
     union all select 'payout', payout_id, amount from payout where tenant_id = $1::int4
     union all select 'topUp', top_up_id, amount from top_up where tenant_id = $1::int4
     union all select 'walletRefund', refund_id, amount from wallet_refund where tenant_id = $1::int4
     union all select 'walletAlert', alert_id, low_balance from wallet_alert where tenant_id = $1::int4
     union all select 'campaign', campaign_id, budget from campaign where tenant_id = $1::int4
     union all select 'recovery', recovery_id, greatest(claimed, denied, received, netted, written_off, receivable, owed_back) from recovery
       where tenant_id = $1::int4
     union all select 'writeOff', write_off_id, amount from recovery_write_off where tenant_id = $1::int4
   )
   select kind::text, id, '', format('%s fen is no amount that can be told', amount)
   from money where amount < 0 or amount > $2::int8
   union all
   select 'decision', d.decision_id, '', format('grants %s fen, and its payouts are %s', d.amount, coalesce(p.amount, 0))
   from (${GRANTED}) d
   left join (
     select book, claim_id, decision_id, sum(amount) as amount from payout
     where tenant_id = $1::int4 and purpose <> 'late_interest' group by book, claim_id, decision_id
   ) as p on p.book = d.book and p.claim_id = d.claim_id and p.decision_id = d.decision_id
   where d.amount <> coalesce(p.amount, 0) and not exists (
     select from grant_in_kind g where g.book = d.book and g.claim_id = d.claim_id and g.decision_id = d.decision_id)
   union all
   select 'topUp', t.top_up_id, '', format('is %s with %s fen, and the ledger has %s', t.status, t.amount, coalesce(m.amount, 0))
   from top_up t
   left join (
     select top_up_id, sum(amount) as amount from transfer
     where tenant_id = $1::int4 and top_up_id is not null and kind = 'wallet_topped_up' group by top_up_id
   ) as m on m.top_up_id = t.top_up_id
   where t.tenant_id = $1::int4 and coalesce(m.amount, 0) <> case when t.status = 'settled' then t.amount else 0 end`,
);

export const findPremiumGaps = finder(
  "find_premium_gaps",
  `with moved as (
     select book, policy_id, count(*) filter (where kind = 'premium_debited') as debits,
       coalesce(sum(amount) filter (where kind = 'premium_debited'), 0) as debited,
       coalesce(sum(amount) filter (where kind = 'premium_refunded'), 0) as refunded
     from transfer where tenant_id = $1::int4 and kind in ('premium_debited', 'premium_refunded') group by book, policy_id
   ), endorsed as (
     select book, policy_id, sum(refund) as refund, sum(charge) as charge, count(*) filter (where charge > 0) as charges
     from endorsement where tenant_id = $1::int4 group by book, policy_id
   )
   select 'policy'::text, coalesce(p.policy_id, m.policy_id), '', case
     when p.policy_id is null then format('is not there, and paid %s fen', m.debited)
     else format('premium %s fen, refunds %s; the ledger has %s debits of %s and refunds of %s', p.premium + coalesce(e.charge, 0), coalesce(e.refund, 0),
       coalesce(m.debits, 0), coalesce(m.debited, 0), coalesce(m.refunded, 0)) end
   from (select book, policy_id, premium from policy where tenant_id = $1::int4) as p
   full join moved m on m.book = p.book and m.policy_id = p.policy_id
   left join endorsed e on e.book = p.book and e.policy_id = p.policy_id
   where p.policy_id is null or m.debits is distinct from 1 + coalesce(e.charges, 0) or m.debited <> p.premium + coalesce(e.charge, 0)
     or coalesce(m.refunded, 0) <> coalesce(e.refund, 0) or coalesce(e.refund, 0) > p.premium + coalesce(e.charge, 0)
   union all
   select 'policy', p.policy_id, '', format('was cancelled before cover began, and %s fen of %s went back', e.refund, cost.premium)
   from endorsement e
   join policy p on p.book = e.book and p.policy_id = e.policy_id
   left join lateral (
     select f.endorsement_id, f.effective_at from endorsement f
     where f.book = e.book and f.policy_id = e.policy_id and f.kind in ('period_fixed', 'exchanged') and f.endorsement_id < e.endorsement_id
     order by f.endorsement_id desc limit 1
   ) as fixed on true
   cross join lateral (
     select case when fixed.endorsement_id is null then p.effective_at else fixed.effective_at end as effective_at
   ) as cover
   cross join lateral (
     select p.premium + coalesce(sum(f.charge - f.refund), 0) as premium from endorsement f
     where f.book = e.book and f.policy_id = e.policy_id and f.endorsement_id < e.endorsement_id
   ) as cost
   where e.tenant_id = $1::int4 and e.kind = 'cancelled' and e.refund <> cost.premium
     and (e.reason in ('order_cancelled_before_shipment', 'line_cancelled_before_shipment') or cover.effective_at is null or e.at <= cover.effective_at)`,
);

/** $2: accounts of unearned premium; $3: of earned premium. */
export const selectPremiumByProduct = statement(
  "select_premium_by_product",
  { product: "text", premium: "int8", refunded: "int8", unearned: "int8", earned: "int8" },
  `with leg as (
     select t.product, leg.account, leg.amount from transfer t
     cross join lateral (values (t.credit, t.amount), (t.debit, -t.amount)) as leg (account, amount)
     where t.tenant_id = $1::int4
   ), held as (
     select product, coalesce(sum(amount) filter (where account = any ($2::text[])), 0) as unearned,
       coalesce(sum(amount) filter (where account = any ($3::text[])), 0) as earned
     from leg where account = any ($2::text[] || $3::text[]) group by product
   ), sold as (
     select product, sum(premium) as premium from (
       select product, premium from policy where tenant_id = $1::int4
       union all
       select p.product, e.charge from endorsement e join policy p on p.book = e.book and p.policy_id = e.policy_id
       where e.tenant_id = $1::int4 and e.charge > 0
     ) as written group by product
   ), returned as (
     select p.product, sum(e.refund) as refunded from endorsement e
     join policy p on p.book = e.book and p.policy_id = e.policy_id
     where e.tenant_id = $1::int4 and e.refund > 0 group by p.product
   )
   select product, coalesce(premium, 0)::int8 as premium, coalesce(refunded, 0)::int8 as refunded,
     coalesce(unearned, 0)::int8 as unearned, coalesce(earned, 0)::int8 as earned
   from sold full join held using (product) left join returned using (product)
   order by product`,
);
export type ProductPremium = Row<(typeof selectPremiumByProduct)["row"]>;

/** What was sold and given back of each product, by its policies, and where the ledger has it. */
export function premiumByProduct(
  tx: Tx,
  unearned: readonly string[],
  earned: readonly string[],
): Promise<ProductPremium[]> {
  return run(tx, selectPremiumByProduct, [tx.tenantId, unearned, earned]);
}

export const selectEarningsPosted = statement(
  "select_earnings_posted",
  { posted: "int8" },
  "select coalesce(sum(posted), 0)::int8 as posted from earning_run where tenant_id = $1::int4",
);

/** What all earning runs together say that they posted, less what they took back. */
export async function earningsPosted(tx: Tx): Promise<bigint> {
  const [row] = await run(tx, selectEarningsPosted, [tx.tenantId]);
  return row?.posted ?? 0n;
}

export const selectPoliciesToEarn = statement(
  "select_policies_to_earn",
  {
    book: "int2",
    policy_id: "int8",
    product: "text",
    premium: "int8",
    sum_insured: "int8",
    rating: "text",
    effective_at: "timestamptz?",
    expires_at: "timestamptz?",
  },
  `select book, policy_id, product, premium, sum_insured, rating, effective_at, expires_at from policy
   where tenant_id = $1::int4 and (book, policy_id) > ($2::int2, $3::int8)
   order by book, policy_id limit $4::int4`,
);
export type PolicyToEarn = Row<(typeof selectPoliciesToEarn)["row"]>;

/** Policies in the order of their keys, after one of them, or from the first on. */
export function policiesToEarn(
  tx: Tx,
  after: Pick<PolicyToEarn, "book" | "policy_id"> | null,
  limit: number,
): Promise<PolicyToEarn[]> {
  return run(tx, selectPoliciesToEarn, [tx.tenantId, after?.book ?? -1, after?.policy_id ?? 0n, limit]);
}

/** The accounts through which the cost of a claim goes, in the order in which statements take them. */
export interface ClaimAccounts {
  readonly outstanding: string;
  readonly payable: string;
  readonly clearing: string;
  readonly cash: string;
  readonly incurred: string;
}

export const claimAccounts = ({ outstanding, payable, clearing, cash, incurred }: ClaimAccounts): readonly string[] => [
  outstanding,
  payable,
  clearing,
  cash,
  incurred,
];

/** $3: `claimAccounts`. */
const CLAIM_LEGS = `coalesce(sum(leg.amount) filter (where leg.account = ($3::text[])[1]), 0) as outstanding,
       coalesce(sum(leg.amount) filter (where leg.account = ($3::text[])[2]), 0) as payable,
       coalesce(sum(leg.amount) filter (where leg.account = ($3::text[])[3]), 0) as clearing,
       coalesce(sum(leg.amount) filter (where leg.account = ($3::text[])[4]), 0) as paid,
       coalesce(sum(-leg.amount) filter (where leg.account = ($3::text[])[5]), 0) as incurred,
       coalesce(sum(t.amount) filter (where t.kind = 'service_rendered' and leg.account = ($3::text[])[2]), 0) as in_kind,
       coalesce(sum(t.amount) filter (where t.kind = 'service_saved' and leg.account = ($3::text[])[2]), 0) as saved,
       coalesce(sum(t.amount) filter (where t.kind = 'late_interest_owed' and leg.account = ($3::text[])[2]), 0) as interest
     from transfer t
     cross join lateral (values (t.credit, t.amount), (t.debit, -t.amount)) as leg (account, amount)`;

/**
 * $2: statuses in which a claim waits for its decision, beside open appeals and corrections; $4: products, as "code version", whose claims go through these accounts.
 * Others touch none of them but clearing and cash, which everybody shares.
 */
export const findReserveGaps = finder(
  "find_reserve_gaps",
  `with moved as (
     select t.book, t.claim_id, ${CLAIM_LEGS}
     where t.tenant_id = $1::int4 and t.claim_id is not null group by t.book, t.claim_id
   )
   select 'claim'::text, coalesce(c.claim_id, m.claim_id), '', case
     when c.claim_id is null then format('is not there, and cost %s fen', m.incurred)
     when not c.is_own then format('is no claim of these accounts, which have %s fen outstanding, %s owed and %s incurred for it',
       m.outstanding, m.payable, m.incurred)
     else format('is %s, reserve %s fen, agreed %s; the ledger has %s outstanding and %s owed, on their way or paid',
       c.status, c.reserve, c.agreed_amount, coalesce(m.outstanding, 0), coalesce(m.payable + m.clearing + m.paid + m.in_kind + m.saved - m.interest, 0)) end
   from (
     select c.book, c.claim_id, c.status, c.reserve, c.agreed_amount, c.product || ' ' || c.product_version = any ($4::text[]) as is_own,
       c.status = any ($2::text[]) or c.open_appeal_id is not null or exists (
         select from decision_proposal p where p.book = c.book and p.claim_id = c.claim_id and p.settled_at is null) as is_waiting
     from claim c where c.tenant_id = $1::int4
   ) as c
   full join moved m on m.book = c.book and m.claim_id = c.claim_id
   where (coalesce(c.is_own, false) and (coalesce(m.outstanding, 0) <> c.reserve
       or coalesce(m.payable + m.clearing + m.paid + m.in_kind + m.saved - m.interest, 0) <> c.agreed_amount or (c.reserve <> 0 and not c.is_waiting)))
     or (not coalesce(c.is_own, false) and (m.outstanding <> 0 or m.payable <> 0 or m.incurred <> 0))`,
);

/** $2: kinds of transfers that are about claims. */
export const selectClaimsCost = statement(
  "select_claims_cost",
  {
    outstanding: "int8",
    payable: "int8",
    clearing: "int8",
    paid: "int8",
    incurred: "int8",
    in_kind: "int8",
    interest: "int8",
  },
  `with cost as (select ${CLAIM_LEGS} where t.tenant_id = $1::int4 and t.kind = any ($2::text[]))
   select outstanding::int8, payable::int8, clearing::int8, paid::int8, incurred::int8, in_kind::int8, interest::int8 from cost`,
);
export type ClaimsCost = Row<(typeof selectClaimsCost)["row"]>;

/** What claims cost, and where it is: each in fen, in the direction in which its account grows. */
export async function claimsCost(tx: Tx, kinds: readonly string[], accounts: ClaimAccounts): Promise<ClaimsCost> {
  const [row] = await run(tx, selectClaimsCost, [tx.tenantId, kinds, claimAccounts(accounts)]);
  return present(row, "a sum is a row");
}
