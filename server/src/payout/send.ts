// Understands one step of a payout: take it, ask the channel, store what it said. Never a network call inside a transaction.
//
// Three parts, so that a crash between any two is found later: (1) a short transaction takes the lease and, for a send, logs
// passes the switches and logs that the bytes are about to go out: 1 select, 1 update, 1 insert. (2) The channel is asked, with nothing open. (3) A short transaction
// stores the answer: 1 update, 1 insert into the log, and 1 each for transfers and the outbox where money moved, 3 for
// the claim's clocks where it arrived. Whoever finds
// a lease that ran out asks the channel before anything is sent again.

import { present } from "@anxin/core/assert";
import { bookOfId, type Id } from "@anxin/core/id";
import type { Asked, ChannelAnswer } from "@anxin/core/payout/channel";
import {
  type HumanTaskReason,
  nextStep,
  onAnswer,
  onInterrupted,
  onSending,
  type Payout,
  type PayoutStep,
} from "@anxin/core/payout/payout";
import type { Instant } from "@anxin/core/time";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertTransfers } from "@anxin/store/ledger";
import { insertOutbox } from "@anxin/store/outbox";
import {
  insertPayoutAttempts,
  leasePayout,
  movePayout,
  type PayoutAttemptRow,
  type PayoutRow,
  payoutsById,
} from "@anxin/store/payout";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { notePaid } from "../claim/clock.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { decodeMachine, effectEvents, effectTransfers, encodeMachine, progressAfter } from "./machine.js";
import { openTransfer } from "./request.js";

/** A payout that is ours for the length of a lease, and what to ask the channel about it. */
export interface TakenPayout {
  readonly row: PayoutRow;
  readonly payout: Payout;
  readonly asked: Asked;
}

/**
 * Takes a due payout for a lease. Null when nothing is due, when someone else holds it, when it changed since it was read, or
 * when sending is stopped: it stays as it is, and due.
 */
export async function takePayout(context: Context, tenantId: number, row: PayoutRow): Promise<TakenPayout | null> {
  const now = context.clock.now();
  const found = decodeMachine(row.machine);
  // Who let a lease run out is not heard of any more: what came of its question is asked again, whatever business time says.
  const abandoned = found.state.status === "sending";
  const step: PayoutStep = abandoned || row.lease_over ? { kind: "query" } : nextStep(found, now);
  if (row.leased || (step.kind !== "send" && step.kind !== "query")) return null;
  const { policy } = context.channel;
  const payout = step.kind === "send" ? onSending(found, policy, now) : onInterrupted(found, policy, now);
  const log: PayoutAttemptRow[] = [];
  if (abandoned) log.push(logged(row, payout, now, ["send", "interrupted", null, "the sender did not come back"]));
  if (step.kind === "send") log.push(logged(row, payout, now, ["send", "started", null, step.again ? "again" : ""]));
  const progress = { status: payout.state.status, machine: encodeMachine(payout) };
  const taken = await inTransaction(context.db, tenantId, async (tx) => {
    if (step.kind === "send" && (await passSwitches(tx))("pay", row.product)) return false;
    if (!(await leasePayout(tx, tenantId, row, progress, policy.sendLeaseMs))) return false;
    await insertPayoutAttempts(tx, tenantId, log);
    return true;
  });
  return taken ? { row: { ...row, revision: row.revision + 1 }, payout, asked: step.kind } : null;
}

/** Asks the channel. Throws only when the stored bytes are damaged. */
export async function askChannel(
  context: Context,
  tenantId: number,
  { row, payout, asked }: TakenPayout,
): Promise<ChannelAnswer> {
  const now = context.clock.now();
  if (asked === "query") return context.channel.query(payout.attempt.outBizNo, now);
  return context.channel.send(openTransfer(context, tenantId, row), now);
}

/** The most times that an answer is applied to a payout that others change meanwhile. */
const TRIES_MAX = 10;

/**
 * Stores an answer, with the postings, the task and the events that follow from it. An answer that comes after the lease ran
 * out counts as well: it is applied to whatever the payout has become.
 */
export async function storeAnswer(
  context: Context,
  tenantId: number,
  taken: TakenPayout,
  answer: ChannelAnswer,
): Promise<void> {
  const { outBizNo } = taken.payout.attempt;
  const heard = { outBizNo, asked: taken.asked, answer };
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    const stored = await inTransaction(context.db, tenantId, async (tx) => {
      const ours = tries === 1;
      const [row] = ours
        ? [taken.row]
        : await payoutsById(tx, tenantId, [{ book: taken.row.book, payoutId: taken.row.payout_id }]);
      // A sandbox that starts over deletes payouts in flight.
      if (row === undefined) return true;
      const payout = ours ? taken.payout : decodeMachine(row.machine);
      return storeHeard(context, tx, row, payout, heard, ours);
    });
    if (stored) return;
  }
  throw new Error(`payout ${taken.row.payout_id} changed ${TRIES_MAX} times while an answer was stored`);
}

