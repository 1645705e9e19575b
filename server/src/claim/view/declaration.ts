// Understands how the declaration that a claim rests on is shown: the words that were confirmed, not those of today.

import { declarationOf } from "@anxin/core/claim/declaration";
import { formatInstant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import type { DeclarationRow } from "@anxin/store/supplement";

/** Nulls for a claim that opened by itself: nothing was described that could be untrue. */
export function declarationView({ declaration }: ClaimRow, row: DeclarationRow | null) {
  const words = row === null ? null : declarationOf(row.version);
  return {
    declaration,
    declarationVersion: row?.version ?? null,
    declarationText: row === null ? null : (words?.text[row.language] ?? null),
    declarationLanguage: row?.language ?? null,
    declarationSha256: row?.sha256.toString("hex") ?? null,
    declaredAt: row === null ? null : formatInstant(row.declaredAt),
    declaredBy: row?.declaredBy ?? null,
  };
}
