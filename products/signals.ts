// Understands from which thresholds on signals make a person look. None of them refuses anything.

import type { SignalRules } from "@anxin/core/fraud/threshold";

/** An account that a family shares: how many would, is a launch decision. */
const PAYEE: SignalRules["payee"] = { days: 90, buyersMax: 3 };

/** Freight of returns: often, cheap, and paid without anybody looking, so that it is what gangs live on. */
export const RETURN_SIGNALS: SignalRules = {
  bursts: [
    // Another platform pays a buyer 30 returns a year (S29, C). How many make a burst of days is a launch decision.
    { subject: "buyer", days: 7, claimsMax: 7 },
    { subject: "buyer", days: 365, claimsMax: 30 },
    // Shops opened, burst into claims, and fell silent (S38, B). The numbers are a launch decision.
    { subject: "merchant", days: 7, claimsMax: 50, shopDaysBelow: 30 },
    // Socks and key rings went to and fro through one parcel station (S41, B). The numbers are a launch decision.
    { subject: "place", days: 1, claimsMax: 20, priceTimesBelow: 3n },
  ],
  payee: PAYEE,
  parcel: {
    // The freighters that carriers fly cruise below it; measured over the shortest way, so that haste harms nobody (launch decision).
    speedKmhMax: 900,
    // Empty parcels go for a tenth of the freight (S43, B). Packing weighs something too: the numbers are a launch decision.
    weight: { grams: 500, percent: 50 },
  },
};

/** Claims that people write: how many of a product make a burst is a launch decision. */
export const WRITTEN_SIGNALS: SignalRules = {
  bursts: [{ subject: "buyer", days: 30, claimsMax: 10 }],
  payee: PAYEE,
  parcel: null,
};
