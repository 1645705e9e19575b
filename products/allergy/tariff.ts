// Understands the filed tariff of allergy cover.

import type { Tariff } from "@anxin/core/product/tariff";
import { LAUNCH_DAY } from "../launch.js";
import { ratesBy } from "../tables.js";

/** A rate on the price paid in parts per million. None is public: about 3 in 1,000 react and 60 % of the premium is for claims (launch decision). */
export const ALLERGY_TARIFF: Tariff = {
  code: "AL-2025-01",
  validFrom: LAUNCH_DAY,
  validUntil: null,
  by: ["category"],
  rows: ratesBy({ beauty: 5_000n }),
  relativities: [],
  minimum: 1n,
  maximum: 1_000n,
  rounding: "half_up",
};
