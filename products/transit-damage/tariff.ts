// Understands the filed tariff of transit-damage cover.

import type { Category } from "@anxin/core/product/product";
import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { ratesBy } from "../tables.js";

/** Rates on the price paid in parts per million, inside the market's 0.1-2 % (SOURCES.md S58, C); the order is a launch decision. */
const RATE: Readonly<Record<Category, bigint>> = {
  apparel: 1_000n,
  shoes: 1_000n,
  bags: 1_000n,
  beauty: 4_000n,
  digital: 5_000n,
  appliance: 8_000n,
  home: 6_000n,
  fragile: 20_000n,
  food: 5_000n,
  jewelry: 3_000n,
  other: 5_000n,
};

export const TRANSIT_DAMAGE_TARIFF: Tariff = {
  code: "TD-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["category"],
  rows: ratesBy(RATE),
  relativities: [],
  // Launch decision: at least a fen, at most 500 yuan.
  minimum: 1n,
  maximum: 50_000n,
  rounding: "half_up",
};
