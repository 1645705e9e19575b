// Understands the nightly runs that make bands of experience: what is done, and from where to go on.

import { present } from "@anxin/core/assert";
import type { Day, Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";

type TenantTx = Queryable & { readonly tenantId: number };

const RUN = {
  run_on: "date",
  sequence: "int4",
  state: "text",
  phase: "text",
  cursor: "text",
  done: "int8",
  total: "int8",
  changed: "int8",
  blocked: "int8",
  notice_days: "int4",
  exposures: "int8",
  returns: "int8",
  result_hash: "text",
  started_at: "timestamptz",
  finished_at: "timestamptz?",
} as const;
const RUN_COLUMNS = Object.keys(RUN).join(", ");

export type RatingRunRow = Row<typeof RUN>;
export type RatingRunKey = Pick<RatingRunRow, "run_on" | "sequence">;

export const selectRuns = statement(
  "select_rating_runs",
  RUN,
  `select ${RUN_COLUMNS} from rating_run
   where tenant_id = $1::int4 and ($2::date is null or (run_on, sequence) < ($2::date, $3::int4))
   order by run_on desc, sequence desc limit $4::int4`,
);

/** Runs, the latest day first; those before one where it is given. */
export function listRuns(tx: TenantTx, before: RatingRunKey | null, limit: number): Promise<RatingRunRow[]> {
  return run(tx, selectRuns, [tx.tenantId, before?.run_on ?? null, before?.sequence ?? 0, limit]);
}

/** The run of the latest day, whatever its state; null when there was none. */
export async function latestRun(tx: TenantTx): Promise<RatingRunRow | null> {
  const [row] = await listRuns(tx, null, 1);
  return row ?? null;
}

export const allowLongSteps = statement(
  "allow_long_steps",
  { statement_timeout: "text", lock_timeout: "text", work_mem: "text" },
  `select set_config('statement_timeout', '10min', true) as statement_timeout, set_config('lock_timeout', '10min', true) as lock_timeout,
     set_config('work_mem', '64MB', true) as work_mem`,
);

/** Lets the open transaction wait for another process's step, and sort many days, for longer and in more memory than a request. */
export async function allowLongStep(tx: TenantTx): Promise<void> {
  await run(tx, allowLongSteps);
}

export const lockRunRow = statement(
  "lock_rating_run",
  RUN,
  `select ${RUN_COLUMNS} from rating_run
   where tenant_id = $1::int4 and run_on = $2::date and sequence = $3::int4 for update`,
);

/** Locks a run, so that of several processes one at a time takes it a step further. */
export async function lockRun(tx: TenantTx, { run_on, sequence }: RatingRunKey): Promise<RatingRunRow | null> {
  const [row] = await run(tx, lockRunRow, [tx.tenantId, run_on, sequence]);
  return row ?? null;
}

export const abandonRunRows = statement(
  "abandon_rating_runs",
  {},
  `update rating_run set state = 'abandoned', finished_at = at_ms($4::int8)
   where tenant_id = $1::int4 and state = 'running' and (run_on, sequence) <> ($2::date, $3::int4)`,
);

export const insertRunRow = statement(
  "insert_rating_run",
  {},
  `insert into rating_run (tenant_id, run_on, sequence, state, phase, cursor, done, total, changed, blocked, notice_days, exposures, returns,
     result_hash, started_at)
   select $1::int4, $2::date, $3::int4, 'running', $4::text, $5::text, 0, 0, 0, 0, t.rating_notice_days, 0, 0, '', at_ms($6::int8)
   from tenant t where t.tenant_id = $1::int4
   on conflict on constraint rating_run_pk do nothing`,
);

/** Begins a run with the notice that the tenant gives, unless it was begun; others that did not end are abandoned. */
export async function beginRun(
  tx: TenantTx,
  {
    runOn,
    sequence,
    phase,
    cursor,
    now,
  }: {
    readonly runOn: Day;
    readonly sequence: number;
    readonly phase: string;
    readonly cursor: string;
    readonly now: Instant;
  },
): Promise<void> {
  await execute(tx, abandonRunRows, [tx.tenantId, runOn, sequence, now]);
  await execute(tx, insertRunRow, [tx.tenantId, runOn, sequence, phase, cursor, now]);
}

export const updateRunRow = statement(
  "update_rating_run",
  {},
  `update rating_run set state = $4::text, phase = $5::text, cursor = $6::text, done = $7::int8, total = $8::int8, changed = $9::int8,
     blocked = $10::int8, exposures = $11::int8, returns = $12::int8, result_hash = $13::text, finished_at = at_ms($14::int8)
   where tenant_id = $1::int4 and run_on = $2::date and sequence = $3::int4`,
);

/** Writes how far a run is that this transaction has locked. */
export async function writeRun(tx: TenantTx, row: RatingRunRow): Promise<void> {
  await execute(tx, updateRunRow, [
    tx.tenantId,
    row.run_on,
    row.sequence,
    row.state,
    row.phase,
    row.cursor,
    row.done,
    row.total,
    row.changed,
    row.blocked,
    row.exposures,
    row.returns,
    row.result_hash,
    row.finished_at,
  ]);
}

export const selectNotice = statement(
  "select_rating_notice",
  { rating_notice_days: "int4" },
  "select rating_notice_days from tenant where tenant_id = $1::int4",
);

/** Days between the announcement of a worse band and the day from which it is charged. */
export async function noticeDays(tx: TenantTx): Promise<number> {
  const [row] = await run(tx, selectNotice, [tx.tenantId]);
  return present(row, `tenant ${tx.tenantId} exists`).rating_notice_days;
}
