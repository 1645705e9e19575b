// Understands which rules adjudication knows, by name, and in which order they are worth applying.

import type { Rule } from "./rule.js";
import { automaticLimit } from "./rules/automatic-limit.js";
import { benefitAmount } from "./rules/benefit-amount.js";
import { bounceNotReturn } from "./rules/bounce-not-return.js";
import { claimBurst } from "./rules/claim-burst.js";
import { claimsLeft } from "./rules/claims-left.js";
import { conditionsMet } from "./rules/conditions-met.js";
import { declarationGiven } from "./rules/declaration-given.js";
import { degreeAssessed } from "./rules/degree-assessed.js";
import { evidenceComplete } from "./rules/evidence-complete.js";
import { feeProven } from "./rules/fee-proven.js";
import { firstClaimOfOrder } from "./rules/first-claim-of-order.js";
import { freightUnsettled } from "./rules/freight-unsettled.js";
import { goodsReturned } from "./rules/goods-returned.js";
import { merchantHeard } from "./rules/merchant-heard.js";
import { noDoubleIndemnity } from "./rules/no-double-indemnity.js";
import { notAboveRequest } from "./rules/not-above-request.js";
import { parcelSeenOnce } from "./rules/parcel-seen-once.js";
import { payeeOfMany } from "./rules/payee-of-many.js";
import { payoutBelowPrice } from "./rules/payout-below-price.js";
import { perilCovered } from "./rules/peril-covered.js";
import { photosTimed } from "./rules/photos-timed.js";
import { pictureUnseen } from "./rules/picture-unseen.js";
import { policyInForce } from "./rules/policy-in-force.js";
import { repairerListed } from "./rules/repairer-listed.js";
import { reportAccredited } from "./rules/report-accredited.js";
import { reportConclusion } from "./rules/report-conclusion.js";
import { reportDated } from "./rules/report-dated.js";
import { reportMatches } from "./rules/report-matches.js";
import { reportNumberValid } from "./rules/report-number-valid.js";
import { reportStandard } from "./rules/report-standard.js";
import { reportUnused } from "./rules/report-unused.js";
import { returnConfirmed } from "./rules/return-confirmed.js";
import { routeMatches } from "./rules/route-matches.js";
import { selfShipPlausible } from "./rules/self-ship-plausible.js";
import { serialMatches } from "./rules/serial-matches.js";
import { signatureWeighed } from "./rules/signature-weighed.js";
import { timeOrder } from "./rules/time-order.js";
import { travelPossible } from "./rules/travel-possible.js";
import { waitingPeriodOver } from "./rules/waiting-period-over.js";
import { waybillNotOutbound } from "./rules/waybill-not-outbound.js";
import { waybillUnused } from "./rules/waybill-unused.js";
import { waybillValid } from "./rules/waybill-valid.js";
import { weightPlausible } from "./rules/weight-plausible.js";
import { withinLimits } from "./rules/within-limits.js";
import { withinRateCard } from "./rules/within-rate-card.js";
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
  freight_unsettled: freightUnsettled,
  waybill_valid: waybillValid,
  waybill_unused: waybillUnused,
  time_order: timeOrder,
  evidence_complete: evidenceComplete,
  report_accredited: reportAccredited,
  report_number_valid: reportNumberValid,
  report_dated: reportDated,
  report_standard: reportStandard,
  report_conclusion: reportConclusion,
  report_matches: reportMatches,
  degree_assessed: degreeAssessed,
  conditions_met: conditionsMet,
  // How much? First the promise, then what others paid, then the limits, then the request: each only ever lowers it.
  benefit_amount: benefitAmount,
  fee_proven: feeProven,
  self_ship_plausible: selfShipPlausible,
  no_double_indemnity: noDoubleIndemnity,
  within_limits: withinLimits,
  not_above_request: notAboveRequest,
  // Does a person have to look? Signals and authority come last: they know the final amount, and they never refuse.
  waybill_not_outbound: waybillNotOutbound,
  bounce_not_return: bounceNotReturn,
  parcel_seen_once: parcelSeenOnce,
  route_matches: routeMatches,
  travel_possible: travelPossible,
  weight_plausible: weightPlausible,
  report_unused: reportUnused,
  serial_matches: serialMatches,
  photos_timed: photosTimed,
  signature_weighed: signatureWeighed,
  repairer_listed: repairerListed,
  within_rate_card: withinRateCard,
  payout_below_price: payoutBelowPrice,
  picture_unseen: pictureUnseen,
  claim_burst: claimBurst,
  payee_of_many: payeeOfMany,
  merchant_heard: merchantHeard,
  automatic_limit: automaticLimit,
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** Every rule by the name that products cite. Without a prototype: a product that cites "constructor" cites nothing. */
export const RULES: Readonly<Record<string, Rule>> = Object.assign(Object.create(null) as Record<string, Rule>, rules);

/** The names in the order above. */
export const RULE_NAMES = Object.keys(rules) as readonly RuleName[];
