// Understands the filed tariff of quality cover.

import type { Category } from "@anxin/core/product/product";
import type { Band } from "@anxin/core/product/rate";
import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { ratesBy } from "../tables.js";

/**
 * Rates on the price paid in parts per million. The market takes 0.1 % (SOURCES.md S49, B) and 0.05-1 % with a mean of 0.2 % (S50, C);
 * which category lies where is a launch decision.
 */
const RATE: Readonly<Record<Exclude<Category, "food">, bigint>> = {
  apparel: 2_000n,
  shoes: 2_000n,
  bags: 2_000n,
  beauty: 2_000n,
  digital: 2_000n,
  appliance: 1_500n,
  home: 1_500n,
  fragile: 1_000n,
  jewelry: 2_000n,
  other: 2_000n,
};

/** A shop whose goods often come back sells more that fails a test. The ends reach the market's 0.05 % and 1 % (S50, C). */
const MERCHANT: Readonly<Record<Band, bigint>> = {
  new: 1_000_000n,
  a: 500_000n,
  b: 750_000n,
  c: 1_000_000n,
  d: 1_500_000n,
  e: 2_500_000n,
  f: 5_000_000n,
};

export const QUALITY_TARIFF: Tariff = {
  code: "QU-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["category"],
  rows: ratesBy(RATE),
  relativities: [{ factor: "merchantBand", ppm: MERCHANT }],
  // Launch decision: at least a fen, at most 100 yuan, the dearest rate on the dearest single piece.
  minimum: 1n,
  maximum: 10_000n,
  rounding: "half_up",
};
