// Understands walks over every decision of a day: which days are to be walked, how far each walk is, and its pages.

import type { Id } from "@anxin/core/id";
import type { Day, Instant } from "@anxin/core/time";
import { finder } from "./invariant.js";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export type RunKind = "replay" | "sample";
/** Who asks for the walks of each day. */
export const BY_SCHEDULE = "schedule";

const RUN = {
  run_id: "int8",
  kind: "text",
  day: "date",
  state: "text",
  cursor_at: "timestamptz?",
  cursor_id: "int8",
  done: "int8",
  total: "int8",
  found: "int8",
  examples: "text",
  asked_by: "text",
  started_at: "timestamptz",
  finished_at: "timestamptz?",
} as const;
export type DecisionRunRow = Row<typeof RUN>;
const RUN_COLUMNS = Object.keys(RUN).join(", ");

export const selectDaysToWalk = statement(
  "select_days_to_walk",
  { tenant_id: "int4", day: "date" },
  `select t.tenant_id, shanghai_day(first.at) as day
   from tenant t
   cross join lateral (
     select coalesce(max(r.day) + 1, date '1992-01-01') as day from decision_run r
     where r.tenant_id = t.tenant_id and r.kind = $1::text and r.asked_by = $2::text
   ) as next
   cross join lateral (
     select min(d.decided_at) as at from decision d
     where d.tenant_id = t.tenant_id and d.decided_at >= next.day::timestamp at time zone 'Asia/Shanghai' and d.decided_at < at_ms($3::int8)
   ) as first
   where first.at is not null
   order by t.tenant_id`,
);

/** For each tenant, the first day before an instant that has decisions and was not walked by schedule. Runs as the owner. */
export async function daysToWalk(
  owner: Queryable,
  kind: RunKind,
  until: Instant,
): Promise<{ readonly tenantId: number; readonly day: Day }[]> {
  const rows = await run(owner, selectDaysToWalk, [kind, BY_SCHEDULE, until]);
  return rows.map((row) => ({ tenantId: row.tenant_id, day: row.day as Day }));
}

export const selectRunsToContinue = statement(
  "select_decision_runs_to_continue",
  { tenant_id: "int4", run_id: "int8" },
  "select tenant_id, run_id from decision_run where state = 'running' order by tenant_id, run_id",
);

/** Walks of all tenants that have not ended. Runs as the owner. */
export async function runsToContinue(owner: Queryable): Promise<{ readonly tenantId: number; readonly runId: Id }[]> {
  return (await run(owner, selectRunsToContinue)).map((row) => ({ tenantId: row.tenant_id, runId: row.run_id }));
}

export const insertRunRow = statement(
  "insert_decision_run",
  {},
  `insert into decision_run (tenant_id, run_id, kind, day, state, cursor_id, done, total, found, examples, asked_by, started_at)
   select $1::int4, $2::int8, $3::text, $4::date, 'running', 0, 0, count(*), 0, '[]', $7::text, at_ms($8::int8)
   from decision d where d.tenant_id = $1 and d.decided_at >= at_ms($5::int8) and d.decided_at < at_ms($6::int8)
   on conflict (tenant_id, kind, day) where state = 'running' do nothing`,
);

export interface NewRun {
  readonly runId: Id;
  readonly kind: RunKind;
  readonly day: Day;
  /** [from, until) of the day. */
  readonly from: Instant;
  readonly until: Instant;
  readonly askedBy: string;
  readonly now: Instant;
}

/** Begins a walk, unless one of its kind and day is on its way. */
export async function beginRun(tx: Tx, { runId, kind, day, from, until, askedBy, now }: NewRun): Promise<void> {
  await execute(tx, insertRunRow, [tx.tenantId, runId, kind, day, from, until, askedBy, now]);
}

export const lockRunRow = statement(
  "lock_decision_run",
  RUN,
  `select ${RUN_COLUMNS} from decision_run where tenant_id = $1::int4 and run_id = $2::int8 for update`,
);

/** A walk, held until the transaction ends, so that one process at a time takes it a page further. */
export async function lockRun(tx: Tx, runId: Id): Promise<DecisionRunRow | null> {
  const [row] = await run(tx, lockRunRow, [tx.tenantId, runId]);
  return row ?? null;
}

export const updateRunRow = statement(
  "update_decision_run",
  {},
  `update decision_run set state = $3::text, cursor_at = at_ms($4::int8), cursor_id = $5::int8, done = $6::int8, total = $7::int8,
     found = $8::int8, examples = $9::text, finished_at = at_ms($10::int8)
   where tenant_id = $1::int4 and run_id = $2::int8`,
);

