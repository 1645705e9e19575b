// Understands what is known beside a claim that may make a person look: how often, whose account, which parcel, which picture.

import type { Fen } from "../money.js";
import type { Scan } from "../order/order.js";
import type { BurstSubject } from "./threshold.js";

/** Claims of a subject in the window that ends with this one, which counts. */
export interface Burst {
  readonly subject: BurstSubject;
  readonly days: number;
  /** Exact up to one above the product's limit, where counting ends. */
  readonly claims: number;
  /** Some of the others, newest first. */
  readonly others: readonly string[];
}

/** The number of the claim's return, found on another order. */
export interface ParcelSighting {
  /** Another order's way out, or its way back. */
  readonly side: "outbound" | "return";
  /** The order on the way out; the claim on the way back. */
  readonly subject: string;
}

/** A picture of the claim, found in another one. */
export interface PictureSighting {
  readonly evidenceId: string;
  readonly otherClaimId: string;
  readonly match: "same" | "mirrored" | "cropped";
  /** Signs of 64 that differ. */
  readonly distance: number;
}

/** A parcel of the claim's order on its way to the buyer, as far as its carrier's scans were told. */
export interface OutboundParcel {
  readonly waybillKey: string | null;
  readonly lineIds: readonly string[];
  readonly scans: readonly Scan[];
}

/** What others tell of the claim: gathered from claims and orders of the same marketplace. */
export interface KnownElsewhere {
  /** For the product's own rules, those that this claim is counted by. */
  readonly bursts: readonly Burst[];
  /** Buyers, this one counted, whose claims go to the claim's account; null where nobody told of one. */
  readonly payeeBuyers: number | null;
  readonly shopDays: number | null;
  readonly parcelSeen: readonly ParcelSighting[];
  readonly pictures: readonly PictureSighting[];
}

export interface Signals extends KnownElsewhere {
  /** What the goods in the returned parcel cost; null without one. */
  readonly parcelPrice: Fen | null;
  readonly outbound: readonly OutboundParcel[];
}

/** Where nobody looked, or there was nothing to see. */
export const NOTHING_KNOWN: KnownElsewhere = {
  bursts: [],
  payeeBuyers: null,
  shopDays: null,
  parcelSeen: [],
  pictures: [],
};
