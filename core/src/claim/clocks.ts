// Understands the clocks of a claim: until when the law or we want something done, and what holds or ends the waiting.

import { addWorkingDays, CalendarUnknown } from "../calendar.js";
import { addDays, HOUR_MS, type Instant, plus, shanghaiDay, startOfDay } from "../time.js";
import {
  CLOCK_RULES,
  type ClockCode,
  type ClockFact,
  type ClockRule,
  clockRule,
  ESCALATION_PERCENTS,
  type EscalationPercent,
  type Term,
} from "./clock-rules.js";

export { CLOCK_FACTS, type ClockCode, type ClockFact } from "./clock-rules.js";

/** Time that does not count: from the delivery of what is asked for until all of it was received; null while it is waited for. */
export interface Pause {
  readonly from: Instant;
  readonly until: Instant | null;
}

export interface Clock {
  readonly code: ClockCode;
  /** 1 for the first of its code on the claim. */
  readonly round: number;
  readonly startedAt: Instant;
  /** Its length without pauses, in milliseconds; null when it counts working days of a year that nobody has announced. */
  readonly termMs: number | null;
  readonly pauses: readonly Pause[];
  /** Half-open: met when it happens before this instant. Null while it is paused, and while its length is unknown. */
  readonly dueAt: Instant | null;
  /** When what it waits for happened. */
  readonly metAt: Instant | null;
  /** When nobody had to keep it any more: withdrawn, closed, or superseded. */
  readonly stoppedAt: Instant | null;
}

/** The end of the last of `days` Shanghai days; the day on which a period begins does not count (Civil Code art. 201). */
export function dueAfter(startsAt: Instant, days: number): Instant {
  return startOfDay(addDays(shanghaiDay(startsAt), days + 1));
}

/** When a term that starts now ends, if nothing pauses it. Throws CalendarUnknown rather than guess a working day. */
export function termEnd(startsAt: Instant, { unit, length }: Term): Instant {
  switch (unit) {
    case "hours":
      return plus(startsAt, length * HOUR_MS);
    case "days":
      return dueAfter(startsAt, length);
    case "working_days":
      return startOfDay(addDays(addWorkingDays(shanghaiDay(startsAt), length), 1));
  }
}

function termMsOf(startsAt: Instant, term: Term): number | null {
  try {
    return termEnd(startsAt, term) - startsAt;
  } catch (error) {
    if (error instanceof CalendarUnknown) return null;
    throw error;
  }
}

/**
 * When so much of the clock has run: paused time does not count, to the millisecond. A pause that begins when as much had
 * run already does not move it. Null while a pause keeps it from being reached.
 */
function reached(startedAt: Instant, pauses: readonly Pause[], runMs: number): Instant | null {
  let at: number = startedAt + runMs;
  for (const { from, until } of pauses) {
    if (from >= at) break;
    if (until === null) return null;
    at += until - from;
  }
  return at as Instant;
}

/** Until when it has to be met; null while it is paused, or its length is unknown. */
export function dueAt({ startedAt, termMs, pauses }: Omit<Clock, "dueAt">): Instant | null {
  return termMs === null ? null : reached(startedAt, pauses, termMs);
}

const dated = (clock: Omit<Clock, "dueAt">): Clock => ({ ...clock, dueAt: dueAt(clock) });

/** Whether somebody still has to keep it. */
export const isRunning = ({ metAt, stoppedAt }: Pick<Clock, "metAt" | "stoppedAt">): boolean =>
  metAt === null && stoppedAt === null;

export const isPaused = ({ pauses }: Pick<Clock, "pauses">): boolean => pauses.at(-1)?.until === null;

/** Whether its length is unknown: the working days of a year it reaches into are not announced. */
export const isUnknown = ({ termMs }: Pick<Clock, "termMs">): boolean => termMs === null;

/** How much of it had run by an instant, in milliseconds; nothing runs on once it is met or stopped. */
function runMs({ startedAt, pauses, metAt, stoppedAt }: Clock, now: Instant): number {
  const end = Math.min(now, metAt ?? now, stoppedAt ?? now);
  const paused = pauses.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(end, until ?? end) - from), 0);
  return Math.max(0, end - startedAt - paused);
}

/** How much of it is used up, in thousandths, rounded down: 1000 exactly from the due instant on. 0 while its length is unknown. */
export function progressPermille(clock: Clock, now: Instant): number {
  return clock.termMs === null ? 0 : Math.floor((runMs(clock, now) * 1_000) / clock.termMs);
}

