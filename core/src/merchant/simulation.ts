// Understands what cover would cost a shop, and from which return rate on it is worth it: a what-if that writes nothing.

import { allocate, type Fen, PPM, portion, sum } from "../money.js";
import { collectiveRate, type Experience, type ExperienceRating, rateExperience } from "../product/experience.js";
import type { Category, ProductVersion } from "../product/product.js";
import { BANDS, type Band, rateLine } from "../product/rate.js";
import { FREIGHT_ZONES, type FreightZone } from "../region.js";
import { dependsOnRoute } from "./forecast.js";

/** Parts of a shop's orders by how far they travel, as weights; not all zero. */
export type ZoneMix = Readonly<Record<FreightZone, bigint>>;

/** Where nothing better is known: most parcels cross the country. Launch decision, in percent. */
export const USUAL_ZONES: ZoneMix = { same_city: 5n, same_province: 15n, near: 30n, far: 45n, remote: 5n };

/** Months in the window of experience. */
const WINDOW_MONTHS = 3n;

export interface PlannedSales {
  readonly category: Category;
  readonly ordersPerMonth: bigint;
  /** Of one order, fen. */
  readonly averagePrice: Fen;
}

export interface SimulationFacts {
  readonly product: ProductVersion;
  readonly sales: readonly PlannedSales[];
  /** Share of orders that come back. */
  readonly returnRatePpm: bigint;
  readonly zoneMix: ZoneMix;
  /** Everybody's experience, as of the last nightly run. */
  readonly all: Experience;
}

/** What a month costs in one band. Amounts in fen. */
export interface BandCost {
  readonly band: Band;
  readonly premium: Fen;
  /** Premium of one insured order, rounded half up. */
  readonly costPerOrder: Fen;
  /** The return rate at which cover costs as much as the freight that it pays; null where claims are not the freight of returns. */
  readonly breakEvenPpm: bigint | null;
}

export interface Simulation extends BandCost {
  /** The band that this volume and return rate come to once they have filled the window. */
  readonly rating: ExperienceRating;
  /** Orders a month that can be insured, and those that the product is not for. */
  readonly orders: bigint;
  /** Those of them that come back. */
  readonly returned: bigint;
  readonly notInsurable: readonly Category[];
  /** Freight that is paid for returns in a month, as agreed for parcels that buyers send themselves; null where claims are others. */
  readonly expectedClaims: Fen | null;
  /** Premium in parts per million of what the insured orders sell for; null when they sell for nothing. */
  readonly premiumShareOfSalesPpm: bigint | null;
  readonly bands: readonly BandCost[];
}

interface Lot {
  readonly category: Category;
  readonly zone: FreightZone | null;
  readonly orders: bigint;
  readonly price: Fen;
}

/** Orders of a month by category and route; whole orders, which sum to what was planned. */
function lotsOf({ product, sales, zoneMix }: SimulationFacts): readonly Lot[] {
  return sales.flatMap(({ category, ordersPerMonth, averagePrice: price }): Lot[] => {
    if (!dependsOnRoute(product)) return [{ category, zone: null, orders: ordersPerMonth, price }];
    const parts = allocate(
      ordersPerMonth,
      FREIGHT_ZONES.map((zone) => zoneMix[zone]),
    );
    return FREIGHT_ZONES.map((zone, i) => ({ category, zone, orders: parts[i] ?? 0n, price }));
  });
}

/** Premium of one order of a lot in a band, for a buyer without history; null where the product is not for it. */
function premiumOf(product: ProductVersion, { category, zone, price: unitPrice }: Lot, merchantBand: Band): Fen | null {
  const facts = { category, unitPrice, quantity: 1, freight: 0n, zone, merchantBand, buyerBand: "new" } as const;
  const rating = rateLine(product, facts, "merchant");
  return typeof rating === "string" ? null : rating.premium;
}

/** What all orders of a month would cost in return freight, if every one came back; null where claims are others. */
function freightOfAll({ coverage: { benefit } }: ProductVersion, lots: readonly Lot[]): Fen | null {
  if (benefit.kind !== "route_schedule") return null;
  return sum(lots.map(({ zone, orders }) => (zone === null ? 0n : orders * benefit.schedule[zone].selfShip)));
}

/**
 * A month of cover for planned sales; null when none of them can be insured.
 *
 * Break-even: with P the premium of a month and F the freight that all its orders would cost on their way back, a shop that pays
 * freight itself spends q × F at a return rate of q, and one with cover spends P; both are equal at q = P ÷ F. Above it cover is
 * cheaper, so long as the band stays; `bands` has the same for every band. A break-even above 1 means that cover never is.
 */
export function simulate(facts: SimulationFacts): Simulation | null {
  const { product, returnRatePpm, all } = facts;
  const planned = lotsOf(facts);
  const lots = planned.filter((lot) => premiumOf(product, lot, BANDS[0]) !== null);
  const orders = sum(lots.map((lot) => lot.orders));
  if (orders === 0n) return null;
  const freight = freightOfAll(product, lots);
  const costIn = (band: Band): BandCost => {
    const premium = sum(lots.map((lot) => lot.orders * (premiumOf(product, lot, band) ?? 0n)));
    const breakEvenPpm = freight === null || freight === 0n ? null : portion(premium, PPM, freight, "up");
    return { band, premium, costPerOrder: portion(premium, 1n, orders, "half_up"), breakEvenPpm };
  };
  const exposures = orders * WINDOW_MONTHS;
  const own = { exposures, returns: portion(exposures, returnRatePpm, PPM, "half_up") };
  const rating = rateExperience("merchant", own, collectiveRate("merchant", all));
  const assumed = costIn(rating.band);
  const turnover = sum(lots.map((lot) => lot.orders * lot.price));
  return {
    ...assumed,
    rating,
    orders,
    returned: portion(orders, returnRatePpm, PPM, "half_up"),
    notInsurable: [...new Set(planned.filter((lot) => !lots.includes(lot)).map(({ category }) => category))],
    expectedClaims: freight === null ? null : portion(freight, returnRatePpm, PPM, "half_up"),
    premiumShareOfSalesPpm: turnover === 0n ? null : portion(assumed.premium, PPM, turnover, "half_up"),
    bands: BANDS.map(costIn),
  };
}
