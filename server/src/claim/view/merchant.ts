// Understands how the merchant's side of a claim is shown.

import { formatInstant } from "@anxin/core/time";
import type { MerchantAnswer, MerchantStatement } from "@anxin/store/merchant-statement";
import { instantTextOrNull } from "../../http/schema.js";

export interface MerchantRecord {
  readonly hearing: MerchantAnswer | null;
  /** Oldest first; the last one stands. */
  readonly statements: readonly MerchantStatement[];
}

/** Null where the merchant was not asked and said nothing. */
export function merchantStatementView({ hearing, statements }: MerchantRecord) {
  if (hearing === null) return null;
  const last = statements.at(-1) ?? null;
  return {
    askedAt: formatInstant(hearing.askedAt),
    answerUntil: instantTextOrNull(hearing.answerUntil),
    answeredAt: instantTextOrNull(hearing.answeredAt),
    position: hearing.position,
    statement: last?.statement ?? null,
    statedAt: last === null ? null : formatInstant(last.statedAt),
    statedBy: last?.statedBy ?? null,
    wordings: statements.length,
  };
}
