// Understands how orders are shown: what became of each, and one as it stands.

import { fenToWire } from "@anxin/core/money";
import type { Held } from "@anxin/core/order/held";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { formatInstant, type Instant } from "@anxin/core/time";
import { Type } from "typebox";
import type { ProblemBody } from "../http/problem.js";
import { nullable } from "../http/schema.js";
import { claimSummary, policySummary } from "../policy/view.js";
import { maskAccount, maskName } from "./payee.js";
import type { AppliedOrder } from "./read.js";
import { ClaimSummaryBody, HeldCover, PolicySummary } from "./wire.js";

export function resultView(result: AppliedOrder, now: Instant, problem: ProblemBody | null) {
  return {
    orderId: result.orderId,
    version: result.version,
    outcome: result.outcome,
    policies: result.policies.map((known) => policySummary(known, now)),
    declined: result.declined.map(({ product, lineId, code }) => ({ product, lineId, code })),
    held: heldView(result.held),
    claims: result.claims.map(claimSummary),
    problem,
  };
}

/** What waits, each cover once: a line may wait for the same product from two payers. */
export function heldView(held: readonly Held[]): { product: string; lineId: string }[] {
  const covers = new Map(held.map(({ product, lineId }) => [`${lineId}\u0000${product}`, { product, lineId }]));
  return [...covers.values()];
}

export const OrderView = Type.Object({
  orderId: Type.String(),
  version: Type.Integer(),
  currency: Type.String(),
  merchantId: Type.String(),
  buyerId: Type.String(),
  payee: nullable(Type.Object({ channel: Type.String(), account: Type.String(), name: Type.String() })),
  placedAt: Type.String(),
  paidAt: nullable(Type.String()),
  cancelledAt: nullable(Type.String()),
  lines: Type.Array(Type.Object({}, { additionalProperties: true })),
  shipments: Type.Array(Type.Object({}, { additionalProperties: true })),
  returns: Type.Array(Type.Object({}, { additionalProperties: true })),
  policies: Type.Array(PolicySummary),
  declined: Type.Array(Type.Object({ product: Type.String(), lineId: Type.String(), code: Type.String() })),
  held: Type.Array(HeldCover),
  claims: Type.Array(ClaimSummaryBody),
});

const time = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

export function orderView(order: OrderSnapshot) {
  return {
    orderId: order.orderId,
    version: order.version,
    currency: order.currency,
    merchantId: order.merchantId,
    buyerId: order.buyerId,
    payee:
      order.payee === null
        ? null
        : { channel: order.payee.channel, account: maskAccount(order.payee.account), name: maskName(order.payee.name) },
    shipTo: order.shipTo,
    returnTo: order.returnTo,
    placedAt: formatInstant(order.placedAt),
    paidAt: time(order.paidAt),
    cancelledAt: time(order.cancelledAt),
    lines: order.lines.map((line) => ({
      ...line,
      unitPrice: fenToWire(line.unitPrice),
      freight: fenToWire(line.freight),
    })),
    shipments: order.shipments.map((parcel) => ({
      ...parcel,
      shippedAt: time(parcel.shippedAt),
      deliveredAt: time(parcel.deliveredAt),
    })),
    returns: order.returns.map((entry) => ({
      ...entry,
      requestedAt: time(entry.requestedAt),
      shippedAt: time(entry.shippedAt),
      receivedAt: time(entry.receivedAt),
      refundedAt: time(entry.refundedAt),
      cancelledAt: time(entry.cancelledAt),
      scans: entry.scans.map((scan) => ({ ...scan, at: formatInstant(scan.at) })),
    })),
  };
}
