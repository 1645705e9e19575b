// Understands which days are working days in China, as far as the State Council has announced them.

import { addDays, type Day, weekday } from "./time.js";

/** One year as announced: days off (first and last of each run), and weekend days that are worked in return. */
interface YearNotice {
  readonly daysOff: readonly (readonly [string, string])[];
  readonly makeUpDays: readonly string[];
}

/**
 * Notices of the General Office of the State Council on public holidays; a year is added when its notice is out, in
 * November of the year before. 2024: 国办发明电〔2023〕7号, 2023-10-25. 2025: 国办发明电〔2024〕12号, 2024-11-12. 2026:
 * 国务院办公厅关于2026年部分节假日安排的通知, 2025-11-04.
 */
const NOTICES: ReadonlyMap<string, YearNotice> = new Map<string, YearNotice>([
  [
    "2024",
    {
      daysOff: [
        ["2024-01-01", "2024-01-01"],
        ["2024-02-10", "2024-02-17"],
        ["2024-04-04", "2024-04-06"],
        ["2024-05-01", "2024-05-05"],
        ["2024-06-10", "2024-06-10"],
        ["2024-09-15", "2024-09-17"],
        ["2024-10-01", "2024-10-07"],
      ],
      makeUpDays: [
        "2024-02-04",
        "2024-02-18",
        "2024-04-07",
        "2024-04-28",
        "2024-05-11",
        "2024-09-14",
        "2024-09-29",
        "2024-10-12",
      ],
    },
  ],
  [
    "2025",
    {
      daysOff: [
        ["2025-01-01", "2025-01-01"],
        ["2025-01-28", "2025-02-04"],
        ["2025-04-04", "2025-04-06"],
        ["2025-05-01", "2025-05-05"],
        ["2025-05-31", "2025-06-02"],
        ["2025-10-01", "2025-10-08"],
      ],
      makeUpDays: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    },
  ],
  [
    "2026",
    {
      daysOff: [
        ["2026-01-01", "2026-01-03"],
        ["2026-02-15", "2026-02-23"],
        ["2026-04-04", "2026-04-06"],
        ["2026-05-01", "2026-05-05"],
        ["2026-06-19", "2026-06-21"],
        ["2026-09-25", "2026-09-27"],
        ["2026-10-01", "2026-10-07"],
      ],
      makeUpDays: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    },
  ],
]);

/** The calendar is known from this day on. */
export const knownFrom = "2024-01-01" as Day;
/** The calendar ends before this day: the notice of its year is not built in. */
export const knownUntil = "2027-01-01" as Day;

/** Thrown rather than guessed: a deadline counted on a calendar that nobody has announced would be a wrong deadline. */
export class CalendarUnknown extends Error {
  constructor(readonly day: Day) {
    super(`the working-day calendar is known from ${knownFrom} until ${knownUntil}, which ${day} is not in`);
    this.name = "CalendarUnknown";
  }
}

/** Whether people work on the day. Throws CalendarUnknown outside [knownFrom, knownUntil). */
export function isWorkingDay(day: Day): boolean {
  const notice = NOTICES.get(day.slice(0, 4));
  if (notice === undefined) throw new CalendarUnknown(day);
  if (notice.makeUpDays.includes(day)) return true;
  if (notice.daysOff.some(([first, last]) => day >= first && day <= last)) return false;
  return weekday(day) <= 5;
}

/**
 * The `count`-th working day after the day, which itself does not count (Civil Code art. 201); the day itself for 0.
 * Throws CalendarUnknown when the way leads out of the known years, and RangeError on a negative or broken count.
 */
export function addWorkingDays(day: Day, count: number): Day {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError("working days are counted forward, in whole days");
  if (day < knownFrom || day >= knownUntil) throw new CalendarUnknown(day);
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached)) left -= 1;
  }
  return reached;
}
