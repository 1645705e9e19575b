// Understands when things happen in a story: on its first to its seventh day, of which the last is today in the sandbox.

import type { Text } from "@anxin/core/product/product";
import {
  addDays,
  type Day,
  formatInstant,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  plus,
  shanghaiDay,
  startOfDay,
} from "@anxin/core/time";

/** The story's last day. What the sandbox does itself, it does on this day; the facts before it are told late. */
const TODAY = 7;

/** A moment of the story: a day from 1 to TODAY, hour and minute on a Shanghai clock. */
export type Moment = readonly [day: number, hour: number, minute: number];

const two = (value: number): string => String(value).padStart(2, "0");

export interface Days {
  /** RFC 3339. */
  at(moment: Moment): string;
}

export function daysUntil(now: Instant): Days {
  const first: Day = addDays(shanghaiDay(now), 1 - TODAY);
  return {
    at: ([day, hour, minute]) =>
      formatInstant(plus(startOfDay(addDays(first, day - 1)), hour * HOUR_MS + minute * MINUTE_MS)),
  };
}

export function momentText([day, hour, minute]: Moment): Text {
  const clock = `${two(hour)}:${two(minute)}`;
  return { zh: `第${day}天 ${clock}`, en: `day ${day}, ${clock}` };
}

export const TODAY_TEXT: Text = { zh: `第${TODAY}天`, en: `day ${TODAY}` };
export const BEFOREHAND: Text = { zh: "此前", en: "beforehand" };
