// Understands the time of the device that shows the page: the one place of the elements that asks for it.

import type { Language } from "./words.js";

export const now = (): number => Date.now();

/** RFC 3339 in UTC with milliseconds, as the API writes times. */
export const written = (at: number): string => new Date(at).toISOString();

/** The instant of an RFC 3339 text in milliseconds; null for what is none. */
export function instantOf(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** An instant as the buyer's own clock shows it, on one line: "11月12日 08:00", "12 Nov, 08:00". */
export function shown(at: number, language: Language): string {
  const locale = language === "en" ? "en-GB" : "zh-CN";
  return new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
    .format(at)
    .replaceAll(" ", "\u00a0");
}
