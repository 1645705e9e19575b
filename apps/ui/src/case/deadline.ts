// Understands how pressing a deadline is: which part of its time is left, in four states that have words of their own.

import { parseInstant } from "@anxin/core/time";

export type DeadlineState = "calm" | "half" | "soon" | "late" | "paused";

export interface DeadlineTimes {
  /** Null while it is not known, since its clock stands. */
  readonly endsAt: string | null;
  readonly startedAt: string;
  readonly pausedAt?: string | null | undefined;
}

export interface DeadlineNow {
  readonly state: DeadlineState;
  /** Part of the time that is left, 1 to 0; what is late has none. */
  readonly left: number;
  /** Milliseconds that are left, below zero when it is late; null while it stands. */
  readonly leftMs: number | null;
}

const HALF = 0.5;
const SOON = 0.2;

/** A deadline as it is at `now`, in milliseconds of the business clock. It turns where half, a fifth and nothing is left. */
export function deadlineAt({ endsAt, startedAt, pausedAt }: DeadlineTimes, now: number): DeadlineNow {
  if (endsAt === null || (pausedAt ?? null) !== null) return { state: "paused", left: 1, leftMs: null };
  const end = parseInstant(endsAt) ?? now;
  const start = parseInstant(startedAt) ?? end;
  const leftMs = end - now;
  const whole = Math.max(1, end - start);
  const left = Math.min(1, Math.max(0, leftMs / whole));
  const state = leftMs <= 0 ? "late" : left <= SOON ? "soon" : left <= HALF ? "half" : "calm";
  return { state, left, leftMs };
}