/** The first instant at which so many percent of it are used up; null when it is paused before, or its length is unknown. */
export function percentAt({ startedAt, pauses, termMs }: Clock, percent: EscalationPercent): Instant | null {
  return termMs === null ? null : reached(startedAt, pauses, Math.ceil((termMs * percent) / 100));
}

/** The highest share at which it is to be escalated by now; 0 for none. What is met, stopped or unknown is not. */
export function escalationDue(clock: Clock, now: Instant): EscalationPercent | 0 {
  if (!isRunning(clock)) return 0;
  const permille = progressPermille(clock, now);
  return ESCALATION_PERCENTS.findLast((percent) => permille >= percent * 10) ?? 0;
}

/** When it has to be looked at for escalation next, `escalated` percent having been told; null for never, as things are. */
export function nextEscalationAt(clock: Clock, escalated: number): Instant | null {
  if (!isRunning(clock)) return null;
  const percent = ESCALATION_PERCENTS.find((each) => each > escalated);
  return percent === undefined ? null : percentAt(clock, percent);
}

/** A clock whose length was unknown, with its length if the calendar is known by now. */
export function withCalendar(clock: Clock): Clock {
  if (clock.termMs !== null) return clock;
  return dated({ ...clock, termMs: termMsOf(clock.startedAt, clockRule(clock.code).term) });
}

/**
 * The clocks after a fact: total, pure, and without change by a fact that is repeated. A fact that comes late counts from
 * where its clock was then. Clocks that never ran and need not be remembered are left out.
 */
export function clocksAfter(clocks: readonly Clock[], fact: ClockFact, at: Instant): readonly Clock[] {
  // A claim is reported once; its decision's clock is always remembered.
  if (fact === "reported" && clocks.some(({ code }) => code === "decision")) return clocks;
  return CLOCK_RULES.flatMap((rule) => {
    const rounds = clocks.filter(({ code }) => code === rule.code);
    const last = rounds.at(-1);
    if (last === undefined) return starts(rule, fact, null) ? [begun(rule, 1, at)] : [];
    const next = after(last, rule, fact, at);
    const before = rounds.slice(0, -1);
    if (next !== last) return hasRun(next, rule) ? [...before, next] : before;
    return starts(rule, fact, last) && at >= endOf(last) ? [...rounds, begun(rule, last.round + 1, at)] : rounds;
  });
}

const starts = (rule: ClockRule, fact: ClockFact, last: Clock | null): boolean =>
  rule.starts.includes(fact) && (last === null || !isRunning(last));

const endOf = ({ metAt, stoppedAt, startedAt }: Clock): Instant => metAt ?? stoppedAt ?? startedAt;

function begun(rule: ClockRule, round: number, startedAt: Instant): Clock {
  const termMs = termMsOf(startedAt, rule.term);
  return dated({ code: rule.code, round, startedAt, termMs, pauses: [], metAt: null, stoppedAt: null });
}

const hasRun = ({ startedAt, metAt, stoppedAt }: Clock, { kept }: ClockRule): boolean =>
  kept === "always" || (metAt ?? stoppedAt) !== startedAt;

/** The clock after a fact; the same object when the fact does not touch it. */
function after(clock: Clock, rule: ClockRule, fact: ClockFact, at: Instant): Clock {
  const open = clock.pauses.at(-1);
  const earliest = open === undefined ? clock.startedAt : (open.until ?? open.from);
  const when = Math.max(at, earliest) as Instant;
  if (!isRunning(clock)) return revived(clock, rule, fact, when);
  if (rule.meets.includes(fact)) return dated({ ...clock, pauses: ended(clock.pauses, when), metAt: when });
  if (rule.stops.includes(fact)) return dated({ ...clock, stoppedAt: when });
  if (rule.pauses.includes(fact) && open?.until !== null && at >= earliest)
    return dated({ ...clock, pauses: [...clock.pauses, { from: at, until: null }] });
  if (rule.resumes.includes(fact) && open?.until === null)
    return dated({ ...clock, pauses: ended(clock.pauses, when) });
  return clock;
}

/** What was stopped runs on; if it was not paused then, the time for which it was stopped does not count. */
function revived(clock: Clock, rule: ClockRule, fact: ClockFact, at: Instant): Clock {
  if (clock.stoppedAt === null || !rule.revives.includes(fact)) return clock;
  const gap = { from: clock.stoppedAt, until: Math.max(at, clock.stoppedAt) as Instant };
  const pauses = isPaused(clock) ? clock.pauses : [...clock.pauses, gap];
  return dated({ ...clock, pauses, stoppedAt: null });
}

const ended = (pauses: readonly Pause[], until: Instant): readonly Pause[] =>
  pauses.map((pause) => (pause.until === null ? { from: pause.from, until } : pause));
