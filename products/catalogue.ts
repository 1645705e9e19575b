// Understands which products there are, which of them are sold on a day, and where a version that was sold is found again.

import { assert } from "@anxin/core/assert";
import type { ProductVersion } from "@anxin/core/product/product";
import type { Day } from "@anxin/core/time";
import { authenticityV1 } from "./authenticity/product.js";
import { extendedWarrantyV1 } from "./extended-warranty/product.js";
import { freshGuaranteeV1 } from "./fresh-guarantee/product.js";
import { qualityV1 } from "./quality/product.js";
import { returnFreightV1 } from "./return-freight/product.js";
import { screenCrackV1 } from "./screen-crack/product.js";
import { transitDamageV1 } from "./transit-damage/product.js";
import { writtenProduct } from "./written.js";

/** Every version that was ever sold, in the order in which products are shown. Versions are added, never taken away. */
export const CATALOGUE: readonly ProductVersion[] = [
  returnFreightV1,
  qualityV1,
  transitDamageV1,
  authenticityV1,
  extendedWarrantyV1,
  screenCrackV1,
  writtenProduct("allergy"),
  writtenProduct("price-protection"),
  freshGuaranteeV1,
];

const keyOf = (code: string, version: number): string => `${code}/${version}`;

const byKey: ReadonlyMap<string, ProductVersion> = new Map(
  CATALOGUE.map((product) => [keyOf(product.code, product.version), product]),
);
assert(byKey.size === CATALOGUE.length, "a version of a product is in the catalogue once");

/** A version by its product's code and its number; null when there is none. */
export function productVersion(code: string, version: number): ProductVersion | null {
  return byKey.get(keyOf(code, version)) ?? null;
}

const liveByDay = new Map<Day, readonly ProductVersion[]>();
/** Days whose answer is kept; there are few in use at a time, and the bound holds memory where many are asked for. */
const LIVE_DAYS_KEPT_MAX = 1_000;

/** The version of each product that is sold on a Shanghai day: the newest whose first day has come. */
export function liveProducts(day: Day): readonly ProductVersion[] {
  const known = liveByDay.get(day);
  if (known !== undefined) return known;
  const newest = new Map<string, ProductVersion>();
  for (const product of CATALOGUE) {
    const other = newest.get(product.code);
    if (product.validFrom <= day && (other === undefined || product.version > other.version)) {
      newest.set(product.code, product);
    }
  }
  const live = [...newest.values()];
  if (liveByDay.size >= LIVE_DAYS_KEPT_MAX) liveByDay.clear();
  liveByDay.set(day, live);
  return live;
}
