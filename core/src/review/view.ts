// Understands views of the queue: which claims each shows, in which order.

import type { ClaimStatus } from "../claim/claim.js";
import type { Fen } from "../money.js";
import { addDays, type Instant, shanghaiDay, startOfDay } from "../time.js";

export const QUEUE_SORTS = ["score", "due", "amount", "oldest"] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** Statuses in which a claim may be in the queue; one with an open appeal is in it whatever its status. */
export const QUEUE_STATUSES = ["filed", "evidence_requested", "in_review", "awaiting_second"] as const;

/** What the queue may be narrowed by; what is left out does not narrow it. */
export interface QueueFilter {
  readonly statuses?: readonly ClaimStatus[];
  /** Whether claims with an open appeal are shown beside those of the statuses. */
  readonly withAppeals?: boolean;
  readonly product?: string;
  /** "me", "none", or a colleague ("staff:…"). */
  readonly holder?: string;
  readonly minScore?: number;
  readonly minAmount?: Fen;
  readonly dueBefore?: Instant;
  readonly hasSignals?: true;
  readonly isAppealed?: true;
  readonly isEscalated?: true;
  readonly sort?: QueueSort;
}

export const BUILT_IN_VIEWS = [
  "open",
  "mine",
  "unassigned",
  "due_today",
  "overdue",
  "high_value",
  "signals",
  "awaiting_second",
  "appeals",
  "escalated",
] as const;
export type BuiltInView = (typeof BUILT_IN_VIEWS)[number];

/** From here on a claim is of high value, in fen: what an adjuster alone may not grant at launch. */
const HIGH_VALUE_MIN: Fen = 200_000n;

/** Claims that somebody here has to do something about: what waits for the claimant or the merchant is not among them. */
const AT_THE_DESK: QueueFilter = { statuses: ["in_review", "awaiting_second"], withAppeals: true };

/** What a built-in view shows at a moment. `due_today` holds what is overdue too: it has to be done today all the more. */
export function builtInView(view: BuiltInView, now: Instant): QueueFilter {
  switch (view) {
    case "open":
      return AT_THE_DESK;
    case "mine":
      return { holder: "me", sort: "due" };
    case "unassigned":
      return { ...AT_THE_DESK, holder: "none" };
    case "due_today":
      return { ...AT_THE_DESK, dueBefore: startOfDay(addDays(shanghaiDay(now), 1)), sort: "due" };
    case "overdue":
      return { dueBefore: now, sort: "due" };
    case "high_value":
      return { ...AT_THE_DESK, minAmount: HIGH_VALUE_MIN, sort: "amount" };
    case "signals":
      return { ...AT_THE_DESK, hasSignals: true };
    case "awaiting_second":
      return { statuses: ["awaiting_second"], sort: "due" };
    case "appeals":
      return { isAppealed: true, sort: "due" };
    case "escalated":
      return { isEscalated: true, sort: "due" };
  }
}

/** A view narrowed further. What is asked for goes before what the view says, but for amounts and times, where the tighter holds. */
export function narrowed(view: QueueFilter, asked: QueueFilter): QueueFilter {
  const minAmount = tighter(view.minAmount, asked.minAmount, (a, b) => a > b);
  const minScore = tighter(view.minScore, asked.minScore, (a, b) => a > b);
  const dueBefore = tighter(view.dueBefore, asked.dueBefore, (a, b) => a < b);
  // Whoever asks for statuses means them alone.
  const withAppeals = asked.statuses === undefined ? view.withAppeals : false;
  return {
    ...view,
    ...asked,
    ...(withAppeals === undefined ? {} : { withAppeals }),
    ...(minAmount === undefined ? {} : { minAmount }),
    ...(minScore === undefined ? {} : { minScore }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
  };
}

function tighter<T>(a: T | undefined, b: T | undefined, isTighter: (a: T, b: T) => boolean): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isTighter(a, b) ? a : b;
}
