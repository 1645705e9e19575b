// Understands which rules adjudication knows, by name, and in which order they are worth applying.

import type { Rule } from "./rule.js";
import { automaticLimit } from "./rules/automatic-limit.js";
import { benefitAmount } from "./rules/benefit-amount.js";
import { claimsLeft } from "./rules/claims-left.js";
import { declarationGiven } from "./rules/declaration-given.js";
import { degreeAssessed } from "./rules/degree-assessed.js";
import { evidenceComplete } from "./rules/evidence-complete.js";
import { firstClaimOfOrder } from "./rules/first-claim-of-order.js";
import { goodsReturned } from "./rules/goods-returned.js";
import { noDoubleIndemnity } from "./rules/no-double-indemnity.js";
import { notAboveRequest } from "./rules/not-above-request.js";
import { payoutBelowPrice } from "./rules/payout-below-price.js";
import { perilCovered } from "./rules/peril-covered.js";
import { policyInForce } from "./rules/policy-in-force.js";
import { repairerListed } from "./rules/repairer-listed.js";
import { reportAccredited } from "./rules/report-accredited.js";
import { reportMatches } from "./rules/report-matches.js";
import { returnConfirmed } from "./rules/return-confirmed.js";
import { routeMatches } from "./rules/route-matches.js";
import { timeOrder } from "./rules/time-order.js";
import { waitingPeriodOver } from "./rules/waiting-period-over.js";
import { waybillNotOutbound } from "./rules/waybill-not-outbound.js";
import { waybillUnused } from "./rules/waybill-unused.js";
import { waybillValid } from "./rules/waybill-valid.js";
import { withinLimits } from "./rules/within-limits.js";
import { withinReportingWindow } from "./rules/within-reporting-window.js";

/**
 * In the order in which a product does well to cite them. Reasons are told in this order, and the amount is handed on from
 * rule to rule, so that the order is part of the promise; which rules apply is the product's own list.
 */
const rules = {
  // Was there cover at all? The waiting period comes first since it is the better-known half of "not in force".
  waiting_period_over: waitingPeriodOver,
  policy_in_force: policyInForce,
  within_reporting_window: withinReportingWindow,
  return_confirmed: returnConfirmed,
  // Is this what was insured? What the claim says, before anyone looks for proof of it.
  peril_covered: perilCovered,
  claims_left: claimsLeft,
  first_claim_of_order: firstClaimOfOrder,
  declaration_given: declarationGiven,
  // Is it proven? Facts that refuse, from the plainest to the most particular.
  goods_returned: goodsReturned,
  waybill_valid: waybillValid,
  waybill_unused: waybillUnused,
  time_order: timeOrder,
  evidence_complete: evidenceComplete,
  report_accredited: reportAccredited,
  report_matches: reportMatches,
  degree_assessed: degreeAssessed,
  // How much? First the promise, then what others paid, then the limits, then the request: each only ever lowers it.
  benefit_amount: benefitAmount,
  no_double_indemnity: noDoubleIndemnity,
  within_limits: withinLimits,
  not_above_request: notAboveRequest,
  // Does a person have to look? Signals and authority come last: they know the final amount, and they never refuse.
  waybill_not_outbound: waybillNotOutbound,
  route_matches: routeMatches,
  repairer_listed: repairerListed,
  payout_below_price: payoutBelowPrice,
  automatic_limit: automaticLimit,
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** Every rule by the name that products cite. Without a prototype: a product that cites "constructor" cites nothing. */
export const RULES: Readonly<Record<string, Rule>> = Object.assign(Object.create(null) as Record<string, Rule>, rules);

/** The names in the order above. */
export const RULE_NAMES = Object.keys(rules) as readonly RuleName[];
