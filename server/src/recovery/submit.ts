// Understands how a debtor is asked: the intent is committed first, and the worker hands it over afterwards.

import { formatId, type Id } from "@anxin/core/id";
import { step } from "@anxin/core/recovery/recovery";
import { refuse } from "@anxin/core/refusal";
import { holdUnasked, type RecoveryRow, stateOf } from "@anxin/store/recovery";
import { insertAttempts, type NewAttempt } from "@anxin/store/recovery-attempt";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Debtor, RecoveryChannel } from "../outside/recovery-channel.js";
import { changeOf, refuseStep, writeChanges } from "./follow.js";

/** Recoveries that one batch asks for at the most. */
const BATCH_MAX = 500;
/** A batch may hold recoveries of many books. */
const BATCH_BOOK = 0;

/** What the debtor knows an attempt by. */
const referenceOf = (recoveryId: Id, attempt: number): string => `${formatId("recovery", recoveryId)}-${attempt}`;

/** Refuses with `switched_off` where nobody brings anything to debtors. */
function requireChannel({ recoveries }: Context): RecoveryChannel {
  return recoveries ?? refuse("switched_off", "no channel to debtors is connected to this installation");
}

export interface Submitted {
  readonly batchId: Id;
  /** The recoveries as they are now. */
  readonly rows: readonly RecoveryRow[];
}

/**
 * Notes the intent to ask for recoveries that are held, all of one debtor. Refuses as the machine does, naming the first that cannot
 * be asked for, and what has no debtor to ask.
 *
 * Statements: 4 (rows, events, earlier attempts replaced, attempts; none for transfers, since nothing moves).
 */
export async function submit(
  context: Context,
  tx: Tx,
  rows: readonly RecoveryRow[],
  caller: string,
): Promise<Submitted> {
  const channel = requireChannel(context);
  const now = context.clock.now();
  const batchId = context.ids.next(BATCH_BOOK);
  const attempts: NewAttempt[] = [];
  const changes = rows.map((row) => {
    if (row.debtor_id === "")
      refuse("state_conflict", "the order tells of no carrier; name one by feeding the order again");
    const taken = step(stateOf(row), { kind: "submit" });
    if (taken.kind === "refused") refuseStep(row, taken.objection, "submit");
    const { attempt, asked: amount } = taken.state;
    const { book, recovery_id } = row;
    const reference = referenceOf(recovery_id, attempt);
    const debtor = { debtorKind: row.debtor_kind as Debtor["kind"], debtorId: row.debtor_id };
    const told = { channel: channel.name, submittedBy: caller, at: now, nextAt: now };
    attempts.push({ book, recovery_id, attempt, reference, batchId, amount, ...debtor, ...told });
    return changeOf(context, tx.tenantId, row, taken, { kind: "submitted", actor: caller, amount, reference }, now);
  });
  await writeChanges(tx, changes);
  await insertAttempts(tx, attempts);
  return { batchId, rows: rows.map((row, i) => ({ ...row, ...changes[i]?.row })) };
}

/** Asks a debtor for everything that it was not asked for yet, up to BATCH_MAX. Refuses with `state_conflict` where there is nothing. */
export async function submitAll(context: Context, tx: Tx, debtor: Debtor, caller: string): Promise<Submitted> {
  requireChannel(context);
  const rows = await holdUnasked(tx, debtor, BATCH_MAX);
  if (rows.length === 0) refuse("state_conflict", "this debtor was asked for everything already");
  return submit(context, tx, rows, caller);
}
