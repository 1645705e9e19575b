// Understands how orders are shown: what became of each, and one as it stands.

import { fenToWire } from "@anxin/core/money";
import type { Held } from "@anxin/core/order/held";
import type { Consent, OrderLine, OrderSnapshot, Scan } from "@anxin/core/order/order";
import { formatInstant, type Instant } from "@anxin/core/time";
import { Type } from "typebox";
import type { ProblemBody } from "../http/problem.js";
import { Fen53, nullable } from "../http/schema.js";
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

const Place = Type.Object({ province: Type.String(), city: Type.String() });
const TimeOrNull = nullable(Type.String());
const ScanView = Type.Object({
  at: Type.String(),
  kind: Type.String(),
  province: Type.String(),
  city: Type.String(),
  weightGrams: nullable(Type.Integer()),
});
const LineView = Type.Object({
  lineId: Type.String(),
  sku: Type.String(),
  title: Type.String(),
  category: Type.String(),
  unitPrice: Fen53,
  quantity: Type.Integer(),
  freight: Fen53,
  covers: Type.Array(
    Type.Object({
      product: Type.String(),
      quote: Type.String(),
      consent: Type.Optional(
        Type.Object({
          shownAt: Type.String(),
          agreedAt: Type.String(),
          language: Type.String(),
          texts: Type.Array(Type.Object({ kind: Type.String(), version: Type.Integer(), sha256: Type.String() })),
          channel: Type.String(),
        }),
      ),
    }),
    { description: "chosen by the buyer" },
  ),
});
const ParcelView = Type.Object({
  shipmentId: Type.String(),
  lineIds: Type.Array(Type.String()),
  carrier: Type.String(),
  waybill: Type.String(),
  shippedAt: TimeOrNull,
  deliveredAt: TimeOrNull,
  scans: Type.Optional(Type.Array(ScanView, { description: "left out where the marketplace does not tell them" })),
});
const ReturnView = Type.Object({
  returnId: Type.String(),
  lineIds: Type.Array(Type.String()),
  reason: Type.String(),
  mode: Type.String(),
  carrier: Type.String(),
  waybill: Type.String(),
  requestedAt: TimeOrNull,
  shippedAt: TimeOrNull,
  receivedAt: TimeOrNull,
  refundedAt: TimeOrNull,
  cancelledAt: TimeOrNull,
  freightPaidBy: Type.Optional(Type.String()),
  scans: Type.Array(ScanView),
});

export const OrderView = Type.Object({
  orderId: Type.String(),
  version: Type.Integer(),
  currency: Type.String(),
  merchantId: Type.String(),
  buyerId: Type.String(),
  payee: nullable(Type.Object({ channel: Type.String(), account: Type.String(), name: Type.String() })),
  shipTo: nullable(Place),
  returnTo: nullable(Place),
  placedAt: Type.String(),
  paidAt: TimeOrNull,
  cancelledAt: TimeOrNull,
  lines: Type.Array(LineView),
  shipments: Type.Array(ParcelView),
  returns: Type.Array(ReturnView),
  policies: Type.Array(PolicySummary),
  declined: Type.Array(Type.Object({ product: Type.String(), lineId: Type.String(), code: Type.String() })),
  held: Type.Array(HeldCover),
  claims: Type.Array(ClaimSummaryBody),
});

const scanView = (scan: Scan) => ({ ...scan, at: formatInstant(scan.at) });

function lineView({ covers, unitPrice, freight, ...line }: OrderLine) {
  return {
    ...line,
    unitPrice: fenToWire(unitPrice),
    freight: fenToWire(freight),
    covers: covers.map(({ product, quote, consent }) => ({ product, quote, ...consentView(consent) })),
  };
}

function consentView(consent: Consent | undefined) {
  if (consent === undefined) return {};
  const { shownAt, agreedAt, language, texts, channel } = consent;
  const times = { shownAt: formatInstant(shownAt), agreedAt: formatInstant(agreedAt) };
  return { consent: { ...times, language, texts: [...texts], channel } };
}

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
    lines: order.lines.map(lineView),
    shipments: order.shipments.map(({ scans, ...parcel }) => ({
      ...parcel,
      lineIds: [...parcel.lineIds],
      shippedAt: time(parcel.shippedAt),
      deliveredAt: time(parcel.deliveredAt),
      ...(scans === undefined ? {} : { scans: scans.map(scanView) }),
    })),
    returns: order.returns.map((entry) => ({
      ...entry,
      lineIds: [...entry.lineIds],
      requestedAt: time(entry.requestedAt),
      shippedAt: time(entry.shippedAt),
      receivedAt: time(entry.receivedAt),
      refundedAt: time(entry.refundedAt),
      cancelledAt: time(entry.cancelledAt),
      scans: entry.scans.map(scanView),
    })),
  };
}
