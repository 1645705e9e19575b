// Understands which products this house sells: all of ours.

import { shanghaiDay } from "@anxin/core/time";
import { CATALOGUE, liveProducts, productVersion } from "@anxin/products/catalogue";
import type { Catalogue } from "./context.js";
import { formulasOf } from "./product/formula.js";

// A version whose expressions cannot be read is known at the start, and not with its first claim.
for (const product of CATALOGUE) formulasOf(product);

export const catalogue: Catalogue = {
  all: CATALOGUE,
  live: (at) => liveProducts(shanghaiDay(at)),
  version: productVersion,
};