/** Writes how far a walk is that this transaction holds. */
export async function writeRun(tx: Tx, row: DecisionRunRow): Promise<void> {
  const { run_id, state, cursor_at, cursor_id, done, total, found, examples, finished_at } = row;
  await execute(tx, updateRunRow, [
    tx.tenantId,
    run_id,
    state,
    cursor_at,
    cursor_id,
    done,
    total,
    found,
    examples,
    finished_at,
  ]);
}

export const selectRuns = statement(
  "select_decision_runs",
  RUN,
  `select ${RUN_COLUMNS} from decision_run
   where tenant_id = $1::int4 and kind = $2::text and ($3::date is null or day = $3) and ($4::int8 is null or run_id < $4)
   order by run_id desc limit $5::int4`,
);

/** Walks of a kind, the last one first; of one day where it is given. */
export function listRuns(
  tx: Tx,
  {
    kind,
    day,
    before,
    limit,
  }: { readonly kind: RunKind; readonly day: Day | null; readonly before: Id | null; readonly limit: number },
): Promise<DecisionRunRow[]> {
  return run(tx, selectRuns, [tx.tenantId, kind, day, before, limit]);
}

export const selectRun = statement(
  "select_decision_run",
  RUN,
  `select ${RUN_COLUMNS} from decision_run where tenant_id = $1::int4 and run_id = $2::int8`,
);

export async function findRun(tx: Tx, runId: Id): Promise<DecisionRunRow | null> {
  const [row] = await run(tx, selectRun, [tx.tenantId, runId]);
  return row ?? null;
}

const OF_DAY = `d.tenant_id = $1::int4 and d.decided_at >= at_ms($2::int8) and d.decided_at < at_ms($3::int8)
     and (d.decided_at, d.decision_id) > (coalesce(at_ms($4::int8), '-infinity'), $5::int8)
   order by d.decided_at, d.decision_id limit $6::int4`;

/** A page of a day's decisions, in their order. */
export interface DayPage {
  readonly from: Instant;
  readonly until: Instant;
  readonly after: { readonly at: Instant | null; readonly id: Id };
  readonly limit: number;
}
const pageValues = (tx: Tx, { from, until, after, limit }: DayPage) => [
  tx.tenantId,
  from,
  until,
  after.at,
  after.id,
  limit,
];

export const selectDayToReplay = statement(
  "select_day_to_replay",
  {
    decision_id: "int8",
    claim_id: "int8",
    decided_at: "timestamptz",
    outcome: "text",
    amount: "int8",
    reason_codes: "text[]",
    automatic: "bool",
    product: "text",
    product_version: "int4",
    facts: "text",
    findings: "text",
    suggested_outcome: "text",
    suggested_amount: "int8",
  },
  `select d.decision_id, d.claim_id, d.decided_at, d.outcome, d.amount, d.reason_codes, d.automatic, d.product, d.product_version, d.facts,
     d.findings, d.suggested_outcome, d.suggested_amount
   from decision d where ${OF_DAY}`,
);
export type ReplayRow = Row<(typeof selectDayToReplay)["row"]>;

/** Decisions of a day with everything that is needed to make them again. */
export function dayToReplay(tx: Tx, page: DayPage): Promise<ReplayRow[]> {
  return run(tx, selectDayToReplay, pageValues(tx, page));
}

export const selectDayToSample = statement(
  "select_day_to_sample",
  {
    book: "int2",
    decision_id: "int8",
    claim_id: "int8",
    decided_at: "timestamptz",
    kind: "text",
    outcome: "text",
    amount: "int8",
    automatic: "bool",
    product: "text",
    decided_by: "text",
  },
  `select d.book, d.decision_id, d.claim_id, d.decided_at, d.kind, d.outcome, d.amount, d.automatic, d.product, d.decided_by
   from decision d where ${OF_DAY}`,
);
export type SampleRow = Row<(typeof selectDayToSample)["row"]>;

/** Decisions of a day, so far as drawing samples looks at them. */
export function dayToSample(tx: Tx, page: DayPage): Promise<SampleRow[]> {
  return run(tx, selectDayToSample, pageValues(tx, page));
}

/** A later walk over the same day that found nothing says that what was found is mended. */
export const findReplayGaps = finder(
  "find_replay_gaps",
  `select 'day'::text, null::int8, r.day::text, format('%s of %s decisions came out otherwise when they were made again; see the run', r.found, r.total)
   from decision_run r
   where r.tenant_id = $1::int4 and r.kind = 'replay' and r.found > 0 and r.run_id = (
     select max(l.run_id) from decision_run l
     where l.tenant_id = r.tenant_id and l.kind = r.kind and l.day = r.day and l.state = 'done')`,
);
