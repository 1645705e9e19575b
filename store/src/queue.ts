// Understands the queue of background work, who works on it, and what a worker that was killed left behind. Runs as the owner.

import { present } from "@anxin/core/assert";
import type { Instant } from "@anxin/core/time";
import { Pool } from "pg";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";

/** One session listens, the others fetch jobs and put them away. */
const QUEUE_CONNECTIONS_MAX = 4;

/**
 * Connections for graphile-worker, to where `owner` leads. It writes ids of jobs as JSON numbers and reads times as dates, so
 * it needs the driver's own readers of values, not ours.
 */
export function queuePool(owner: Pool, onLostConnection: (error: Error) => void): Pool {
  const { types: _ours, ...options } = owner.options;
  const pool = new Pool({ ...options, max: QUEUE_CONNECTIONS_MAX, application_name: "anxin queue" });
  pool.on("error", onLostConnection);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  return pool;
}

export const selectQueueJobs = statement(
  "select_queue_jobs",
  {
    job_id: "int8",
    task: "text",
    attempts: "int4",
    attempts_max: "int4",
    next_try_at: "timestamptz",
    held: "bool",
    ready: "bool",
  },
  "select job_id, task, attempts, attempts_max, next_try_at, held, ready from queue_jobs()",
);

/** A job that is not done. `held`: a worker has it; `ready`: any worker may take it now. */
export type QueueJob = Row<(typeof selectQueueJobs)["row"]>;

export function queueJobs(owner: Queryable): Promise<QueueJob[]> {
  return run(owner, selectQueueJobs);
}

export const releaseQueueJobs = statement(
  "release_queue_jobs",
  { workers: "int4" },
  "select queue_release(at_ms($1::int8)) as workers",
);

/** Lets other workers take what was taken before an instant of database time. Answers how many workers had held jobs. */
export async function releaseJobs(owner: Queryable, takenBefore: Instant): Promise<number> {
  const [row] = await run(owner, releaseQueueJobs, [takenBefore]);
  return row?.workers ?? 0;
}

/** Any fixed number; held by every worker that lives, and let go by PostgreSQL when its session ends, however it ends. */
const PRESENCE_LOCK = 7_265_134_019n;

export const enterPresence = statement(
  "enter_presence",
  { entered_at: "timestamptz" },
  "select clock_timestamp() as entered_at from (select pg_advisory_lock_shared($1::int8)) as lock",
);

/** Says on this session that a worker lives. Answers since when, in database time. */
export async function enter(session: Queryable): Promise<Instant> {
  const [row] = await run(session, enterPresence, [PRESENCE_LOCK]);
  return present(row, "entering answers the time").entered_at;
}

export const tryAlone = statement("try_alone", { alone: "bool" }, "select pg_try_advisory_lock($1::int8) as alone");
export const endAlone = statement("end_alone", { ended: "bool" }, "select pg_advisory_unlock($1::int8) as ended");

/** Runs `work` if no other worker lives, and keeps others from entering meanwhile. False when another one does. */
export async function ifAlone(session: Queryable, work: () => Promise<void>): Promise<boolean> {
  const [row] = await run(session, tryAlone, [PRESENCE_LOCK]);
  if (row?.alone !== true) return false;
  try {
    await work();
  } finally {
    await execute(session, endAlone, [PRESENCE_LOCK]);
  }
  return true;
}
