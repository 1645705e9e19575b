// Understands orders as last told: which book they live in, what was seen of them, and what they settled.

import type { Instant } from "@anxin/core/time";
import {
  byteaArray,
  execute,
  instantValue,
  int2Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";

export interface OrderKey {
  readonly lane: number;
  readonly book: number;
  readonly orderId: string;
  readonly merchantId: string;
}

export const insertDirectoryRows = statement(
  "insert_order_directory",
  { order_id: "text" },
  `insert into order_directory (lane, tenant_id, order_id, book, merchant_id)
   select lane, $1::int4, order_id, book, merchant_id
   from unnest($2::int2[], $3::text[], $4::int2[], $5::text[]) as row (lane, order_id, book, merchant_id)
   on conflict on constraint order_directory_pk do nothing
   returning order_id`,
);

/** Takes the order ids that nobody has taken; waits for who is just taking one. Returns the ids that are new. Keys come sorted. */
export async function takeOrderIds(db: Queryable, tenantId: number, keys: readonly OrderKey[]): Promise<Set<string>> {
  const rows = await run(db, insertDirectoryRows, [
    tenantId,
    int2Array(keys.map((key) => key.lane)),
    textArray(keys.map((key) => key.orderId)),
    int2Array(keys.map((key) => key.book)),
    textArray(keys.map((key) => key.merchantId)),
  ]);
  return new Set(rows.map((row) => row.order_id));
}

const ORDER_ROW = {
  book: "int2",
  order_id: "text",
  merchant_id: "text",
  buyer_id: "text",
  version: "int8",
  seen: "bytea",
  snapshot: "text",
  payee_sealed: "bytea?",
  outcomes: "text",
  recorded_at: "timestamptz",
  updated_at: "timestamptz",
} as const;
const ORDER_COLUMNS =
  "o.book, o.order_id, o.merchant_id, o.buyer_id, o.version, o.seen, o.snapshot, o.payee_sealed, o.outcomes, o.recorded_at, o.updated_at";

export type OrderRow = Row<typeof ORDER_ROW>;

export const lockOrderRows = statement(
  "lock_orders",
  ORDER_ROW,
  `select ${ORDER_COLUMNS}
   from unnest($2::int2[], $3::text[]) as wanted (lane, order_id)
   join order_directory d on d.lane = wanted.lane and d.tenant_id = $1::int4 and d.order_id = wanted.order_id
   join orders o on o.book = d.book and o.tenant_id = d.tenant_id and o.order_id = d.order_id
   order by o.book, o.order_id
   for update of o`,
);

/** Locks orders that are known, in key order, and reads them. */
export function lockOrders(db: Queryable, tenantId: number, keys: readonly OrderKey[]): Promise<OrderRow[]> {
  return run(db, lockOrderRows, [tenantId, keys.map((key) => key.lane), keys.map((key) => key.orderId)]);
}

export const selectOrder = statement(
  "select_order",
  ORDER_ROW,
  `select ${ORDER_COLUMNS}
   from order_directory d
   join orders o on o.book = d.book and o.tenant_id = d.tenant_id and o.order_id = d.order_id
   where d.lane = $2::int2 and d.tenant_id = $1::int4 and d.order_id = $3::text`,
);

export async function findOrder(
  db: Queryable,
  tenantId: number,
  lane: number,
  orderId: string,
): Promise<OrderRow | null> {
  const [row] = await run(db, selectOrder, [tenantId, lane, orderId]);
  return row ?? null;
}

/** What is written of an order. */
export interface OrderWrite {
  readonly book: number;
  readonly orderId: string;
  readonly merchantId: string;
  readonly buyerId: string;
  readonly version: number;
  readonly seen: Buffer;
  readonly snapshot: string;
  readonly payeeSealed: Buffer | null;
  readonly outcomes: string;
}

function columns(rows: readonly OrderWrite[]): unknown[] {
  return [
    int2Array(rows.map((row) => row.book)),
    textArray(rows.map((row) => row.orderId)),
    int8Array(rows.map((row) => BigInt(row.version))),
    byteaArray(rows.map((row) => row.seen)),
    textArray(rows.map((row) => row.snapshot)),
    byteaArray(rows.map((row) => row.payeeSealed)),
    textArray(rows.map((row) => row.outcomes)),
  ];
}

export const insertOrderRows = statement(
  "insert_orders",
  {},
  `insert into orders (tenant_id, book, order_id, version, seen, snapshot, payee_sealed, outcomes, merchant_id, buyer_id, recorded_at, updated_at)
   select $1::int4, book, order_id, version, seen, snapshot, payee_sealed, outcomes, merchant_id, buyer_id, $2::timestamptz, $2::timestamptz
   from unnest($3::int2[], $4::text[], $5::int8[], $6::bytea[], $7::text[], $8::bytea[], $9::text[], $10::text[], $11::text[])
     as row (book, order_id, version, seen, snapshot, payee_sealed, outcomes, merchant_id, buyer_id)`,
);

export async function insertOrders(
  db: Queryable,
  tenantId: number,
  now: Instant,
  rows: readonly OrderWrite[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(db, insertOrderRows, [
    tenantId,
    instantValue(now),
    ...columns(rows),
    textArray(rows.map((row) => row.merchantId)),
    textArray(rows.map((row) => row.buyerId)),
  ]);
}

export const updateOrderRows = statement(
  "update_orders",
  {},
  `update orders o
   set version = row.version, seen = row.seen, snapshot = row.snapshot, payee_sealed = row.payee_sealed, outcomes = row.outcomes,
     updated_at = $2::timestamptz
   from unnest($3::int2[], $4::text[], $5::int8[], $6::bytea[], $7::text[], $8::bytea[], $9::text[])
     as row (book, order_id, version, seen, snapshot, payee_sealed, outcomes)
   where o.book = row.book and o.tenant_id = $1::int4 and o.order_id = row.order_id`,
);

/** Writes newer versions over rows that this transaction has locked. */
export async function updateOrders(
  db: Queryable,
  tenantId: number,
  now: Instant,
  rows: readonly OrderWrite[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(db, updateOrderRows, [tenantId, instantValue(now), ...columns(rows)]);
}

export const selectMerchantTerms = statement(
  "select_merchant_terms",
  {
    book: "int2",
    merchant_id: "text",
    tier: "text",
    since: "timestamptz",
    return_province: "text?",
    return_city: "text?",
    product: "text?",
    scope_kind: "text?",
    scope_values: "text[]?",
    excluded_categories: "text[]?",
    excluded_skus: "text[]?",
    status: "text?",
  },
  `select m.book, m.merchant_id, m.tier, m.since, m.return_province, m.return_city, e.product, e.scope_kind, e.scope_values,
     e.excluded_categories, e.excluded_skus, e.status
   from unnest($2::int2[], $3::text[]) as wanted (book, merchant_id)
   join merchant m on m.book = wanted.book and m.tenant_id = $1::int4 and m.merchant_id = wanted.merchant_id
   left join enrolment e on e.book = m.book and e.tenant_id = m.tenant_id and e.merchant_id = m.merchant_id`,
);

/** A band, or a block of a buyer's: the one has no product, the other no band. */
export const selectBands = statement(
  "select_bands",
  {
    subject_kind: "text",
    subject_id: "text",
    band: "text?",
    product: "text?",
    blocked_on: "date?",
    until_on: "date?",
  },
  `with wanted as (
     select distinct subject_kind, subject_id from unnest($2::text[], $3::text[]) as wanted (subject_kind, subject_id)
   )
   select w.subject_kind, w.subject_id, b.band, null as product, null::date as blocked_on, null::date as until_on
   from wanted w
   cross join lateral (
     select band from rating_band r
     where r.tenant_id = $1::int4 and r.subject_kind = w.subject_kind and r.subject_id = w.subject_id and r.effective_on <= $4::date
     order by r.decided_on desc, r.effective_on desc limit 1
   ) b
   union all
   select w.subject_kind, w.subject_id, null, k.product, k.effective_on, k.until_on
   from wanted w
   join buyer_block k on k.tenant_id = $1::int4 and k.buyer_id = w.subject_id and k.effective_on <= $4::date
   where w.subject_kind = 'buyer'`,
);

export const lockWalletRows = statement(
  "lock_wallets",
  { merchant_id: "text", balance: "int8", floor: "int8" },
  `select w.merchant_id, w.balance, w.floor
   from wallet w
   where (w.book, w.merchant_id) in (select * from unnest($2::int2[], $3::text[])) and w.tenant_id = $1::int4
   order by w.book, w.merchant_id
   for update`,
);

export const moveWalletRows = statement(
  "move_wallets",
  {},
  // The floor follows the balance up while more is drawn than a lowered credit limit allows; otherwise it stays where it is.
  `update wallet w set balance = w.balance + row.change, updated_at = at_ms($2::int8),
     floor = greatest(w.floor, least(-w.credit_limit, w.balance + row.change))
   from unnest($3::int2[], $4::text[], $5::int8[]) as row (book, merchant_id, change)
   where w.book = row.book and w.tenant_id = $1::int4 and w.merchant_id = row.merchant_id`,
);

const CAMPAIGN_OFFER = {
  campaign_id: "int8",
  product: "text",
  starts_at: "timestamptz",
  ends_at: "timestamptz",
  categories: "text[]",
  price_min: "int8",
  condition: "text?",
} as const;
export type CampaignOfferRow = Row<typeof CAMPAIGN_OFFER>;
const OFFER_COLUMNS = "campaign_id, product, starts_at, ends_at, categories, price_min, condition";

/** Campaigns that give at $2 or later, and have money for it. */
export const selectCampaignOffers = statement(
  "select_campaign_offers",
  CAMPAIGN_OFFER,
  `select ${OFFER_COLUMNS} from campaign
   where tenant_id = $1::int4 and status = 'active' and ends_at > at_ms($2::int8) and exhausted_at is null`,
);

const CAMPAIGN_FUNDS = {
  ...CAMPAIGN_OFFER,
  per_buyer_max: "int4?",
  per_merchant_gifts_max: "int4?",
  per_merchant_amount_max: "int8?",
  left: "int8",
  is_exhausted: "bool",
  is_giving: "bool",
} as const;
export type CampaignFundsRow = Row<typeof CAMPAIGN_FUNDS>;

/** Campaigns from which an order may still bind at $2, by the tenant's binding delay, and those of $3, which may be owed a refund. */
const GIVING = `status <> 'paused' and starts_at < ends_at
     and ends_at > at_ms($2::int8) - (select binding_delay_days from tenant where tenant_id = $1::int4) * interval '24 hours'`;
export const lockCampaignRows = statement(
  "lock_campaigns",
  CAMPAIGN_FUNDS,
  `select ${OFFER_COLUMNS}, per_buyer_max, per_merchant_gifts_max, per_merchant_amount_max, budget - spent - released as left,
     exhausted_at is not null as is_exhausted, (${GIVING}) as is_giving
   from campaign
   where tenant_id = $1::int4 and ((${GIVING}) or campaign_id = any ($3::int8[]))
   order by campaign_id
   for update`,
);

/** What buyers ($3) and merchants ($4) already had from campaigns; `amount` is counted for merchants alone. */
export const selectGifts = statement(
  "select_gifts",
  { campaign_id: "int8", receiver: "text", receiver_id: "text", gifts: "int4", amount: "int8" },
  `select campaign_id, 'buyer' as receiver, buyer_id as receiver_id, gifts, 0::int8 as amount from campaign_buyer
   where tenant_id = $1::int4 and campaign_id = any ($2::int8[]) and buyer_id = any ($3::text[])
   union all
   select campaign_id, 'merchant', merchant_id, gifts, amount from campaign_merchant
   where tenant_id = $1::int4 and campaign_id = any ($2::int8[]) and merchant_id = any ($4::text[])`,
);

/**
 * Writes what a batch did to the campaigns that it holds: money, and exhaustion where it changed (null: as before), then gifts
 * of buyers and of merchants. Who holds the campaign is alone with its counts.
 */
export const moveCampaignRows = statement(
  "move_campaigns",
  {},
  `with moved as (
     update campaign c set spent = c.spent - row.change,
       exhausted_at = case when row.is_exhausted is null then c.exhausted_at when row.is_exhausted then at_ms($2::int8) end
     from unnest($3::int8[], $4::int8[], $5::bool[]) as row (campaign_id, change, is_exhausted)
     where c.tenant_id = $1::int4 and c.campaign_id = row.campaign_id
   ), buyers as (
     insert into campaign_buyer (tenant_id, campaign_id, buyer_id, gifts)
     select $1::int4, row.campaign_id, row.buyer_id, greatest(coalesce(had.gifts, 0) + row.gifts, 0)
     from unnest($6::int8[], $7::text[], $8::int4[]) as row (campaign_id, buyer_id, gifts)
     left join campaign_buyer had
       on had.tenant_id = $1::int4 and had.campaign_id = row.campaign_id and had.buyer_id = row.buyer_id
     on conflict on constraint campaign_buyer_pk do update set gifts = excluded.gifts
   )
   insert into campaign_merchant (tenant_id, campaign_id, merchant_id, gifts, amount)
   select $1::int4, row.campaign_id, row.merchant_id, greatest(coalesce(had.gifts, 0) + row.gifts, 0),
     greatest(coalesce(had.amount, 0) + row.amount, 0)
   from unnest($9::int8[], $10::text[], $11::int4[], $12::int8[]) as row (campaign_id, merchant_id, gifts, amount)
   left join campaign_merchant had
     on had.tenant_id = $1::int4 and had.campaign_id = row.campaign_id and had.merchant_id = row.merchant_id
   on conflict on constraint campaign_merchant_pk do update set gifts = excluded.gifts, amount = excluded.amount`,
);

export const selectPastOrderKeys = statement(
  "select_past_order_keys",
  { book: "int2", order_id: "text", recorded_at: "timestamptz" },
  `select book, order_id, recorded_at from orders
   where tenant_id = $1::int4 and updated_at >= at_ms($2::int8) and recorded_at < at_ms($3::int8)
   order by recorded_at, book, order_id limit $4::int4`,
);
export type PastOrderKey = Row<(typeof selectPastOrderKeys)["row"]>;

/** Orders first told before `until` and last told at `from` or later, oldest first. */
export function pastOrderKeys(
  db: Queryable,
  tenantId: number,
  window: { readonly from: Instant; readonly until: Instant },
  limit: number,
): Promise<PastOrderKey[]> {
  return run(db, selectPastOrderKeys, [tenantId, window.from, window.until, limit]);
}

export const selectPastOrders = statement(
  "select_past_orders",
  { snapshot: "text", covered: "text[]" },
  `select o.snapshot, array(
     select p.line_id from policy p
     where p.book = o.book and p.tenant_id = o.tenant_id and p.order_id = o.order_id and p.product = $4::text
   ) as covered
   from unnest($2::int2[], $3::text[]) as wanted (book, order_id)
   join orders o on o.book = wanted.book and o.tenant_id = $1::int4 and o.order_id = wanted.order_id`,
);

/** Snapshots of orders, and which of their lines ever had cover of a product. */
export function pastOrders(
  db: Queryable,
  tenantId: number,
  keys: readonly Pick<PastOrderKey, "book" | "order_id">[],
  product: string,
): Promise<Row<(typeof selectPastOrders)["row"]>[]> {
  const columns = [int2Array(keys.map((key) => key.book)), textArray(keys.map((key) => key.order_id))];
  return run(db, selectPastOrders, [tenantId, ...columns, product]);
}
