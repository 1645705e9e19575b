// Understands from when on signals make a person look, as data of a product.

import type { Fen } from "../money.js";

/** What claims are counted by. A place is one city that sends goods back to one shop. */
export const BURST_SUBJECTS = ["buyer", "merchant", "payee", "place"] as const;
export type BurstSubject = (typeof BURST_SUBJECTS)[number];

/** More than `claimsMax` claims of a product in `days` make a person look. */
export interface BurstRule {
  readonly subject: BurstSubject;
  readonly days: number;
  readonly claimsMax: number;
  /** Counts only for shops younger than this; left out for all. */
  readonly shopDaysBelow?: number;
  /** Counts only where the goods cost less than so many times what the claim pays; left out for all. */
  readonly priceTimesBelow?: bigint;
}

/** Windows and thresholds of a product's signals. None of them refuses anything. */
export interface SignalRules {
  readonly bursts: readonly BurstRule[];
  /** Buyers whose claims may go to one account. */
  readonly payee: { readonly days: number; readonly buyersMax: number };
  /** Null where claims are about no parcel that comes back. */
  readonly parcel: ParcelRules | null;
}

/** What a returned parcel cannot do. */
export interface ParcelRules {
  /** Travel faster than this between two scans, in kilometres an hour. */
  readonly speedKmhMax: number;
  /** Weigh otherwise than it did: by more grams, and by more of the greater weight in percent. */
  readonly weight: { readonly grams: number; readonly percent: number };
}

/** The rules by which a claim is counted, since its shop is as young and its goods are as cheap as they say. */
export function burstRulesFor(
  rules: SignalRules,
  { shopDays, price, pays }: { readonly shopDays: number | null; readonly price: Fen | null; readonly pays: Fen },
): readonly BurstRule[] {
  return rules.bursts.filter(({ shopDaysBelow, priceTimesBelow }) => {
    const young = shopDaysBelow === undefined || (shopDays !== null && shopDays < shopDaysBelow);
    return young && (priceTimesBelow === undefined || (price !== null && price < priceTimesBelow * pays));
  });
}
