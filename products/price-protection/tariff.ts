// Understands the filed tariff of price-protection cover.

import type { Category } from "@anxin/core/product/product";
import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { amountsBy } from "../tables.js";

/** Premiums in fen by price band: a few jiao (SOURCES.md S54, C), from a fen on elsewhere (S54, C); the steps are a launch decision. */
const AMOUNT = { p0: 5n, p50: 10n, p200: 30n, p1000: 50n, p3000: 80n, p10000: 150n } as const;

/** What is known for sudden price cuts costs more (launch decision). */
const CATEGORY: Readonly<Record<Category, bigint>> = {
  apparel: 1_200_000n,
  shoes: 1_200_000n,
  bags: 1_000_000n,
  beauty: 1_000_000n,
  digital: 1_500_000n,
  appliance: 1_500_000n,
  home: 1_000_000n,
  fragile: 1_000_000n,
  food: 800_000n,
  jewelry: 800_000n,
  other: 1_000_000n,
};

export const PRICE_PROTECTION_TARIFF: Tariff = {
  code: "PP-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["priceBand"],
  rows: amountsBy(AMOUNT),
  relativities: [{ factor: "category", ppm: CATEGORY }],
  minimum: 1n,
  maximum: 300n,
  rounding: "half_up",
};
