// Understands what a version of an insurance product promises, as data.

import type { ReasonCode } from "../claim/finding.js";
import type { SignalRules } from "../fraud/threshold.js";
import type { Fen } from "../money.js";
import type { FreightZone } from "../region.js";
import type { RegisterKind } from "../register/entry.js";
import type { Day } from "../time.js";
import type { Tariff } from "./tariff.js";

/** A text in both languages of the house. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export const CATEGORIES = [
  "apparel",
  "shoes",
  "bags",
  "beauty",
  "digital",
  "appliance",
  "home",
  "fragile",
  "food",
  "jewelry",
  "other",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Who pays the premium, in order of precedence when several covers apply to one line. */
export const PAYERS = ["merchant", "buyer", "platform"] as const;
export type Payer = (typeof PAYERS)[number];

/** What makes a policy bind: the first of these facts seen on the order. */
export type BindingEvent = "payment" | "shipment";

/** A fact of the order from which a time is counted. */
export type Anchor = "payment" | "shipment" | "delivery";

/**
 * A moment counted from an anchor. `days` are calendar days of 24 hours, `hours` come on top.
 * `fromNextDay` first moves to 00:00 Shanghai of the following day (allergy cover counts from the day after signature).
 */
export interface Moment {
  readonly anchor: Anchor;
  readonly days: number;
  readonly hours: number;
  readonly fromNextDay: boolean;
}

/**
 * When cover runs: [inception, expiry). While the expiry's anchor is not known, cover stays open, at the longest until
 * `openDaysMax` after binding. The waiting period is part of inception: cover begins when it is over.
 */
export interface CoverPeriod {
  readonly inception: Moment;
  readonly waitingDays: number;
  readonly expiry: Moment;
  readonly openDaysMax: number;
}

/** A numbered clause of the terms; findings and refusals cite it. */
export interface Clause {
  readonly id: string;
  readonly title: Text;
  readonly text: Text;
}

export interface Peril {
  readonly code: string;
  readonly title: Text;
}

export const FIELD_TYPES = ["string", "text", "integer", "money", "date", "datetime", "boolean", "enum"] as const;

/** A field of the claim form. */
export interface FormField {
  readonly name: string;
  readonly type: (typeof FIELD_TYPES)[number];
  readonly title: Text;
  readonly required: boolean;
  readonly options?: readonly { readonly value: string; readonly title: Text }[];
  readonly example?: Text;
  /** The answer names an entry of this part of the insurer's register. */
  readonly register?: RegisterKind;
}

/** A slot of the evidence list. */
export interface EvidenceSlot {
  readonly kind: string;
  readonly title: Text;
  readonly example: Text;
  readonly minCount: number;
  readonly required: boolean;
  /** The required slot that this one's files fill as well: one of both is enough. */
  readonly alternativeOf?: string;
  /** The money field that has to be proven here once it is filled in. */
  readonly requiredWith?: string;
  /** Where an example of it can be seen: an https address. */
  readonly picture?: string;
}

/** How a list of missing documents is followed up. */
export interface SupplementTerms {
  /** Days after the list, or after the last document, on which the claimant is reminded; ascending. */
  readonly reminderDays: readonly number[];
  /** Days of silence after which the case is closed; it opens again with the first answer. */
  readonly silenceDays: number;
}

/** Freight of a return by distance zone, per return mode; the largest of a zone is the sum insured. */
export interface RouteBenefit {
  readonly kind: "route_schedule";
  readonly schedule: Readonly<Record<FreightZone, { readonly selfShip: Fen; readonly pickup: Fen }>>;
}

/** The price paid for the line times a percentage (100 is a plain refund), plus a proven fee up to a cap. */
export interface RefundBenefit {
  readonly kind: "refund";
  /** 100 = refund; 300 on top of a refund is 400. */
  readonly percentOfPrice: number;
  /** Form field that carries the proven fee (test, appraisal), or null where none is paid. */
  readonly feeField: string | null;
  readonly feeMax: Fen;
}

/** A share of the price paid, including freight, by assessed degree of damage. */
export interface DegreeBenefit {
  readonly kind: "damage_degree";
  readonly degreeField: string;
  readonly percentByDegree: Readonly<Record<string, number>>;
}

/** Proven repair cost less deductible, up to the price paid. */
export interface RepairBenefit {
  readonly kind: "repair_cost";
  readonly costField: string;
  readonly deductible: Fen;
  /** Share of the cost that the insured bears before the fixed deductible, in percent. */
  readonly deductiblePercent: number;
}

