// Understands a policy: what was sold, how endorsements change it, and what its status is at an instant.

import { assert, never } from "../assert.js";
import type { Id } from "../id.js";
import { type Fen, portion } from "../money.js";
import type { Payer } from "../product/product.js";
import { DAY_MS, type Instant } from "../time.js";

/** A policy as issued. Never edited: every change is an endorsement. */
export interface Policy {
  readonly policyId: Id;
  readonly book: number;
  readonly tenantId: number;
  readonly merchantId: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly buyerId: string;
  readonly product: string;
  readonly productVersion: number;
  readonly payer: Payer;
  readonly campaignId: Id | null;
  readonly premium: Fen;
  readonly sumInsured: Fen;
  /** Tariff code and the factor values that selected the premium, "code;factor=value;…". */
  readonly rating: string;
  readonly boundAt: Instant;
  readonly effectiveAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly issuedAt: Instant;
}

/** What may happen to a policy after issue. */
export type Endorsement =
  /** Anchors became known: cover runs [effectiveAt, expiresAt). */
  | { readonly kind: "period_fixed"; readonly effectiveAt: Instant | null; readonly expiresAt: Instant | null }
  /** The goods were exchanged: cover is of the replacement, and runs [effectiveAt, expiresAt). */
  | {
      readonly kind: "exchanged";
      readonly at: Instant;
      readonly effectiveAt: Instant | null;
      readonly expiresAt: Instant | null;
      readonly returnId: string;
    }
  /** The insured line changed: price, quantity or route. `charge` or `refund` is the difference of premium in fen. */
  | {
      readonly kind: "rerated";
      readonly at: Instant;
      readonly charge: Fen;
      readonly refund: Fen;
      /** What the whole period costs as the line now is. */
      readonly fullPremium: Fen;
      readonly sumInsured: Fen;
      /** As in the policy. */
      readonly rating: string;
    }
  | { readonly kind: "cancelled"; readonly at: Instant; readonly refund: Fen; readonly reason: string }
  /** Cancelled cover was taken up again, and what had been refunded was paid once more. */
  | { readonly kind: "reinstated"; readonly at: Instant; readonly charge: Fen }
  /** The last benefit was paid out: cover ends, and the premium is fully earned. */
  | { readonly kind: "exhausted"; readonly at: Instant; readonly claimId: Id }
  /** A decision that had exhausted the policy was overturned or withdrawn. */
  | { readonly kind: "restored"; readonly at: Instant; readonly claimId: Id };

export type PolicyStatus = "pending" | "in_force" | "exhausted" | "expired" | "cancelled";

/** A policy with its endorsements folded in. */
export interface PolicyState {
  readonly effectiveAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly exhaustedAt: Instant | null;
  /** Premium as endorsed, before what a cancellation gave back. */
  readonly premium: Fen;
  /** What the whole period costs as the insured line now is; differs from `premium` where only the unexpired share moved. */
  readonly fullPremium: Fen;
  readonly sumInsured: Fen;
  readonly rating: string;
  /** What a cancellation gave back. */
  readonly refunded: Fen;
  /** Times [from, until) without cover, between a cancellation and a reinstatement. */
  readonly suspensions: readonly { readonly from: Instant; readonly until: Instant }[];
}

/** A policy as it now stands. */
export interface KnownPolicy {
  readonly policy: Policy;
  readonly state: PolicyState;
}

/** What of a policy its state begins with. */
export type PolicyTerms = Pick<Policy, "effectiveAt" | "expiresAt" | "premium" | "sumInsured" | "rating">;

export function initialState({ effectiveAt, expiresAt, premium, sumInsured, rating }: PolicyTerms): PolicyState {
  return {
    effectiveAt,
    expiresAt,
    cancelledAt: null,
    exhaustedAt: null,
    premium,
    fullPremium: premium,
    sumInsured,
    rating,
    refunded: 0n,
    suspensions: [],
  };
}

/** The one total function of state changes. Throws on a change that the state does not allow: that is a bug. */
export function evolve(state: PolicyState, change: Endorsement): PolicyState {
  switch (change.kind) {
    case "period_fixed":
    case "exchanged":
      assert(
        change.effectiveAt === null || change.expiresAt === null || change.effectiveAt <= change.expiresAt,
        "cover begins before it ends",
      );
      return { ...state, effectiveAt: change.effectiveAt, expiresAt: change.expiresAt };
    case "rerated":
      return rerated(state, change);
    case "cancelled":
      assert(state.cancelledAt === null, "a policy is cancelled once");
      assert(change.refund <= state.premium, "no more premium goes back than was paid");
      return { ...state, cancelledAt: change.at, refunded: change.refund };
    case "reinstated": {
      const { cancelledAt } = state;
      assert(cancelledAt !== null && cancelledAt <= change.at, "only a cancelled policy is reinstated");
      assert(change.charge === state.refunded, "who takes up cover again pays back what was refunded");
      const suspensions = [...state.suspensions, { from: cancelledAt, until: change.at }];
      return { ...state, cancelledAt: null, refunded: 0n, suspensions };
    }
    case "exhausted":
      assert(state.exhaustedAt === null, "a policy is exhausted once");
      return { ...state, exhaustedAt: change.at };
    case "restored":
      assert(state.exhaustedAt !== null, "only an exhausted policy is restored");
      return { ...state, exhaustedAt: null };
    default:
      return never(change);
  }
}

function rerated(state: PolicyState, change: Extract<Endorsement, { kind: "rerated" }>): PolicyState {
  const { charge, refund, fullPremium, sumInsured, rating } = change;
  assert(state.cancelledAt === null && state.exhaustedAt === null, "only a policy that still covers is rated anew");
  const premium = state.premium + charge - refund;
  assert(premium > 0n && sumInsured > 0n, "an endorsed policy has a premium and a sum insured");
  return { ...state, premium, fullPremium, sumInsured, rating };
}

export function fold(policy: PolicyTerms, changes: readonly Endorsement[]): PolicyState {
  return changes.reduce(evolve, initialState(policy));
}

/** Status at an instant. Cancelled and exhausted end cover for good; the rest follows from the period. */
export function statusAt(state: PolicyState, now: Instant): PolicyStatus {
  if (state.cancelledAt !== null) return "cancelled";
  if (state.exhaustedAt !== null) return "exhausted";
  if (state.effectiveAt === null || now < state.effectiveAt) return "pending";
  return state.expiresAt !== null && now >= state.expiresAt ? "expired" : "in_force";
}

/**
 * Premium earned by `asOf`, pro rata temporis by elapsed time over the period, rounded down (the remainder is earned at
 * expiry). Nothing is earned before inception; exhaustion earns all; after cancellation what was not refunded is earned.
 */
export function earnedPremium(state: PolicyState, asOf: Instant): Fen {
  const { premium } = state;
  if (state.cancelledAt !== null && asOf >= state.cancelledAt) return premium - state.refunded;
  if (state.exhaustedAt !== null && asOf >= state.exhaustedAt) return premium;
  const { effectiveAt, expiresAt } = state;
  if (effectiveAt === null || asOf <= effectiveAt) return 0n;
  if (expiresAt === null) return 0n;
  if (asOf >= expiresAt) return premium;
  return portion(premium, BigInt(asOf - effectiveAt), BigInt(expiresAt - effectiveAt), "down");
}

/** Days of cover, for people; a started day counts. */
export function daysOfCover(state: PolicyState): number | null {
  if (state.effectiveAt === null || state.expiresAt === null) return null;
  return Math.ceil((state.expiresAt - state.effectiveAt) / DAY_MS);
}
