// Understands what has to be true of payouts: each pays once, as its state, its log, the ledger and the channel all say.

import { decodeExact } from "@anxin/core/exact-json";
import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import { dueAt, type Payout, transferNumber } from "@anxin/core/payout/payout";
import { findIn } from "@anxin/store/invariant";
import { findBrokenLogs, type PayoutMachine, payoutMachines } from "@anxin/store/invariant-claim";
import { findPayoutGaps, type PayoutNumber } from "@anxin/store/invariant-money";
import type { Tx } from "@anxin/store/transaction";
import type { BookedTransfer } from "../outside/alipay-gateway-control.js";
import { type CheckScope, judge, newestRows, Tally, type Verdict } from "./check.js";

/** Payouts that are read at a time, with their machines. */
const PAGE_MAX = 500;

/** The part of I6 that our own books hold: one payout for a decision, and the ledger has moved what its state says. */
export async function checkPaidOnce(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findPayoutGaps));
  return tally.verdict();
}

/** The part of I8 about payouts: a state that the machine can be in, told by the row as by the machine, with a log of it. */
export async function checkPayoutSteps(scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findBrokenLogs));
  const pages = newestRows(
    scope,
    (after: PayoutMachine | null, limit) => payoutMachines(tx, after?.payout_id ?? null, limit),
    async (rows) => rows,
    PAGE_MAX,
  );
  for await (const page of pages) {
    for (const row of page) judge(tally, formatId("payout", row.payout_id), () => machineFaults(row));
  }
  return tally.verdict();
}

function machineFaults(row: PayoutMachine): string[] {
  const payout = decodeExact(row.machine) as Payout;
  const { state, attempt, earlier } = payout;
  const number = transferNumber(row.payout_id, row.attempt - 1);
  const due = dueAt(payout);
  const settled = state.status === "succeeded" ? state.settledAt : null;
  const order = state.status === "succeeded" || state.status === "returned" ? state.channelOrderNo : null;
  const forgotten = due === null ? row.next_at !== null : row.next_at === null || row.next_at > due;
  const faults = [
    state.status !== row.status && `the row is ${row.status}, the machine ${state.status}`,
    (payout.payoutId !== row.payout_id || payout.amount !== row.amount) && "the machine is another payout's",
    (row.out_biz_no !== number || attempt.outBizNo !== number) && `its number is not ${number}`,
    earlier.length !== row.attempt - 1 && `attempt ${row.attempt} follows ${earlier.length} that ended`,
    (settled !== row.settled_at || order !== row.channel_order_no) &&
      "the row says otherwise than the machine what was paid",
    forgotten && "nobody will look at it when it is due",
  ];
  return faults.filter((fault) => fault !== false);
}

const NUMBER = /^(pay_[0-9a-z]{13})(?:_([1-9]\d{0,8}))?$/;

/** Which payout, and which of its attempts, a number of the channel stands for; null when it is none of ours. */
function readNumber(outBizNo: string): { readonly payoutId: Id; readonly attempt: number } | null {
  const [, base = "", retry = "0"] = NUMBER.exec(outBizNo) ?? [];
  const payoutId = parseId("payout", base);
  return payoutId === null ? null : { payoutId, attempt: Number(retry) + 1 };
}

/** Finds out which of these payouts are some tenant's. */
export type KnowPayouts = (
  payouts: readonly { readonly book: number; readonly payoutId: Id }[],
) => Promise<ReadonlySet<Id>>;

/**
 * The part of I6 that the channel knows: its successes and ours are the same transfers, one to one by number. `booked` was
 * read after the payouts were, so that it holds everything that they say was paid, and perhaps more that was paid since.
 */
export async function compareWithChannel(
  payouts: readonly PayoutNumber[],
  booked: readonly BookedTransfer[],
  know: KnowPayouts,
): Promise<Verdict> {
  const tally = new Tally();
  const byNumber = new Map(booked.map((transfer) => [transfer.outBizNo, transfer]));
  const byId = new Map(payouts.map((payout) => [payout.payout_id, payout]));
  for (const payout of payouts) {
    const fault = unlikeChannel(payout, byNumber.get(payout.out_biz_no));
    if (fault !== null) tally.add(formatId("payout", payout.payout_id), fault);
  }
  const strange: { readonly transfer: BookedTransfer; readonly payoutId: Id | null }[] = [];
  for (const transfer of booked) {
    if (transfer.state !== "SUCCESS") continue;
    const number = readNumber(transfer.outBizNo);
    const payout = number === null ? undefined : byId.get(number.payoutId);
    if (number === null || payout === undefined) strange.push({ transfer, payoutId: number?.payoutId ?? null });
    else if (number.attempt < payout.attempt) {
      tally.add(
        formatId("payout", payout.payout_id),
        `was paid under ${transfer.outBizNo}, a number that was given up`,
      );
    }
  }
  const ids = strange.flatMap(({ payoutId }) => (payoutId === null ? [] : [{ payoutId, book: bookOfId(payoutId) }]));
  const known = await know(ids);
  for (const { transfer, payoutId } of strange) {
    if (payoutId !== null && known.has(payoutId)) continue;
    tally.add(transfer.outBizNo, `the channel moved ${transfer.amount} fen, and nobody here knows of it`);
  }
  return tally.verdict();
}

/** What our state of a payout and the channel's book of its present number say against each other; null when nothing. */
function unlikeChannel({ status, amount }: PayoutNumber, transfer: BookedTransfer | undefined): string | null {
  const state = transfer?.state ?? null;
  const paid = state === "SUCCESS" || state === "REFUND";
  if (paid && transfer !== undefined && BigInt(transfer.amount) !== amount) {
    return `the channel moved ${transfer.amount} fen instead of ${amount}`;
  }
  // Money that came back is noticed when the payout is looked at next.
  if (status === "succeeded")
    return paid ? null : `is succeeded, and the channel says ${state ?? "that it knows nothing"}`;
  if (status === "returned")
    return state === "REFUND" ? null : `is returned, and the channel says ${state ?? "nothing"}`;
  return status === "failed" && paid ? `is failed, and the channel says ${state}` : null;
}
