// Understands how a notice names a cover.

import type { NamedCover } from "@anxin/core/notice/notice";
import type { NameOf } from "@anxin/core/notice/text";
import type { Catalogue } from "../context.js";

/** Names covers as their product version does; one that nobody sells any more goes by its code. */
export function nameOfCover(catalogue: Catalogue): NameOf {
  return ({ product, productVersion }: NamedCover) =>
    catalogue.version(product, productVersion)?.name ?? { zh: product, en: product };
}
