// Understands walks over every decision of a day, which decide it again or draw samples of it: a page in a transaction of its own,
// so that a walk that was killed goes on where it was, and memory holds one page.
//
// Statements for a page, whatever its size: 1 to hold the run, those of the page's work, and 1 to write how far it is.

import { present } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import { addDays, type Day, type Instant, MINUTE_MS, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import {
  BY_SCHEDULE,
  beginRun,
  type DayPage,
  type DecisionRunRow,
  daysToWalk,
  listRuns,
  lockRun,
  type RunKind,
  runsToContinue,
  writeRun,
} from "@anxin/store/review-run";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { PageDone } from "./page.js";
import { replayPage } from "./replay.js";
import { samplePage } from "./sample.js";

/** Decisions on one page. */
const PAGE_DECISIONS = 500;
/** Pages that one sweep walks; the rest waits for the next one, so that other work has its turn. */
const PAGES_A_SWEEP_MAX = 20;
/** A day is walked once everything that was decided on it has surely been committed. */
const SETTLED_AFTER_MS = 10 * MINUTE_MS;

const PAGES: Readonly<
  Record<RunKind, (context: Context, tx: Tx, run: DecisionRunRow, page: DayPage) => Promise<PageDone>>
> = {
  replay: replayPage,
  sample: samplePage,
};

/** [from, until) of a Shanghai day. */
const boundsOf = (day: Day) => ({ from: startOfDay(day), until: startOfDay(addDays(day, 1)) });

/** Begins a walk of a day, or finds the one that is on its way. */
export async function askForRun(
  context: Context,
  tx: Tx,
  kind: RunKind,
  day: Day,
  askedBy: string,
): Promise<DecisionRunRow> {
  const runId = context.ids.next(0);
  await beginRun(tx, { runId, kind, day, ...boundsOf(day), askedBy, now: context.clock.now() });
  const [run] = await listRuns(tx, { kind, day, before: null, limit: 1 });
  return present(run, "a walk was begun, or is on its way");
}

/** Walks the days that ended, each once, and whatever somebody asked for. Answers how many pages were walked. */
export async function walkDecisions(context: Context, stop?: AbortSignal): Promise<number> {
  const midnight = startOfDay(shanghaiDay(plus(context.clock.now(), -SETTLED_AFTER_MS)));
  for (const kind of ["replay", "sample"] as const) {
    for (const { tenantId, day } of await daysToWalk(context.owner, kind, midnight))
      await inTransaction(context.db, tenantId, (tx) => askForRun(context, tx, kind, day, BY_SCHEDULE));
  }
  let pages = 0;
  for (const { tenantId, runId } of await runsToContinue(context.owner)) {
    while (pages < PAGES_A_SWEEP_MAX && stop?.aborted !== true) {
      const row = await inTransaction(context.db, tenantId, (tx) => step(context, tx, runId));
      pages += 1;
      if (row === null || row.state === "done") break;
    }
  }
  return pages;
}

/** Takes a walk one page further. One that has ended meanwhile is left as it is; null when a sandbox was emptied under it. */
async function step(context: Context, tx: Tx, runId: Id): Promise<DecisionRunRow | null> {
  const run = await lockRun(tx, runId);
  if (run === null || run.state !== "running") return run;
  const after = { at: run.cursor_at, id: run.cursor_id };
  const page = { ...boundsOf(run.day as Day), after, limit: PAGE_DECISIONS };
  const next = turned(run, await PAGES[run.kind as RunKind](context, tx, run, page), context.clock.now());
  await writeRun(tx, next);
  failpoint("decision_run.before_commit");
  if (next.state === "done") tell(context, tx, next);
  return next;
}

/** Differences that are kept with a run. */
const EXAMPLES_MAX = 20;

function turned(run: DecisionRunRow, { decisions, found, examples }: PageDone, now: Instant): DecisionRunRow {
  const last = decisions.at(-1);
  const kept = [...(JSON.parse(run.examples) as unknown[]), ...examples].slice(0, EXAMPLES_MAX);
  const isDone = decisions.length < PAGE_DECISIONS;
  const done = run.done + BigInt(decisions.length);
  return {
    ...run,
    ...(last === undefined ? {} : { cursor_at: last.decided_at, cursor_id: last.decision_id }),
    ...{ done, total: done > run.total ? done : run.total, found: run.found + BigInt(found) },
    examples: JSON.stringify(kept),
    ...(isDone ? { state: "done", total: done, finished_at: now } : {}),
  };
}

/** A decision that comes out otherwise is a fault of ours, and somebody has to look. */
function tell({ log }: Context, { tenantId }: Tx, { kind, day, done, found, examples }: DecisionRunRow): void {
  const said = { tenantId, day, decisions: Number(done), found: Number(found) };
  if (kind === "replay" && found > 0n)
    log.error({ ...said, examples }, "decisions came out otherwise when they were made again");
  else log.info(said, kind === "replay" ? "the day's decisions were made again" : "samples were drawn");
}
