// Understands the filed tariff of extended-warranty cover.

import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { rateGrid } from "../tables.js";

/**
 * Rates on the price paid in parts per million for one year, by category and price band. No rate is public; screens cost 4-12 % of
 * the price (SOURCES.md S56, C), and breakdowns of appliances in their second year less (launch decision). What is sold below 100 yuan
 * is not worth a repair and has no row.
 */
const RATE = {
  appliance: { p50: 60_000n, p200: 60_000n, p1000: 50_000n, p3000: 40_000n, p10000: 30_000n },
  digital: { p50: 80_000n, p200: 80_000n, p1000: 70_000n, p3000: 60_000n, p10000: 50_000n },
} as const;

export const EXTENDED_WARRANTY_TARIFF: Tariff = {
  code: "EW-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["category", "priceBand"],
  rows: rateGrid(RATE),
  relativities: [],
  // Launch decision: 5 to 1,000 yuan.
  minimum: 500n,
  maximum: 100_000n,
  rounding: "half_up",
};
