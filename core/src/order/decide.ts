// Understands what follows from an order as it now stands: which covers bind, change or end, and which returns became claims.

import { present } from "../assert.js";
import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import { type Endorsement, evolve, initialState, type KnownPolicy, type Policy } from "../policy/policy.js";
import type { BindingEvent, ProductVersion } from "../product/product.js";
import type { RefusalCode } from "../refusal.js";
import { DAY_MS, type Instant } from "../time.js";
import { type Applicant, applicants } from "./applicant.js";
import type { CoverFacts } from "./cover.js";
import { coverTimesOf, insuredLine, ratedAnew } from "./endorse.js";
import type { Funds } from "./funds.js";
import { type Held, isLetGo, keepApplicant, openApplicant } from "./held.js";
import {
  eventAt,
  exchangeOf,
  isConfirmed,
  type OrderLine,
  type OrderReturn,
  type OrderSnapshot,
  shippedAtOf,
} from "./order.js";

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
  /** What waits for issue to run again. Left out where nothing does: most orders never meet a switch. */
  readonly held?: readonly Held[];
}

export const NO_OUTCOMES: Outcomes = { evaluated: [], declined: [] };

export interface OrderFacts extends CoverFacts {
  readonly now: Instant;
  readonly book: number;
  readonly tenantId: number;
  readonly bindingDelayDays: number;
  readonly product: (code: string, version: number) => ProductVersion | null;
  readonly outcomes: Outcomes;
  /** Whether issue of a product is switched off at this moment. */
  readonly isOff: (product: string) => boolean;
  readonly policies: readonly KnownPolicy[];
  /** Returns for which a claim exists already. */
  readonly returnsClaimed: readonly string[];
  /** Policies on which there is a claim that is open or was paid: what they insure is settled. */
  readonly policiesClaimed: readonly Id[];
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
  book.bindHeld();
  for (const event of ["payment", "shipment"] as const) {
    for (const line of order.lines) book.bind(line.lineId, event);
  }
  book.cancelUnshipped();
  book.cancelDropped();
  book.fixPeriods();
  book.rateChanged();
  return book.result();
}

type Cover = Extract<Applicant, { kind: "cover" }>;

/** The order's working papers while it is decided. */
class Book {
  readonly #issued: Policy[] = [];
  readonly #endorsed: { policyId: Id; change: Endorsement }[] = [];
  readonly #policies: KnownPolicy[];
  readonly #evaluated: Set<string>;
  readonly #declined: Declined[];
  #held: Held[];

  constructor(
    private readonly order: OrderSnapshot,
    private readonly facts: OrderFacts,
    private readonly funds: Funds,
  ) {
    this.#policies = [...facts.policies];
    this.#evaluated = new Set(facts.outcomes.evaluated);
    this.#declined = [...facts.outcomes.declined];
    this.#held = [...(facts.outcomes.held ?? [])];
  }

