// Understands when cover may be cancelled or taken up again, and how much premium goes back or is paid once more.

import { never } from "../assert.js";
import { type Fen, portion } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import { DAY_MS, type Instant, plus } from "../time.js";
import { earnedPremium, type Policy, type PolicyState, statusAt } from "./policy.js";

/** What claims on a policy say about its premium. */
export interface ClaimStanding {
  /** A claim waits for its decision. */
  readonly open: boolean;
  /** A claim was paid, or is owed. */
  readonly paid: boolean;
}

/** Why cover cannot be cancelled. */
export type NotCancellable =
  /** It has ended: cancelled, used up or expired. */
  | "over"
  /** The product gives this payer no right to. */
  | "payer"
  /** A claim must be decided first. */
  | "claim_open"
  /** It has begun, and binds both sides (Insurance Law art. 50). */
  | "begun";

/**
 * What goes back, in fen, when a policy is cancelled at an instant. Before cover begins all of it; afterwards what the
 * product's rule says; after a claim was paid nothing, though cover ends (Insurance Law art. 54 and 58, the terms' clause 6.3).
 */
export function cancellationRefund(
  { cancellation: { payers, refund } }: Pick<ProductVersion, "cancellation">,
  { payer }: Pick<Policy, "payer">,
  state: PolicyState,
  claims: ClaimStanding,
  at: Instant,
): { readonly refund: Fen } | NotCancellable {
  const status = statusAt(state, at);
  if (status !== "pending" && status !== "in_force") return "over";
  if (!payers.includes(payer)) return "payer";
  if (claims.open) return "claim_open";
  if (status === "pending") return { refund: claims.paid ? 0n : state.premium };
  if (refund.kind === "none") return "begun";
  if (claims.paid) return { refund: 0n };
  switch (refund.kind) {
    case "pro_rata":
      return { refund: state.premium - earnedPremium(state, at) };
    case "short_rate":
      return {
        refund: portion(state.premium, BigInt(shortRatePercent(refund.refundPercent, state, at)), 100n, "down"),
      };
    default:
      return never(refund);
  }
}

/** The percentage of the part of the period that has begun: the first from inception on, the last in the last part. */
function shortRatePercent(table: readonly number[], { effectiveAt, expiresAt }: PolicyState, at: Instant): number {
  if (effectiveAt === null || expiresAt === null) return table[0] ?? 0;
  const part = Math.floor(((at - effectiveAt) * table.length) / (expiresAt - effectiveAt));
  return table[part] ?? 0;
}

/** Why cancelled cover cannot be taken up again. */
export type NotReinstatable =
  | "not_cancelled"
  /** The product gives no right to. */
  | "product"
  /** It ended because its goods were never sent. */
  | "goods"
  /** Too many days ago, or the period is over. */
  | "too_late";

/** Reason of a cancellation that was asked for; the others follow from the order. */
export const ON_REQUEST = "on_request";

/** What taking cover up again costs, in fen: what was refunded. */
export function reinstatementCharge(
  { cancellation: { reinstatementDays } }: Pick<ProductVersion, "cancellation">,
  state: PolicyState,
  reason: string | null,
  at: Instant,
): { readonly charge: Fen } | NotReinstatable {
  const { cancelledAt, expiresAt } = state;
  if (cancelledAt === null) return "not_cancelled";
  if (reinstatementDays === 0) return "product";
  if (reason !== ON_REQUEST) return "goods";
  if (at > plus(cancelledAt, reinstatementDays * DAY_MS) || (expiresAt !== null && at >= expiresAt)) return "too_late";
  return { charge: state.refunded };
}