/** Whatever the product's own form says: an expression over the claim's answers, files, goods and times, in fen. */
export interface FormulaBenefit {
  readonly kind: "formula";
  readonly expression: string;
  /** What is paid, said to people. */
  readonly words: Text;
}

export type Benefit = RouteBenefit | RefundBenefit | DegreeBenefit | RepairBenefit | FormulaBenefit;

/** A condition that the product's own form adds: an expression that has to be true for the clause to allow the claim. */
export interface Condition {
  readonly name: string;
  /** The clause of the terms that says so; a step `conditions_met` cites it. */
  readonly clause: string;
  readonly expression: string;
  /** What becomes of a claim for which it is false. */
  readonly otherwise: "reject" | "refer";
  readonly reason: ReasonCode;
}

/** A coverage: what is promised for which perils, within which limits. */
export interface Coverage {
  readonly code: string;
  readonly title: Text;
  readonly perils: readonly Peril[];
  readonly benefit: Benefit;
  /** At most this many paid claims on the policy. */
  readonly claimsMax: number;
  /** At most this amount on one claim, or null for the sum insured. */
  readonly claimLimit: Fen | null;
}

/** How the sum insured of a policy is found. */
export type SumInsuredRule =
  | { readonly kind: "route_maximum" }
  | { readonly kind: "price_percent"; readonly percent: number; readonly plus: Fen; readonly maximum: Fen };

/** Who may decide: rules alone up to a limit, or a person. */
export interface DecisionRule {
  readonly mode: "automatic" | "automatic_under_limit" | "person";
  /** For `automatic_under_limit`: the largest amount that rules may approve alone. */
  readonly automaticMax: Fen;
}

/** One step of adjudication: a rule of core/claim/rules by name, and the clause that it applies. */
export interface AdjudicationStep {
  readonly rule: string;
  readonly clause: string;
}

/** Which goods a product is for. An empty list of categories means all goods. */
export interface Eligibility {
  readonly categories: readonly Category[];
  readonly unitPriceMin: Fen;
  readonly unitPriceMax: Fen;
}

/** What goes back of the premium of cover that has begun. Before it begins, all of it goes back. */
export type PremiumRefund =
  /** Cover that has begun cannot be cancelled (Insurance Law art. 50). */
  | { readonly kind: "none" }
  /** The unexpired share of the period, by time (Insurance Law art. 54). */
  | { readonly kind: "pro_rata" }
  /** A share by started twelfth of the period, in percent, descending: the insurer keeps more than time alone would earn. */
  | { readonly kind: "short_rate"; readonly refundPercent: readonly number[] };

/** Whose cover ends early on request, and what then goes back. Who pays the premium is the policyholder. */
export interface CancellationRule {
  readonly payers: readonly Payer[];
  readonly refund: PremiumRefund;
  /** Days after a cancellation within which cover may be taken up again; 0 where it may not. */
  readonly reinstatementDays: number;
}

/**
 * What a change of the insured line does to the premium: the whole difference is charged or refunded, as if the line had been
 * sold so; or its unexpired share. A buyer's premium is only ever lowered: the marketplace collected what was quoted.
 */
export type EndorsementRule = "whole_difference" | "unexpired_share";

/** Which shops may enrol, so that a shop is not insured only when it expects returns. */
export interface ShopRule {
  /** An enrolment covers all of a shop's goods: no selection against the insurer. */
  readonly wholeShop: boolean;
  /** The clause of the terms that says so. */
  readonly wholeShopClause?: string;
  /** Days since the shop opened. */
  readonly ageDaysMin: number;
  /** Trailing return rate above which a shop is not taken, in parts per million; null where any is. */
  readonly returnRateMaxPpm: bigint | null;
  /** Policies or orders in the trailing window below which the return rate is not asked. */
  readonly exposuresMin: bigint;
}

/**
 * From which share of returns on a buyer cannot buy cover; what merchant or platform give is not touched. A buyer with at least
 * `exposuresMin` policies in the trailing `windowDays`, more than `returnRateMaxPpm` of them with an agreed claim, is blocked
 * for `blockDays`.
 */
export interface BuyerLimit {
  readonly returnRateMaxPpm: bigint;
  readonly exposuresMin: bigint;
  readonly windowDays: number;
  readonly blockDays: number;
}

/**
 * What may be recovered of whoever is liable for the loss, once the insured was indemnified (subrogation, Insurance Law art. 60;
 * also against a policyholder that is not the insured, SPC Interpretation IV on the Insurance Law art. 8).
 */
