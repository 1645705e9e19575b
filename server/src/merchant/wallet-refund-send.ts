// Understands one step of a refund: take it, ask the channel, store what it said. Never a network call inside a transaction.
//
// Three parts, as for payouts: (1) a short transaction takes the lease and, for a send, passes the switches and logs that the
// request is about to go out. (2) The channel is asked, with nothing open. (3) A short transaction stores the answer, with
// wallet, top-up and transfer where it is final. Whoever finds a lease that ran out asks before anything is sent again.

import { REFUND_POLICY } from "@anxin/core/merchant/refund";
import type { Asked, ChannelAnswer } from "@anxin/core/payout/channel";
import { nextStep, onAnswer, onInterrupted, onSending, type Payout, type PayoutStep } from "@anxin/core/payout/payout";
import { ALL_PRODUCTS } from "@anxin/core/switch/switch";
import { passSwitches } from "@anxin/store/kill-switch";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { holdWallet } from "@anxin/store/wallet";
import { type Exchange, noteExchange } from "@anxin/store/wallet-exchange";
import {
  dueRefunds,
  leaseRefund,
  moveRefund,
  type RefundRow,
  refundParts,
  tenantsWithDueRefunds,
} from "@anxin/store/wallet-refund";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { inLanes } from "../lanes.js";
import { requirePagePay, tradeNumber } from "./top-up.js";
import { applyRefundEffects, decodeRefund, encodeRefund, refundProgress } from "./wallet-refund.js";

/** A part that is ours for the length of a lease, and what to ask the channel about it. */
interface TakenRefund {
  readonly row: RefundRow;
  readonly payout: Payout;
  readonly asked: Asked;
}

type Words = Pick<Exchange, "action" | "answer" | "code" | "detail">;

const noted = (context: Context, row: RefundRow, words: Words): Exchange => ({
  book: row.book,
  subjectId: row.refund_id,
  part: row.part,
  exchangeId: context.ids.next(row.book),
  at: context.clock.now(),
  ...words,
});

/**
 * Takes a due part for a lease. Null when nothing is due, when a switch stops sending, when someone else holds it, or when it
 * changed since it was read.
 */
async function takeRefund(context: Context, tenantId: number, row: RefundRow): Promise<TakenRefund | null> {
  const now = context.clock.now();
  const found = decodeRefund(row.machine);
  const abandoned = found.state.status === "sending";
  const step: PayoutStep = abandoned || row.lease_over ? { kind: "query" } : nextStep(found, now);
  if (row.leased || (step.kind !== "send" && step.kind !== "query")) return null;
  const send = step.kind === "send";
  const payout = send ? onSending(found, REFUND_POLICY, now) : onInterrupted(found, REFUND_POLICY, now);
  const taken = await inTransaction(context.db, tenantId, async (tx) => {
    if (send && (await passSwitches(tx))("pay", ALL_PRODUCTS)) return false;
    const progress = { status: payout.state.status, machine: encodeRefund(payout) };
    if (!(await leaseRefund(tx, row, progress, REFUND_POLICY.sendLeaseMs))) return false;
    const lost = { action: "send", answer: "interrupted", code: null, detail: "the sender did not come back" } as const;
    const begun = { action: "send", answer: "started", code: null, detail: send && step.again ? "again" : "" } as const;
    if (abandoned) await noteExchange(tx, noted(context, row, lost));
    if (send) await noteExchange(tx, noted(context, row, begun));
    return true;
  });
  return taken ? { row: { ...row, revision: row.revision + 1 }, payout, asked: step.kind } : null;
}

async function askChannel(
  context: Context,
  tenantId: number,
  { row, asked }: Pick<TakenRefund, "row" | "asked">,
): Promise<ChannelAnswer> {
  const pagePay = requirePagePay(context);
  const now = context.clock.now();
  const { out_request_no: outRequestNo, request: bizContent } = row;
  if (asked === "send") return pagePay.refund({ outRequestNo, bizContent }, now);
  return pagePay.queryRefund({ outTradeNo: tradeNumber(tenantId, row.top_up_id), outRequestNo }, now);
}

/** The most times that an answer is applied to a part that others change meanwhile. */
const TRIES_MAX = 10;

