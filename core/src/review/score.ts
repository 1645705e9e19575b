// Understands how much a claim that waits wants to be next: a sum of a few parts, each of which can be told to whoever asks why.

import type { Fen } from "../money.js";
import { DAY_MS, HOUR_MS, type Instant } from "../time.js";

export const SCORE_PARTS = ["due", "signals", "amount", "waiting", "attention"] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** What a score is made of. */
export interface QueueFacts {
  /** When the earliest clock that the desk has to keep runs out; null while it is paused or none runs. */
  readonly dueAt: Instant | null;
  /** What may still have to be paid, in fen. */
  readonly exposure: Fen;
  readonly reportedAt: Instant;
  /** 0 to 100. */
  readonly signals: number;
  /** The claimant asked that a person look at what rules decided, or appealed. */
  readonly isAskedFor: boolean;
}

/**
 * The weights (launch decision), which add up to 100. `due`: none while there is more time than the window, all from the due
 * instant on. `amount`: a step for each tier that is reached. `waiting`: a point for each two days since the notice of loss, so
 * that nothing small waits for ever.
 */
export const SCORE = {
  dueMax: 40,
  dueWindowMs: 72 * HOUR_MS,
  signalsMax: 20,
  amountTiers: [10_000n, 50_000n, 200_000n, 1_000_000n, 5_000_000n],
  amountStep: 3,
  waitingMax: 15,
  waitingStepMs: 2 * DAY_MS,
  attentionMax: 10,
} as const;

export interface QueueScore {
  /** 0 to 100. */
  readonly total: number;
  readonly parts: Readonly<Record<ScorePart, number>>;
}

const clamped = (value: number, max: number): number => Math.min(Math.max(value, 0), max);

/** The score of a claim at a moment. The queue's statement computes the same from the same weights. */
export function queueScore({ dueAt, exposure, reportedAt, signals, isAskedFor }: QueueFacts, at: Instant): QueueScore {
  const { dueMax, dueWindowMs, signalsMax, amountTiers, amountStep, waitingMax, waitingStepMs, attentionMax } = SCORE;
  const usedMs = dueAt === null ? 0 : clamped(at - (dueAt - dueWindowMs), dueWindowMs);
  const parts = {
    due: Math.floor((usedMs * dueMax) / dueWindowMs),
    signals: Math.floor((clamped(signals, 100) * signalsMax) / 100),
    amount: amountTiers.filter((tier) => exposure >= tier).length * amountStep,
    waiting: clamped(Math.floor(Math.max(at - reportedAt, 0) / waitingStepMs), waitingMax),
    attention: isAskedFor ? attentionMax : 0,
  };
  return { total: SCORE_PARTS.reduce((sum, part) => sum + parts[part], 0), parts };
}