  /** What was held binds as of its event, on the terms of then; what is still off stays held. Nothing is too late by waiting. */
  bindHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const entry of held) {
      if (isLetGo(this.order, entry)) continue;
      if (this.facts.isOff(entry.product)) this.#held.push(entry);
      else this.#bindKept(entry);
    }
  }

  #bindKept({ product: code, version, lineId, at, wanted }: Held): void {
    const versionOf = (sold: number): ProductVersion =>
      present(this.facts.product(code, sold), "a version that was to be sold is known");
    const product = versionOf(version);
    if (this.#isCovered(product, lineId)) return;
    const opened = wanted.map((kept) => openApplicant(kept, versionOf));
    this.#bindProduct(product, lineId, at, opened);
  }

  /** Issue is stopped, and it makes a difference: somebody would pay, or what is held already may cover this line too. */
  #isHeldBack({ code, insuredUnit }: ProductVersion, lineId: string, wanted: readonly Applicant[]): boolean {
    if (!this.facts.isOff(code)) return false;
    const same = (held: Held): boolean => held.product === code && (insuredUnit === "order" || held.lineId === lineId);
    return wanted.some(({ kind }) => kind === "cover") || this.#held.some(same);
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
      if (wanted.length === 0) continue;
      const { code, version } = product;
      if (this.facts.now - at > this.facts.bindingDelayDays * DAY_MS) this.#decline(code, lineId, "too_late");
      else if (this.#isHeldBack(product, lineId, wanted))
        this.#held.push({ product: code, version, lineId, event, at, wanted: wanted.map(keepApplicant) });
      else this.#bindProduct(product, lineId, at, wanted);
    }
  }

  #isCovered(product: ProductVersion, lineId: string): boolean {
    return this.#policies.some(
      ({ policy }) => policy.product === product.code && (product.insuredUnit === "order" || policy.lineId === lineId),
    );
  }

  /** The first applicant in order of precedence that can pay gets the cover; otherwise the first reason is told. */
  #bindProduct(product: ProductVersion, lineId: string, at: Instant, wanted: readonly Applicant[]): void {
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
    return this.funds.debitCampaign(present(campaignId, "a gift has a campaign"), this.order, premium, 1);
  }

  #decline(product: string, lineId: string, code: RefusalCode): void {
    this.#declined.push({ product, lineId, code });
  }

  #issue(lineId: string, boundAt: Instant, cover: Cover): void {
    const { effectiveAt, expiresAt } = coverTimesOf(cover.product, this.order, lineId, boundAt);
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

  #product({ product, productVersion }: Policy): ProductVersion {
    return present(this.facts.product(product, productVersion), "a sold version is known");
  }

  #insured(policy: Policy): OrderLine | null {
    return insuredLine(this.#product(policy), this.order, policy.lineId);
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
      const shippedAt = shippedAtOf(this.order, this.#insured(policy)?.lineId ?? policy.lineId);
      if (state.cancelledAt !== null || state.exhaustedAt !== null || (shippedAt !== null && shippedAt < cancelledAt))
        continue;
      this.#cancelWhole(index, cancelledAt, "order_cancelled_before_shipment");
    }
  }

  /** A line that is no longer in the order, and never left the merchant, was cancelled: its whole premium goes back. */
  cancelDropped(): void {
    for (const [index, { policy, state }] of this.#policies.entries()) {
      if (state.cancelledAt !== null || state.exhaustedAt !== null) continue;
      if (this.#insured(policy) !== null) continue;
      this.#cancelWhole(index, this.facts.now, "line_cancelled_before_shipment");
    }
  }

  #cancelWhole(index: number, at: Instant, reason: string): void {
    const { policy, state } = present(this.#policies[index], "a cancelled policy is known");
    this.#endorse(index, { kind: "cancelled", at, refund: state.premium, reason });
    this.#refund(policy, state.premium, 1);
  }

  /** Gives back where it came from. `gifts` is 1 when a gift ends with it. */
  #refund(policy: Policy, amount: Fen, gifts: 0 | 1): void {
    if (policy.payer === "merchant") this.funds.creditWallet(policy.merchantId, amount);
    if (policy.payer === "platform") {
      const campaignId = present(policy.campaignId, "a gift has a campaign");
      this.funds.creditCampaign(campaignId, policy, amount, gifts);
    }
  }

  /** Takes what a change costs more. A buyer's premium never rises above what was quoted and collected. */
  #charge(policy: Policy, amount: Fen): boolean {
    if (policy.payer === "merchant") return this.funds.debitWallet(policy.merchantId, amount);
    if (policy.payer === "buyer") return true;
    const campaignId = present(policy.campaignId, "a gift has a campaign");
    return this.funds.debitCampaign(campaignId, policy, amount, 0);
  }

  /**
   * A line that is dearer, cheaper, fewer or sent elsewhere is rated anew, under the tariff that sold the cover and the bands
   * of then. Where the money for more is not there the cover stays as it was sold, and the next snapshot asks again.
   */
  rateChanged(): void {
    // What this very snapshot sold was rated by it.
    for (const [index] of this.facts.policies.entries()) {
      const known = present(this.#policies[index], "policies are only added");
      const { policy, state } = known;
      const over = state.cancelledAt !== null || state.exhaustedAt !== null;
      if (over || (state.expiresAt !== null && this.facts.now >= state.expiresAt)) continue;
      if (this.facts.policiesClaimed.includes(policy.policyId)) continue;
      const change = ratedAnew(this.#product(policy), this.order, known, this.facts, this.facts.now);
      if (change === null || (change.charge > 0n && !this.#charge(policy, change.charge))) continue;
      if (change.refund > 0n) this.#refund(policy, change.refund, 0);
      this.#endorse(index, change);
    }
  }

  /** Anchors that became known, or were corrected, move the period by endorsement. */
  fixPeriods(): void {
    for (const [index, { policy, state }] of this.#policies.entries()) {
      if (state.cancelledAt !== null || state.exhaustedAt !== null) continue;
      const lineId = this.#insured(policy)?.lineId ?? policy.lineId;
      const { effectiveAt, expiresAt } = coverTimesOf(this.#product(policy), this.order, lineId, policy.boundAt);
      if (effectiveAt === state.effectiveAt && expiresAt === state.expiresAt) continue;
      const exchange = exchangeOf(this.order, lineId);
      this.#endorse(
        index,
        exchange === null
          ? { kind: "period_fixed", effectiveAt, expiresAt }
          : { kind: "exchanged", at: exchange.at, effectiveAt, expiresAt, returnId: exchange.returnId },
      );
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
      outcomes: {
        evaluated: [...this.#evaluated],
        declined: this.#declined,
        ...(this.#held.length > 0 ? { held: this.#held } : {}),
      },
      returnClaims: this.#returnClaims(),
    };
  }
}
