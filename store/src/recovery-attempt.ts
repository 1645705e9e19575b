// Understands how debtors are asked, as kept: one row an attempt, taken under a lease, and what came of it.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { DebtorKind } from "@anxin/core/recovery/recovery";
import type { Instant } from "@anxin/core/time";
import type { RecoveryKey } from "./recovery.js";
import {
  execute,
  instantArray,
  int2Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";
import type { Tx } from "./transaction.js";

const ATTEMPT_ROW = {
  book: "int2",
  recovery_id: "int8",
  attempt: "int4",
  reference: "text",
  batch_id: "int8",
  debtor_kind: "text",
  debtor_id: "text",
  amount: "int8",
  channel: "text",
  state: "text",
  submitted_by: "text",
  intended_at: "timestamptz",
  sent_at: "timestamptz?",
  answered_at: "timestamptz?",
  accepted_amount: "int8?",
  reason: "text",
  tries: "int4",
  next_at: "timestamptz?",
  human_task: "text?",
} as const;
export type AttemptRow = Row<typeof ATTEMPT_ROW>;

const ATTEMPT_COLUMNS = `a.book, a.recovery_id, a.attempt, a.reference, a.batch_id, a.debtor_kind, a.debtor_id, a.amount, a.channel, a.state,
     a.submitted_by, a.intended_at, a.sent_at, a.answered_at, a.accepted_amount, a.reason, a.tries, a.next_at, a.human_task`;

export interface NewAttempt extends RecoveryKey {
  readonly attempt: number;
  /** What the debtor knows it by. */
  readonly reference: string;
  readonly batchId: Id;
  readonly debtorKind: DebtorKind;
  readonly debtorId: string;
  readonly amount: Fen;
  readonly channel: string;
  readonly submittedBy: string;
  readonly at: Instant;
  readonly nextAt: Instant | null;
}

export const insertAttemptRows = statement(
  "insert_recovery_attempts",
  {},
  `insert into recovery_attempt (tenant_id, book, recovery_id, attempt, reference, batch_id, debtor_kind, debtor_id, amount, channel,
     submitted_by, intended_at, next_at, state, reason, tries)
   select $1::int4, row.*, 'intended', '', 0 from unnest($2::int2[], $3::int8[], $4::int4[], $5::text[], $6::int8[], $7::text[], $8::text[],
     $9::int8[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[]) as row`,
);
export const replaceAttemptRows = statement(
  "replace_recovery_attempts",
  {},
  `update recovery_attempt a set state = 'replaced', next_at = null
   from unnest($2::int2[], $3::int8[], $4::int4[]) as row (book, recovery_id, attempt)
   where a.book = row.book and a.tenant_id = $1::int4 and a.recovery_id = row.recovery_id and a.attempt < row.attempt and a.state <> 'replaced'`,
);

/** Writes the intent to ask, in the place of earlier attempts. Two statements. */
export async function insertAttempts(tx: Tx, attempts: readonly NewAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  const keys = [
    tx.tenantId,
    int2Array(attempts.map((each) => each.book)),
    int8Array(attempts.map((each) => each.recovery_id)),
    attempts.map((each) => each.attempt),
  ];
  await execute(tx, replaceAttemptRows, keys);
  await execute(tx, insertAttemptRows, [
    ...keys,
    textArray(attempts.map((each) => each.reference)),
    int8Array(attempts.map((each) => each.batchId)),
    textArray(attempts.map((each) => each.debtorKind)),
    textArray(attempts.map((each) => each.debtorId)),
    int8Array(attempts.map((each) => each.amount)),
    textArray(attempts.map((each) => each.channel)),
    textArray(attempts.map((each) => each.submittedBy)),
    instantArray(attempts.map((each) => each.at)),
    instantArray(attempts.map((each) => each.nextAt)),
  ]);
}

export const selectAttempts = statement(
  "select_recovery_attempts",
  ATTEMPT_ROW,
  `select ${ATTEMPT_COLUMNS} from recovery_attempt a
   where a.book = $2::int2 and a.tenant_id = $1::int4 and a.recovery_id = $3::int8 order by a.attempt`,
);

/** How a recovery was asked for, in order. */
export function attemptsOf(tx: Tx, { book, recovery_id: id }: RecoveryKey): Promise<AttemptRow[]> {
  return run(tx, selectAttempts, [tx.tenantId, book, id]);
}

const ABOUT_ROW = {
  ...ATTEMPT_ROW,
  claim_id: "int8",
  order_id: "text",
  product: "text",
  peril: "text",
  snapshot: "text?",
  line_id: "text",
  deadline_at: "timestamptz?",
} as const;
/** An attempt with what it is about, as a debtor is told of it. */
export type AttemptAbout = Row<typeof ABOUT_ROW>;

const ABOUT_COLUMNS = `${ATTEMPT_COLUMNS}, r.claim_id, r.order_id, r.product, r.peril, r.line_id, r.deadline_at, o.snapshot`;
const ABOUT_TABLES = `recovery_attempt a
   join recovery r on r.book = a.book and r.recovery_id = a.recovery_id
   left join orders o on o.book = r.book and o.tenant_id = r.tenant_id and o.order_id = r.order_id`;

export const selectOpenAttempts = statement(
  "select_open_recovery_attempts",
  ABOUT_ROW,
  `select ${ABOUT_COLUMNS} from ${ABOUT_TABLES}
   where a.tenant_id = $1::int4 and a.debtor_kind = $2::text and a.debtor_id = $3::text and a.state in ('intended', 'sent')
   order by a.recovery_id limit $4::int4`,
);

/** Attempts that a debtor has not answered, the oldest first. */
export function openAttempts(
  tx: Tx,
  debtor: { readonly kind: DebtorKind; readonly id: string },
  limit: number,
): Promise<AttemptAbout[]> {
  return run(tx, selectOpenAttempts, [tx.tenantId, debtor.kind, debtor.id, limit]);
}

export const selectAttemptsByReference = statement(
  "select_recovery_attempts_by_reference",
  ATTEMPT_ROW,
  `select ${ATTEMPT_COLUMNS} from recovery_attempt a where a.tenant_id = $1::int4 and a.reference = any ($2::text[])`,
);

/** Attempts by what the debtor knows them by. */
export async function attemptsByReference(
  tx: Tx,
  references: readonly string[],
): Promise<ReadonlyMap<string, AttemptRow>> {
  if (references.length === 0) return new Map();
  const rows = await run(tx, selectAttemptsByReference, [tx.tenantId, references]);
  return new Map(rows.map((row) => [row.reference, row]));
}

const FREE = "(a.lease_until is null or a.lease_until <= clock_timestamp())";

export const selectTenantsWithDueAttempts = statement(
  "select_tenants_with_due_recovery_attempts",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (select from recovery_attempt a where a.tenant_id = t.tenant_id and a.next_at <= at_ms($1::int8) and ${FREE})
   order by t.tenant_id`,
);

/** For which tenants `takeDueAttempts` finds any. Runs as the owner. */
export async function tenantsWithDueAttempts(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDueAttempts, [now])).map((row) => row.tenant_id);
}

/** Attempts on one page. */
const PAGE_MAX = 200;

export const lockDueAttempts = statement(
  "lock_due_recovery_attempts",
  { book: "int2", recovery_id: "int8", attempt: "int4" },
  `select a.book, a.recovery_id, a.attempt from recovery_attempt a
   where a.tenant_id = $1::int4 and a.next_at <= at_ms($2::int8) and ${FREE}
   order by a.next_at, a.batch_id, a.recovery_id limit ${PAGE_MAX}
   for update skip locked`,
);
export const leaseAttemptRows = statement(
  "lease_recovery_attempts",
  ABOUT_ROW,
  `with leased as (
     update recovery_attempt a set lease_until = clock_timestamp() + $2::int8 * interval '1 millisecond', tries = a.tries + 1
     from unnest($3::int2[], $4::int8[], $5::int4[]) as row (book, recovery_id, attempt)
     where a.book = row.book and a.tenant_id = $1::int4 and a.recovery_id = row.recovery_id and a.attempt = row.attempt
     returning a.*)
   select ${ABOUT_COLUMNS} from ${ABOUT_TABLES.replace("recovery_attempt a", "leased a")} order by a.batch_id, a.recovery_id`,
);

/** Takes attempts that are due and that nobody holds, for `leaseMs` of database time. They stay due: whoever dies is followed. */
export async function takeDueAttempts(tx: Tx, now: Instant, leaseMs: number): Promise<AttemptAbout[]> {
  const due = await run(tx, lockDueAttempts, [tx.tenantId, now]);
  if (due.length === 0) return [];
  const keys = [int2Array(due.map((a) => a.book)), int8Array(due.map((a) => a.recovery_id)), due.map((a) => a.attempt)];
  return run(tx, leaseAttemptRows, [tx.tenantId, leaseMs, ...keys]);
}

/** How far an attempt came. */
export interface AttemptMove extends RecoveryKey {
  readonly attempt: number;
  readonly state: "intended" | "sent" | "answered";
  readonly sentAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly accepted: Fen | null;
  readonly reason: string;
  readonly nextAt: Instant | null;
  readonly humanTask: string | null;
}

export const moveAttemptRows = statement(
  "move_recovery_attempts",
  {},
  `update recovery_attempt a set state = row.state, sent_at = row.sent_at, answered_at = row.answered_at, accepted_amount = row.accepted_amount,
     reason = row.reason, next_at = row.next_at, human_task = row.human_task, lease_until = null
   from unnest($2::int2[], $3::int8[], $4::int4[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::int8[], $9::text[],
     $10::timestamptz[], $11::text[]) as row (book, recovery_id, attempt, state, sent_at, answered_at, accepted_amount, reason, next_at, human_task)
   where a.book = row.book and a.tenant_id = $1::int4 and a.recovery_id = row.recovery_id and a.attempt = row.attempt and a.state <> 'replaced'`,
);

/** Stores how far attempts came, and ends their leases; one that another attempt replaced meanwhile stays replaced. */
export async function moveAttempts(tx: Tx, moves: readonly AttemptMove[]): Promise<void> {
  if (moves.length === 0) return;
  await execute(tx, moveAttemptRows, [
    tx.tenantId,
    int2Array(moves.map((move) => move.book)),
    int8Array(moves.map((move) => move.recovery_id)),
    moves.map((move) => move.attempt),
    textArray(moves.map((move) => move.state)),
    instantArray(moves.map((move) => move.sentAt)),
    instantArray(moves.map((move) => move.answeredAt)),
    int8Array(moves.map((move) => move.accepted)),
    textArray(moves.map((move) => move.reason)),
    instantArray(moves.map((move) => move.nextAt)),
    moves.map((move) => move.humanTask),
  ]);
}

export const endAttemptLeaseRows = statement(
  "end_recovery_attempt_leases",
  {},
  `update recovery_attempt set lease_until = clock_timestamp()
   where next_at is not null and lease_until > clock_timestamp()
     and lease_until < at_ms($1::int8) + $2::int8 * interval '1 millisecond'`,
);

/** Ends the leases of `leaseMs` that were taken before an instant of database time, of all tenants. Runs as the owner. */
export function endAttemptLeases(owner: Queryable, takenBefore: Instant, leaseMs: number): Promise<number> {
  return execute(owner, endAttemptLeaseRows, [takenBefore, leaseMs]);
}

export const selectHeldAttempts = statement(
  "select_held_recovery_attempts",
  { held: "int8" },
  "select count(*) as held from recovery_attempt where next_at <= at_ms($1::int8) and lease_until > clock_timestamp()",
);

/** How many due attempts someone is at, of all tenants. Runs as the owner. */
export async function heldAttempts(owner: Queryable, now: Instant): Promise<number> {
  const [row] = await run(owner, selectHeldAttempts, [now]);
  return Number(row?.held ?? 0n);
}
