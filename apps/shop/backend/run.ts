// Understands how far a story has been played, and when things happen in it.

import { DAY_MS, formatInstant, HOUR_MS, type Instant, MINUTE_MS, plus } from "@anxin/core/time";
import { CHAPTERS, type Chapter, type ChapterResult, type StoryName } from "./wire.js";

export interface Run {
  readonly runId: string;
  readonly story: StoryName;
  readonly shopperId: string;
  readonly orderId: string;
  /** Business time when it was begun, in milliseconds: the present of the story. */
  readonly begunAt: Instant;
  readonly results: readonly ChapterResult[];
  /** What the buyer uploaded. */
  readonly evidence: readonly { readonly evidenceId: string; readonly kind: string }[];
}

/** The chapter that comes next; null at the end. */
export const nextOf = ({ story, results }: Run): Chapter | null => CHAPTERS[story][results.length] ?? null;

/**
 * How long before its present something happened. The marketplace tells the past week late, as it may: so a story of days takes
 * minutes, and nobody has to move the clock for it.
 */
const AGO: Readonly<Record<StoryName, Partial<Record<Chapter | "asked" | "inspected", number>>>> = {
  size: {
    buy: 6 * DAY_MS,
    ship: 6 * DAY_MS - 8 * HOUR_MS,
    deliver: 4 * DAY_MS,
    asked: 3 * DAY_MS,
    send_back: 3 * DAY_MS - 6 * HOUR_MS,
    confirm: 5 * MINUTE_MS,
  },
  television: {
    buy: 3 * DAY_MS,
    ship: 3 * DAY_MS - 12 * HOUR_MS,
    deliver: 4 * HOUR_MS,
    inspected: 4 * HOUR_MS - 20 * MINUTE_MS,
    photos: 3 * HOUR_MS,
  },
};

/** When something happens in a story, RFC 3339. */
export const momentOf = ({ story, begunAt }: Run, what: Chapter | "asked" | "inspected"): string =>
  formatInstant(plus(begunAt, -(AGO[story][what] ?? 0)));
