// Understands the life of a delivery: when it is tried, what an answer makes of it, and when an endpoint is given up.

import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus, SECOND_MS } from "../time.js";

/** Waits before each attempt, in milliseconds: the first at once, the last a day after the one before (Standard Webhooks). */
export const ATTEMPT_DELAYS_MS: readonly number[] = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** What of a wait may be added to it, so that what failed together is not tried together for ever. */
const JITTER_SHARE = 0.1;

/** An endpoint that has taken nothing for so long is paused. */
export const PAUSE_AFTER_MS = 5 * DAY_MS;

/**
 * When the next attempt is due after so many failed ones; null when there is none.
 *
 * @param failed attempts that failed since the delivery was made, or since it was replayed
 * @param at when the last of them was made
 * @param jitter from 0 up to 1, drawn at random by the caller
 */
export function nextAttemptAt(failed: number, at: Instant, jitter: number): Instant | null {
  const delay = ATTEMPT_DELAYS_MS[failed];
  return delay === undefined ? null : plus(at, delay + Math.floor(delay * JITTER_SHARE * jitter));
}

/**
 * What was taken stays for so long after it was taken: as long as Stripe answers for an event (https://docs.stripe.com/api/events/list),
 * far beyond the days in which somebody asks what a message said.
 */
export const DELIVERED_KEPT_MS = 30 * DAY_MS;

/**
 * What was set aside stays for so long after it was made, unless it is replayed before: as long as Svix keeps a message
 * (https://docs.svix.com/retention/). Whoever has not recovered by then reads from the API what holds now.
 */
export const DIVERTED_KEPT_MS = 90 * DAY_MS;

/** What was heard of an attempt. `code` names what went wrong, for a person to read. */
export type Verdict =
  | { readonly kind: "taken" }
  | { readonly kind: "failed"; readonly code: string }
  /** The receiver says that it listens no more. */
  | { readonly kind: "gone"; readonly code: string };

/** Judges a status. A redirect is a failure: whoever answers elsewhere is not who was named. */
export function judgeStatus(status: number): Verdict {
  if (status >= 200 && status < 300) return { kind: "taken" };
  const code = `http_${status}`;
  return status === 410 ? { kind: "gone", code } : { kind: "failed", code };
}

export const DELIVERY_STATES = ["pending", "delivered", "diverted"] as const;
/** `diverted`: not tried any more by itself; it is kept, shown, and can be replayed. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Where a delivery is after an attempt. */
export interface DeliveryStep {
  readonly state: DeliveryState;
  /** For `pending` only. */
  readonly nextAt: Instant | null;
  readonly reason: string;
}

/**
 * What becomes of a delivery after an attempt.
 *
 * @param failed attempts that failed before this one, since the delivery was made or replayed
 */
export function afterAttempt(verdict: Verdict, failed: number, at: Instant, jitter: number): DeliveryStep {
  if (verdict.kind === "taken") return { state: "delivered", nextAt: null, reason: "" };
  const nextAt = verdict.kind === "gone" ? null : nextAttemptAt(failed + 1, at, jitter);
  return { state: nextAt === null ? "diverted" : "pending", nextAt, reason: verdict.code };
}

export const PAUSE_REASONS = ["person", "gone", "failing"] as const;
/** Who paused an endpoint: a person; the receiver, which said that it is gone; or the house, after days of failures. */
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Why an endpoint is to be paused after what was heard of it; null when it is not. `failingSince` is null while it works. */
export function pauseAfter(
  verdicts: readonly Verdict[],
  failingSince: Instant | null,
  now: Instant,
): Exclude<PauseReason, "person"> | null {
  if (verdicts.some(({ kind }) => kind === "gone")) return "gone";
  return failingSince !== null && now - failingSince >= PAUSE_AFTER_MS ? "failing" : null;
}

export const HEALTH_STATES = ["healthy", "failing", "diverted", "paused"] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** How an endpoint does, the worst of what is true of it. */
export function healthOf(endpoint: {
  readonly isPaused: boolean;
  readonly failingSince: Instant | null;
  /** Deliveries that wait for somebody to replay them. */
  readonly diverted: number;
}): HealthState {
  if (endpoint.isPaused) return "paused";
  if (endpoint.failingSince !== null) return "failing";
  return endpoint.diverted > 0 ? "diverted" : "healthy";
}
