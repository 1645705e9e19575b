// Understands which clause of the quality terms each step of adjudication applies, and why in this order.

import type { AdjudicationStep } from "@anxin/core/product/product";

/** Cover first, then proof, then the amount and what bounds it; a person decides in the end. */
export const QUALITY_STEPS: readonly AdjudicationStep[] = [
  { rule: "policy_in_force", clause: "2.1" },
  { rule: "within_reporting_window", clause: "2.2" },
  { rule: "peril_covered", clause: "3.1" },
  { rule: "claims_left", clause: "5.3" },
  { rule: "declaration_given", clause: "7.2" },
  { rule: "evidence_complete", clause: "8.1" },
  { rule: "report_accredited", clause: "3.2" },
  { rule: "report_number_valid", clause: "3.3" },
  { rule: "report_dated", clause: "3.3" },
  { rule: "report_standard", clause: "3.4" },
  { rule: "report_conclusion", clause: "3.5" },
  { rule: "report_matches", clause: "3.3" },
  { rule: "benefit_amount", clause: "5.2" },
  { rule: "fee_proven", clause: "5.2" },
  { rule: "no_double_indemnity", clause: "5.4" },
  { rule: "within_limits", clause: "5.1" },
  { rule: "not_above_request", clause: "5.5" },
  { rule: "report_unused", clause: "3.6" },
  { rule: "picture_unseen", clause: "8.8" },
  { rule: "claim_burst", clause: "8.8" },
  { rule: "payee_of_many", clause: "8.8" },
  { rule: "automatic_limit", clause: "8.5" },
];
