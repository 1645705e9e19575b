// Understands when things happen in a story: on days before the sandbox's today, told late, or on those after it.

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

/** The last day of a story whose facts are told late. What the sandbox does itself, it does on this day. */
const TODAY = 7;

/** A moment of the story: a day from 1 on, hour and minute on a Shanghai clock. */
export type Moment = readonly [day: number, hour: number, minute: number];

const two = (value: number): string => String(value).padStart(2, "0");

export interface Days {
  /** RFC 3339. */
  at(moment: Moment): string;
}

/** Seven days, of which the last is today. */
export const daysUntil = (now: Instant): Days => daysFrom(addDays(shanghaiDay(now), 1 - TODAY));

/** As many days as a story takes; the first of them is tomorrow. */
export const daysAfter = (now: Instant): Days => daysFrom(addDays(shanghaiDay(now), 1));

function daysFrom(first: Day): Days {
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
