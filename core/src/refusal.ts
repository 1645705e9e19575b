// Understands every reason for saying no, as a closed list.

/** Codes in order of precedence inside their group. A code, once published, never changes its meaning. */
export const REFUSAL_CODES = [
  // who is asking
  "unauthenticated",
  "credentials_wrong",
  "totp_wrong",
  "forbidden",
  "csrf",
  "rate_limited",
  // what was asked
  "unsupported_media_type",
  "body_too_large",
  "malformed_json",
  "validation_failed",
  "method_not_allowed",
  "not_found",
  "route_not_found",
  "idempotency_key_missing",
  "idempotency_key_invalid",
  "idempotency_key_reused",
  "idempotency_key_running",
  "if_match_missing",
  "if_match_stale",
  "cursor_invalid",
  // orders and cover
  "merchant_unknown",
  "version_conflict",
  "identity_changed",
  "duplicate_in_batch",
  "currency_unsupported",
  "too_late",
  "not_eligible",
  "whole_shop_required",
  "shop_not_eligible",
  "wallet_insufficient",
  "campaign_exhausted",
  "quote_invalid",
  "quote_foreign",
  "quote_expired",
  "quote_mismatch",
  "buyer_blocked",
  "route_unrated",
  "already_covered",
  "product_unknown",
  "product_not_live",
  "product_code_taken",
  // changes of cover
  "cancellation_not_possible",
  "cancellation_stale",
  "reinstatement_not_possible",
  // claims, evidence, payouts
  "claim_not_possible",
  "claim_not_decidable",
  "merchant_not_heard",
  "claim_held",
  "dry_run_invalid",
  "same_person",
  "authority_exceeded",
  "supplement_again",
  "amount_below_agreed",
  "review_not_possible",
  "appeal_open",
  "appeal_too_late",
  "appeals_exhausted",
  "already_claimed",
  "declaration_missing",
  "evidence_unknown",
  "evidence_unsupported",
  "evidence_too_large",
  "evidence_unreadable",
  "evidence_malicious",
  "evidence_infected",
  "link_expired",
  "amount_above_limit",
  "amount_required",
  "reason_required",
  "state_conflict",
  "limitation_over",
  "payout_not_failed",
  "payment_known",
  "calendar_unknown",
  "register_name_taken",
  "service_order_not_possible",
  // messages of the payment channel
  "notification_invalid",
  // limits and the house
  "limit_exceeded",
  "switched_off",
  "unavailable",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One field that is wrong: where (JSON pointer), which rule, and what to do. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A refusal is a value: what, in words that name the fix, and optionally the fields or the limit with its unit. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly limit?: number;
  readonly unit?: string;
  readonly extra?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Carries a refusal out of a flow whose transaction must roll back. Only edges catch it. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
    this.name = "Refused";
  }
}

export function refuse(code: RefusalCode, detail: string, more: Omit<Refusal, "code" | "detail"> = {}): never {
  throw new Refused({ code, detail, ...more });
}
