// Understands an order as the marketplace tells it: the whole order as it now stands.

import type { Fen } from "../money.js";
import type { Category } from "../product/product.js";
import type { Instant } from "../time.js";

export interface Place {
  readonly province: string;
  readonly city: string;
}

/** Where an indemnity goes. Personal data: sealed at rest, masked in answers, never logged. */
export interface Payee {
  readonly channel: "alipay";
  readonly account: string;
  readonly name: string;
}

/** A cover that the buyer chose at checkout, with the quote that was shown. */
export interface ChosenCover {
  readonly product: string;
  readonly quote: string;
}

export interface OrderLine {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly category: Category;
  readonly unitPrice: Fen;
  readonly quantity: number;
  readonly freight: Fen;
  readonly covers: readonly ChosenCover[];
}

export interface Shipment {
  readonly shipmentId: string;
  readonly lineIds: readonly string[];
  readonly carrier: string;
  readonly waybill: string;
  readonly shippedAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

export const RETURN_MODES = ["self_ship", "pickup", "refund_only"] as const;
export type ReturnMode = (typeof RETURN_MODES)[number];

/** One movement of a parcel, as the carrier recorded it. */
export interface Scan {
  readonly at: Instant;
  readonly kind: string;
  readonly province: string;
  readonly city: string;
  readonly weightGrams: number | null;
}

export interface OrderReturn {
  readonly returnId: string;
  readonly lineIds: readonly string[];
  readonly reason: string;
  readonly mode: ReturnMode;
  readonly carrier: string;
  readonly waybill: string;
  readonly requestedAt: Instant | null;
  readonly shippedAt: Instant | null;
  /** The merchant has the goods back and confirms the return: this opens the claim. */
  readonly receivedAt: Instant | null;
  readonly refundedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly scans: readonly Scan[];
}

export interface OrderSnapshot {
  readonly orderId: string;
  readonly version: number;
  readonly currency: string;
  readonly merchantId: string;
  readonly buyerId: string;
  readonly payee: Payee | null;
  readonly shipTo: Place | null;
  readonly returnTo: Place | null;
  readonly placedAt: Instant;
  readonly paidAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly lines: readonly OrderLine[];
  readonly shipments: readonly Shipment[];
  readonly returns: readonly OrderReturn[];
}

/** When a line left the merchant: the earliest shipment that carries it. Null while it has not. */
export function shippedAtOf(order: OrderSnapshot, lineId: string): Instant | null {
  return earliest(order.shipments.filter((s) => s.lineIds.includes(lineId)).map((s) => s.shippedAt));
}

/** When a line was delivered: the latest delivery among its shipments, once all of them arrived. Null before. */
export function deliveredAtOf(order: OrderSnapshot, lineId: string): Instant | null {
  const parcels = order.shipments.filter((s) => s.lineIds.includes(lineId));
  if (parcels.length === 0 || parcels.some((s) => s.deliveredAt === null)) return null;
  return parcels.reduce<Instant | null>(
    (last, s) => (last === null || (s.deliveredAt ?? last) > last ? s.deliveredAt : last),
    null,
  );
}

function earliest(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce<Instant | null>(
    (first, at) => (at !== null && (first === null || at < first) ? at : first),
    null,
  );
}
