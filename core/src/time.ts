// Understands instants, Shanghai days and half-open periods.

/** A point in time: whole milliseconds since 1970-01-01T00:00Z. Always handed in, never read from a clock here. */
export type Instant = number & { readonly __brand: "Instant" };

/** A calendar day in Asia/Shanghai, "YYYY-MM-DD". */
export type Day = string & { readonly __brand: "Day" };

/** [from, until): `from` belongs to it, `until` does not. `until` null means no end is known yet. */
export interface Period {
  readonly from: Instant;
  readonly until: Instant | null;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** China keeps one offset, +08:00, without summer time since 1992; days before that are refused by `dayOf`. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;
const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Instants that we accept: from 1992-01-01 to the end of 2199 in UTC. */
export const INSTANT_MIN = 694_224_000_000 as Instant;
export const INSTANT_MAX = 7_258_118_399_999 as Instant;

/** Days since 1970-01-01 of a proleptic Gregorian date (Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The inverse of `daysFromCivil` (Hinnant, civil_from_days). */
function civilFromDays(days: number): Civil {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const two = (value: number): string => String(value).padStart(2, "0");

function isCivil({ year, month, day }: Civil): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const back = civilFromDays(daysFromCivil(year, month, day));
  return back.year === year && back.month === month && back.day === day;
}

/** Reads RFC 3339 with any offset; finer than a millisecond is cut off. Null when malformed, impossible or out of range. */
export function parseInstant(text: string): Instant | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = "", offset = "Z"] = match;
  const civil = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isCivil(civil) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offsetMinutes = offset === "Z" ? 0 : Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  if (offsetMinutes > 14 * 60 || Number(offset.slice(4, 6)) > 59) return null;
  const instant =
    daysFromCivil(civil.year, civil.month, civil.day) * DAY_MS +
    Number(hour) * HOUR_MS +
    Number(minute) * MINUTE_MS +
    Number(second) * SECOND_MS +
    Number(fraction.slice(0, 3).padEnd(3, "0")) -
    (offset.startsWith("-") ? -offsetMinutes : offsetMinutes) * MINUTE_MS;
  return instant < INSTANT_MIN || instant > INSTANT_MAX ? null : (instant as Instant);
}

/** Takes whole milliseconds since 1970 as an instant; throws on anything else, since only our own code calls it. */
export function instant(epochMs: number): Instant {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError("an instant is a whole number of milliseconds");
  return epochMs as Instant;
}

/** RFC 3339 in UTC with milliseconds. */
export function formatInstant(at: Instant): string {
  const { day, rest } = split(at, 0);
  return `${dayText(day)}T${clockText(rest)}.${String(rest % SECOND_MS).padStart(3, "0")}Z`;
}

function split(at: number, offsetMs: number): { day: number; rest: number } {
  const local = at + offsetMs;
  const day = Math.floor(local / DAY_MS);
  return { day, rest: local - day * DAY_MS };
}

function dayText(day: number): string {
  const civil = civilFromDays(day);
  return `${String(civil.year).padStart(4, "0")}-${two(civil.month)}-${two(civil.day)}`;
}

function clockText(rest: number): string {
  return `${two(Math.floor(rest / HOUR_MS))}:${two(Math.floor(rest / MINUTE_MS) % 60)}:${two(Math.floor(rest / SECOND_MS) % 60)}`;
}

/** The Shanghai day that an instant falls in. */
export function shanghaiDay(at: Instant): Day {
  return dayText(split(at, SHANGHAI_OFFSET_MS).day) as Day;
}

/** "YYYY-MM-DD HH:mm:ss" on a Shanghai clock, the form that Alipay's API takes. */
export function shanghaiClock(at: Instant): string {
  const { day, rest } = split(at, SHANGHAI_OFFSET_MS);
  return `${dayText(day)} ${clockText(rest)}`;
}

/** Reads "YYYY-MM-DD"; null when it is not a day of the calendar. */
export function parseDay(text: string): Day | null {
  const match = DAY_TEXT.exec(text);
  if (match === null) return null;
  return isCivil({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }) ? (text as Day) : null;
}

function dayNumber(day: Day): number {
  return daysFromCivil(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

/** 00:00 of a day in Shanghai. */
export function startOfDay(day: Day): Instant {
  return (dayNumber(day) * DAY_MS - SHANGHAI_OFFSET_MS) as Instant;
}

export function addDays(day: Day, count: number): Day {
  return dayText(dayNumber(day) + count) as Day;
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

export function plus(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

/** Whether the half-open period holds the instant. */
export function within(period: Period, at: Instant): boolean {
  return at >= period.from && (period.until === null || at < period.until);
}

const DURATION = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/;

/** Reads an ISO 8601 duration of days, hours, minutes and seconds ("PT2H", "P1DT30M"), in milliseconds; null when malformed or empty. */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null || text === "P" || text.endsWith("T")) return null;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  return Number(days) * DAY_MS + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
}
