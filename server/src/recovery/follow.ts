// Understands how a recovery takes a step: its row, what is told of it, and the postings, in one transaction.
//
// 3 statements for any number of recoveries: rows, events and transfers; the last only where money moves.

import { formatId, type Id } from "@anxin/core/id";
import type { NettingSource, RecoveryCash } from "@anxin/core/ledger/templates";
import type { Funding } from "@anxin/core/product/product";
import { postingOf } from "@anxin/core/recovery/posting";
import {
  type RecoveryCommand,
  type RecoveryEffect,
  type RecoveryObjection,
  type RecoveryState,
  statusOf,
  step,
} from "@anxin/core/recovery/recovery";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import {
  insertRecoveryEvents,
  insertRecoveryTransfers,
  moveRecoveries,
  type NewRecoveryEvent,
  PAYMENT_ONCE,
  type RecoveryRow,
  stateOf,
  type WrittenRecovery,
} from "@anxin/store/recovery";
import { type Tx, violates } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";

/** Why a recovery takes a step, as its readers are told, and where its money moves. */
export interface Cause {
  readonly kind: NewRecoveryEvent["kind"];
  readonly actor: string;
  readonly amount: bigint | null;
  readonly reason?: string;
  readonly reference?: string;
  readonly decisionId?: Id;
  readonly writeOffId?: Id;
  /** Where money arrives; the bank unless said otherwise. */
  readonly cash?: RecoveryCash;
  /** From where it is netted, or to where it goes back. */
  readonly source?: NettingSource | "bank";
  /** When it happened, where the books learn of it later. */
  readonly occurredAt?: Instant;
  /** What the step changes beside the amounts. */
  readonly about?: Partial<
    Pick<WrittenRecovery, "decision_id" | "basis" | "deadline_at" | "told_at" | "net_from" | "next_at">
  >;
}

/** Everything that one step writes. */
export interface RecoveryChange {
  readonly row: WrittenRecovery;
  readonly event: NewRecoveryEvent;
  readonly transfers: Parameters<typeof insertRecoveryTransfers>[1];
}

/** The row without what is read beside it. */
function written({
  write_off_id,
  write_off_amount,
  write_off_person,
  last_sequence,
  ...row
}: RecoveryRow): WrittenRecovery {
  return row;
}

/** What a row becomes by a step that was taken. */
export function changeOf(
  context: Context,
  tenantId: number,
  before: RecoveryRow,
  { state, effects }: { readonly state: RecoveryState; readonly effects: readonly RecoveryEffect[] },
  cause: Cause,
  now: Instant,
): RecoveryChange {
  const { claimed, denied, received, netted, receivable, phase, attempt, asked, grew } = state;
  const status = statusOf(state);
  const row: WrittenRecovery = {
    ...written(before),
    ...{ claimed, denied, received, netted, receivable, phase, attempt, asked, grew, status },
    ...{ written_off: state.writtenOff, owed_back: state.owedBack, updated_at: now, revision: before.revision + 1 },
    ...cause.about,
  };
  const { book, recovery_id } = row;
  const transactionId = effects.length === 0 ? null : context.ids.next(book);
  const event: NewRecoveryEvent = {
    ...{ book, recovery_id, status, at: now, kind: cause.kind, actor: cause.actor, amount: cause.amount },
    ...{ sequence: before.last_sequence + 1, reason: cause.reason ?? "", reference: cause.reference ?? null },
    ...{ decision_id: cause.decisionId ?? null, write_off_id: cause.writeOffId ?? null, transaction_id: transactionId },
  };
  const transfers =
    transactionId === null ? [] : transfersOf(context, tenantId, row, effects, transactionId, cause, now);
  return { row, event, transfers };
}

