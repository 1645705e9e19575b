// Understands an order as the marketplace tells it: the whole order as it now stands.

import type { Fen } from "../money.js";
import type { BindingEvent, Category, Text } from "../product/product.js";
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

/** A text that goes with a sale, by its version and the SHA-256 of its UTF-8 bytes in lower-case hex. */
export const TEXT_KINDS = ["terms", "summary"] as const;
export interface ConsentText {
  readonly kind: (typeof TEXT_KINDS)[number];
  readonly version: number;
  readonly sha256: string;
}

/** What the marketplace says that a buyer was shown, and when they agreed to it. */
export interface Consent {
  readonly shownAt: Instant;
  readonly agreedAt: Instant;
  readonly language: keyof Text;
  readonly texts: readonly ConsentText[];
  /** Where it was sold, in the marketplace's words. */
  readonly channel: string;
}

/** A cover that the buyer chose at checkout, with the quote that was shown, and what is told of their consent. */
export interface ChosenCover {
  readonly product: string;
  readonly quote: string;
  readonly consent?: Consent;
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
  /** The carrier's scans; left out where the marketplace does not tell them. */
  readonly scans?: readonly Scan[];
}

export const RETURN_MODES = ["self_ship", "pickup", "refund_only"] as const;
export type ReturnMode = (typeof RETURN_MODES)[number];

/** Who paid the carrier for a return. */
export const FREIGHT_PAYERS = ["buyer", "merchant", "platform", "carrier"] as const;
export type FreightPayer = (typeof FREIGHT_PAYERS)[number];

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
  /** Left out where nobody said. */
  readonly freightPaidBy?: FreightPayer;
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

/** The reason of a return whose goods are replaced (换货), as marketplaces write it. */
const EXCHANGE_REASON = "exchange";

/** An exchange whose replacement has left the merchant. */
export interface Exchange {
  readonly returnId: string;
  /** When the replacement was shipped. */
  readonly at: Instant;
  readonly parcels: readonly Shipment[];
}

/** The parcels that carry a line, replacements and all. */
function parcelsOf(order: OrderSnapshot, lineId: string): readonly Shipment[] {
  return order.shipments.filter((shipment) => shipment.lineIds.includes(lineId));
}

/**
 * The latest exchange of a line: a return for exchange that was asked for and not refunded, and parcels with the line that
 * left the merchant afterwards. Null while there is none.
 */
export function exchangeOf(order: OrderSnapshot, lineId: string): Exchange | null {
  let latest: Exchange | null = null;
  for (const { returnId, reason, lineIds, requestedAt, refundedAt, cancelledAt } of order.returns) {
    if (reason !== EXCHANGE_REASON || !lineIds.includes(lineId)) continue;
    if (requestedAt === null || refundedAt !== null || cancelledAt !== null) continue;
    const parcels = parcelsOf(order, lineId).filter(({ shippedAt }) => shippedAt !== null && shippedAt >= requestedAt);
    const at = shippedAtIn(parcels);
    if (at !== null && (latest === null || at > latest.at)) latest = { returnId, at, parcels };
  }
  return latest;
}

/** When a line left the merchant: the earliest shipment that carries it. Null while it has not. */
export function shippedAtOf(order: OrderSnapshot, lineId: string): Instant | null {
  return shippedAtIn(parcelsOf(order, lineId));
}

/**
 * When a line was delivered: the latest delivery among its shipments, once all of them arrived. Null before. With an exchange,
 * the delivery of what was sent first, whenever its replacement arrives.
 */
export function deliveredAtOf(order: OrderSnapshot, lineId: string, exchange: Exchange | null = null): Instant | null {
  return deliveredAtIn(parcelsOf(order, lineId).filter((parcel) => exchange?.parcels.includes(parcel) !== true));
}

/** The earliest shipment of some parcels. */
function shippedAtIn(parcels: readonly Shipment[]): Instant | null {
  return parcels.reduce<Instant | null>(
    (first, { shippedAt }) => (shippedAt !== null && (first === null || shippedAt < first) ? shippedAt : first),
    null,
  );
}

/** The latest delivery of some parcels, once all of them arrived. */
export function deliveredAtIn(parcels: readonly Shipment[]): Instant | null {
  if (parcels.some((parcel) => parcel.deliveredAt === null)) return null;
  return parcels.reduce<Instant | null>(
    (last, { deliveredAt }) => (last === null || (deliveredAt ?? last) > last ? deliveredAt : last),
    null,
  );
}

/** When a line's binding event happened; null while it has not, or when the order was cancelled before it. */
export function eventAt(order: OrderSnapshot, lineId: string, event: BindingEvent): Instant | null {
  const at = event === "payment" ? order.paidAt : shippedAtOf(order, lineId);
  return at !== null && order.cancelledAt !== null && order.cancelledAt <= at ? null : at;
}

/** A parcel that is back with the merchant, its number known; or money given back with no parcel at all. */
export function isConfirmed(entry: OrderReturn): boolean {
  if (entry.cancelledAt !== null) return false;
  if (entry.mode === "refund_only") return entry.refundedAt !== null;
  return entry.receivedAt !== null && entry.waybill !== "";
}
