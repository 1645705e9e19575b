// Understands which clause of the transit-damage terms each step of adjudication applies, and why in this order.

import type { AdjudicationStep } from "@anxin/core/product/product";

/** Cover first, then proof and the degree of damage, then the amount and what bounds it, and last who decides. */
export const TRANSIT_DAMAGE_STEPS: readonly AdjudicationStep[] = [
  { rule: "policy_in_force", clause: "2.1" },
  { rule: "within_reporting_window", clause: "2.2" },
  { rule: "peril_covered", clause: "3.1" },
  { rule: "claims_left", clause: "5.3" },
  { rule: "declaration_given", clause: "7.2" },
  { rule: "evidence_complete", clause: "8.1" },
  { rule: "degree_assessed", clause: "5.2" },
  { rule: "benefit_amount", clause: "5.2" },
  { rule: "no_double_indemnity", clause: "5.4" },
  { rule: "within_limits", clause: "5.1" },
  { rule: "not_above_request", clause: "5.5" },
  { rule: "photos_timed", clause: "7.5" },
  { rule: "signature_weighed", clause: "7.5" },
  { rule: "picture_unseen", clause: "8.8" },
  { rule: "claim_burst", clause: "8.8" },
  { rule: "payee_of_many", clause: "8.8" },
  { rule: "automatic_limit", clause: "8.5" },
];
