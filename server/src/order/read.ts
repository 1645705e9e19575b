// Understands what a snapshot is before anything is decided about it: newer, seen before, late, or a contradiction.

import { lateNumbers } from "@anxin/core/claim/rebind";
import { bookOf } from "@anxin/core/id";
import type { Declined } from "@anxin/core/order/decide";
import type { Held } from "@anxin/core/order/held";
import { type OrderSnapshot, shippedAtOf } from "@anxin/core/order/order";
import type { KnownPolicy } from "@anxin/core/policy/policy";
import type { Refusal } from "@anxin/core/refusal";
import type { WaybillHold } from "@anxin/store/claim";
import type { ClaimSummary } from "@anxin/store/claim-history";
import { lockOrders, type OrderRow, type OrderWrite, takeOrderIds } from "@anxin/store/order";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { loadHistories, type OrderHistory, orderKey } from "./load.js";
import { openPayee, sealPayee } from "./payee.js";
import { decodeSnapshot, encodeSnapshot, fingerprint, seenBefore, withSeen } from "./snapshot.js";

export interface AppliedOrder {
  readonly orderId: string;
  readonly version: number;
  readonly outcome: "applied" | "unchanged" | "stale" | "rejected";
  readonly policies: readonly KnownPolicy[];
  readonly declined: readonly Declined[];
  /** Cover that waits for issue to run again. */
  readonly held: readonly Held[];
  readonly claims: readonly ClaimSummary[];
  readonly refusal: Refusal | null;
}

/** A snapshot that is to be decided. */
export interface Newer {
  readonly kind: "newer";
  readonly order: OrderSnapshot;
  readonly write: OrderWrite;
  readonly history: OrderHistory | null;
}

/** What a snapshot is, before anything is decided about it. */
export type Reading =
  | Newer
  | {
      readonly kind: "settled";
      readonly result: AppliedOrder;
      readonly remember: OrderWrite | null;
      /** Numbers that an older snapshot tells of returns that were paid for under another one. */
      readonly late: readonly WaybillHold[];
    };

/** Takes new order ids, locks known ones, and tells newer snapshots from what was seen before. */
export async function readOrders(context: Context, tx: Tx, orders: readonly OrderSnapshot[]): Promise<Reading[]> {
  if (orders.length === 0) return [];
  const keys = orders.map((order) => orderKey(tx.tenantId, order));
  const byLane = [...keys].sort((a, b) => a.lane - b.lane || (a.orderId < b.orderId ? -1 : 1));
  const taken = await takeOrderIds(tx, tx.tenantId, byLane);
  const rows = await lockOrders(
    tx,
    tx.tenantId,
    byLane.filter((key) => !taken.has(key.orderId)),
  );
  const histories = await loadHistories(tx, rows);
  return orders.map((order) => readOrder(context, tx.tenantId, order, histories.get(order.orderId) ?? null));
}

const NOTHING_SEEN = Buffer.alloc(0);

function readOrder(context: Context, tenantId: number, order: OrderSnapshot, history: OrderHistory | null): Reading {
  const encoded = encodeSnapshot(order);
  const hash = fingerprint(order, encoded);
  const newest = (seen: Buffer): OrderWrite => ({
    book: bookOf(tenantId, order.merchantId),
    orderId: order.orderId,
    merchantId: order.merchantId,
    buyerId: order.buyerId,
    version: order.version,
    seen: withSeen(seen, order.version, hash),
    snapshot: encoded,
    payeeSealed: sealPayee(context.vault, tenantId, order.payee),
    outcomes: "",
  });
  if (history === null) return { kind: "newer", order, write: newest(NOTHING_SEEN), history };
  const { row } = history;
  const settled = (
    outcome: AppliedOrder["outcome"],
    remember: OrderWrite | null,
    late: readonly WaybillHold[] = [],
  ): Reading => {
    return { kind: "settled", result: standing(order, outcome, history), remember, late };
  };
  const refusal = contradiction(order, history);
  if (refusal !== null) return { kind: "settled", result: rejected(order, refusal), remember: null, late: [] };
  const before = seenBefore(row.seen, order.version, hash);
  if (before === "other") {
    return { kind: "settled", result: rejected(order, versionConflict(order)), remember: null, late: [] };
  }
  if (before === "same") return settled("unchanged", null);
  if (BigInt(order.version) >= row.version) return { kind: "newer", order, write: newest(row.seen), history };
  const seen = withSeen(row.seen, order.version, hash);
  return settled("stale", { ...asKept(row), seen }, lateHolds(order, history));
}

