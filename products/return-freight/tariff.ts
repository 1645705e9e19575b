// Understands the filed tariff of return-freight cover.

import type { Fen } from "@anxin/core/money";
import type { Category } from "@anxin/core/product/product";
import type { Band } from "@anxin/core/product/rate";
import type { Tariff } from "@anxin/core/product/tariff";
import type { FreightZone } from "@anxin/core/region";
import { LAUNCH_DAY } from "../launch.js";
import { amountGrid } from "../tables.js";

/**
 * Base premiums in fen by the shop's return-rate band and the distance of the return: a per-mille of the zone's sum insured
 * (a 25, new and b 50, c 100, d 160, e 250, f 360). Launch decision, set between what is known of the market: 0.10-0.20 yuan for
 * return rates below 1 % (SOURCES.md S19, B), 0.36 for 8 and 0.20 for 12 yuan (S26, A, samples), 4.3 yuan at a return rate of 75 %
 * (S36, B). A shop without history is rated as band b until it has one.
 */
const BASE: Readonly<Record<Band, Readonly<Record<FreightZone, Fen>>>> = {
  new: { same_city: 30n, same_province: 40n, near: 50n, far: 60n, remote: 125n },
  a: { same_city: 15n, same_province: 20n, near: 25n, far: 30n, remote: 63n },
  b: { same_city: 30n, same_province: 40n, near: 50n, far: 60n, remote: 125n },
  c: { same_city: 60n, same_province: 80n, near: 100n, far: 120n, remote: 250n },
  d: { same_city: 96n, same_province: 128n, near: 160n, far: 192n, remote: 400n },
  e: { same_city: 150n, same_province: 200n, near: 250n, far: 300n, remote: 625n },
  f: { same_city: 216n, same_province: 288n, near: 360n, far: 432n, remote: 900n },
};

/** By the buyer's own return rate: the same direction as the buyers' tariff of 2012, less steep (S20, B, 0.5 to 2.9 yuan). */
const BUYER: Readonly<Record<Band, bigint>> = {
  new: 1_000_000n,
  a: 800_000n,
  b: 900_000n,
  c: 1_000_000n,
  d: 1_300_000n,
  e: 1_800_000n,
  f: 2_500_000n,
};

/** Apparel is the measure; what is rarely sent back costs less. Launch decision: category is a named factor (S03, S04), its size is not public. */
const CATEGORY: Readonly<Record<Category, bigint>> = {
  apparel: 1_000_000n,
  shoes: 1_000_000n,
  bags: 800_000n,
  beauty: 500_000n,
  digital: 500_000n,
  appliance: 600_000n,
  home: 600_000n,
  fragile: 600_000n,
  food: 300_000n,
  jewelry: 700_000n,
  other: 800_000n,
};

/** A shop's band, the route, the buyer's band and the category select the premium; nothing else does (filed = charged). */
export const RETURN_FREIGHT_TARIFF: Tariff = {
  code: "RF-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["merchantBand", "zone"],
  rows: amountGrid(BASE),
  relativities: [
    { factor: "buyerBand", ppm: BUYER },
    { factor: "category", ppm: CATEGORY },
  ],
  // Premiums of 0.01 to 3 yuan are usual (S16, A/B), up to 7 in the dearest categories (S78, C).
  minimum: 1n,
  maximum: 700n,
  rounding: "half_up",
};
