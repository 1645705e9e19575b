// Understands a page of orders with everything that people look for in them: goods, parcels, covers and claims.
//
// Statements for a page, whatever its size: 1 to 3 for the orders, by how far back they lie, 3 for policies, endorsements and
// claims, and 1 for the shops' names.

import { formatId, type Id } from "@anxin/core/id";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { DAY_MS, formatInstant, type Instant, instant } from "@anxin/core/time";
import {
  coveredOrders,
  type ListedOrder,
  merchantNames,
  type OrderFilter,
  recordedOrders,
} from "@anxin/store/order-list";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { instantTextOrNull } from "../http/schema.js";
import { claimSummary, policySummary } from "../policy/view.js";
import { lineView } from "./goods.js";
import { loadHistories, type OrderHistory } from "./load.js";
import { decodeSnapshot } from "./snapshot.js";
import { heldView } from "./view.js";

/** What is listed: by when orders were first told or, of one buyer, by their newest cover. */
export interface ListWish extends OrderFilter {
  readonly buyerId: string | null;
}

/** An order of a list, with the place that leads to the next one. */
export interface ListItem {
  readonly row: ListedOrder;
  readonly history: OrderHistory | null;
  readonly merchantName: string | null;
  readonly position: readonly string[];
}

/** How far back is looked at first, and then. Most pages are full of the first of these days, and cost nothing of the rest. */
const WINDOWS_DAYS = [7, 90] as const;
/** Above every id. */
const NEWEST: Id = (1n << 63n) - 1n;

interface Place {
  readonly at: Instant;
  readonly orderId: string;
}

/** Windows of time, newest first: from `until` back to `from`. `begins` is where the newest of what is looked for lies. */
function windows({ from, until }: OrderFilter, begins: Instant): readonly { from: Instant; until: Instant }[] {
  const ends = [...WINDOWS_DAYS.map((days) => Math.max(from, begins - days * DAY_MS)), from];
  let top: number = until;
  return ends.flatMap((end) => {
    const window = { from: instant(Math.min(end, top)), until: instant(top) };
    top = window.from;
    return window.from < window.until ? [window] : [];
  });
}

async function byRecording(
  tx: Tx,
  wish: ListWish,
  after: Place | null,
  now: Instant,
  limit: number,
): Promise<ListedOrder[]> {
  const found: ListedOrder[] = [];
  const begins = instant(Math.min(after?.at ?? now, wish.until));
  for (const window of windows(wish, begins)) {
    const place = after ?? { at: wish.until, orderId: "" };
    found.push(...(await recordedOrders(tx, { ...wish, ...window }, place, limit - found.length)));
    if (found.length >= limit) break;
  }
  return found;
}

/** A page of orders, after the place where the last one ended. */
export async function listOrders(
  context: Context,
  tx: Tx,
  wish: ListWish,
  position: readonly string[] | null,
  limit: number,
): Promise<ListItem[]> {
  const rows = await placed(context, tx, wish, position ?? [], limit);
  const histories = await loadHistories(
    tx,
    rows.map(({ row }) => row),
  );
  const names = await merchantNames(
    tx,
    rows.map(({ row }) => ({ book: row.book, merchantId: row.merchant_id })),
  );
  return rows.map(({ row, position: place }) => ({
    row,
    history: histories.get(row.order_id) ?? null,
    merchantName: names.get(row.merchant_id) ?? null,
    position: place,
  }));
}

async function placed(
  context: Context,
  tx: Tx,
  wish: ListWish,
  [first, second = ""]: readonly string[],
  limit: number,
): Promise<Pick<ListItem, "row" | "position">[]> {
  if (wish.buyerId !== null) {
    const before = first === undefined ? NEWEST : BigInt(first);
    const rows = await coveredOrders(tx, wish.buyerId, wish, before, limit);
    return rows.map(({ newest, ...row }) => ({ row, position: [newest.toString()] }));
  }
  const after = first === undefined ? null : { at: instant(Number(first)), orderId: second };
  const rows = await byRecording(tx, wish, after, context.clock.now(), limit);
  return rows.map((row) => ({ row, position: [String(row.recorded_at), row.order_id] }));
}

/** An order with its lines, each with its covers and claims. */
export function listView(context: Context, { row, history, merchantName }: ListItem, now: Instant) {
  const order = decodeSnapshot(row.snapshot, null);
  return {
    orderId: order.orderId,
    version: order.version,
    currency: order.currency,
    merchantId: order.merchantId,
    merchantName,
    buyerId: order.buyerId,
    placedAt: formatInstant(order.placedAt),
    paidAt: instantTextOrNull(order.paidAt),
    cancelledAt: instantTextOrNull(order.cancelledAt),
    recordedAt: formatInstant(row.recorded_at),
    updatedAt: formatInstant(row.updated_at),
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      ...lineView(line),
      ...(history === null ? { covers: [], claims: [] } : coversOf(context, history, line.lineId, now)),
    })),
    shipments: order.shipments.map(({ shipmentId, lineIds, carrier, waybill, shippedAt, deliveredAt }) => ({
      ...{ shipmentId, lineIds: [...lineIds], carrier, waybill },
      shippedAt: instantTextOrNull(shippedAt),
      deliveredAt: instantTextOrNull(deliveredAt),
    })),
    returns: order.returns.map(returnView),
    declined: (history?.outcomes.declined ?? []).map(({ product, lineId, code }) => ({ product, lineId, code })),
    held: heldView(history?.outcomes.held ?? []),
  };
}

function coversOf(context: Context, { policies, claims }: OrderHistory, lineId: string, now: Instant) {
  const own = policies.filter(({ policy }) => policy.lineId === lineId);
  const ids = new Set(own.map(({ policy }) => policy.policyId));
  return {
    covers: own.map((known) => {
      const { product, productVersion } = known.policy;
      const { lineId: _line, ...summary } = policySummary(known, now);
      return { ...summary, productName: context.catalogue.version(product, productVersion)?.name ?? nameless(product) };
    }),
    claims: claims
      .filter(({ policyId }) => ids.has(policyId))
      .map((claim) => ({ ...claimSummary(claim), policyId: formatId("policy", claim.policyId) })),
  };
}

const nameless = (code: string) => ({ zh: code, en: code });

function returnView(entry: OrderSnapshot["returns"][number]) {
  const { returnId, lineIds, reason, mode, carrier, waybill } = entry;
  return {
    ...{ returnId, lineIds: [...lineIds], reason, mode, carrier, waybill },
    requestedAt: instantTextOrNull(entry.requestedAt),
    shippedAt: instantTextOrNull(entry.shippedAt),
    receivedAt: instantTextOrNull(entry.receivedAt),
    refundedAt: instantTextOrNull(entry.refundedAt),
    cancelledAt: instantTextOrNull(entry.cancelledAt),
  };
}
