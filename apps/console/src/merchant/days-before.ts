// Understands where a stretch of whole days begins, in Shanghai.

import { addDays, formatInstant, instant, shanghaiDay, startOfDay } from "@anxin/core/time";

/** The beginning of the day `days` before the one that follows `now`: as RFC 3339, the same all day long. */
export const daysBefore = (now: number, days: number): string =>
  formatInstant(startOfDay(addDays(shanghaiDay(instant(now)), 1 - days)));
