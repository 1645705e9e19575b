// Understands what becomes of a claim whose return is told under another number: a cancelled pickup gets a new one, a slip is mended.

import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import { isConfirmed, type OrderReturn, type OrderSnapshot } from "../order/order.js";
import { isUndecided } from "./claim.js";
import type { ClaimFacts } from "./facts.js";
import type { ReasonCode } from "./finding.js";
import type { CaseState } from "./machine.js";
import { waybillKey } from "./waybill.js";

/** A claim so far as it is about a return. */
export interface ClaimOfReturn {
  readonly claimId: Id;
  readonly returnId: string | null;
  /** The number of its parcel, as the claim knows it. */
  readonly waybillKey: string | null;
  readonly agreedAmount: Fen;
}

/** A claim with the number under which its return is told now. */
export interface Renumbered<C extends ClaimOfReturn> {
  readonly claim: C;
  readonly entry: OrderReturn;
  readonly key: string;
}

/** Claims whose returns an order tells under another number than they know. */
export function renumbered<C extends ClaimOfReturn>(order: OrderSnapshot, claims: readonly C[]): Renumbered<C>[] {
  return claims.flatMap((claim) => {
    const entry = order.returns.find(({ returnId }) => returnId === claim.returnId);
    if (entry === undefined || entry.cancelledAt !== null) return [];
    const key = waybillKey(entry.carrier, entry.waybill);
    return key === null || key === claim.waybillKey ? [] : [{ claim, entry, key }];
  });
}

/**
 * Numbers that a late snapshot tells of returns whose claims were granted. Whatever arrives in which order, a granted claim
 * holds every number under which its return was ever confirmed.
 */
export function lateNumbers<C extends ClaimOfReturn>(order: OrderSnapshot, claims: readonly C[]): Renumbered<C>[] {
  return renumbered(order, claims).filter(({ claim, entry }) => claim.agreedAmount > 0n && isConfirmed(entry));
}

/**
 * moves: nothing was granted, and the new number takes the place of the old one. adds: money was granted on the old number, so
 * that the claim keeps both and neither ever pays again. reopens: it was refused for what the old parcel was, and the new one
 * is another question, which is asked once for each number.
 */
export type Rebinding = "moves" | "adds" | "reopens";

/** Reasons that speak of the parcel and of nothing else: another parcel may be free of them. */
const PARCEL_REASONS: readonly ReasonCode[] = [
  "waybill_invalid",
  "waybill_reused",
  "freight_already_settled",
  "return_refund_only",
  "time_order",
];

/** What a new number does to a case; null where it changes nothing. `refusedFor`: reasons of the decision that stands. */
export function rebindingOf(
  { status, agreed, openAppeal, lapsed, proposal }: CaseState,
  refusedFor: readonly ReasonCode[],
): Rebinding | null {
  if (agreed > 0n) return "adds";
  if (isUndecided(status) || openAppeal !== null || lapsed) return "moves";
  const restsOnParcel = refusedFor.length > 0 && refusedFor.every((reason) => PARCEL_REASONS.includes(reason));
  return status === "rejected" && proposal === null && restsOnParcel ? "reopens" : null;
}

/** What another claim of the same order and policy was granted in the meantime. */
export interface GrantBeside {
  readonly returnId: string | null;
  readonly amount: bigint;
}

/** The facts of a claim after another one of its policy was granted, so that an order is paid for once. */
export function afterGrants(facts: ClaimFacts, grants: readonly GrantBeside[]): ClaimFacts {
  if (grants.length === 0) return facts;
  const { claimsPaid, amountPaid } = facts.policy;
  const returns = grants.flatMap(({ returnId }) => (returnId === null ? [] : [returnId]));
  return {
    ...facts,
    policy: {
      ...facts.policy,
      claimsPaid: claimsPaid + grants.length,
      amountPaid: grants.reduce((total, { amount }) => total + amount, amountPaid),
    },
    order: { ...facts.order, returnsPaid: [...new Set([...facts.order.returnsPaid, ...returns])] },
  };
}
