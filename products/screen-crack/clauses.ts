// Understands which clause of the screen-crack terms each step of adjudication applies, and why in this order.

import type { AdjudicationStep } from "@anxin/core/product/product";

/** The waiting period is told before the period of cover, since it is the better reason; then proof, amount and limits. */
export const SCREEN_CRACK_STEPS: readonly AdjudicationStep[] = [
  { rule: "waiting_period_over", clause: "2.3" },
  { rule: "policy_in_force", clause: "2.1" },
  { rule: "within_reporting_window", clause: "2.2" },
  { rule: "peril_covered", clause: "3.1" },
  { rule: "claims_left", clause: "5.3" },
  { rule: "declaration_given", clause: "7.2" },
  { rule: "evidence_complete", clause: "8.1" },
  { rule: "benefit_amount", clause: "5.2" },
  { rule: "no_double_indemnity", clause: "5.4" },
  { rule: "within_limits", clause: "5.1" },
  { rule: "not_above_request", clause: "5.5" },
  { rule: "serial_matches", clause: "4.3" },
  { rule: "within_rate_card", clause: "3.2" },
  { rule: "picture_unseen", clause: "8.8" },
  { rule: "claim_burst", clause: "8.8" },
  { rule: "payee_of_many", clause: "8.8" },
  { rule: "automatic_limit", clause: "8.5" },
];
