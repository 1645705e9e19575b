// Understands the nightly run: counts what came in, then rates every merchant and buyer anew, page by page.
//
// A run is a row that says how far it is; each step locks it, does one page and writes it, in one transaction. So a run that
// was killed goes on where it was, several processes take turns without doing a page twice, and memory holds one page. What a
// run is about (the days, everybody's experience, the notice) is fixed when it begins, so that it ends the same either way.
// Statements: 4 a page to lock and read, 1 or 2 to write; 1 for each fifteen days to count; 3 to begin, and 2 to end.

import { createHash } from "node:crypto";
import { EXPERIENCE_DAYS, SUBJECT_KINDS } from "@anxin/core/product/experience";
import { addDays, type Day, daysBetween, type Instant, shanghaiDay, startOfDay } from "@anxin/core/time";
import { countExperience, experienceTotals, forgetExperience } from "@anxin/store/rating-experience";
import {
  allowLongStep,
  beginRun,
  latestRun,
  lockRun,
  type RatingRunKey,
  type RatingRunRow,
  writeRun,
} from "@anxin/store/rating-run";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { blockPage, historyDays, limitedProducts, limitOf } from "./block.js";
import { COUNTING, countedUntil, EXPERIENCE_PRODUCT } from "./experience.js";
import { type PageDone, ratePage } from "./page.js";

/** Days that are counted in one transaction. */
const COUNT_DAYS_MAX = 15;
/** Days before the last run that are counted again: a transaction that began before midnight may have ended after it. */
const RECOUNT_DAYS = 1;
const PROGRESS_MS = 3_000;

/** What a run does, one after the other: count, rate merchants, rate buyers, block buyers by product, forget. */
type Phase = typeof COUNTING | (typeof SUBJECT_KINDS)[number] | `block:${string}` | "forget";

export interface RepriceOptions {
  /** Runs once more though the day's run is done. */
  readonly again?: boolean;
  readonly stop?: AbortSignal;
  /** Subjects on one page. */
  readonly pageSize?: number;
  /** Told how far the run is, every few seconds and at its end, when it takes longer than that. */
  readonly tell?: (run: RatingRunRow) => void;
}

/** What a run needs of the house. */
export type RatingContext = Pick<Context, "db" | "clock" | "catalogue">;

const PAGE_SUBJECTS = 10_000;

/**
 * Rates everybody by what was known before a midnight in Shanghai, for the day that begins; goes on with a run that did not end.
 * Answers the run as it stands: done, or still running when it was told to stop.
 */
export async function repriceTenant(
  context: RatingContext,
  tenantId: number,
  midnight: Instant,
  { again = false, stop, pageSize = PAGE_SUBJECTS, tell }: RepriceOptions = {},
): Promise<RatingRunRow> {
  const runOn = shanghaiDay(midnight);
  let row = await inTransaction(context.db, tenantId, (tx) => openRun(context, tx, runOn, again));
  const startedMs = wallClockMs();
  let toldMs = startedMs;
  while (row.state === "running" && stop?.aborted !== true) {
    const key = row;
    row = await inTransaction(context.db, tenantId, (tx) => step(context, tx, key, pageSize));
    const nowMs = wallClockMs();
    if (nowMs - toldMs < PROGRESS_MS && row.state === "running") continue;
    if (nowMs - startedMs >= PROGRESS_MS) tell?.(row);
    toldMs = nowMs;
  }
  return row;
}

/** The run to go on with. The latest one, unless a day began since, or it is to be done again. */
async function openRun(context: RatingContext, tx: Tx, runOn: Day, again: boolean): Promise<RatingRunRow> {
  const last = await latestRun(tx);
  const isOfToday = last !== null && last.run_on >= runOn;
  if (isOfToday && (last.state === "running" || !again)) return last;
  const key = { run_on: runOn, sequence: isOfToday ? last.sequence + 1 : 1 };
  const oldest = addDays(runOn, -historyDays(context, key));
  const recount = last === null ? oldest : addDays(countedUntil(last), -RECOUNT_DAYS);
  await beginRun(tx, {
    runOn,
    sequence: key.sequence,
    phase: COUNTING,
    cursor: recount > oldest ? recount : oldest,
    now: context.clock.now(),
  });
  const begun = await lockRun(tx, key);
  if (begun === null) throw new Error(`broken promise: the run of ${runOn} has begun`);
  return begun;
}

