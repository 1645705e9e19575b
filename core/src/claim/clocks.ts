// Understands the statutory clocks of a claim: until when the law wants it decided, paid, or the refusal explained.

import { addDays, type Instant, shanghaiDay, startOfDay } from "../time.js";
import type { DecisionOutcome } from "./claim.js";

export const CLOCK_CODES = ["decision", "payment", "refusal_notice"] as const;

export interface Clock {
  readonly code: (typeof CLOCK_CODES)[number];
  /** The article of the Insurance Law that sets it. */
  readonly article: number;
  readonly startsAt: Instant;
  /** Half-open: met when it happens before this instant. */
  readonly dueAt: Instant;
  /** When what the clock waits for happened; null while it has not, or is not recorded. */
  readonly metAt: Instant | null;
}

/** Insurance Law art. 23: thirty days, unless the contract says otherwise. */
export const DECISION_DAYS = 30;
/** Insurance Law art. 23: ten days after agreement on the amount. */
const PAYMENT_DAYS = 10;
/** Insurance Law art. 24: three days after the decision to refuse. */
const REFUSAL_NOTICE_DAYS = 3;

/** The end of the last of `days` Shanghai days; the day on which a period begins does not count (Civil Code art. 201). */
export function dueAfter(startsAt: Instant, days: number): Instant {
  return startOfDay(addDays(shanghaiDay(startsAt), days + 1));
}

/** What the clocks are read from. */
export interface ClaimTimes {
  /** When the request came, with whatever documents it had. */
  readonly reportedAt: Instant;
  readonly withdrawn: boolean;
  readonly decision: { readonly at: Instant; readonly outcome: DecisionOutcome } | null;
  /** When the last payout of the decision succeeded; null while none has. */
  readonly paidAt: Instant | null;
}

/**
 * The clocks that run or ran. The decision's starts with the request: only a notice that asks for documents would stop it
 * (SPC Interpretation II on the Insurance Law, art. 15), and none was sent. A withdrawn claim has none left to keep.
 */
export function claimClocks({ reportedAt, withdrawn, decision, paidAt }: ClaimTimes): Clock[] {
  const decided: Clock = {
    code: "decision",
    article: 23,
    startsAt: reportedAt,
    dueAt: dueAfter(reportedAt, DECISION_DAYS),
    metAt: decision?.at ?? null,
  };
  if (decision === null) return withdrawn ? [] : [decided];
  const startsAt = decision.at;
  if (decision.outcome !== "reject") {
    return [
      decided,
      { code: "payment", article: 23, startsAt, dueAt: dueAfter(startsAt, PAYMENT_DAYS), metAt: paidAt },
    ];
  }
  const dueAt = dueAfter(startsAt, REFUSAL_NOTICE_DAYS);
  return [decided, { code: "refusal_notice", article: 24, startsAt, dueAt, metAt: null }];
}
