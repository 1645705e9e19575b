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
  | { readonly kind: "cancelled"; readonly at: Instant; readonly refund: Fen; readonly reason: string }
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
  readonly refunded: Fen;
}

export function initialState(policy: Pick<Policy, "effectiveAt" | "expiresAt">): PolicyState {
  return {
    effectiveAt: policy.effectiveAt,
    expiresAt: policy.expiresAt,
    cancelledAt: null,
    exhaustedAt: null,
    refunded: 0n,
  };
}

/** The one total function of state changes. Throws on a change that the state does not allow: that is a bug. */
export function evolve(state: PolicyState, change: Endorsement): PolicyState {
  switch (change.kind) {
    case "period_fixed":
      assert(
        change.effectiveAt === null || change.expiresAt === null || change.effectiveAt <= change.expiresAt,
        "cover begins before it ends",
      );
      return { ...state, effectiveAt: change.effectiveAt, expiresAt: change.expiresAt };
    case "cancelled":
      assert(state.cancelledAt === null, "a policy is cancelled once");
      return { ...state, cancelledAt: change.at, refunded: state.refunded + change.refund };
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

export function fold(policy: Pick<Policy, "effectiveAt" | "expiresAt">, changes: readonly Endorsement[]): PolicyState {
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
export function earnedPremium(premium: Fen, state: PolicyState, asOf: Instant): Fen {
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