/** Takes a run one page further, and writes how far it is. A run that has ended meanwhile is left as it is. */
async function step(context: RatingContext, tx: Tx, key: RatingRunKey, pageSize: number): Promise<RatingRunRow> {
  await allowLongStep(tx);
  const row = await lockRun(tx, key);
  if (row === null) throw new Error(`broken promise: the run of ${key.run_on} is there`);
  if (row.state !== "running") return row;
  const next = await advance(context, tx, row, pageSize);
  await writeRun(tx, next);
  return next;
}

async function advance(context: RatingContext, tx: Tx, row: RatingRunRow, pageSize: number): Promise<RatingRunRow> {
  const phase = row.phase as Phase;
  const page = { after: row.cursor, limit: pageSize };
  switch (phase) {
    case COUNTING:
      return count(context, tx, row);
    case "merchant":
    case "buyer":
      return turned(context, row, await ratePage(tx, row, phase, page));
    case "forget":
      await forgetExperience(tx, addDays(row.run_on as Day, -historyDays(context, row) - RECOUNT_DAYS));
      return { ...row, state: "done", cursor: "", finished_at: context.clock.now() };
    default: {
      const limit = limitOf(context, row, phase.slice(BLOCK.length));
      return turned(context, row, limit === null ? NOTHING : await blockPage(tx, row, limit, page));
    }
  }
}

const BLOCK = "block:";
const NOTHING: PageDone = { last: null, rated: 0, changed: 0, blocked: 0, lines: [] };

/** The run after a page: further on the same phase, or at the beginning of the next one. */
function turned(
  context: RatingContext,
  row: RatingRunRow,
  { last, rated, changed, blocked, lines }: PageDone,
): RatingRunRow {
  const next = { phase: last === null ? phaseAfter(context, row) : row.phase, cursor: last ?? "" };
  const digest = createHash("sha256").update(row.result_hash);
  for (const line of lines) digest.update(line).update("\n");
  return {
    ...row,
    ...next,
    done: row.done + BigInt(rated),
    changed: row.changed + BigInt(changed),
    blocked: row.blocked + BigInt(blocked),
    result_hash: lines.length === 0 ? row.result_hash : digest.digest("hex"),
  };
}

function phaseAfter(context: RatingContext, row: RatingRunRow): Phase {
  const blocks = limitedProducts(context, row).map((product): Phase => `${BLOCK}${product}`);
  const phases: readonly Phase[] = [COUNTING, ...SUBJECT_KINDS, ...blocks, "forget"];
  return phases[phases.indexOf(row.phase as Phase) + 1] ?? "forget";
}

/** Counts up to fifteen more days; once all are, sums up what there is to rate. */
async function count(context: RatingContext, tx: Tx, row: RatingRunRow): Promise<RatingRunRow> {
  const runOn = row.run_on as Day;
  const from = row.cursor as Day;
  const days = Math.min(COUNT_DAYS_MAX, daysBetween(from, runOn));
  const cursor = addDays(from, Math.max(days, 0));
  if (days > 0) {
    const products = [...new Set([EXPERIENCE_PRODUCT, ...limitedProducts(context, row)])];
    await countExperience(tx, products, { from: startOfDay(from), until: startOfDay(cursor) });
  }
  if (cursor < runOn) return { ...row, cursor };
  const window = { product: EXPERIENCE_PRODUCT, from: addDays(runOn, -EXPERIENCE_DAYS), until: runOn };
  const totals = await experienceTotals(tx, window);
  const { exposures = 0n, returns = 0n } = totals.get("merchant") ?? {};
  const total = [...totals.values()].reduce((sum, { subjects }) => sum + subjects, 0n);
  const all = { exposures, returns: returns < exposures ? returns : exposures, total };
  return { ...row, ...all, phase: "merchant" satisfies Phase, cursor: "" };
}