/**
 * Stores an answer and what follows from it. One that comes after the lease ran out counts as well: it is applied to whatever
 * the part has become.
 */
async function storeAnswer(
  context: Context,
  tenantId: number,
  taken: TakenRefund,
  answer: ChannelAnswer,
): Promise<void> {
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    const ours = tries === 1;
    const stored = await inTransaction(context.db, tenantId, async (tx) => {
      const { book, merchant_id: merchantId, refund_id: refundId, part } = taken.row;
      // The wallet first, as everywhere.
      await holdWallet(tx, { book, merchantId });
      const row = ours ? taken.row : (await refundParts(tx, book, refundId)).find((each) => each.part === part);
      // A sandbox that starts over deletes refunds in flight.
      if (row === undefined) return true;
      const payout = ours ? taken.payout : decodeRefund(row.machine);
      return storeHeard(context, tx, row, { payout, asked: taken.asked, answer, endsLease: ours });
    });
    if (stored) return;
  }
  throw new Error(`refund ${taken.row.refund_id} changed ${TRIES_MAX} times while an answer was stored`);
}

interface HeardRefund {
  readonly payout: Payout;
  readonly asked: Asked;
  readonly answer: ChannelAnswer;
  readonly endsLease: boolean;
}

async function storeHeard(context: Context, tx: Tx, row: RefundRow, heard: HeardRefund): Promise<boolean> {
  const { payout, asked, answer, endsLease } = heard;
  const { outBizNo } = payout.attempt;
  const change = onAnswer(payout, { outBizNo, asked, answer }, REFUND_POLICY, context.clock.now());
  if (!(await moveRefund(tx, row, refundProgress(change, row.human_task), { endsLease }))) return false;
  await noteExchange(tx, noted(context, row, { action: asked, answer: answer.kind, ...wordsOf(answer) }));
  await applyRefundEffects(context, tx, row, change.effects, { forced: payout.state.status === "failed" });
  return true;
}

/** The code and the words of an answer, as the log keeps them. */
function wordsOf(answer: ChannelAnswer): Pick<Words, "code" | "detail"> {
  switch (answer.kind) {
    case "succeeded":
      return { code: null, detail: answer.channelOrderNo };
    case "failed":
      return { code: answer.code, detail: answer.detail };
    case "unknown":
      return { code: answer.code ?? answer.cause, detail: answer.detail };
    case "capped":
      return { code: answer.code, detail: "tried again on the next day" };
    default:
      return { code: null, detail: "" };
  }
}

/** Does what is due for one part. False when there was nothing to do, or someone else does it. */
async function stepRefund(context: Context, tenantId: number, row: RefundRow): Promise<boolean> {
  failpoint("wallet_refund.request_stored");
  const taken = await takeRefund(context, tenantId, row);
  if (taken === null) return false;
  failpoint("wallet_refund.before_send");
  const answer = await askChannel(context, tenantId, taken);
  failpoint("wallet_refund.after_send");
  await storeAnswer(context, tenantId, taken, answer);
  failpoint("wallet_refund.answer_stored");
  return true;
}

/** Parts that are read at a time. */
const PAGE_MAX = 200;

/** Steps every part of every tenant's refunds that is due at business time and that nobody holds. Answers how many. */
export async function runDueRefunds(context: Context, stop?: AbortSignal): Promise<number> {
  if (context.pagePay === null) return 0;
  let stepped = 0;
  for (const tenantId of await tenantsWithDueRefunds(context.owner, context.clock.now())) {
    for (;;) {
      if (stop?.aborted === true) return stepped;
      const before = stepped;
      const rows = await inTransaction(context.db, tenantId, (tx) => dueRefunds(tx, context.clock.now(), PAGE_MAX));
      const step = async (row: RefundRow): Promise<void> => {
        if (stop?.aborted !== true && (await stepRefund(context, tenantId, row))) stepped += 1;
      };
      await inLanes(rows, step, (row, error) => {
        context.log.warn({ err: error, refund: row.out_request_no }, "a refund's step failed; it stays due");
      });
      // None is due, or others have them.
      if (stepped === before) break;
    }
  }
  return stepped;
}
