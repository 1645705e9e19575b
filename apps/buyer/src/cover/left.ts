// Understands how much of a cover is left in time.

import { DAY_MS, parseInstant } from "@anxin/core/time";

/** Days until then, the begun one counted; null when it is over or has no end yet. */
export function daysLeft(until: string | null, now: number): number | null {
  const end = until === null ? null : parseInstant(until);
  return end === null || end <= now ? null : Math.ceil((end - now) / DAY_MS);
}
