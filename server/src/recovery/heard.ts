// Understands how what a debtor says is applied to the recovery as it is by then, whether it comes by the channel or in a table.

import { bookedPayments, holdRecovery } from "@anxin/store/recovery";
import { type AttemptAbout, attemptsOf } from "@anxin/store/recovery-attempt";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { DebtorAnswer } from "../outside/recovery-channel.js";
import { cashOf, objectionTo, recordAnswer, recordReceipt } from "./record.js";

/** What became of an answer: it was applied, or before; or it cannot be, and a person has to look. */
export type Applied =
  | "applied"
  | "known"
  | "payment_above_receivable"
  | "payment_reference_reused"
  | "answer_above_asked";

/** Applies one answer to the recovery as it is now. */
export async function applyAnswer(
  context: Context,
  tx: Tx,
  { book, recovery_id, attempt }: Pick<AttemptAbout, "book" | "recovery_id" | "attempt">,
  answer: DebtorAnswer,
  actor: string,
): Promise<Applied> {
  const row = await holdRecovery(tx, { book, recovery_id });
  const found = (await attemptsOf(tx, { book, recovery_id })).find((each) => each.attempt === attempt);
  if (row === null || found === undefined) return "known";
  if (answer.kind === "paid") {
    const { amount, paymentReference: reference } = answer;
    const booked = (await bookedPayments(tx, [reference])).get(reference);
    if (booked !== undefined) return booked === recovery_id ? "known" : "payment_reference_reused";
    if (objectionTo(row, { kind: "receive", amount }) !== null) return "payment_above_receivable";
    await recordReceipt(context, tx, row, { amount, reference, cash: cashOf(row), actor, note: "", occurredAt: null });
    return "applied";
  }
  const { accepted, reason } = answer;
  // Answered already, or another attempt took its place.
  if (found.state === "answered" || attempt !== row.attempt || row.phase !== "submitted") return "known";
  if (objectionTo(row, { kind: "answer", attempt, accepted }) !== null) return "answer_above_asked";
  await recordAnswer(context, tx, row, found, { accepted, reason, actor });
  return "applied";
}
