// Understands notices as kept: written once an occasion, taken under a lease, and what became of each.

import type { Id } from "@anxin/core/id";
import type { Audience, NoticeKind } from "@anxin/core/notice/notice";
import type { Instant } from "@anxin/core/time";
import {
  execute,
  instantArray,
  instantValue,
  int2Array,
  int4Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";
import type { Tx } from "./transaction.js";

/** A notice as it is written the first time. */
export interface NewNotice {
  readonly noticeId: Id;
  readonly book: number;
  readonly audience: Audience;
  readonly recipientId: string;
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly occasion: string;
  /** JSON; amounts are decimal strings. */
  readonly data: string;
  readonly dueAt: Instant;
  readonly closesAt: Instant | null;
}

export const insertNoticeRows = statement(
  "insert_notices",
  {},
  `insert into notice (tenant_id, created_at, notice_id, book, audience, recipient_id, kind, subject, occasion, data, due_at,
     next_at, closes_at, state)
   select $1::int4, $2::timestamptz, notice_id, book, audience, recipient_id, kind, subject, occasion, data, due_at,
     due_at, closes_at, 'queued'
   from unnest($3::int8[], $4::int2[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
     $11::timestamptz[], $12::timestamptz[])
     as row (notice_id, book, audience, recipient_id, kind, subject, occasion, data, due_at, closes_at)
   on conflict on constraint notice_once_per_occasion do nothing`,
);

/** Writes notices, any number in one statement; answers how many were new: what was noticed already is not noticed again. */
export async function insertNotices(tx: Tx, now: Instant, notices: readonly NewNotice[]): Promise<number> {
  if (notices.length === 0) return 0;
  return execute(tx, insertNoticeRows, [
    tx.tenantId,
    instantValue(now),
    int8Array(notices.map((notice) => notice.noticeId)),
    int2Array(notices.map((notice) => notice.book)),
    textArray(notices.map((notice) => notice.audience)),
    textArray(notices.map((notice) => notice.recipientId)),
    textArray(notices.map((notice) => notice.kind)),
    textArray(notices.map((notice) => notice.subject)),
    textArray(notices.map((notice) => notice.occasion)),
    textArray(notices.map((notice) => notice.data)),
    instantArray(notices.map((notice) => notice.dueAt)),
    instantArray(notices.map((notice) => notice.closesAt)),
  ]);
}

/** Notices on one page. Written into the statement, so that its plan is made for so few. */
export const DUE_NOTICES_PAGE_MAX = 200;

export const selectDueNotices = statement(
  "select_due_notices",
  {
    notice_id: "int8",
    book: "int2",
    audience: "text",
    recipient_id: "text",
    kind: "text",
    subject: "text",
    data: "text",
    created_at: "timestamptz",
    closes_at: "timestamptz?",
    attempts: "int4",
    wanted: "bool",
  },
  `select n.notice_id, n.book, n.audience, n.recipient_id, n.kind, n.subject, n.data, n.created_at, n.closes_at, n.attempts,
     coalesce(p.wanted, true) as wanted
   from notice n
   left join notice_preference p on p.tenant_id = n.tenant_id and p.audience = n.audience and p.recipient_id = n.recipient_id
     and p.kind = n.kind
   where n.tenant_id = $1::int4 and n.next_at <= $2::timestamptz
     and (n.lease_until is null or n.lease_until <= clock_timestamp())
   order by n.next_at, n.notice_id
   limit ${DUE_NOTICES_PAGE_MAX}
   for update of n skip locked`,
);
export type DueNoticeRow = Row<(typeof selectDueNotices)["row"]>;

/**
 * Locks a page of notices that are due at business time `now` and that nobody holds, the longest due first; and says whether
 * each is wanted.
 */
export function lockDueNotices(tx: Tx, now: Instant): Promise<DueNoticeRow[]> {
  return run(tx, selectDueNotices, [tx.tenantId, instantValue(now)]);
}

type NoticeKey = Pick<DueNoticeRow, "book" | "notice_id">;

export const leaseNoticeRows = statement(
  "lease_notices",
  {},
  `update notice n set attempts = n.attempts + 1, last_attempt_at = $2::timestamptz, channel = $3::text,
     lease_until = clock_timestamp() + $4::int8 * interval '1 millisecond'
   from unnest($5::int2[], $6::int8[]) as row (book, notice_id)
   where n.book = row.book and n.notice_id = row.notice_id and n.tenant_id = $1::int4`,
);

/** Notes the intent to send notices that this transaction has locked; they stay due, so that they are found when it ends. */
export async function leaseNotices(
  tx: Tx,
  now: Instant,
  notices: readonly NoticeKey[],
  { channel, leaseMs }: { readonly channel: string; readonly leaseMs: number },
): Promise<void> {
  if (notices.length === 0) return;
  const keys = [int2Array(notices.map((n) => n.book)), int8Array(notices.map((n) => n.notice_id))];
  await execute(tx, leaseNoticeRows, [tx.tenantId, instantValue(now), channel, leaseMs, ...keys]);
}

/** What became of a notice. */
export interface NoticeMove {
  readonly notice: NoticeKey;
  readonly state: "queued" | "sent" | "failed" | "suppressed";
  readonly reason: string;
  /** When to try again; for `queued` only. */
  readonly nextAt: Instant | null;
  readonly sentAt: Instant | null;
  /** Attempts that were noted and not made. */
  readonly unmade: number;
}

export const moveNoticeRows = statement(
  "move_notices",
  {},
  `update notice n set state = row.state, reason = row.reason, next_at = row.next_at, sent_at = row.sent_at, lease_until = null,
     attempts = n.attempts - row.unmade
   from unnest($2::int2[], $3::int8[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::int4[])
     as row (book, notice_id, state, reason, next_at, sent_at, unmade)
   where n.book = row.book and n.notice_id = row.notice_id and n.tenant_id = $1::int4 and n.state = 'queued'`,
);

/** Stores what became of notices; one that ended meanwhile stays as it ended. */
export async function moveNotices(tx: Tx, moves: readonly NoticeMove[]): Promise<number> {
  if (moves.length === 0) return 0;
  return execute(tx, moveNoticeRows, [
    tx.tenantId,
    int2Array(moves.map((move) => move.notice.book)),
    int8Array(moves.map((move) => move.notice.notice_id)),
    textArray(moves.map((move) => move.state)),
    textArray(moves.map((move) => move.reason)),
    instantArray(moves.map((move) => move.nextAt)),
    instantArray(moves.map((move) => move.sentAt)),
    int4Array(moves.map((move) => move.unmade)),
  ]);
}

export const selectTenantsWithDueNotices = statement(
  "select_tenants_with_due_notices",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where (select n.next_at from notice n where n.tenant_id = t.tenant_id and n.next_at is not null order by n.next_at limit 1)
     <= $1::timestamptz
   order by t.tenant_id`,
);

/** Tenants with a notice that is due, whether somebody holds it or not. Runs as the owner. */
export async function tenantsWithDueNotices(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDueNotices, [instantValue(now)])).map((row) => row.tenant_id);
}

export const selectHeldNotices = statement(
  "select_held_notices",
  { held: "int8" },
  "select count(*) as held from notice where next_at <= $1::timestamptz and lease_until > clock_timestamp()",
);

/** How many due notices someone is sending, of all tenants. Runs as the owner. */
export async function heldNotices(owner: Queryable, now: Instant): Promise<number> {
  const [row] = await run(owner, selectHeldNotices, [instantValue(now)]);
  return Number(row?.held ?? 0n);
}

export const endNoticeLeaseRows = statement(
  "end_notice_leases",
  {},
  `update notice set lease_until = clock_timestamp()
   where next_at is not null and lease_until > clock_timestamp()
     and lease_until < at_ms($1::int8) + $2::int8 * interval '1 millisecond'`,
);

/** Ends the leases of `leaseMs` that were taken before an instant of database time, of all tenants. Runs as the owner. */
export function endNoticeLeases(owner: Queryable, takenBefore: Instant, leaseMs: number): Promise<number> {
  return execute(owner, endNoticeLeaseRows, [takenBefore, leaseMs]);
}

/** What a list of notices may be narrowed by; null means any. */
export interface NoticeFilter {
  readonly audience: Audience | null;
  readonly recipientId: string | null;
  readonly kind: string | null;
  readonly state: string | null;
  /** The policy that a notice is about, and what else is said about it, such as its order. */
  readonly about: { readonly book: number; readonly subjects: readonly string[] } | null;
  /** Only notices older than this id. */
  readonly before: Id | null;
  readonly limit: number;
}

const NOTICE_ROW = {
  notice_id: "int8",
  audience: "text",
  recipient_id: "text",
  kind: "text",
  subject: "text",
  data: "text",
  state: "text",
  reason: "text",
  channel: "text?",
  attempts: "int4",
  created_at: "timestamptz",
  due_at: "timestamptz",
  next_at: "timestamptz?",
  last_attempt_at: "timestamptz?",
  sent_at: "timestamptz?",
} as const;
export type NoticeRow = Row<typeof NOTICE_ROW>;

export const selectNotices = statement(
  "select_notices",
  NOTICE_ROW,
  `select ${Object.keys(NOTICE_ROW).join(", ")} from notice
   where tenant_id = $1::int4
     and ($2::text is null or audience = $2) and ($3::text is null or recipient_id = $3)
     and ($4::text is null or kind = $4) and ($5::text is null or state = $5)
     and ($6::int2 is null or (book = $6 and subject = any ($7::text[])))
     and ($8::int8 is null or notice_id < $8)
   order by notice_id desc limit $9::int4`,
);

/** Notices, newest first. */
export function listNotices(tx: Tx, filter: NoticeFilter): Promise<NoticeRow[]> {
  const { audience, recipientId, kind, state, about, before, limit } = filter;
  const narrowing = [audience, recipientId, kind, state, about?.book ?? null, about?.subjects ?? []];
  return run(tx, selectNotices, [tx.tenantId, ...narrowing, before, limit]);
}

/** Whose preferences. */
export interface Recipient {
  readonly audience: Audience;
  readonly recipientId: string;
}

export const selectPreferences = statement(
  "select_notice_preferences",
  { kind: "text", wanted: "bool", changed_by: "text", changed_at: "timestamptz" },
  `select kind, wanted, changed_by, changed_at from notice_preference
   where tenant_id = $1::int4 and audience = $2::text and recipient_id = $3::text order by kind`,
);

/** What a recipient chose; a kind that is not there is wanted. */
export function preferencesOf(
  tx: Tx,
  { audience, recipientId }: Recipient,
): Promise<Row<(typeof selectPreferences)["row"]>[]> {
  return run(tx, selectPreferences, [tx.tenantId, audience, recipientId]);
}

export const upsertPreferenceRows = statement(
  "upsert_notice_preferences",
  {},
  `insert into notice_preference as p (tenant_id, audience, recipient_id, changed_by, changed_at, kind, wanted)
   select $1::int4, $2::text, $3::text, $4::text, $5::timestamptz, kind, wanted
   from unnest($6::text[], $7::bool[]) as row (kind, wanted) order by kind
   on conflict on constraint notice_preference_pk do update
     set wanted = excluded.wanted, changed_by = excluded.changed_by, changed_at = excluded.changed_at
   where p.wanted <> excluded.wanted`,
);

/** Writes what a recipient chooses; other kinds stay as they are. */
export async function putPreferences(
  tx: Tx,
  { audience, recipientId }: Recipient,
  choices: ReadonlyMap<NoticeKind, boolean>,
  by: { readonly changedBy: string; readonly changedAt: Instant },
): Promise<void> {
  if (choices.size === 0) return;
  const columns = [[...choices.keys()], [...choices.values()]];
  await execute(tx, upsertPreferenceRows, [
    tx.tenantId,
    audience,
    recipientId,
    by.changedBy,
    instantValue(by.changedAt),
    ...columns,
  ]);
}
