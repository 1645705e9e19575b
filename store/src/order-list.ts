// Understands lists of orders, and what their lines are called.
//
// An order has no place in time but the moment in which it was first told, and no index holds that order: a summary of the table's
// blocks leads to a window of time, and the policies of a buyer lead to the orders that they have cover on.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { int2Array, type Row, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

const LISTED = {
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
/** As orders are read elsewhere, without what a list never shows: which versions were seen, and the payee. */
const LISTED_COLUMNS = `o.book, o.order_id, o.merchant_id, o.buyer_id, o.version, ''::bytea as seen, o.snapshot,
     null::bytea as payee_sealed, o.outcomes, o.recorded_at, o.updated_at`;
export type ListedOrder = Row<typeof LISTED>;

export const selectRecordedOrders = statement(
  "select_recorded_orders",
  LISTED,
  `select ${LISTED_COLUMNS}
   from orders o
   where o.tenant_id = $1::int4 and o.recorded_at >= at_ms($2::int8) and o.recorded_at < at_ms($3::int8)
     and ($4::int2 is null or o.book = $4)
     and ($5::text is null or o.merchant_id = $5)
     and (o.recorded_at < at_ms($6::int8) or (o.recorded_at = at_ms($6) and o.order_id collate "C" < $7::text))
   order by o.recorded_at desc, o.order_id collate "C" desc
   limit $8::int4`,
);

/** What a list of orders may be narrowed by; null means any. */
export interface OrderFilter {
  /** The merchant's, where one is named. */
  readonly book: number | null;
  readonly merchantId: string | null;
  /** When the order was first told. */
  readonly from: Instant;
  readonly until: Instant;
}

/** Orders first told before `after`, newest first; those of one moment by their ids, backwards. */
export function recordedOrders(
  tx: Tx,
  { book, merchantId, from, until }: OrderFilter,
  after: { readonly at: Instant; readonly orderId: string },
  limit: number,
): Promise<ListedOrder[]> {
  const values = [from, until, book, merchantId, after.at, after.orderId, limit];
  return run(tx, selectRecordedOrders, [tx.tenantId, ...values]);
}

export const selectCoveredOrders = statement(
  "select_covered_orders",
  { ...LISTED, newest: "int8" },
  `with covered as (
     select p.book, p.order_id, max(p.policy_id) as newest
     from policy p
     where p.tenant_id = $1::int4 and p.buyer_id = $2::text and ($3::int2 is null or p.book = $3)
       and ($4::text is null or p.merchant_id = $4)
     group by p.book, p.order_id
   )
   select ${LISTED_COLUMNS}, c.newest
   from covered c
   join orders o on o.book = c.book and o.tenant_id = $1 and o.order_id = c.order_id
   where c.newest < $5::int8 and o.recorded_at >= at_ms($6::int8) and o.recorded_at < at_ms($7::int8)
   order by c.newest desc
   limit $8::int4`,
);

/** A buyer's orders that have cover, the one with the newest cover first. */
export function coveredOrders(
  tx: Tx,
  buyerId: string,
  { book, merchantId, from, until }: OrderFilter,
  before: Id,
  limit: number,
): Promise<(ListedOrder & { readonly newest: Id })[]> {
  return run(tx, selectCoveredOrders, [tx.tenantId, buyerId, book, merchantId, before, from, until, limit]);
}

export const selectGoods = statement(
  "select_goods",
  { order_id: "text", snapshot: "text?", merchant_name: "text?" },
  `select wanted.order_id, o.snapshot, m.name as merchant_name
   from unnest($2::int2[], $3::text[], $4::text[]) as wanted (book, order_id, merchant_id)
   left join orders o on o.book = wanted.book and o.tenant_id = $1::int4 and o.order_id = wanted.order_id
   left join merchant m on m.book = wanted.book and m.tenant_id = $1 and m.merchant_id = wanted.merchant_id`,
);
export type GoodsRow = Row<(typeof selectGoods)["row"]>;

/** Snapshots of orders, each once, with the names of their shops. */
export function goodsOfOrders(
  tx: Tx,
  orders: readonly { readonly book: number; readonly orderId: string; readonly merchantId: string }[],
): Promise<GoodsRow[]> {
  return run(tx, selectGoods, [
    tx.tenantId,
    int2Array(orders.map((order) => order.book)),
    textArray(orders.map((order) => order.orderId)),
    textArray(orders.map((order) => order.merchantId)),
  ]);
}

export const selectMerchantNames = statement(
  "select_merchant_names",
  { merchant_id: "text", name: "text" },
  `select m.merchant_id, m.name
   from unnest($2::int2[], $3::text[]) as wanted (book, merchant_id)
   join merchant m on m.book = wanted.book and m.tenant_id = $1::int4 and m.merchant_id = wanted.merchant_id`,
);

/** What shops are called, by their ids. */
export async function merchantNames(
  tx: Tx,
  shops: readonly { readonly book: number; readonly merchantId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(shops.map(({ book, merchantId }) => [merchantId, book]));
  if (wanted.size === 0) return new Map();
  const columns = [int2Array([...wanted.values()]), textArray([...wanted.keys()])];
  const rows = await run(tx, selectMerchantNames, [tx.tenantId, ...columns]);
  return new Map(rows.map((row) => [row.merchant_id, row.name]));
}
