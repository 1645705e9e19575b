// Understands what a shop will be charged tomorrow, and why, with what it knows today.

import { smaller } from "../money.js";
import {
  collectiveRate,
  type Experience,
  type ExperienceRating,
  rateExperience,
  returnsBelow,
} from "../product/experience.js";
import { type BandStep, type DatedBand, reschedule, scheduleOf } from "../product/notice.js";
import { CATEGORIES, type Category, type ProductVersion } from "../product/product.js";
import { BAND_LIMITS_PPM, type Band, isEligible, rateLine } from "../product/rate.js";
import { FREIGHT_ZONES, type FreightZone } from "../region.js";
import { addDays, type Day } from "../time.js";

export interface ForecastFacts {
  readonly today: Day;
  /** What was written of the shop's bands. */
  readonly known: readonly DatedBand[];
  /** The shop's own, in the window that ends with today. */
  readonly own: Experience;
  /** Everybody's, as of the last nightly run. */
  readonly all: Experience;
  readonly noticeDays: number;
}

/** With how many returns among the present policies a band would be found tonight. */
export interface Threshold {
  readonly band: Band;
  /** Null when it is out of reach: everybody's rate alone is above it. */
  readonly returnsMax: bigint | null;
}

export interface Forecast {
  readonly day: Day;
  readonly today: Band;
  readonly tomorrow: Band;
  /** Tonight's run, were it now. */
  readonly rating: ExperienceRating;
  /** Rises that the shop was told of already. */
  readonly announced: readonly BandStep[];
  /** Rises that it will have been told of tomorrow, if today ends as it stands. */
  readonly expected: readonly BandStep[];
  readonly thresholds: readonly Threshold[];
  readonly noticeDays: number;
}

/** Tomorrow's band of a shop: what the run of the coming midnight would find, were it run now. */
export function forecastOf({ today, known, own, all, noticeDays }: ForecastFacts): Forecast {
  const collectivePpm = collectiveRate("merchant", all);
  const rating = rateExperience("merchant", own, collectivePpm);
  const now = scheduleOf(known, today);
  const tomorrow = addDays(today, 1);
  const next = reschedule(scheduleOf(known, tomorrow), rating.band, tomorrow, noticeDays);
  return {
    day: today,
    today: now.band,
    tomorrow: next.band,
    rating,
    announced: now.announced,
    expected: next.announced,
    thresholds: BAND_LIMITS_PPM.map(([band, limitPpm]) => {
      return { band, returnsMax: returnsBelow("merchant", own.exposures, collectivePpm, limitPpm) };
    }),
    noticeDays,
  };
}

export interface PremiumSample {
  /** Null where the route does not matter. */
  readonly zone: FreightZone | null;
  readonly category: Category;
  readonly today: bigint;
  readonly tomorrow: bigint;
}

/** The price of one piece that samples are taken at, where a product has no say in it: 100 yuan. */
export const SAMPLE_PRICE = 10_000n;

/** Whether a product's premium or benefit depends on the route. */
export function dependsOnRoute({ coverage, tariff }: ProductVersion): boolean {
  if (coverage.benefit.kind === "route_schedule" || tariff.by.includes("zone")) return true;
  return tariff.relativities.some(({ factor }) => factor === "zone");
}

/** Premiums in fen that a shop pays in one band and in another, for a buyer without history, by route and category. */
export function premiumSamples(product: ProductVersion, today: Band, tomorrow: Band): readonly PremiumSample[] {
  const { unitPriceMin, unitPriceMax } = product.eligibility;
  const priced = smaller(SAMPLE_PRICE, unitPriceMax);
  const unitPrice = priced > unitPriceMin ? priced : unitPriceMin;
  const zones = dependsOnRoute(product) ? FREIGHT_ZONES : [null];
  const premium = (category: Category, zone: FreightZone | null, merchantBand: Band): bigint | null => {
    const facts = { category, unitPrice, quantity: 1, freight: 0n, zone, merchantBand, buyerBand: "new" } as const;
    const rating = rateLine(product, facts, "merchant");
    return typeof rating === "string" ? null : rating.premium;
  };
  return zones.flatMap((zone) =>
    CATEGORIES.filter((category) => isEligible(product, { category, unitPrice })).flatMap((category) => {
      const [now, next] = [premium(category, zone, today), premium(category, zone, tomorrow)];
      return now === null || next === null ? [] : [{ zone, category, today: now, tomorrow: next }];
    }),
  );
}
