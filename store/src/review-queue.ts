// Understands the queue of claims that wait for somebody: narrowed, scored and ordered by one statement, a page at a time.
//
// Nothing is kept for it, so that it is never behind: all open claims of a tenant are looked at, and scored, for each page. An index
// holds the open ones alone.

import type { ClockCode } from "@anxin/core/claim/clock-rules";
import type { Id } from "@anxin/core/id";
import { SCORE, type SCORE_PARTS } from "@anxin/core/review/score";
import type { QueueFilter } from "@anxin/core/review/view";
import type { Instant } from "@anxin/core/time";
import { type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/**
 * Clocks that the desk keeps: what waits for the claimant, the merchant or the bank is somebody else's. They stand in the statement
 * as in the index claim_clock_desk, so that it is used.
 */
export const DESK_CLOCKS: readonly ClockCode[] = [
  "first_review",
  "decision",
  "undisputed_part",
  "second_review",
  "human_review",
  "appeal",
];

const ITEM = {
  book: "int2",
  claim_id: "int8",
  rank: "int8",
  clock: "text?",
  due_at: "timestamptz?",
  decision_due_at: "timestamptz?",
  due: "int4",
  signals: "int4",
  amount: "int4",
  waiting: "int4",
  attention: "int4",
  holder: "text?",
  holder_name: "text?",
  held_until: "timestamptz?",
} as const;
export type QueueRow = Row<typeof ITEM>;

const FOUND = `with item as (
     select c.book, c.claim_id, c.reserve, c.reported_at, clock.code as clock, clock.due_at, l.holder, l.expires_at as held_until,
       case when clock.due_at is null then 0
         else greatest(least($2::int8 - (ms_at(clock.due_at) - $4::int8), $4), 0) * $3::int4 / $4 end::int4 as due,
       (coalesce(f.score, 0) * $5::int4 / 100)::int4 as signals,
       (width_bucket(c.reserve, $6::int8[]) * $7::int4)::int4 as amount,
       least(greatest($2 - ms_at(c.reported_at), 0) / $9::int8, $8::int4)::int4 as waiting,
       case when c.reviewed and c.status = any (array['in_review', 'awaiting_second', 'evidence_requested'])
         or c.open_appeal_id is not null then $10::int4 else 0 end as attention
     from claim c
     left join review_lease l on l.book = c.book and l.claim_id = c.claim_id and l.tenant_id = $1::int4 and l.expires_at > at_ms($2)
     left join claim_score f on f.book = c.book and f.claim_id = c.claim_id and f.tenant_id = $1
     left join lateral (
       select k.code, k.due_at from claim_clock k
       where k.book = c.book and k.claim_id = c.claim_id and k.tenant_id = $1 and k.code in (${DESK_CLOCKS.map((code) => `'${code}'`).join(", ")})
         and k.met_at is null and k.stopped_at is null and k.due_at is not null
       order by k.due_at limit 1
     ) as clock on true
     where c.tenant_id = $1
       and (c.status in ('filed', 'evidence_requested', 'in_review', 'awaiting_second') or c.open_appeal_id is not null)
       and ($11::text[] is null or c.status = any ($11) or ($12::bool and c.open_appeal_id is not null))
       and ($13::text is null or c.product = $13)
       and ($14::text is null or l.person = $14)
       and ($15::text is null or l.holder = $15)
       and (not $16::bool or l.holder is null)
       and ($17::int8 is null or c.reserve >= $17)
       and ($18::int8 is null or clock.due_at < at_ms($18))
       and (not $19::bool or f.score > 0)
       and (not $20::bool or c.open_appeal_id is not null)
       and (not $21::bool or exists (
         select from claim_clock k where k.book = c.book and k.claim_id = c.claim_id and k.tenant_id = $1 and k.queue is not null))
   ), scored as (
     select *, due + signals + amount + waiting + attention as score from item
   ), ranked as (
     select *, case $22::text
       when 'score' then score::int8
       when 'due' then -coalesce(ms_at(due_at), 9000000000000000)
       when 'amount' then reserve
       else -ms_at(reported_at)
     end as rank
     from scored where $23::int4 is null or score >= $23
   )`;

export const selectQueue = statement(
  "select_review_queue",
  ITEM,
  `${FOUND}, page as (
     select * from ranked
     where $24::int8 is null or rank < $24 or (rank = $24 and claim_id > $25::int8)
     order by rank desc, claim_id limit $26::int4
   )
   select p.book, p.claim_id, p.rank, p.clock, p.due_at, k.due_at as decision_due_at, p.due, p.signals, p.amount, p.waiting, p.attention,
     p.holder, coalesce(s.display_name, p.holder) as holder_name, p.held_until
   from page p
   left join claim_clock k on k.book = p.book and k.claim_id = p.claim_id and k.code = 'decision' and k.round = 1 and k.tenant_id = $1
   left join staff s on s.tenant_id = $1 and 'staff:' || s.staff_id = p.holder
   order by p.rank desc, p.claim_id`,
);

/**
 * Nobody is given what they could not decide: their own proposal, or an appeal against their own decision. `for update` holds the
 * claim against who decides it or takes it too; who waits for it takes the next one instead.
 */
export const selectNextInQueue = statement(
  "select_next_in_review_queue",
  { book: "int2", claim_id: "int8" },
  `${FOUND}
   select c.book, c.claim_id from ranked r
   join claim c on c.book = r.book and c.claim_id = r.claim_id
   where r.holder is null and r.claim_id <> all ($24::int8[])
     and not exists (
       select from decision_proposal p
       where p.book = c.book and p.claim_id = c.claim_id and p.tenant_id = $1 and p.settled_at is null and p.maker = $25::text)
     and not (c.open_appeal_id is not null and exists (
       select from decision_basis b
       where b.book = c.book and b.claim_id = c.claim_id and b.tenant_id = $1 and $25 in (b.maker, b.checker)))
   order by r.rank desc, r.claim_id limit 1
   for update of c skip locked`,
);

/** A filter as the statements take it. */
export interface QueueQuestion extends Omit<QueueFilter, "holder"> {
  /** Held by this human being, by this account, or by nobody; null: whoever holds it. */
  readonly heldBy: { readonly person: string } | { readonly holder: string } | "nobody" | null;
  /** At which moment leases, clocks and scores are looked at; the same for all pages of a list. */
  readonly asOf: Instant;
}

function values(tx: Tx, question: QueueQuestion): unknown[] {
  const { asOf, heldBy, statuses, withAppeals, product, minScore, minAmount, dueBefore } = question;
  const held = heldBy === "nobody" || heldBy === null ? {} : heldBy;
  return [
    ...[tx.tenantId, asOf, SCORE.dueMax, SCORE.dueWindowMs, SCORE.signalsMax, SCORE.amountTiers, SCORE.amountStep],
    ...[SCORE.waitingMax, SCORE.waitingStepMs, SCORE.attentionMax],
    ...[statuses ?? null, withAppeals === true, product ?? null],
    ...["person" in held ? held.person : null, "holder" in held ? held.holder : null, heldBy === "nobody"],
    ...[minAmount ?? null, dueBefore ?? null],
    ...[question.hasSignals === true, question.isAppealed === true, question.isEscalated === true],
    ...[question.sort ?? "score", minScore ?? null],
  ];
}

/** Where a page of the queue was left. */
export interface QueuePlace {
  readonly rank: bigint;
  readonly claimId: Id;
}

/** A page of the queue, the first to be done first. */
export function listQueue(
  tx: Tx,
  question: QueueQuestion,
  after: QueuePlace | null,
  limit: number,
): Promise<QueueRow[]> {
  const page = [after?.rank ?? null, after?.claimId ?? null, limit];
  return run(tx, selectQueue, [...values(tx, question), ...page]);
}

/**
 * The first claim of the queue for this human being that nobody has in hand, and none of `except`; it is held until the
 * transaction ends. Null when there is none.
 */
export async function nextInQueue(
  tx: Tx,
  question: QueueQuestion,
  person: string,
  except: readonly Id[],
): Promise<{ readonly book: number; readonly claimId: Id } | null> {
  const [row] = await run(tx, selectNextInQueue, [...values(tx, question), except, person]);
  return row === undefined ? null : { book: row.book, claimId: row.claim_id };
}

/** The parts of a row's score, by name. */
export const scoreParts = (row: QueueRow): Readonly<Record<(typeof SCORE_PARTS)[number], number>> => {
  const { due, signals, amount, waiting, attention } = row;
  return { due, signals, amount, waiting, attention };
};
