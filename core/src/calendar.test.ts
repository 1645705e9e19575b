import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addWorkingDays, CalendarUnknown, isWorkingDay, knownFrom, knownUntil } from "./calendar.js";
import { dayOf } from "./testing/moment.js";
import { addDays, type Day, daysBetween, weekday } from "./time.js";

const spanDays = daysBetween(knownFrom, knownUntil);
const knownDay = fc.nat(spanDays - 1).map((days) => addDays(knownFrom, days));
const year = (text: string): Day[] =>
  Array.from({ length: spanDays }, (_, days) => addDays(knownFrom, days)).filter((day) => day.startsWith(text));

describe("isWorkingDay", () => {
  /** From the notices: working days of the year, weekdays off, weekend days worked. */
  test.each([
    ["2024", 251, 19, 8],
    ["2025", 248, 18, 5],
    ["2026", 248, 19, 6],
  ])("%s has %i working days", (text, working, weekdaysOff, weekendsWorked) => {
    const days = year(text);
    expect(days.filter(isWorkingDay)).toHaveLength(working);
    expect(days.filter((day) => weekday(day) <= 5 && !isWorkingDay(day))).toHaveLength(weekdaysOff);
    expect(days.filter((day) => weekday(day) > 5 && isWorkingDay(day))).toHaveLength(weekendsWorked);
  });

  test("knows first and last days of holidays, and the days beside them", () => {
    const off = [
      "2024-01-01 2024-02-10 2024-02-17 2024-04-04 2024-04-06 2024-05-01 2024-05-05 2024-06-10 2024-09-15 2024-09-17",
      "2024-10-01 2024-10-07 2025-01-01 2025-01-28 2025-02-04 2025-04-04 2025-04-06 2025-05-01 2025-05-05 2025-05-31",
      "2025-06-02 2025-10-01 2025-10-08 2026-01-01 2026-01-03 2026-02-15 2026-02-23 2026-04-04 2026-04-06 2026-05-01",
      "2026-05-05 2026-06-19 2026-06-21 2026-09-25 2026-09-27 2026-10-01 2026-10-07 2026-11-21 2026-11-22",
    ];
    const worked = [
      "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08",
      "2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10 2024-01-02",
      "2024-02-09 2024-02-19 2024-10-08 2025-01-02 2025-01-27 2025-02-05 2025-04-03 2025-04-07 2025-05-06 2025-05-30",
      "2025-06-03 2025-10-09 2026-02-24 2026-04-07 2026-04-30 2026-05-06 2026-06-18 2026-06-22 2026-09-24 2026-09-28",
      "2026-09-30 2026-10-08 2026-11-20 2026-11-23 2026-12-31",
    ];
    for (const day of off.join(" ").split(" ")) expect(isWorkingDay(dayOf(day)), day).toBe(false);
    for (const day of worked.join(" ").split(" ")) expect(isWorkingDay(dayOf(day)), day).toBe(true);
  });

  test("refuses to guess outside the announced years", () => {
    for (const day of ["2023-12-31", "2027-01-01", "1999-05-05"]) {
      expect(() => isWorkingDay(dayOf(day))).toThrow(CalendarUnknown);
    }
    expect(() => isWorkingDay(dayOf("2027-01-01"))).toThrow(
      "the working-day calendar is known from 2024-01-01 until 2027-01-01, which 2027-01-01 is not in",
    );
    expect(isWorkingDay(knownFrom)).toBe(false);
    expect(new CalendarUnknown(dayOf("2027-01-01"))).toMatchObject({ name: "CalendarUnknown", day: "2027-01-01" });
  });
});

describe("addWorkingDays", () => {
  test.each([
    ["2026-02-13", 1, "2026-02-14"],
    ["2026-02-13", 2, "2026-02-24"],
    ["2026-02-14", 1, "2026-02-24"],
    ["2026-02-15", 1, "2026-02-24"],
    ["2026-11-20", 1, "2026-11-23"],
    ["2026-11-22", 0, "2026-11-22"],
    ["2025-12-31", 1, "2026-01-04"],
    ["2026-12-28", 3, "2026-12-31"],
  ])("from %s, %i working days end on %s", (day, count, end) => {
    expect(addWorkingDays(dayOf(day), count)).toBe(end);
  });

  test("refuses a way that leads out of the announced years", () => {
    expect(() => addWorkingDays(dayOf("2026-12-28"), 4)).toThrow(CalendarUnknown);
    expect(() => addWorkingDays(dayOf("2023-12-31"), 0)).toThrow(CalendarUnknown);
    expect(() => addWorkingDays(dayOf("2023-12-31"), 1)).toThrow(CalendarUnknown);
    expect(() => addWorkingDays(dayOf("2027-01-01"), 0)).toThrow(CalendarUnknown);
    expect(addWorkingDays(knownFrom, 0)).toBe(knownFrom);
  });

  test("counts forward in whole days only", () => {
    for (const count of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => addWorkingDays(dayOf("2026-03-02"), count)).toThrow("counted forward, in whole days");
    }
  });

  test("ends on a working day, with exactly that many of them behind the first", () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 15 }), (day, count) => {
        fc.pre(day < "2026-12-01");
        const end = addWorkingDays(day, count);
        expect(isWorkingDay(end)).toBe(true);
        const between = Array.from({ length: daysBetween(day, end) }, (_, i) => addDays(day, i + 1));
        expect(between.filter(isWorkingDay)).toHaveLength(count);
      }),
    );
  });

  test("two steps lead as far as one", () => {
    fc.assert(
      fc.property(knownDay, fc.nat(7), fc.nat(7), (day, first, second) => {
        fc.pre(day < "2026-12-01");
        expect(addWorkingDays(addWorkingDays(day, first), second)).toBe(addWorkingDays(day, first + second));
      }),
    );
  });
});
