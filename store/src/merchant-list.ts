// Understands lists of merchants, and what a shop looks like at a glance: its covers, claims, money and debts.

import type { Instant } from "@anxin/core/time";
import { WAITS_FOR_MERCHANT } from "./claim-case.js";
import type { MerchantKey } from "./merchant.js";
import { int2Array, type Row, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";
import { type SpendWindows, WALLET_COLUMNS, WALLET_ROW, walletTables } from "./wallet.js";

const ITEM = {
  book: "int2",
  merchant_id: "text",
  name: "text",
  tier: "text",
  since: "timestamptz",
  merchant_updated_at: "timestamptz",
  rank_number: "int8",
  rank_text: "text",
  band: "text?",
  ...WALLET_ROW,
} as const;
export type MerchantItemRow = Row<typeof ITEM>;

/** What a list of merchants may be in the order of. Names are compared by their characters' numbers, the same everywhere. */
export const MERCHANT_SORTS = ["name", "since", "balance"] as const;
export type MerchantSort = (typeof MERCHANT_SORTS)[number];

/**
 * All merchants of a tenant are looked at for each page: none of the orders has an index, and a merchant is one short row. Wallets'
 * marks and bands are looked up for those of the page alone.
 */
const page = (than: "<" | ">", way: "asc" | "desc"): string => `with ranked as (
     select m.book, m.merchant_id, m.name, m.tier, m.since, m.updated_at as merchant_updated_at, w.balance,
       case $6::text when 'since' then ms_at(m.since) when 'balance' then w.balance else 0 end as rank_number,
       case $6 when 'name' then m.name else '' end as rank_text
     from merchant m
     join wallet w on w.book = m.book and w.tenant_id = m.tenant_id and w.merchant_id = m.merchant_id
     where m.tenant_id = $1::int4
       and ($2::text is null or position(lower($2) in lower(m.name)) > 0 or position(lower($2) in lower(m.merchant_id)) > 0)
   ), chosen as materialized (
     select * from ranked
     where $7::int8 is null
       or (rank_number, rank_text collate "C", merchant_id collate "C") ${than} ($7, $8::text collate "C", $9::text collate "C")
     order by rank_number ${way}, rank_text collate "C" ${way}, merchant_id collate "C" ${way}
     limit $10::int4
   ), purse as (
     select w.* from wallet w join chosen c on c.book = w.book and w.tenant_id = $1 and c.merchant_id = w.merchant_id
   )
   select c.book, c.merchant_id, c.name, c.tier, c.since, c.merchant_updated_at, c.rank_number, c.rank_text, b.band, ${WALLET_COLUMNS}
   from ${walletTables("purse", "$3::int8", "$4::int8")}
   join chosen c on c.book = w.book and c.merchant_id = w.merchant_id
   left join lateral (
     select r.band from rating_band r
     where r.tenant_id = $1 and r.subject_kind = 'merchant' and r.subject_id = c.merchant_id and r.effective_on <= $5::date
     order by r.decided_on desc, r.effective_on desc limit 1
   ) b on true
   order by c.rank_number ${way}, c.rank_text collate "C" ${way}, c.merchant_id collate "C" ${way}`;

export const selectMerchantsUpwards = statement("select_merchants_upwards", ITEM, page(">", "asc"));
export const selectMerchantsDownwards = statement("select_merchants_downwards", ITEM, page("<", "desc"));

export interface MerchantQuestion {
  /** A part of the name or of the id, in whatever case. */
  readonly text: string | null;
  readonly sort: MerchantSort;
  readonly downwards: boolean;
  readonly windows: SpendWindows;
  /** The day whose band is shown. */
  readonly today: string;
  readonly after: { readonly number: bigint; readonly text: string; readonly merchantId: string } | null;
  readonly limit: number;
}

/** Merchants with their wallets and bands. */
export function listMerchants(tx: Tx, question: MerchantQuestion): Promise<MerchantItemRow[]> {
  const { text, sort, downwards, windows, today, after, limit } = question;
  const place = [after?.number ?? null, after?.text ?? "", after?.merchantId ?? ""];
  const values = [text, windows.weekAgo, windows.monthAgo, today, sort, ...place, limit];
  return run(tx, downwards ? selectMerchantsDownwards : selectMerchantsUpwards, [tx.tenantId, ...values]);
}

export const selectMerchantActivity = statement(
  "select_merchant_activity",
  { merchant_id: "text", enrolled: "text[]", policies: "int8", claims: "int8" },
  `select wanted.merchant_id,
     array(select e.product || ':' || e.status from enrolment e
       where e.book = wanted.book and e.tenant_id = $1::int4 and e.merchant_id = wanted.merchant_id order by e.product) as enrolled,
     (select count(*) from policy p where p.book = wanted.book and p.tenant_id = $1 and p.merchant_id = wanted.merchant_id
       and p.issued_at >= at_ms($4::int8)) as policies,
     (select count(*) from claim c where c.book = wanted.book and c.tenant_id = $1 and c.merchant_id = wanted.merchant_id
       and c.reported_at >= at_ms($4)) as claims
   from unnest($2::int2[], $3::text[]) as wanted (book, merchant_id)`,
);
export type MerchantActivityRow = Row<(typeof selectMerchantActivity)["row"]>;

/** What these merchants enrolled ("product:status"), and what was issued and reported there since an instant. */
export function merchantActivity(
  tx: Tx,
  merchants: readonly { readonly book: number; readonly merchantId: string }[],
  since: Instant,
): Promise<MerchantActivityRow[]> {
  const columns = [int2Array(merchants.map((m) => m.book)), textArray(merchants.map((m) => m.merchantId))];
  return run(tx, selectMerchantActivity, [tx.tenantId, ...columns, since]);
}

export const selectCoversInForce = statement(
  "select_covers_in_force",
  { product: "text", payer: "text", covers: "int8", sum_insured: "int8" },
  `with own as (
     select p.policy_id, p.product, p.payer, p.effective_at, p.expires_at, p.sum_insured from policy p
     where p.book = $2::int2 and p.tenant_id = $1::int4 and p.merchant_id = $3::text
   ), changed as (
     select e.policy_id,
       count(*) filter (where e.kind = 'cancelled') - count(*) filter (where e.kind = 'reinstated') as cancelled,
       count(*) filter (where e.kind = 'exhausted') - count(*) filter (where e.kind = 'restored') as exhausted,
       max(e.endorsement_id) filter (where e.kind in ('period_fixed', 'exchanged')) as fixed_by,
       max(e.endorsement_id) filter (where e.kind = 'rerated') as rated_by
     from endorsement e where e.book = $2 and e.tenant_id = $1 group by e.policy_id
   )
   select o.product, o.payer, count(*) as covers, sum(coalesce(r.sum_insured, o.sum_insured))::int8 as sum_insured
   from own o
   left join changed c on c.policy_id = o.policy_id
   left join endorsement f on f.book = $2 and f.policy_id = o.policy_id and f.endorsement_id = c.fixed_by
   left join endorsement r on r.book = $2 and r.policy_id = o.policy_id and r.endorsement_id = c.rated_by
   where coalesce(c.cancelled, 0) <= 0 and coalesce(c.exhausted, 0) <= 0
     and case when f.endorsement_id is null then o.effective_at else f.effective_at end <= at_ms($4::int8)
     and case when f.endorsement_id is null then o.expires_at else f.expires_at end > at_ms($4)
   group by o.product, o.payer order by o.product, o.payer`,
);

/** A shop's covers that are in force at an instant. Reads all policies of its book. */
export function coversInForce(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  at: Instant,
): Promise<Row<(typeof selectCoversInForce)["row"]>[]> {
  return run(tx, selectCoversInForce, [tx.tenantId, book, merchantId, at]);
}

export const selectShopClaims = statement(
  "select_shop_claims",
  { open: "int8", waits_for_merchant: "int8", reported: "int8", decided: "int8", granted: "int8", refused: "int8" },
  `select count(*) filter (where c.status in ('filed', 'evidence_requested', 'in_review', 'awaiting_second')) as open,
     count(*) filter (where ${WAITS_FOR_MERCHANT}) as waits_for_merchant,
     count(*) filter (where c.reported_at >= at_ms($4::int8)) as reported,
     count(*) filter (where c.decided_at >= at_ms($4)) as decided,
     count(*) filter (where c.decided_at >= at_ms($4) and c.agreed_amount > 0) as granted,
     count(*) filter (where c.decided_at >= at_ms($4) and c.status = 'rejected') as refused
   from claim c
   where c.book = $2::int2 and c.tenant_id = $1::int4 and c.merchant_id = $3::text`,
);
export type ShopClaimsRow = Row<(typeof selectShopClaims)["row"]>;

/** A shop's claims: those that are open, and what was reported and decided since an instant. */
export async function shopClaims(tx: Tx, { book, merchantId }: MerchantKey, since: Instant): Promise<ShopClaimsRow> {
  const [row] = await run(tx, selectShopClaims, [tx.tenantId, book, merchantId, since]);
  if (row === undefined) throw new Error("broken promise: a sum is one row");
  return row;
}

export const selectShopDays = statement(
  "select_shop_days",
  { day: "date", spent: "int8", paid: "int8", payouts: "int8" },
  `select shanghai_day(t.recorded_at) as day,
     coalesce(sum(case when t.debit = $5::text and t.kind = 'premium_debited' then t.amount
       when t.credit = $5 and t.kind = 'premium_refunded' then -t.amount end), 0)::int8 as spent,
     coalesce(sum(case t.kind when 'payout_succeeded' then t.amount when 'payout_returned' then -t.amount end), 0)::int8 as paid,
     count(*) filter (where t.kind = 'payout_succeeded') as payouts
   from transfer t
   where t.book = $2::int2 and t.tenant_id = $1::int4 and t.merchant_id = $3::text and t.recorded_at >= at_ms($4::int8)
     and t.kind in ('premium_debited', 'premium_refunded', 'payout_succeeded', 'payout_returned')
   group by 1 order by 1`,
);
export type ShopDayRow = Row<(typeof selectShopDays)["row"]>;

/** What a shop's wallet (the account) paid as premium, and what was paid out on its claims, by days from an instant on. */
export function shopDays(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  account: string,
  since: Instant,
): Promise<ShopDayRow[]> {
  return run(tx, selectShopDays, [tx.tenantId, book, merchantId, since, account]);
}

export const selectOpenRecoveries = statement(
  "select_open_recoveries",
  { recoveries: "int8", receivable: "int8" },
  `select count(*) as recoveries, coalesce(sum(r.receivable), 0)::int8 as receivable
   from recovery r
   where r.book = $2::int2 and r.tenant_id = $1::int4 and r.merchant_id = $3::text and r.debtor_kind = 'merchant' and r.receivable > 0`,
);

/** What a shop owes for claims that were granted. */
export async function openRecoveries(
  tx: Tx,
  { book, merchantId }: MerchantKey,
): Promise<Row<(typeof selectOpenRecoveries)["row"]>> {
  const [row] = await run(tx, selectOpenRecoveries, [tx.tenantId, book, merchantId]);
  if (row === undefined) throw new Error("broken promise: a sum is one row");
  return row;
}
