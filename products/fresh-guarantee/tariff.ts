// Understands the price list of the fresh guarantee.

import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { ratesBy } from "../tables.js";

/** A rate on the price paid in parts per million. Launch decision: one box in fifty arrives bad, half of it on average, and a third on top. */
export const FRESH_GUARANTEE_TARIFF: Tariff = {
  code: "FG-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["category"],
  rows: ratesBy({ food: 15_000n }),
  relativities: [],
  minimum: 5n,
  maximum: 2_000n,
  rounding: "half_up",
};
