// Understands how a time is written: always that of Shanghai, in the words of the page's language.

import { parseInstant } from "@anxin/core/time";
import { apiLanguage } from "../language.js";

const ZONE = "Asia/Shanghai";
/** Making one takes far longer than using it, and a table uses one for every row. */
const formats = new Map<string, Intl.DateTimeFormat>();
function format(at: string, options: Intl.DateTimeFormatOptions): string {
  const language = apiLanguage();
  const name = `${language} ${JSON.stringify(options)}`;
  const kept = formats.get(name) ?? new Intl.DateTimeFormat(language, { timeZone: ZONE, ...options });
  formats.set(name, kept);
  return kept.format(parseInstant(at) ?? undefined);
}

/** 2026年11月11日 20:15 */
export const moment = (at: string): string =>
  format(at, { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
/** 2026年11月11日 */
export const day = (at: string): string => format(at, { year: "numeric", month: "short", day: "numeric" });
/** 11月11日, where the year is known */
export const shortDay = (at: string): string => format(at, { month: "short", day: "numeric" });
/** 11月11日 20:15, where the year is known */
export const shortMoment = (at: string): string =>
  format(at, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "3 天后", "2 hours ago": from `now`, both as the business clock says. */
export function relative(at: string, now: number): string {
  const away = (parseInstant(at) ?? now) - now;
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(away) >= ms) ?? ["minute", 60_000];
  return new Intl.RelativeTimeFormat(apiLanguage(), { numeric: "auto" }).format(Math.trunc(away / size), unit);
}

/** "2 天 3 小时", of a length of time; the two largest units. */
export function duration(ms: number): string {
  const parts: string[] = [];
  let left = Math.abs(ms);
  for (const [unit, size] of UNITS) {
    const whole = Math.floor(left / size);
    left -= whole * size;
    if (whole > 0 || (unit === "minute" && parts.length === 0)) {
      parts.push(new Intl.NumberFormat(apiLanguage(), { style: "unit", unit, unitDisplay: "long" }).format(whole));
    }
  }
  return parts.slice(0, 2).join(" ");
}