function transfersOf(
  context: Context,
  tenantId: number,
  row: WrittenRecovery,
  effects: readonly RecoveryEffect[],
  transactionId: Id,
  cause: Cause,
  now: Instant,
): RecoveryChange["transfers"] {
  const { cash = "bank", source = "bank", occurredAt = now } = cause;
  const { book, recovery_id: recoveryId, merchant_id: merchantId, claim_id, policy_id, product } = row;
  const through = { funding: row.funding as Funding, cash, source };
  const place = { tenantId, book, merchantId, transactionId, occurredAt, recordedAt: now };
  const about = { claimId: claim_id, policyId: policy_id, product };
  const postings = effects.map((effect) => ({ ...postingOf(effect, through), ...about }));
  return transferRows(context, place, postings).map((transfer) => ({ ...transfer, recoveryId }));
}

/** Writes the steps of recoveries that are held. Refuses with `payment_known` what was booked before. */
export async function writeChanges(tx: Tx, changes: readonly RecoveryChange[]): Promise<void> {
  await moveRecoveries(
    tx,
    changes.map(({ row }) => row),
  );
  await writeHistory(tx, changes);
}

/** Events and postings of steps whose rows are written. */
export async function writeHistory(tx: Tx, changes: readonly RecoveryChange[]): Promise<void> {
  try {
    await insertRecoveryEvents(
      tx,
      changes.map(({ event }) => event),
    );
  } catch (error) {
    if (violates(error, PAYMENT_ONCE)) refusePayment();
    throw error;
  }
  await insertRecoveryTransfers(
    tx,
    changes.flatMap(({ transfers }) => transfers),
  );
}

export const refusePayment = (): never =>
  refuse("payment_known", "a payment of this reference is in the books already; nothing was changed");

/** Takes a step with a recovery that is held, and writes it. Refuses as the machine does, and writes nothing then. */
export async function follow(
  context: Context,
  tx: Tx,
  held: RecoveryRow,
  command: RecoveryCommand,
  cause: Cause,
): Promise<RecoveryChange> {
  const now = context.clock.now();
  const taken = step(stateOf(held), command);
  if (taken.kind === "refused") refuseStep(held, taken.objection, command.kind);
  const change = changeOf(context, tx.tenantId, held, taken, cause, now);
  await writeChanges(tx, [change]);
  return change;
}

/** Refuses what the machine objects to, in words that say what would do. */
export function refuseStep(row: RecoveryRow, objection: RecoveryObjection, command: RecoveryCommand["kind"]): never {
  const fen = (limit: bigint, unit: string): never =>
    refuse("amount_above_limit", `at most ${limit} ${unit}`, {
      limit: Number(limit),
      unit,
      errors: [{ pointer: "/amount", code: "maximum", detail: `must be at most ${limit}` }],
    });
  switch (objection) {
    case "amount_not_positive":
      return refuse("amount_required", "name an amount above zero, in fen");
    case "above_asked":
      return fen(row.asked, "fen were asked for");
    case "above_receivable":
      // Money that comes is taken also where it was written off or denied.
      return fen(row.receivable + (command === "receive" ? row.written_off + row.denied : 0n), "fen can still come in");
    case "above_owed_back":
      return fen(row.owed_back, "fen are owed back");
    case "same_person":
      return refuse("same_person", "who proposed it cannot approve it, through whatever account");
    case "nothing_receivable":
      return refuse("state_conflict", `nothing is receivable of ${formatId("recovery", row.recovery_id)} any more`);
    case "already_submitted":
      return refuse("state_conflict", "the debtor was asked already; record the answer first");
    case "not_submitted":
      return refuse("state_conflict", "no answer is waited for; submit it first");
    case "another_attempt":
      return refuse("state_conflict", `the answer is to another attempt; attempt ${row.attempt} is waited for`);
    case "nothing_denied":
      return refuse("state_conflict", "nothing was denied; there is nothing to reopen");
    case "proposal_open":
      return refuse("state_conflict", "a write-off waits for a second pair of eyes; have it judged first");
    case "no_such_proposal":
      return refuse("state_conflict", "this write-off was judged already");
  }
}