async function storeHeard(
  context: Context,
  tx: Tx,
  row: PayoutRow,
  payout: Payout,
  heard: { readonly outBizNo: string; readonly asked: Asked; readonly answer: ChannelAnswer },
  endsLease: boolean,
): Promise<boolean> {
  const { tenantId } = tx;
  const now = context.clock.now();
  const change = onAnswer(payout, heard, context.channel.policy, now);
  const progress = progressAfter(change, row.human_task as HumanTaskReason | null);
  if (!(await movePayout(tx, tenantId, row, progress, { endsLease }))) return false;
  const { code, detail } = wordsOf(heard.answer);
  await insertPayoutAttempts(tx, tenantId, [
    { ...logged(row, payout, now, [heard.asked, heard.answer.kind, code, detail]), outBizNo: heard.outBizNo },
  ]);
  await insertTransfers(tx, effectTransfers(context, placeOf(context, tenantId, row), change.effects, now));
  const events = effectEvents(row.payout_id, change.effects);
  if (events.some(({ type }) => type === "payout.succeeded"))
    await notePaid(tx, [{ book: row.book, claimId: row.claim_id }], progress.settledAt ?? now);
  await insertOutbox(tx, { tenantId, batchId: context.ids.next(0), recordedAt: now, events });
  return true;
}

/** What the money of a payout belongs to. */
export function placeOf(context: Context, tenantId: number, row: PayoutRow): Parameters<typeof effectTransfers>[1] {
  const { funding } = present(context.catalogue.version(row.product, row.product_version), "a sold version is known");
  return {
    tenantId,
    book: row.book,
    merchantId: row.merchant_id,
    payoutId: row.payout_id,
    claimId: row.claim_id,
    policyId: row.policy_id,
    product: row.product,
    funding,
  };
}

type Words = readonly [action: PayoutAttemptRow["action"], answer: string, code: string | null, detail: string];

function logged(row: PayoutRow, payout: Payout, at: Instant, words: Words): PayoutAttemptRow {
  const [action, answer, code, detail] = words;
  return {
    book: row.book,
    payoutId: row.payout_id,
    at,
    action,
    outBizNo: payout.attempt.outBizNo,
    answer,
    code,
    detail,
  };
}

/** The code and the words of an answer, as the log keeps them. */
function wordsOf(answer: ChannelAnswer): { readonly code: string | null; readonly detail: string } {
  switch (answer.kind) {
    case "succeeded":
      return { code: null, detail: answer.channelOrderNo };
    case "returned":
      return { code: null, detail: `${answer.channelOrderNo} ${answer.detail}` };
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

/** Does what is due for one payout. Null when there was nothing to do, or someone else does it. */
export async function stepPayout(context: Context, tenantId: number, row: PayoutRow): Promise<Asked | null> {
  failpoint("payout.request_stored");
  const taken = await takePayout(context, tenantId, row);
  if (taken === null) return null;
  failpoint("payout.before_send");
  const answer = await askChannel(context, tenantId, taken);
  failpoint("payout.after_send");
  await storeAnswer(context, tenantId, taken, answer);
  failpoint("payout.answer_stored");
  return taken.asked;
}

/** What became of a number of payouts. */
export interface Stepped {
  readonly sent: number;
  readonly queried: number;
  /** Payouts whose step could not be done, most often since the database was away. They stay due. */
  readonly failed: readonly { readonly payoutId: Id; readonly error: unknown }[];
}

/** Exchanges with the channel at a time. A silent channel costs its timeout for each. */
const EXCHANGES_AT_ONCE = 8;

/**
 * Does what is due for these payouts, some at a time; one that fails harms no other. Stops between two payouts when `stop` is
 * aborted: what is left stays due.
 */
export async function stepPayouts(
  context: Context,
  tenantId: number,
  rows: readonly PayoutRow[],
  stop?: AbortSignal,
): Promise<Stepped> {
  const counts = { send: 0, query: 0 };
  const failed: { payoutId: Id; error: unknown }[] = [];
  const queue = rows.values();
  const lane = async (): Promise<void> => {
    for (const row of queue) {
      if (stop?.aborted === true) return;
      try {
        const asked = await stepPayout(context, tenantId, row);
        if (asked !== null) counts[asked] += 1;
      } catch (error) {
        failed.push({ payoutId: row.payout_id, error });
      }
    }
  };
  await Promise.all(Array.from({ length: EXCHANGES_AT_ONCE }, lane));
  return { sent: counts.send, queried: counts.query, failed };
}

/** The job that follows a batch of decisions. Throws the first failure, after all others had their turn. */
export async function sendPayouts(
  context: Context,
  { tenantId, payoutIds }: { readonly tenantId: number; readonly payoutIds: readonly string[] },
  stop?: AbortSignal,
): Promise<void> {
  const ids = payoutIds.map((text) => BigInt(text)).map((payoutId) => ({ payoutId, book: bookOfId(payoutId) }));
  const rows = await inTransaction(context.db, tenantId, (tx) => payoutsById(tx, tenantId, ids));
  const { failed } = await stepPayouts(context, tenantId, rows, stop);
  const [first] = failed;
  if (first !== undefined) throw first.error;
}
