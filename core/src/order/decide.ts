// Understands what follows from an order as it now stands: which covers bind, change or end, and which returns became claims.

import { present } from "../assert.js";
import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import { type CoverTimes, coverTimes } from "../policy/period.js";
import { type Endorsement, evolve, initialState, type Policy, type PolicyState } from "../policy/policy.js";
import type { BindingEvent, ProductVersion } from "../product/product.js";
import type { RefusalCode } from "../refusal.js";
import { DAY_MS, type Instant } from "../time.js";
import { type Applicant, applicants } from "./applicant.js";
import type { CoverFacts } from "./cover.js";
import type { Funds } from "./funds.js";
import { deliveredAtOf, type OrderReturn, type OrderSnapshot, shippedAtOf } from "./order.js";

/** A cover that was wanted and not given, with the code that says why. */
export interface Declined {
  readonly product: string;
  readonly lineId: string;
  readonly code: RefusalCode;
}

/** What earlier versions of the order already settled: a line is asked once at each binding event, at first sight. */
export interface Outcomes {
  readonly evaluated: readonly string[];
  readonly declined: readonly Declined[];
}

export const NO_OUTCOMES: Outcomes = { evaluated: [], declined: [] };

export interface KnownPolicy {
  readonly policy: Policy;
  readonly state: PolicyState;
}

export interface OrderFacts extends CoverFacts {
  readonly now: Instant;
  readonly book: number;
  readonly tenantId: number;
  readonly bindingDelayDays: number;
  readonly product: (code: string, version: number) => ProductVersion | null;
  readonly outcomes: Outcomes;
  readonly policies: readonly KnownPolicy[];
  /** Returns for which a claim exists already. */
  readonly returnsClaimed: readonly string[];
  readonly nextId: () => Id;
}

export interface ReturnClaim {
  readonly policyId: Id;
  readonly return: OrderReturn;
}

export interface OrderDecision {
  readonly issued: readonly Policy[];
  readonly endorsed: readonly { readonly policyId: Id; readonly change: Endorsement }[];
  /** Every policy of the order after this decision, oldest first. */
  readonly policies: readonly KnownPolicy[];
  readonly outcomes: Outcomes;
  readonly returnClaims: readonly ReturnClaim[];
}

/**
 * Decides over the newest snapshot. The result is a function of the snapshot and what earlier versions settled, in the order
 * in which the facts happened, not in which they arrived: paid, shipped, cancelled, delivered, returned.
 * Mutates `funds` only: premium before policy, in one transaction.
 */
export function decideOrder(order: OrderSnapshot, facts: OrderFacts, funds: Funds): OrderDecision {
  const book = new Book(order, facts, funds);
  for (const event of ["payment", "shipment"] as const) {
    for (const line of order.lines) book.bind(line.lineId, event);
  }
  book.cancelUnshipped();
  book.fixPeriods();
  return book.result();
}

/** When a line's binding event happened; null while it has not, or when the order was cancelled before it. */
function eventAt(order: OrderSnapshot, lineId: string, event: BindingEvent): Instant | null {
  const at = event === "payment" ? order.paidAt : shippedAtOf(order, lineId);
  return at !== null && order.cancelledAt !== null && order.cancelledAt <= at ? null : at;
}

type Cover = Extract<Applicant, { kind: "cover" }>;

/** The order's working papers while it is decided. */
class Book {
  readonly #issued: Policy[] = [];
  readonly #endorsed: { policyId: Id; change: Endorsement }[] = [];
  readonly #policies: KnownPolicy[];
  readonly #evaluated: Set<string>;
  readonly #declined: Declined[];

  constructor(
    private readonly order: OrderSnapshot,
    private readonly facts: OrderFacts,
    private readonly funds: Funds,
  ) {
    this.#policies = [...facts.policies];
    this.#evaluated = new Set(facts.outcomes.evaluated);
    this.#declined = [...facts.outcomes.declined];
  }

  /** Asks a line once, at first sight of the event, for every product that may bind on it. */
  bind(lineId: string, event: BindingEvent): void {
    const mark = `${lineId}\u0000${event}`;
    const at = eventAt(this.order, lineId, event);
    if (at === null || this.#evaluated.has(mark)) return;
    this.#evaluated.add(mark);
    for (const product of this.facts.live(at)) {
      if (this.#isCovered(product, lineId)) continue;
      const wanted = applicants(this.order, lineId, product, event, at, this.facts);
      if (wanted.length > 0) this.#bindProduct(product, lineId, at, wanted);
    }
  }

  #isCovered(product: ProductVersion, lineId: string): boolean {
    return this.#policies.some(
      ({ policy }) => policy.product === product.code && (product.insuredUnit === "order" || policy.lineId === lineId),
    );
  }

