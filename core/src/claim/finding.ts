// Understands findings: the record that every applied clause leaves.

import { decodeExact, encodeExact } from "../exact-json.js";
import type { Fen } from "../money.js";

/** Reason codes of decisions: a closed list, each with texts in `core/claim/reasons.ts`. */
export const REASON_CODES = [
  "not_in_force",
  "outside_window",
  "waiting_period",
  "return_refund_only",
  "waybill_invalid",
  "waybill_reused",
  "time_order",
  "route_mismatch",
  "already_claimed",
  "freight_already_settled",
  "declaration_missing",
  "not_covered",
  "evidence_incomplete",
  "report_not_accredited",
  "report_mismatch",
  "report_invalid",
  "report_out_of_scope",
  "limit_exhausted",
  "other_cover_paid",
  "no_loss",
  "above_automatic_limit",
  "above_rate_card",
  "merchant_not_heard",
  "needs_assessment",
  "suspected_fraud",
  "requested_above_benefit",
  "image_reused",
  "impossible_travel",
  "weight_mismatch",
  "self_ship_unproven",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/**
 * met: the clause allows the claim; not_met: the clause refuses it; refer: a person must look; amount: the clause set or
 * bounded the amount; not_applicable: nothing to apply it to.
 */
export type FindingOutcome = "met" | "not_met" | "refer" | "amount" | "not_applicable";

export type FindingInput = string | number | boolean | bigint | null;

export interface Finding {
  readonly rule: string;
  readonly clause: string;
  readonly productVersion: number;
  readonly outcome: FindingOutcome;
  readonly reason: ReasonCode | null;
  /** The amount after this clause, where it sets or bounds it. */
  readonly amount: Fen | null;
  readonly inputs: Readonly<Record<string, FindingInput>>;
}

/** Findings as JSON text, kept beside the decision that rests on them. */
export function encodeFindings(findings: readonly Finding[]): string {
  return encodeExact(findings);
}

/** The inverse of `encodeFindings`, for text of our own store. */
export function decodeFindings(text: string): readonly Finding[] {
  return decodeExact(text) as readonly Finding[];
}
