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
    return_province: "text?",
    return_city: "text?",
    product: "text?",
    scope_kind: "text?",
    scope_values: "text[]?",
    status: "text?",
  },
  `select m.book, m.merchant_id, m.return_province, m.return_city, e.product, e.scope_kind, e.scope_values, e.status
   from unnest($2::int2[], $3::text[]) as wanted (book, merchant_id)
   join merchant m on m.book = wanted.book and m.tenant_id = $1::int4 and m.merchant_id = wanted.merchant_id
   left join enrolment e on e.book = m.book and e.tenant_id = m.tenant_id and e.merchant_id = m.merchant_id`,
);

export const selectBands = statement(
  "select_bands",
  { subject_kind: "text", subject_id: "text", band: "text" },
  `select distinct on (b.subject_kind, b.subject_id) b.subject_kind, b.subject_id, b.band
   from unnest($2::text[], $3::text[]) as wanted (subject_kind, subject_id)
   join rating_band b on b.tenant_id = $1::int4 and b.subject_kind = wanted.subject_kind and b.subject_id = wanted.subject_id
   where b.effective_on <= $4::date
   order by b.subject_kind, b.subject_id, b.effective_on desc`,
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
  `update wallet w set balance = w.balance + row.change, updated_at = at_ms($2::int8)
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
  per_buyer_max: "int4?",
  budget: "int8",
  spent: "int8",
} as const;
export type CampaignOfferRow = Row<typeof CAMPAIGN_OFFER>;

/** Campaigns that may give now, or might be owed a refund: all that are not over for longer than the binding delay. */
export const selectActiveCampaigns = statement(
  "select_active_campaigns",
  CAMPAIGN_OFFER,
  `select campaign_id, product, starts_at, ends_at, categories, price_min, per_buyer_max, budget, spent
   from campaign where tenant_id = $1::int4 and status = 'active' order by campaign_id`,
);

export const lockCampaignRows = statement(
  "lock_campaigns",
  CAMPAIGN_OFFER,
  `select campaign_id, product, starts_at, ends_at, categories, price_min, per_buyer_max, budget, spent
   from campaign where tenant_id = $1::int4 and campaign_id = any ($2::int8[])
   order by campaign_id
   for update`,
);

export const selectGifts = statement(
  "select_gifts",
  { campaign_id: "int8", buyer_id: "text", gifts: "int4" },
  `select campaign_id, buyer_id, gifts from campaign_buyer
   where tenant_id = $1::int4 and campaign_id = any ($2::int8[]) and buyer_id = any ($3::text[])`,
);

export const moveCampaignRows = statement(
  "move_campaigns",
  {},
  `update campaign c set spent = c.spent - row.change
   from unnest($2::int8[], $3::int8[]) as row (campaign_id, change)
   where c.tenant_id = $1::int4 and c.campaign_id = row.campaign_id`,
);

export const moveGiftRows = statement(
  "move_gifts",
  {},
  `insert into campaign_buyer as g (tenant_id, campaign_id, buyer_id, gifts)
   select $1::int4, campaign_id, buyer_id, greatest(gifts, 0)
   from unnest($2::int8[], $3::text[], $4::int4[]) as row (campaign_id, buyer_id, gifts)
   on conflict on constraint campaign_buyer_pk do update set gifts = greatest(g.gifts + excluded.gifts, 0)`,
);
