// Understands how unused balance is asked back: taken from the wallet at once, divided over the top-ups that it came from, and
// written down exactly as the channel will be asked. The worker asks, after the commit.

import { present } from "@anxin/core/assert";
import { decodeExact, encodeExact } from "@anxin/core/exact-json";
import type { Id } from "@anxin/core/id";
import {
  type Posting,
  walletRefundFailed,
  walletRefundPrepared,
  walletRefundSucceeded,
} from "@anxin/core/ledger/templates";
import { allocateRefund, prepareRefund, REFUND_POLICY, refundNumber } from "@anxin/core/merchant/refund";
import { type Fen, larger } from "@anxin/core/money";
import { dueAt, onAnswer, type Payout, type PayoutChange, type PayoutEffect } from "@anxin/core/payout/payout";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import { moveTopUpRefunded, refundableTopUps, type TopUpChannel } from "@anxin/store/top-up";
import type { Tx } from "@anxin/store/transaction";
import { fundWallet, holdWallet } from "@anxin/store/wallet";
import {
  insertRefundPart,
  insertRefundTransfers,
  type RefundProgress,
  type RefundRow,
} from "@anxin/store/wallet-refund";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";
import { requirePagePay, tradeNumber } from "./top-up.js";

/** Top-ups that one refund may go back to. */
const PARTS_MAX = 100;
/** What the payer reads. */
const REASON = "退回未使用的预存保费";

export const encodeRefund = (payout: Payout): string => encodeExact(payout);
export const decodeRefund = (text: string): Payout => decodeExact(text) as Payout;

/** What a part of a refund is about. */
export type RefundPlace = Pick<RefundRow, "book" | "merchant_id" | "refund_id" | "part" | "top_up_id">;

const tooMuch = (amount: Fen, balance: Fen): never =>
  refuse("wallet_insufficient", `the wallet holds ${balance} fen of its own; ask for that much at the most`, {
    limit: Number(balance),
    unit: "fen in the wallet",
    errors: [{ pointer: "/amount", code: "maximum", detail: `must be at most ${balance}, not ${amount}` }],
  });

/**
 * Asks unused balance back. Answers the id. Refuses with `not_found`, `wallet_insufficient` above the positive balance,
 * `amount_above_limit` where what is left of the top-ups does not suffice (a channel sends back what it was paid, and only for
 * some time), `limit_exceeded`, and `switched_off` where the channel is not connected any more.
 *
 * Statements: 2 to read (wallet held, top-ups); for each part 1 each for wallet, top-up, refund and transfer.
 */
export async function requestRefund(
  context: Context,
  tx: Tx,
  key: MerchantKey,
  { amount, caller }: { readonly amount: Fen; readonly caller: string },
): Promise<Id> {
  const held = (await holdWallet(tx, key)) ?? refuse("not_found", "there is no merchant of this id");
  const balance = larger(0n, held.balance);
  if (amount > balance) tooMuch(amount, balance);
  const topUps = await refundableTopUps(tx, key);
  const shares = allocateRefund(
    amount,
    topUps.map(({ top_up_id: topUpId, left }) => ({ topUpId, left })),
  );
  if (shares === null) {
    const left = topUps.reduce((sum, topUp) => sum + topUp.left, 0n);
    const detail = `${left} fen can go back to where they were paid from; the rest has to be paid out as agreed`;
    refuse("amount_above_limit", detail, { limit: Number(left), unit: "fen of top-ups that can be sent back" });
  }
  if (shares.length > PARTS_MAX) {
    refuse("limit_exceeded", "ask for less at a time: the amount is spread over too many top-ups", {
      limit: PARTS_MAX,
      unit: "top-ups per refund",
    });
  }
  const channels = new Map(topUps.map((topUp) => [topUp.top_up_id, topUp.channel as TopUpChannel]));
  const refundId = context.ids.next(key.book);
  for (const [index, share] of shares.entries()) {
    const channel = present(channels.get(share.topUpId), "a share is of a top-up that was read");
    await openPart(context, tx, { ...key, ...share, refundId, part: index + 1, channel, caller });
  }
  return refundId;
}

interface PartRequest extends MerchantKey {
  readonly refundId: Id;
  readonly part: number;
  readonly topUpId: Id;
  readonly amount: Fen;
  readonly channel: TopUpChannel;
  readonly caller: string;
}

