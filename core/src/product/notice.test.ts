import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf } from "../testing/moment.js";
import { addDays, type Day } from "../time.js";
import {
  BANDS_BY_PREMIUM,
  type BandSchedule,
  type DatedBand,
  isDearer,
  reschedule,
  scheduleOf,
  stepsBetween,
  UNRATED,
} from "./notice.js";
import type { Band } from "./rate.js";

const FIRST = dayOf("2026-11-01");
const NOTICE = 7;
const day = (count: number): Day => addDays(FIRST, count);
const anyBand = fc.constantFrom(...BANDS_BY_PREMIUM);

describe("a change of band", () => {
  const known: BandSchedule = { band: "b", announced: [] };

  test("is charged at once when it is for the better, and after notice when for the worse", () => {
    expect(reschedule(known, "a", FIRST, NOTICE)).toEqual({ band: "a", announced: [] });
    expect(reschedule(known, "d", FIRST, NOTICE)).toEqual({
      band: "b",
      announced: [{ effectiveOn: day(7), band: "d" }],
    });
    expect(reschedule(known, "d", FIRST, 0)).toEqual({ band: "d", announced: [] });
    expect(reschedule(known, "b", FIRST, NOTICE)).toEqual(known);
  });

  test("keeps the day of a rise that was announced, lowers it where less is justified, and withdraws it where none is", () => {
    const risen = reschedule(known, "e", FIRST, NOTICE);
    expect(reschedule(risen, "e", day(3), NOTICE)).toEqual(risen);
    expect(reschedule(risen, "c", day(3), NOTICE).announced).toEqual([{ effectiveOn: day(7), band: "c" }]);
    expect(reschedule(risen, "b", day(3), NOTICE)).toEqual(known);
    expect(reschedule(risen, "a", day(3), NOTICE)).toEqual({ band: "a", announced: [] });
  });

  test("for the still worse gets notice of its own", () => {
    const risen = reschedule(known, "d", FIRST, NOTICE);
    expect(reschedule(risen, "f", day(2), NOTICE).announced).toEqual([
      { effectiveOn: day(7), band: "d" },
      { effectiveOn: day(9), band: "f" },
    ]);
    expect(reschedule(risen, "f", day(2), 3).announced).toEqual([{ effectiveOn: day(5), band: "f" }]);
  });
});

describe("what is written", () => {
  test("is nothing for nothing, one step for one more rise, and everything where something was withdrawn", () => {
    const risen = reschedule(UNRATED, "d", FIRST, NOTICE);
    expect(stepsBetween(risen, risen, day(1))).toEqual([]);
    expect(stepsBetween(UNRATED, risen, FIRST)).toEqual([{ effectiveOn: day(7), band: "d" }]);
    expect(stepsBetween(risen, reschedule(risen, "f", day(1), NOTICE), day(1))).toEqual([
      { effectiveOn: day(8), band: "f" },
    ]);
    expect(stepsBetween(risen, reschedule(risen, "new", day(1), NOTICE), day(1))).toEqual([
      { effectiveOn: day(1), band: "new" },
    ]);
    expect(stepsBetween(risen, reschedule(risen, "c", day(1), NOTICE), day(1))).toEqual([
      { effectiveOn: day(1), band: "new" },
      { effectiveOn: day(7), band: "c" },
    ]);
  });
});

/** The band charged on each day, by the sentence alone: the cheapest found in the days of notice before it. */
function chargedByRule(found: readonly (Band | null)[], days: number): Band[] {
  const bands: Band[] = [];
  let known: Band = "new";
  const history: Band[] = Array.from({ length: NOTICE }, () => "new");
  for (let i = 0; i < days; i++) {
    known = found[i] ?? known;
    history.push(known);
    bands.push(history.slice(-NOTICE - 1).reduce((best, band) => (isDearer(best, band) ? band : best)));
  }
  return bands;
}

test("whatever is found night after night, no day is charged dearer than the best band found in its days of notice", () => {
  const nights = fc.array(anyBand, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(nights, (found) => {
      const rows: DatedBand[] = [];
      const charged: Band[] = [];
      for (const [i, band] of found.entries()) {
        const known = scheduleOf(rows, day(i));
        const next = reschedule(known, band, day(i), NOTICE);
        expect(reschedule(next, band, day(i), NOTICE)).toEqual(next);
        for (const step of stepsBetween(known, next, day(i))) rows.push({ ...step, decidedOn: day(i) });
        // What was written says what was meant, on this day and on every announced one.
        expect(scheduleOf(rows, day(i))).toEqual(next);
        for (const step of next.announced) expect(scheduleOf(rows, step.effectiveOn).band).toBe(step.band);
        charged.push(scheduleOf(rows, day(i)).band);
      }
      expect(charged).toEqual(chargedByRule(found, found.length));
      const keys = rows.map((row) => `${row.decidedOn} ${row.effectiveOn}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test("a rise that was announced comes on its day though nobody looked in between", () => {
  const rows: DatedBand[] = [{ decidedOn: FIRST, effectiveOn: day(7), band: "d" }];
  expect([6, 7, 30].map((count) => scheduleOf(rows, day(count)).band)).toEqual(["new", "d", "d"]);
});
