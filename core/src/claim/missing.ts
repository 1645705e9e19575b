// Understands which documents a claim still lacks.

import type { EvidenceSlot, ProductVersion } from "../product/product.js";
import type { ClaimFacts, EvidenceFact } from "./facts.js";
import { moneyField } from "./field.js";

/** A required slot, and how far it is filled. */
export interface Requirement {
  readonly slot: EvidenceSlot;
  /** Different files that are there, in the slot itself or in one that may stand for it. */
  readonly given: number;
}

/** A requirement with fewer files than the slot's `minCount`. */
export type MissingDocument = Requirement;

type Slots = Pick<ProductVersion, "documents">;
type Files = readonly Pick<EvidenceFact, "kind" | "sha256">[];
type Fields = ClaimFacts["claim"]["fields"];

/**
 * The slots that the claim has to fill, with the different files that are there: the same picture twice is one picture. A slot
 * that proves an amount is required once the form's `fields` claim that amount.
 */
export function requirements({ documents }: Slots, evidence: Files, fields: Fields): Requirement[] {
  return documents
    .filter(({ required, requiredWith }) => {
      return required || (requiredWith !== undefined && (moneyField(fields, requiredWith) ?? 0n) > 0n);
    })
    .map((slot) => {
      const kinds = documents
        .filter(({ kind, alternativeOf }) => kind === slot.kind || alternativeOf === slot.kind)
        .map(({ kind }) => kind);
      return { slot, given: new Set(evidence.filter((e) => kinds.includes(e.kind)).map((e) => e.sha256)).size };
    });
}

/** What is missing, in the product's order, so that a request for documents is one complete list (Insurance Law art. 22). */
export function missingDocuments(product: Slots, evidence: Files, fields: Fields = {}): MissingDocument[] {
  return requirements(product, evidence, fields).filter(({ slot, given }) => given < slot.minCount);
}
