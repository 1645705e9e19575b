// Understands which products this house sells: all of ours.

import { shanghaiDay } from "@anxin/core/time";
import { CATALOGUE, liveProducts, productVersion } from "@anxin/products/catalogue";
import type { Catalogue } from "./context.js";

export const catalogue: Catalogue = {
  all: CATALOGUE,
  live: (at) => liveProducts(shanghaiDay(at)),
  version: productVersion,
};
