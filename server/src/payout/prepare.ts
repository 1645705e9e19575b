// Understands how granted claims become payouts: exact bytes, rows and postings, in the transaction of the decision.
//
// For any number of payouts: one statement each for payouts, log (only where one can't be sent), transfers, outbox (likewise)
// and the job.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Payee } from "@anxin/core/order/order";
import { onAnswer, type PayoutChange, preparePayout } from "@anxin/core/payout/payout";
import type { Funding } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import { enqueue } from "@anxin/store/job";
import { insertTransfers } from "@anxin/store/ledger";
import { insertOutbox } from "@anxin/store/outbox";
import {
  insertPayoutAttempts,
  insertPayouts,
  type NewPayout,
  type PayoutAttemptRow,
  type PayoutPurpose,
} from "@anxin/store/payout";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { effectEvents, effectTransfers, progressAfter } from "./machine.js";
import { type MadeRequest, makeRequest, maskPayee } from "./request.js";

/** Money that a decision grants. */
export interface PayoutIntent {
  readonly claimId: Id;
  readonly decisionId: Id;
  readonly purpose: PayoutPurpose;
  readonly policyId: Id;
  readonly book: number;
  readonly merchantId: string;
  readonly buyerId: string;
  readonly product: string;
  readonly funding: Funding;
  readonly amount: Fen;
  /** Null when nobody told it: the payout waits for a person who does. */
  readonly payee: Payee | null;
  /** What the payee reads in the bill. */
  readonly title: string;
}

interface Opened {
  readonly intent: PayoutIntent;
  readonly change: PayoutChange;
  readonly request: MadeRequest;
}

/**
 * Prepares a payout for each intent and asks for all of them to be sent once the transaction commits. One that the channel
 * could never take (no payee, an amount out of bounds) fails at once, with a human task, and harms neither its claim nor
 * the others. Answers the ids, in the order of the intents.
 */
export async function preparePayouts(
  context: Context,
  tx: Tx,
  intents: readonly PayoutIntent[],
): Promise<readonly Id[]> {
  if (intents.length === 0) return [];
  const now = context.clock.now();
  const { tenantId } = tx;
  const opened = intents.map((intent) => openPayout(context, tenantId, intent, now));
  await insertPayouts(tx, tenantId, now, opened.map(newPayout));
  await insertPayoutAttempts(
    tx,
    tenantId,
    opened.flatMap((each) => refusalLog(each, now)),
  );
  await insertTransfers(
    tx,
    opened.flatMap(({ intent, change }) => {
      const place = { ...intent, tenantId, payoutId: change.payout.payoutId };
      return effectTransfers(context, place, change.effects, now);
    }),
  );
  const events = opened.flatMap(({ change }) => effectEvents(change.payout.payoutId, change.effects));
  await insertOutbox(tx, { tenantId, batchId: context.ids.next(0), recordedAt: now, events });
  const due = opened.filter(({ change }) => change.payout.state.status === "prepared");
  if (due.length > 0) {
    const payoutIds = due.map(({ change }) => change.payout.payoutId.toString());
    await enqueue(tx, "send_payouts", { tenantId, payoutIds });
  }
  return opened.map(({ change }) => change.payout.payoutId);
}

function openPayout(context: Context, tenantId: number, intent: PayoutIntent, now: Instant): Opened {
  const prepared = preparePayout(context.ids.next(intent.book), intent.amount, now);
  const { outBizNo } = prepared.payout.attempt;
  const request = makeRequest(context, tenantId, outBizNo, intent.amount, intent);
  return { intent, change: withProblems(context, prepared, request, now), request };
}

/** A request that the channel can't take was never sent: that is as certain as a query's answer that it failed. */
function withProblems(
  context: Context,
  prepared: PayoutChange,
  { problems }: Pick<MadeRequest, "problems">,
  now: Instant,
): PayoutChange {
  if (problems.length === 0) return prepared;
  const { outBizNo } = prepared.payout.attempt;
  const code = problems.join(",");
  const answer = { kind: "failed", code, detail: "never sent" } as const;
  const { payout, effects } = onAnswer(
    prepared.payout,
    { outBizNo, asked: "query", answer },
    context.channel.policy,
    now,
  );
  return { payout, effects: [...prepared.effects, ...effects] };
}

function newPayout({ intent, change, request }: Opened): NewPayout {
  const { payout } = change;
  const { claimId, decisionId, purpose, policyId, book, merchantId, buyerId, amount, payee } = intent;
  return {
    ...{ book, claimId, decisionId, purpose, policyId, merchantId, buyerId, amount },
    payoutId: payout.payoutId,
    channel: payee?.channel ?? "alipay",
    payeeMask: maskPayee(payee),
    progress: progressAfter(change, null),
    request: { attempt: 1, outBizNo: payout.attempt.outBizNo, sealed: request.sealed, sha256: request.sha256 },
  };
}

function refusalLog({ intent, change, request }: Opened, now: Instant): PayoutAttemptRow[] {
  return request.problems.length === 0 ? [] : [neverSent(intent.book, change, request, now)];
}

/** The log's entry for a number that was never used. */
function neverSent(
  book: number,
  { payout }: PayoutChange,
  { problems }: Pick<MadeRequest, "problems">,
  now: Instant,
): PayoutAttemptRow {
  const { outBizNo } = payout.attempt;
  const code = problems.join(",");
  const detail = "the channel takes no such request; nothing was sent";
  return { book, payoutId: payout.payoutId, at: now, action: "send", outBizNo, answer: "never_sent", code, detail };
}
