// Understands how what a debtor says and pays is written down, whoever heard it: a person, a file, or the channel.

import type { RecoveryCash } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import { type RecoveryCommand, type RecoveryObjection, step } from "@anxin/core/recovery/recovery";
import { refuse } from "@anxin/core/refusal";
import { DAY_MS, type Instant, plus } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import { bookedPayments, type RecoveryRow, stateOf } from "@anxin/store/recovery";
import { type AttemptRow, moveAttempts } from "@anxin/store/recovery-attempt";
import { moveDeposit } from "@anxin/store/recovery-terms";
import type { Tx } from "@anxin/store/transaction";
import { fundWallet } from "@anxin/store/wallet";
import type { Context } from "../context.js";
import { follow, type RecoveryChange, refusePayment } from "./follow.js";

/** How often a debtor that answered is asked whether it paid. */
export const ASK_AGAIN_MS = DAY_MS;

export interface HeardAnswer {
  readonly accepted: Fen;
  readonly reason: string;
  readonly actor: string;
}

/** Whether a command could be followed now; the objection where it could not. */
export function objectionTo(row: RecoveryRow, command: RecoveryCommand): RecoveryObjection | null {
  const taken = step(stateOf(row), command);
  return taken.kind === "refused" ? taken.objection : null;
}

/** Writes what a debtor answers to the attempt that is waited for; a channel that was asked goes on to be asked whether it paid. */
export async function recordAnswer(
  context: Context,
  tx: Tx,
  held: RecoveryRow,
  attempt: AttemptRow,
  { accepted, reason, actor }: HeardAnswer,
): Promise<RecoveryChange> {
  const command = { kind: "answer", attempt: attempt.attempt, accepted } as const;
  const change = await follow(context, tx, held, command, {
    ...{ kind: "answered", actor, amount: accepted, reason, reference: attempt.reference },
  });
  const now = context.clock.now();
  const asksOn = attempt.sent_at !== null && change.row.receivable > 0n;
  const { book, recovery_id, sent_at: sentAt } = attempt;
  const nextAt = asksOn ? plus(now, ASK_AGAIN_MS) : null;
  const told = { state: "answered", sentAt, answeredAt: now, accepted, reason, nextAt, humanTask: null } as const;
  await moveAttempts(tx, [{ book, recovery_id, attempt: attempt.attempt, ...told }]);
  return change;
}

export interface Receipt {
  readonly amount: Fen;
  /** Of the bank or the debtor, unlike that of any other payment. */
  readonly reference: string;
  readonly cash: RecoveryCash;
  readonly actor: string;
  readonly note: string;
  /** When the money came; null for now. */
  readonly occurredAt: Instant | null;
}

/** Where money is that a debtor says it paid: carriers settle in an account of their own, merchants pay by bank transfer. */
export const cashOf = ({ debtor_kind: kind }: RecoveryRow): RecoveryCash =>
  kind === "carrier" ? "carrier_settlement" : "bank";

/** Books money that came. Refuses with `payment_known` a reference that was booked before, on whichever recovery. */
export async function recordReceipt(
  context: Context,
  tx: Tx,
  held: RecoveryRow,
  receipt: Receipt,
): Promise<RecoveryChange> {
  const { amount, reference, cash, actor, note: reason, occurredAt } = receipt;
  if ((await bookedPayments(tx, [reference])).size > 0) refusePayment();
  const cause = { kind: "received", actor, amount, reference, reason, cash } as const;
  const when = occurredAt === null ? {} : { occurredAt };
  return follow(context, tx, held, { kind: "receive", amount }, { ...cause, ...when });
}

/** Where money that is owed back goes. */
export const RETURN_PLACES = ["bank", "wallet", "deposit"] as const;
export interface Return {
  readonly amount: Fen;
  readonly to: (typeof RETURN_PLACES)[number];
  readonly reference: string;
  readonly actor: string;
}

/**
 * Gives back what came in above what is claimed: by the bank what came as money, into wallet or deposit what was netted. The caller
 * holds wallet or deposit. Refuses with `state_conflict` to put a carrier's money into a wallet.
 */
export async function giveBack(
  context: Context,
  tx: Tx,
  held: RecoveryRow,
  { amount, to, reference, actor }: Return,
): Promise<RecoveryChange> {
  if (to !== "bank" && held.debtor_kind !== "merchant")
    refuse("state_conflict", "a carrier has neither wallet nor deposit");
  const of = to === "bank" ? "received" : "netted";
  const cause = { kind: "given_back", actor, amount, reference, source: to } as const;
  const change = await follow(context, tx, held, { kind: "give_back", amount, of }, cause);
  const now = context.clock.now();
  const key: MerchantKey = { book: held.book, merchantId: held.merchant_id };
  if (to === "wallet") await fundWallet(tx, key, amount, now);
  if (to === "deposit") {
    const moved = { movementId: context.ids.next(held.book), reference: null, recoveryId: held.recovery_id };
    await moveDeposit(tx, { ...key, ...moved, kind: "given_back", amount, by: actor, at: now });
  }
  return change;
}
