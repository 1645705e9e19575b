// Understands which clause of the return-freight terms each step of adjudication applies, and why in this order.

import type { AdjudicationStep } from "@anxin/core/product/product";

/**
 * First whether there is cover at all, then whether freight was spent, then whether the parcel is what it says, then the
 * amount and its limits, and last whether a person must look.
 */
export const RETURN_FREIGHT_STEPS: readonly AdjudicationStep[] = [
  { rule: "policy_in_force", clause: "2.1" },
  { rule: "within_reporting_window", clause: "2.2" },
  { rule: "goods_returned", clause: "4.1" },
  { rule: "freight_unsettled", clause: "4.6" },
  { rule: "return_confirmed", clause: "3.2" },
  { rule: "peril_covered", clause: "3.1" },
  { rule: "claims_left", clause: "5.3" },
  { rule: "first_claim_of_order", clause: "5.3" },
  { rule: "waybill_valid", clause: "3.3" },
  { rule: "waybill_unused", clause: "4.2" },
  { rule: "time_order", clause: "4.3" },
  { rule: "benefit_amount", clause: "5.2" },
  { rule: "self_ship_plausible", clause: "5.5" },
  { rule: "within_limits", clause: "5.1" },
  { rule: "not_above_request", clause: "5.4" },
  { rule: "waybill_not_outbound", clause: "8.6" },
  { rule: "bounce_not_return", clause: "8.6" },
  { rule: "parcel_seen_once", clause: "8.6" },
  { rule: "route_matches", clause: "8.6" },
  { rule: "travel_possible", clause: "8.6" },
  { rule: "weight_plausible", clause: "8.6" },
  { rule: "payout_below_price", clause: "8.6" },
  { rule: "claim_burst", clause: "8.6" },
  { rule: "payee_of_many", clause: "8.6" },
  { rule: "automatic_limit", clause: "8.5" },
];