export interface RecoveryRule {
  /** The clause of the terms that says so. */
  readonly clause: string;
  /** Share of what was granted, in percent, by peril; of a peril that is left out nothing. */
  readonly percentByPeril: Readonly<Record<string, number>>;
  /** Until when the debtor may be asked, in days from the parcel's shipment or from the decision. */
  readonly within: { readonly anchor: "shipment" | "decision"; readonly days: number };
}

/** Points for something that happened within so many hours of delivery. */
export interface PointsWithin {
  readonly hours: number;
  readonly points: number;
}

/**
 * How a signature for the parcel is weighed against what else is known of its damage. Points for and against are added up;
 * below `referBelow` a person looks. A weight refers, it never refuses.
 */
export interface SignatureWeights {
  /** The parcel was signed for as intact. */
  readonly intact: number;
  /** It was signed for with a remark about the damage. */
  readonly remarked: number;
  /** Nobody signed: it was left at the door or in a locker. */
  readonly unsigned: number;
  /** Slots whose files speak for damage on the way, with the points of each. */
  readonly slots: Readonly<Record<string, number>>;
  /** The earliest photo, by the time that it carries; the first that fits counts. */
  readonly photographed: readonly PointsWithin[];
  readonly photographedLater: number;
  /** The report; the first that fits counts. */
  readonly reported: readonly PointsWithin[];
  readonly referBelow: number;
  /** Photos taken earlier than this before the delivery, or later than this after it, are looked at by a person. */
  readonly photoHoursBefore: number;
  readonly photoHoursAfter: number;
}

/** Insurance, or a platform's own guarantee service (平台服务保障): same benefits, other ledger accounts. */
export type Funding = "insurance" | "guarantee_service";

export interface ProductVersion {
  readonly code: string;
  /** Two digits, used where a number must name the product. */
  readonly number: number;
  readonly version: number;
  readonly validFrom: Day;
  readonly name: Text;
  readonly summary: Text;
  /** Filed name and number of the terms and rates (Insurance Law art. 135; fictional in the demo). */
  readonly filing: string;
  readonly funding: Funding;
  readonly payers: readonly Payer[];
  readonly bindsOn: Readonly<Record<Payer, BindingEvent>>;
  /** One policy for each order (its first eligible line) or one for each line. */
  readonly insuredUnit: "order" | "line";
  readonly eligibility: Eligibility;
  readonly period: CoverPeriod;
  /** Days after expiry during which a loss inside the period may still be reported. */
  readonly reportingDays: number;
  readonly coverage: Coverage;
  readonly sumInsured: SumInsuredRule;
  readonly tariff: Tariff;
  /**
   * What a claim is paid on average, in percent of the sum insured: set aside for one of which the clauses cannot say yet what it
   * would be paid.
   */
  readonly averageClaimPercent: number;
  /** Indemnity covers share one loss: together they never pay more than it. */
  readonly indemnity: boolean;
  readonly endorsement: EndorsementRule;
  readonly cancellation: CancellationRule;
  readonly shop: ShopRule;
  /** Left out where every buyer may buy. */
  readonly buyerLimit?: BuyerLimit;
  readonly decision: DecisionRule;
  /** Working days that the merchant has to answer before anybody decides; null where nobody waits for them. */
  readonly merchantAnswer: { readonly days: number } | null;
  /** Left out where no parcel's signature is weighed. */
  readonly signature?: SignatureWeights;
  /** Left out where no claim is counted and no parcel is measured. */
  readonly signals?: SignalRules;
  readonly adjudication: readonly AdjudicationStep[];
  /** Left out where the rules of `adjudication` say everything. */
  readonly conditions?: readonly Condition[];
  readonly fields: readonly FormField[];
  readonly documents: readonly EvidenceSlot[];
  /** Left out where the usual times apply. */
  readonly supplement?: SupplementTerms;
  readonly recoveryFrom: "carrier" | "merchant" | null;
  /** A guarantee service that promises interest on what it pays late; insurance owes it by law. Left out: it does not. */
  readonly lateInterest?: boolean;
  /** Left out where nothing is recovered. */
  readonly recovery?: RecoveryRule;
  readonly clauses: readonly Clause[];
  /** The whole terms, Markdown. */
  readonly terms: Text;
}

/** The clause of a version by id; a product that cites a clause it does not have is a bug. */
export function clauseOf(product: ProductVersion, id: string): Clause {
  const clause = product.clauses.find((candidate) => candidate.id === id);
  if (clause === undefined) throw new Error(`broken promise: ${product.code} v${product.version} has clause ${id}`);
  return clause;
}
