// Understands how a time is written: always that of Shanghai, in the words of the page's language.

import { parseInstant } from "@anxin/core/time";
import { apiLanguage } from "../language.js";

const ZONE = "Asia/Shanghai";
/** Making a format takes far longer than using it, and a list uses one for every row: each is made once, by language and name. */
function keeper<Format>(make: (language: string, name: string) => Format): (name: string) => Format {
  const kept = new Map<string, Format>();
  return (name) => {
    const language = apiLanguage();
    const key = `${language} ${name}`;
    const format = kept.get(key) ?? make(language, name);
    kept.set(key, format);
    return format;
  };
}

const dateFormat = keeper(
  (language, options) =>
    new Intl.DateTimeFormat(language, { timeZone: ZONE, ...(JSON.parse(options) as Intl.DateTimeFormatOptions) }),
);
const relativeFormat = keeper((language) => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
const lengthFormat = keeper(
  (language, unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }),
);

const format = (at: string, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(JSON.stringify(options)).format(parseInstant(at) ?? undefined);

/** 2026年11月11日 20:15 */
export const moment = (at: string): string =>
  format(at, { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
/** 2026年11月11日 */
export const day = (at: string): string => format(at, { year: "numeric", month: "short", day: "numeric" });
/** As `day`, of a calendar day such as 2026-11-11. */
export const calendarDay = (text: string): string => day(`${text}T00:00:00.000+08:00`);
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
  return relativeFormat("auto").format(Math.trunc(away / size), unit);
}

/** "2 天 3 小时", of a length of time; the two largest units. */
export function duration(ms: number): string {
  const parts: string[] = [];
  let left = Math.abs(ms);
  for (const [unit, size] of UNITS) {
    const whole = Math.floor(left / size);
    left -= whole * size;
    if (whole > 0 || (unit === "minute" && parts.length === 0)) {
      parts.push(lengthFormat(unit).format(whole));
    }
  }
  return parts.slice(0, 2).join(" ");
}
