// Understands which documents a claim still lacks.

import type { EvidenceSlot, ProductVersion } from "../product/product.js";
import type { EvidenceFact } from "./facts.js";

export interface MissingDocument {
  readonly slot: EvidenceSlot;
  /** Different files that are there; fewer than the slot's `minCount`. */
  readonly given: number;
}

/**
 * The required slots with too few different files: the same picture twice is one picture. In the product's order, so that
 * a request for documents is one complete list (Insurance Law art. 22).
 */
export function missingDocuments(
  { documents }: Pick<ProductVersion, "documents">,
  evidence: readonly Pick<EvidenceFact, "kind" | "sha256">[],
): MissingDocument[] {
  return documents
    .filter((slot) => slot.required)
    .map((slot) => ({ slot, given: new Set(evidence.filter((e) => e.kind === slot.kind).map((e) => e.sha256)).size }))
    .filter(({ slot, given }) => given < slot.minCount);
}
