// Understands how unused balance goes back: against which top-ups, and as which transfers of the payment channel.

import { formatId, type Id } from "../id.js";
import { type Fen, smaller } from "../money.js";
import { ALIPAY_POLICY, type ChannelPolicy } from "../payout/channel.js";
import { type PayoutChange, preparePayout } from "../payout/payout.js";
import { type Instant, MINUTE_MS, SECOND_MS } from "../time.js";

/** A top-up of which some can still be sent back. */
export interface Refundable {
  readonly topUpId: Id;
  /** Fen. */
  readonly left: Fen;
}

/** One top-up's share of a refund. */
export interface RefundShare {
  readonly topUpId: Id;
  /** Fen. */
  readonly amount: Fen;
}

/**
 * Divides a refund over top-ups in the order in which they are given; each fen goes back where it came from. Null when they do
 * not suffice. The newest are given first: channels send money back for some months only (Alipay: as signed, a year at most),
 * so that the newest can be trusted longest.
 */
export function allocateRefund(amount: Fen, topUps: readonly Refundable[]): readonly RefundShare[] | null {
  const shares: RefundShare[] = [];
  let left = amount;
  for (const topUp of topUps) {
    if (left === 0n) break;
    const share = smaller(left, topUp.left);
    if (share > 0n) shares.push({ topUpId: topUp.topUpId, amount: share });
    left -= share;
  }
  return left === 0n ? shares : null;
}

/** The number under which the channel knows a part of a refund: the refund's id and the part, counted from 1. */
export const refundNumber = (refundId: Id, part: number): string => `${formatId("walletRefund", refundId)}_${part}`;

/**
 * Alipay, refunds of paid trades (alipay.trade.refund). A refund counts once for its number, so that the same bytes may go out
 * again; and it is asked about 10 seconds after it was sent at the earliest, as the reference of
 * alipay.trade.fastpay.refund.query demands. Money that went back to its payer does not return by itself: nobody looks later.
 */
export const REFUND_POLICY: ChannelPolicy = {
  ...ALIPAY_POLICY,
  amountMin: 1n,
  amountMax: 10_000_000_000n,
  queryOffsetsMs: [15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  watchOffsetsMs: [],
};

/** Opens one part of a refund, due at once. It lives as a payout does: the same machine, under a number of its own. */
export function prepareRefund(refundId: Id, part: number, amount: Fen, now: Instant): PayoutChange {
  const { payout, effects } = preparePayout(refundId, amount, now);
  return { payout: { ...payout, attempt: { ...payout.attempt, outBizNo: refundNumber(refundId, part) } }, effects };
}