  /** The first applicant in order of precedence that can pay gets the cover; otherwise the first reason is told. */
  #bindProduct(product: ProductVersion, lineId: string, at: Instant, wanted: readonly Applicant[]): void {
    if (this.facts.now - at > this.facts.bindingDelayDays * DAY_MS) {
      this.#decline(product.code, lineId, "too_late");
      return;
    }
    let reason: RefusalCode | null = null;
    for (const applicant of wanted) {
      if (applicant.kind === "declined") {
        reason ??= applicant.code;
        continue;
      }
      if (this.#pay(applicant)) {
        this.#issue(lineId, at, applicant);
        return;
      }
      reason ??= applicant.payer === "merchant" ? "wallet_insufficient" : "campaign_exhausted";
    }
    if (reason !== null) this.#decline(product.code, lineId, reason);
  }

  /** Takes the premium where it comes from. A buyer's was paid with the order: the marketplace collected it. */
  #pay({ payer, premium, campaignId }: Cover): boolean {
    if (payer === "merchant") return this.funds.debitWallet(this.order.merchantId, premium);
    if (payer === "buyer") return true;
    return this.funds.debitCampaign(present(campaignId, "a gift has a campaign"), this.order.buyerId, premium);
  }

  #decline(product: string, lineId: string, code: RefusalCode): void {
    this.#declined.push({ product, lineId, code });
  }

  #issue(lineId: string, boundAt: Instant, cover: Cover): void {
    const { effectiveAt, expiresAt } = this.#times(cover.product, lineId, boundAt);
    const policy: Policy = {
      policyId: this.facts.nextId(),
      book: this.facts.book,
      tenantId: this.facts.tenantId,
      merchantId: this.order.merchantId,
      orderId: this.order.orderId,
      lineId,
      buyerId: this.order.buyerId,
      product: cover.product.code,
      productVersion: cover.product.version,
      payer: cover.payer,
      campaignId: cover.campaignId,
      premium: cover.premium,
      sumInsured: cover.sumInsured,
      rating: cover.rating,
      boundAt,
      effectiveAt,
      expiresAt,
      issuedAt: this.facts.now,
    };
    this.#issued.push(policy);
    this.#policies.push({ policy, state: initialState(policy) });
  }

  #times(product: ProductVersion, lineId: string, boundAt: Instant): CoverTimes {
    const anchors = {
      payment: this.order.paidAt,
      shipment: shippedAtOf(this.order, lineId),
      delivery: deliveredAtOf(this.order, lineId),
    };
    return coverTimes(product, anchors, boundAt);
  }

  #endorse(index: number, change: Endorsement): void {
    const known = present(this.#policies[index], "an endorsed policy is known");
    this.#endorsed.push({ policyId: known.policy.policyId, change });
    this.#policies[index] = { policy: known.policy, state: evolve(known.state, change) };
  }

  /** An order cancelled before a line left the merchant never ran a risk: the whole premium goes back (Insurance Law art. 54). */
  cancelUnshipped(): void {
    const { cancelledAt } = this.order;
    if (cancelledAt === null) return;
    for (const [index, { policy, state }] of this.#policies.entries()) {
      const shippedAt = shippedAtOf(this.order, policy.lineId);
      if (state.cancelledAt !== null || state.exhaustedAt !== null || (shippedAt !== null && shippedAt < cancelledAt))
        continue;
      this.#endorse(index, {
        kind: "cancelled",
        at: cancelledAt,
        refund: policy.premium,
        reason: "order_cancelled_before_shipment",
      });
      this.#refund(policy, policy.premium);
    }
  }

  #refund(policy: Policy, amount: Fen): void {
    if (policy.payer === "merchant") this.funds.creditWallet(policy.merchantId, amount);
    if (policy.payer === "platform") {
      this.funds.creditCampaign(present(policy.campaignId, "a gift has a campaign"), policy.buyerId, amount);
    }
  }

  /** Anchors that became known, or were corrected, move the period by endorsement. */
  fixPeriods(): void {
    for (const [index, { policy, state }] of this.#policies.entries()) {
      if (state.cancelledAt !== null || state.exhaustedAt !== null) continue;
      const product = present(this.facts.product(policy.product, policy.productVersion), "a sold version is known");
      const { effectiveAt, expiresAt } = this.#times(product, policy.lineId, policy.boundAt);
      if (effectiveAt === state.effectiveAt && expiresAt === state.expiresAt) continue;
      this.#endorse(index, { kind: "period_fixed", effectiveAt, expiresAt });
    }
  }

  /** Returns that the merchant confirmed, and refunds that never had a parcel, become claims under return-freight cover. */
  #returnClaims(): ReturnClaim[] {
    const freight = this.#policies.find(({ policy }) => {
      return this.facts.product(policy.product, policy.productVersion)?.coverage.benefit.kind === "route_schedule";
    });
    if (freight === undefined) return [];
    return this.order.returns
      .filter((entry) => isConfirmed(entry) && !this.facts.returnsClaimed.includes(entry.returnId))
      .sort((a, b) => (a.receivedAt ?? a.refundedAt ?? 0) - (b.receivedAt ?? b.refundedAt ?? 0))
      .map((entry) => ({ policyId: freight.policy.policyId, return: entry }));
  }

  result(): OrderDecision {
    return {
      issued: this.#issued,
      endorsed: this.#endorsed,
      policies: this.#policies,
      outcomes: { evaluated: [...this.#evaluated], declined: this.#declined },
      returnClaims: this.#returnClaims(),
    };
  }
}

/** A parcel that is back with the merchant, its number known; or money given back with no parcel at all. */
function isConfirmed(entry: OrderReturn): boolean {
  if (entry.cancelledAt !== null) return false;
  if (entry.mode === "refund_only") return entry.refundedAt !== null;
  return entry.receivedAt !== null && entry.waybill !== "";
}