/** What was topped up in the sandbox without anybody paying goes back in the same way: at once. */
async function openPart(context: Context, tx: Tx, request: PartRequest): Promise<void> {
  const { book, merchantId, refundId, part, topUpId, amount, channel, caller } = request;
  const now = context.clock.now();
  const opened = prepareRefund(refundId, part, amount, now);
  const change = channel === "sandbox" ? paidAtOnce(opened, now) : opened;
  const outRequestNo = refundNumber(refundId, part);
  const order = { outTradeNo: tradeNumber(tx.tenantId, topUpId), outRequestNo, amount, reason: REASON };
  const content = channel === "sandbox" ? "" : requirePagePay(context).prepareRefund(order).bizContent;
  await insertRefundPart(tx, {
    ...{ book, merchantId, refundId, part, topUpId, amount, outRequestNo },
    request: content,
    progress: refundProgress(change, null),
    requestedBy: caller,
    preparedAt: now,
  });
  const place = { book, merchant_id: merchantId, refund_id: refundId, part, top_up_id: topUpId };
  await applyRefundEffects(context, tx, place, change.effects);
}

function paidAtOnce({ payout, effects }: PayoutChange, now: Instant): PayoutChange {
  const answer = { kind: "succeeded", channelOrderNo: "sandbox", paidAt: now, amount: payout.amount } as const;
  const { outBizNo } = payout.attempt;
  const paid = onAnswer(payout, { outBizNo, asked: "query", answer }, REFUND_POLICY, now);
  return { payout: paid.payout, effects: [...effects, ...paid.effects] };
}

/** Tasks that end when it is known what became of the money. */
const ENDED_BY_KNOWING: ReadonlySet<string> = new Set(["unknown_too_long", "request_refused", "payer_capped"]);

/** How far a part is after a change, as its row says it. `openTask` is the task that was open before. */
export function refundProgress({ payout, effects }: PayoutChange, openTask: string | null): RefundProgress {
  const { state } = payout;
  const raised = effects.flatMap((effect) => (effect.kind === "humanTask" ? [effect.reason] : [])).at(-1);
  const known = state.status === "succeeded" || state.status === "failed";
  const left = known && openTask !== null && ENDED_BY_KNOWING.has(openTask) ? null : openTask;
  return {
    status: state.status,
    machine: encodeRefund(payout),
    nextAt: dueAt(payout),
    humanTask: raised ?? left,
    settledAt: state.status === "succeeded" ? state.settledAt : null,
  };
}

type Template = Extract<PayoutEffect, { kind: "ledger" }>["template"];

/** Nobody looks after a refund that succeeded, so that none is ever found returned. */
function postingOf(template: Template, amount: Fen): Posting {
  switch (template) {
    case "payoutPrepared":
      return walletRefundPrepared(amount);
    case "payoutSucceeded":
      return walletRefundSucceeded(amount);
    case "payoutFailed":
      return walletRefundFailed(amount);
    default:
      throw new Error(`broken promise: a refund is never ${template}`);
  }
}

/**
 * Writes what a change of a part does beside its row: wallet, top-up and one transfer for each step. The wallet is moved first,
 * as everywhere. A refund that was given up and paid after all takes the balance along, even below its floor.
 */
export async function applyRefundEffects(
  context: Context,
  tx: Tx,
  place: RefundPlace,
  effects: readonly PayoutEffect[],
  { forced }: { readonly forced: boolean } = { forced: false },
): Promise<void> {
  const { book, merchant_id: merchantId, refund_id: refundId, top_up_id: topUpId } = place;
  const key = { book, merchantId };
  const now = context.clock.now();
  const postings: Posting[] = [];
  for (const effect of effects) {
    if (effect.kind !== "ledger") continue;
    postings.push(postingOf(effect.template, effect.amount));
    const back = effect.template === "payoutFailed";
    if (!back && effect.template !== "payoutPrepared") continue;
    await fundWallet(tx, key, back ? effect.amount : -effect.amount, now, { forced });
    await moveTopUpRefunded(tx, { book, top_up_id: topUpId }, back ? -effect.amount : effect.amount, { closes: back });
  }
  if (postings.length === 0) return;
  const transactionId = context.ids.next(book);
  const where = { tenantId: tx.tenantId, book, merchantId, transactionId, occurredAt: now, recordedAt: now };
  const about = postings.map((posting) => ({ ...posting, topUpId }));
  await insertRefundTransfers(tx, refundId, transferRows(context, where, about));
}
