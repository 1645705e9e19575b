// Understands how documents are shown: the slots of a product's list, what is there, and what is still waited for.

import type { MissingDocument } from "@anxin/core/claim/missing";
import type { OpenDocument } from "@anxin/core/claim/supplement";
import { formatId } from "@anxin/core/id";
import type { EvidenceSlot, ProductVersion } from "@anxin/core/product/product";
import { formatInstant } from "@anxin/core/time";
import { type ClaimEvidence, EVIDENCE_PARTIES } from "@anxin/store/evidence";
import type { SupplementRow } from "@anxin/store/supplement";
import type { Language } from "../../http/language.js";
import { instantTextOrNull, known } from "../../http/schema.js";
import { kindTitle } from "../document-kinds.js";

/** A slot of the evidence list in the viewer's language. */
export function slotView(slot: EvidenceSlot, language: Language) {
  const { kind, title, minCount, required, example, alternativeOf = null, requiredWith = null, picture = null } = slot;
  const words = { title: title[language], example: example[language] };
  return { kind, minCount, required, alternativeOf, requiredWith, picture, ...words };
}

export const missingView = ({ slot, given }: MissingDocument, language: Language) => ({
  ...slotView(slot, language),
  given,
});

/** A document that is waited for; `note` says what whoever asked for it wants to see. */
export const openView = ({ note, asked, ...missing }: OpenDocument, language: Language) => ({
  ...missingView(missing, language),
  ...{ note, asked },
});

/** A list that was asked for: delivered and complete are the two times between which the law's clock stands. */
export function supplementView(
  list: SupplementRow,
  names: ReadonlyMap<string, string>,
  product: ProductVersion,
  language: Language,
) {
  const { round, reason, requestedBy, documents } = list;
  return {
    ...{ round, reason, requestedBy, requestedByName: names.get(requestedBy) ?? null },
    requestedAt: formatInstant(list.requestedAt),
    deliveredAt: formatInstant(list.deliveredAt),
    closesAt: formatInstant(list.closesAt),
    completedAt: instantTextOrNull(list.completedAt),
    lapsedAt: instantTextOrNull(list.lapsedAt),
    documents: documents.map(({ kind, note, needed, required }) => {
      return { kind, title: kindTitle(product, kind)[language], note, needed, required };
    }),
  };
}

export function evidenceView(row: ClaimEvidence, product: ProductVersion, language: Language) {
  return {
    evidenceId: formatId("evidence", row.evidence_id),
    kind: row.kind,
    title: kindTitle(product, row.kind)[language],
    party: known(EVIDENCE_PARTIES, row.party),
    mediaType: row.media_type,
    sha256: row.sha256.toString("hex"),
    bytes: row.bytes,
    addedAt: formatInstant(row.added_at),
    capturedAt: instantTextOrNull(row.captured_at),
  };
}
