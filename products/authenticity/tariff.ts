// Understands the filed tariff of authenticity cover.

import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { rateGrid } from "../tables.js";

/**
 * Rates on the price paid in parts per million, by category (down) and price band (across; "*" is every other). No rate is public:
 * one in 10,000 counterfeit, four prices paid, 60 % of the premium for claims gives about 670; what is copied more costs more
 * (launch decision).
 */
const RATE = {
  "*": { "*": 500n },
  bags: { "*": 1_000n, p3000: 1_500n, p10000: 2_000n },
  jewelry: { "*": 1_000n, p3000: 1_500n, p10000: 2_000n },
  shoes: { "*": 1_000n, p3000: 1_500n, p10000: 1_500n },
  beauty: { "*": 1_000n },
  apparel: { "*": 700n, p3000: 1_000n, p10000: 1_000n },
} as const;

export const AUTHENTICITY_TARIFF: Tariff = {
  code: "AU-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["category", "priceBand"],
  rows: rateGrid(RATE),
  relativities: [],
  // Launch decision: at least a fen, at most 200 yuan.
  minimum: 1n,
  maximum: 20_000n,
  rounding: "half_up",
};
