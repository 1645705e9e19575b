// Understands when cover begins and ends, given which facts of the order are known.

import type { Anchor, Moment, ProductVersion } from "../product/product.js";
import { addDays, DAY_MS, HOUR_MS, type Instant, plus, shanghaiDay, startOfDay } from "../time.js";

/** When each anchor happened; null while it has not been told. */
export type Anchors = Readonly<Record<Anchor, Instant | null>>;

export interface CoverTimes {
  readonly effectiveAt: Instant | null;
  readonly expiresAt: Instant | null;
}

/** The instant of a moment; null while its anchor is not known. */
function momentAt(moment: Moment, anchors: Anchors): Instant | null {
  const anchor = anchors[moment.anchor];
  if (anchor === null) return null;
  const from = moment.fromNextDay ? startOfDay(addDays(shanghaiDay(anchor), 1)) : anchor;
  return plus(from, moment.days * DAY_MS + moment.hours * HOUR_MS);
}

/**
 * The period of insurance [effectiveAt, expiresAt). Inception waits for its anchor and the waiting period. An expiry whose
 * anchor is not known yet is bounded by `openDaysMax` after binding, so that no cover stays open for ever.
 */
export function coverTimes({ period }: ProductVersion, anchors: Anchors, boundAt: Instant): CoverTimes {
  const inception = momentAt(period.inception, anchors);
  const effectiveAt = inception === null ? null : plus(inception, period.waitingDays * DAY_MS);
  const open = plus(boundAt, period.openDaysMax * DAY_MS);
  const expiry = momentAt(period.expiry, anchors);
  const closing = expiry === null ? open : period.waitingDays > 0 ? plus(expiry, period.waitingDays * DAY_MS) : expiry;
  if (effectiveAt === null) return { effectiveAt, expiresAt: closing };
  return { effectiveAt, expiresAt: closing < effectiveAt ? effectiveAt : closing };
}
