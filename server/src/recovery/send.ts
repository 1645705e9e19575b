// Understands how debtors are asked and heard: taken and committed, exchanged with nothing open, and what came of it committed.
//
// An attempt is handed over at least once, always under the same reference; whoever dies in between is followed by another when the
// lease runs out. What a debtor says is applied to the recovery as it then is, so that hearing it twice changes nothing.

import { formatId } from "@anxin/core/id";
import { HOUR_MS, type Instant, MINUTE_MS, plus } from "@anxin/core/time";
import { holdRecovery } from "@anxin/store/recovery";
import {
  type AttemptAbout,
  type AttemptMove,
  attemptsOf,
  moveAttempts,
  takeDueAttempts,
  tenantsWithDueAttempts,
} from "@anxin/store/recovery-attempt";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { inLanes } from "../lanes.js";
import type { Debtor, DebtorAnswer, RecoveryChannel } from "../outside/recovery-channel.js";
import { applyAnswer } from "./heard.js";
import { itemOf } from "./item.js";
import { ASK_AGAIN_MS } from "./record.js";

/** Database time for which a taken attempt is ours; far longer than an exchange takes. */
export const ATTEMPT_LEASE_MS = 60_000;
/** When a debtor is asked for the first time what it says. */
const FIRST_ANSWER_MS = HOUR_MS;
/** After which tries what a debtor did not take is handed over again; the last gap goes on. */
const RETRY_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS] as const;
/** From this try on a person looks as well. */
const TRIES_UNTIL_TASK = 5;

/** Attempts of one debtor that are exchanged together. */
interface Piece {
  readonly debtor: Debtor;
  readonly attempts: readonly [AttemptAbout, ...AttemptAbout[]];
}

/** Asks and hears every debtor that is due at business time. Answers how many attempts came further. */
export async function sendRecoveries(context: Context, stop?: AbortSignal): Promise<number> {
  const { recoveries: channel } = context;
  if (channel === null) return 0;
  let moved = 0;
  for (const tenantId of await tenantsWithDueAttempts(context.owner, context.clock.now())) {
    for (;;) {
      if (stop?.aborted === true) return moved;
      failpoint("recovery.intent_stored");
      const taken = await inTransaction(context.db, tenantId, (tx) =>
        takeDueAttempts(tx, context.clock.now(), ATTEMPT_LEASE_MS),
      );
      if (taken.length === 0) break;
      failpoint("recovery.before_send");
      await inLanes(
        piecesOf(taken),
        (piece) => exchange(context, channel, tenantId, piece),
        ({ debtor }, error) =>
          context.log.warn({ err: error, debtor: debtor.kind }, "a debtor could not be asked; it stays due"),
      );
      moved += taken.length;
    }
  }
  return moved;
}

/** Hand-overs by batch, questions by debtor. */
function piecesOf(attempts: readonly AttemptAbout[]): Piece[] {
  const groups = new Map<string, [AttemptAbout, ...AttemptAbout[]]>();
  for (const attempt of attempts) {
    const { state, batch_id, debtor_kind, debtor_id } = attempt;
    const key = state === "intended" ? `batch ${batch_id}` : `${debtor_kind} ${debtor_id}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [attempt]);
    else known.push(attempt);
  }
  return [...groups.values()].map((group) => {
    const [{ debtor_kind, debtor_id: id }] = group;
    return { debtor: { kind: debtor_kind as Debtor["kind"], id }, attempts: group };
  });
}

async function exchange(context: Context, channel: RecoveryChannel, tenantId: number, piece: Piece): Promise<void> {
  const [first] = piece.attempts;
  if (first.state === "intended") await handOver(context, channel, tenantId, piece);
  else await hear(context, channel, tenantId, piece);
}

const moveOf = (attempt: AttemptAbout, change: Partial<AttemptMove>): AttemptMove => ({
  ...{ book: attempt.book, recovery_id: attempt.recovery_id, attempt: attempt.attempt },
  ...{ state: attempt.state as AttemptMove["state"], sentAt: attempt.sent_at, answeredAt: attempt.answered_at },
  ...{ accepted: attempt.accepted_amount, reason: attempt.reason, humanTask: attempt.human_task, nextAt: null },
  ...change,
});

async function handOver(context: Context, channel: RecoveryChannel, tenantId: number, piece: Piece): Promise<void> {
  const { debtor, attempts } = piece;
  const [{ batch_id: batchId }] = attempts;
  const items = attempts.map(itemOf);
  const answer = await channel.handOver({ batchId: formatId("recoveryBatch", batchId), tenantId, debtor, items });
  failpoint("recovery.after_send");
  const now = context.clock.now();
  const moves = attempts.map((attempt): AttemptMove => {
    if (answer.kind === "taken") {
      return moveOf(attempt, { state: "sent", sentAt: now, nextAt: plus(now, FIRST_ANSWER_MS), humanTask: null });
    }
    // Turned away for good: a person settles it with the debtor, and records the answer.
    if (answer.kind === "refused") return moveOf(attempt, { reason: answer.code, humanTask: "refused" });
    return moveOf(attempt, { reason: answer.code, ...retryOf(attempt, now) });
  });
  await inTransaction(context.db, tenantId, (tx) => moveAttempts(tx, moves));
  failpoint("recovery.answer_stored");
}

function retryOf({ tries }: AttemptAbout, now: Instant): { nextAt: Instant; humanTask: string | null } {
  const gap = RETRY_MS[Math.min(tries, RETRY_MS.length) - 1] ?? HOUR_MS;
  return { nextAt: plus(now, gap), humanTask: tries >= TRIES_UNTIL_TASK ? "unreachable" : null };
}

async function hear(context: Context, channel: RecoveryChannel, tenantId: number, piece: Piece): Promise<void> {
  const heard = await channel.hear(tenantId, piece.debtor, piece.attempts);
  failpoint("recovery.after_send");
  for (const attempt of piece.attempts) {
    const answers =
      heard.kind === "heard" ? heard.answers.filter(({ reference }) => reference === attempt.reference) : [];
    await inTransaction(context.db, tenantId, (tx) =>
      applyAnswers(context, tx, attempt, answers, `debtor:${channel.name}`),
    );
  }
  failpoint("recovery.answer_stored");
}

/**
 * Applies what a debtor says about an attempt to the recovery as it is now, and says when to ask again. What was applied before is
 * passed over; what cannot be applied has a person look.
 */
async function applyAnswers(
  context: Context,
  tx: Tx,
  attempt: AttemptAbout,
  answers: readonly DebtorAnswer[],
  actor: string,
): Promise<void> {
  let humanTask: string | null = null;
  for (const answer of answers) {
    const came = await applyAnswer(context, tx, attempt, answer, actor);
    if (came !== "applied" && came !== "known") humanTask = came;
  }
  const row = await holdRecovery(tx, attempt);
  const now = (await attemptsOf(tx, attempt)).find((each) => each.attempt === attempt.attempt);
  // A sandbox that starts over deletes recoveries in flight.
  if (row === null || now === undefined) return;
  const nextAt = row.receivable > 0n ? plus(context.clock.now(), ASK_AGAIN_MS) : null;
  await moveAttempts(tx, [moveOf({ ...attempt, ...now }, { nextAt, humanTask: humanTask ?? now.human_task })]);
}