/** Numbers that an older snapshot tells of returns that were paid for under another one: they are the claim's too. */
const lateHolds = (order: OrderSnapshot, { row: { book }, claims }: OrderHistory): WaybillHold[] =>
  lateNumbers(order, claims).map(({ claim: { claimId }, key }) => ({ waybillKey: key, claimId, book }));

const asKept = (row: OrderRow): OrderWrite => ({
  book: row.book,
  orderId: row.order_id,
  merchantId: row.merchant_id,
  buyerId: row.buyer_id,
  version: Number(row.version),
  seen: row.seen,
  snapshot: row.snapshot,
  payeeSealed: row.payee_sealed,
  outcomes: row.outcomes,
});

/** An order that is known. */
export type OrderName = Pick<OrderSnapshot, "orderId" | "merchantId">;

/** Locks orders that are known, and takes the newest snapshot of each to be decided once more. In the order of their names. */
export async function reopenOrders(context: Context, tx: Tx, names: readonly OrderName[]): Promise<Newer[]> {
  const rows = await lockOrders(
    tx,
    tx.tenantId,
    names.map((name) => orderKey(tx.tenantId, name)),
  );
  const histories = await loadHistories(tx, rows);
  return names.flatMap(({ orderId }): Newer[] => {
    const history = histories.get(orderId);
    if (history === undefined) return [];
    const { row } = history;
    return [{ kind: "newer", order: openSnapshot(context, tx.tenantId, row), write: asKept(row), history }];
  });
}

/** What a newer snapshot may never change: whose order it is, and insured lines that have left the merchant. */
function contradiction(order: OrderSnapshot, { row, policies }: OrderHistory): Refusal | null {
  const changed =
    row.merchant_id !== order.merchantId ? "merchantId" : row.buyer_id !== order.buyerId ? "buyerId" : null;
  if (changed !== null) {
    const detail = `order ${order.orderId} belongs to another ${changed === "merchantId" ? "merchant" : "buyer"}; an order keeps both for good`;
    return {
      code: "identity_changed",
      detail,
      errors: [{ pointer: `/${changed}`, code: "identity_changed", detail: "must stay as first sent" }],
    };
  }
  const dropped = policies.filter(({ policy }) => !order.lines.some((line) => line.lineId === policy.lineId));
  if (dropped.length === 0 || BigInt(order.version) < row.version) return null;
  const before = decodeSnapshot(row.snapshot, null);
  const lost = dropped.find(({ policy }) => shippedAtOf(before, policy.lineId) !== null);
  if (lost === undefined) return null;
  const detail = `line ${lost.policy.lineId} is insured, was shipped and must stay in the order; tell what happened to it by returns`;
  return { code: "validation_failed", detail, errors: [{ pointer: "/lines", code: "insured_line_missing", detail }] };
}

/** An order as it already stands: what a repeated or late snapshot is answered with. */
function standing(order: OrderSnapshot, outcome: AppliedOrder["outcome"], history: OrderHistory): AppliedOrder {
  const { policies, claims } = history;
  return {
    orderId: order.orderId,
    version: order.version,
    outcome,
    policies,
    declined: history.outcomes.declined,
    held: history.outcomes.held ?? [],
    claims,
    refusal: null,
  };
}

export function rejected(order: Pick<OrderSnapshot, "orderId" | "version">, refusal: Refusal): AppliedOrder {
  return {
    orderId: order.orderId,
    version: order.version,
    outcome: "rejected",
    policies: [],
    declined: [],
    held: [],
    claims: [],
    refusal,
  };
}

export function unknownMerchant(order: OrderSnapshot): Refusal {
  const detail = `merchant ${order.merchantId} is not known; register it first with PUT /v1/merchants/${encodeURIComponent(order.merchantId)}`;
  return { code: "merchant_unknown", detail, errors: [{ pointer: "/merchantId", code: "merchant_unknown", detail }] };
}

function versionConflict(order: OrderSnapshot): Refusal {
  const detail = `version ${order.version} was sent before with another body; give a changed order a higher version`;
  return { code: "version_conflict", detail, errors: [{ pointer: "/version", code: "version_conflict", detail }] };
}

/** A known order's snapshot, with its payee opened. */
export function openSnapshot(
  context: Context,
  tenantId: number,
  row: { snapshot: string; payee_sealed: Buffer | null },
): OrderSnapshot {
  return decodeSnapshot(row.snapshot, openPayee(context.vault, tenantId, row.payee_sealed));
}
