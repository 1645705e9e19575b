// Understands a case's clocks, written a second time: from what was told of the case, and the table of clocks.
//
// Each clock's whole life is read off the story anew; nothing is carried along. Only the table of clocks and the calendar of
// holidays are core's, since they are data.

import { isWorkingDay, knownUntil } from "@anxin/core/calendar";
import { CLOCK_RULES, type ClockFact, type ClockRule, type Term } from "@anxin/core/claim/clock-rules";
import { addDays, DAY_MS, type Day, HOUR_MS, instant, shanghaiDay, startOfDay } from "@anxin/core/time";

interface Told {
  readonly fact: ClockFact;
  readonly at: number;
}

interface Gap {
  readonly from: number;
  readonly until: number | null;
}

/** One clock, as one may read it off a case. */
export interface Watch {
  readonly code: string;
  readonly round: number;
  readonly startedAt: number;
  readonly termMs: number | null;
  readonly pauses: readonly Gap[];
  readonly dueAt: number | null;
  readonly metAt: number | null;
  readonly stoppedAt: number | null;
}

/** The day on which a number of working days is over, after a day that does not count; null where they are not announced. */
function lastWorked(day: Day, count: number): Day | null {
  let reached = day;
  for (let worked = 0; worked < count && reached < knownUntil; ) {
    reached = addDays(reached, 1);
    if (reached < knownUntil && isWorkingDay(reached)) worked += 1;
  }
  return reached < knownUntil ? reached : null;
}

/** Ends of days that were counted before: a calendar does not change, and every reading of a log counts them again. */
const COUNTED = new Map<string, Day | null>();

function lastDay(day: Day, { unit, length }: Term): Day | null {
  const key = `${day} ${unit} ${length}`;
  const known = COUNTED.get(key);
  if (known !== undefined) return known;
  const counted = unit === "days" ? addDays(day, length) : lastWorked(day, length);
  COUNTED.set(key, counted);
  return counted;
}

/** When a term ends: with its last day in Shanghai, or to the moment; null where its days are not announced. */
function endOf(startedAt: number, term: Term): number | null {
  if (term.unit === "hours") return startedAt + term.length * HOUR_MS;
  const day = lastDay(shanghaiDay(instant(startedAt)), term);
  return day === null ? null : startOfDay(day) + DAY_MS;
}

/** The first thing told from here on that is one of these. */
const next = (story: readonly Told[], from: number, facts: readonly ClockFact[]): number => {
  const i = story.findIndex(({ fact }, index) => index >= from && facts.includes(fact));
  return i === -1 ? story.length : i;
};

/** One stretch in which a clock lives: it ends by being kept, or given up and never taken up again. */
interface Stretch {
  readonly gaps: readonly Gap[];
  readonly end: { readonly at: number; readonly kind: "met" | "stopped" } | null;
  /** Where the story goes on after it. */
  readonly upTo: number;
}

/** From its start or its revival to its end. `open`: a gap that was open when it was given up, which the revival leaves open. */
function stretch(rule: ClockRule, story: readonly Told[], from: number, open: number | null): Stretch {
  const upTo = next(story, from, [...rule.meets, ...rule.stops]);
  const alive = story.slice(0, upTo);
  const gaps: Gap[] = [];
  let cursor = from;
  if (open !== null) {
    cursor = next(alive, from, rule.resumes);
    gaps.push({ from: open, until: alive[cursor]?.at ?? null });
  }
  for (;;) {
    const held = next(alive, cursor, rule.pauses);
    const pause = alive[held];
    if (pause === undefined) break;
    cursor = next(alive, held, rule.resumes);
    gaps.push({ from: pause.at, until: alive[cursor]?.at ?? null });
  }
  const last = story[upTo];
  const kind = last !== undefined && rule.meets.includes(last.fact) ? "met" : "stopped";
  return { gaps, end: last === undefined ? null : { at: last.at, kind }, upTo };
}

/** The life of a clock that starts with the story's `from`th fact, and where the story goes on after it; null watch: it was none. */
function life(
  rule: ClockRule,
  story: readonly Told[],
  from: number,
  round: number,
): { watch: Watch | null; upTo: number } {
  const startedAt = story[from]?.at ?? 0;
  const finish = endOf(startedAt, rule.term);
  const gaps: Gap[] = [];
  let run = stretch(rule, story, from + 1, null);
  gaps.push(...run.gaps);
  if (run.end?.at === startedAt && rule.kept === "when_it_ran") return { watch: null, upTo: run.upTo + 1 };
  while (run.end?.kind === "stopped") {
    const revival = next(story, run.upTo + 1, [...rule.revives, ...rule.starts]);
    const revived = story[revival];
    if (revived === undefined || !rule.revives.includes(revived.fact)) break;
    const open = gaps.at(-1)?.until === null ? gaps.pop() : undefined;
    if (open === undefined) gaps.push({ from: run.end.at, until: revived.at });
    run = stretch(rule, story, revival + 1, open?.from ?? null);
    gaps.push(...run.gaps);
  }
  const termMs = finish === null ? null : finish - startedAt;
  const watch = {
    code: rule.code,
    round,
    startedAt,
    termMs,
    pauses: gaps,
    dueAt: dueOf(startedAt, termMs, gaps),
    metAt: run.end?.kind === "met" ? run.end.at : null,
    stoppedAt: run.end?.kind === "stopped" ? run.end.at : null,
  };
  return { watch, upTo: run.upTo + 1 };
}

/**
 * The term, and all held time that began before it was over; null while it is held, since nobody knows then when it will be
 * over. What is held after its end was not kept, and stays so.
 */
function dueOf(startedAt: number, termMs: number | null, gaps: readonly Gap[]): number | null {
  let due = termMs === null ? null : startedAt + termMs;
  for (const { from, until } of gaps) {
    if (due === null || from >= due) return due;
    due = until === null ? null : due + until - from;
  }
  return due;
}

function watchesOfRule(rule: ClockRule, story: readonly Told[]): readonly Watch[] {
  const watches: Watch[] = [];
  for (let from = next(story, 0, rule.starts); from < story.length; ) {
    const { watch, upTo } = life(rule, story, from, watches.length + 1);
    if (watch !== null) watches.push(watch);
    from = next(story, upTo, rule.starts);
  }
  return watches;
}

/** Every clock that what was told has set going, in the order of the table. */
export function watchesOf(told: readonly Told[]): readonly Watch[] {
  // A request is reported once, whoever says it again.
  const story = told.filter(({ fact }, i) => fact !== "reported" || told.findIndex((each) => each.fact === fact) === i);
  return CLOCK_RULES.flatMap((rule) => watchesOfRule(rule, story));
}
