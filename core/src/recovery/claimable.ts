// Understands how much of a granted claim its debtor is liable for, and until when that may be asked.

import { type Fen, portion, smaller } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import { DAY_MS, type Instant, plus } from "../time.js";

/**
 * What a carrier answers for, by the contract under which it carries. Without one it answers for the actual loss (Civil Code art.
 * 832 and 833; Interim Regulations on Express Delivery art. 27 send parcels without declared value to the civil law).
 */
export interface CarrierTerms {
  /** The most for a parcel, as declared with the carrier; null where nothing is declared. */
  readonly parcelMax: Fen | null;
  /** The most as a multiple of the freight: three times for mail without declared value (Postal Law art. 47); null for none. */
  readonly freightTimes: number | null;
  /** The freight of a parcel where the order names none, in fen. */
  readonly freightUsual: Fen;
  /** Days from shipment within which the carrier has to be asked; null as the product says. */
  readonly withinDays: number | null;
}

/** What limits a recovery. */
export type RecoveryBasis = "actual_loss" | "share" | "parcel_max" | "freight_times";

export interface Claimable {
  readonly amount: Fen;
  readonly basis: RecoveryBasis;
}

/** What was granted, and what it rests on. */
export interface GrantedLoss {
  readonly granted: Fen;
  readonly peril: string;
  /** That the buyer paid for the line, in fen. */
  readonly freight: Fen;
  /** Null where nothing was agreed with the carrier, and for merchants. */
  readonly carrierTerms: CarrierTerms | null;
}

/**
 * What of a grant is to be recovered: the share that the product's terms give to the peril, rounded down, and of a carrier at most
 * what its contract limits it to. Nothing where the terms name no debtor or no share.
 */
export function claimable({ recovery }: Pick<ProductVersion, "recovery">, loss: GrantedLoss): Claimable {
  const percent = recovery?.percentByPeril[loss.peril] ?? 0;
  const share = portion(loss.granted, BigInt(percent), 100n, "down");
  const limits: Claimable[] = [{ amount: share, basis: percent === 100 ? "actual_loss" : "share" }];
  const { carrierTerms } = loss;
  if (carrierTerms !== null) {
    const { parcelMax, freightTimes, freightUsual } = carrierTerms;
    if (parcelMax !== null) limits.push({ amount: parcelMax, basis: "parcel_max" });
    if (freightTimes !== null) {
      const freight = loss.freight > 0n ? loss.freight : freightUsual;
      limits.push({ amount: freight * BigInt(freightTimes), basis: "freight_times" });
    }
  }
  return limits.reduce((least, each) => (each.amount < least.amount ? each : least));
}

/** When a debtor may be asked at the latest; null where nobody knows when the parcel was shipped, or nothing is recovered. */
export function deadlineOf(
  { recovery }: Pick<ProductVersion, "recovery">,
  {
    shippedAt,
    decidedAt,
    carrierTerms,
  }: {
    readonly shippedAt: Instant | null;
    readonly decidedAt: Instant;
    readonly carrierTerms: CarrierTerms | null;
  },
): Instant | null {
  if (recovery === undefined) return null;
  const { anchor, days } = recovery.within;
  const from = anchor === "shipment" ? shippedAt : decidedAt;
  return from === null ? null : plus(from, (carrierTerms?.withinDays ?? days) * DAY_MS);
}

/** What a merchant agreed to: that recoveries are set off, from where, how much in a month, and how long after being told. */
export interface NettingTerms {
  /** The most that is netted in a calendar month in Shanghai, in fen; null for no limit. */
  readonly monthMax: Fen | null;
  readonly noticeDays: number;
}

/**
 * What may be netted now, in fen: of what is receivable no more than is there, and no more than the month has left. Credit is
 * never drawn for it: `held` is the balance itself, and one below zero gives nothing.
 */
export function nettable(
  receivable: Fen,
  { held, nettedThisMonth, terms }: { readonly held: Fen; readonly nettedThisMonth: Fen; readonly terms: NettingTerms },
): Fen {
  const left = terms.monthMax === null ? receivable : terms.monthMax - nettedThisMonth;
  const amount = smaller(receivable, smaller(held, left));
  return amount > 0n ? amount : 0n;
}

/** From when on something may be netted of which the merchant is told now (set-off by agreement, Civil Code art. 569). */
export const nettingFrom = (toldAt: Instant, { noticeDays }: NettingTerms): Instant =>
  plus(toldAt, noticeDays * DAY_MS);
