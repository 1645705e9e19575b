// Understands the filed tariff of screen-crack cover.

import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { amountsBy } from "../tables.js";

/** Premiums in fen by price band; 100-500 yuan by model and 4-12 % of a phone's price are told (SOURCES.md S56, C), the steps are a launch decision. */
const AMOUNT = { p200: 5_900n, p1000: 9_900n, p3000: 19_900n, p10000: 39_900n } as const;

export const SCREEN_CRACK_TARIFF: Tariff = {
  code: "SC-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["priceBand"],
  rows: amountsBy(AMOUNT),
  relativities: [],
  minimum: 5_900n,
  maximum: 39_900n,
  rounding: "half_up",
};
