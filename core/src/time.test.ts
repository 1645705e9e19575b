import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, dayOf } from "./testing/moment.js";
import {
  addDays,
  DAY_MS,
  daysBetween,
  formatInstant,
  HOUR_MS,
  INSTANT_MAX,
  INSTANT_MIN,
  type Instant,
  instant,
  MINUTE_MS,
  parseDay,
  parseDuration,
  parseInstant,
  plus,
  SECOND_MS,
  shanghaiClock,
  shanghaiDay,
  startOfDay,
  weekday,
  within,
} from "./time.js";

const anyInstant = fc.integer({ min: INSTANT_MIN, max: INSTANT_MAX }).map(instant);
const anyDay = anyInstant.map(shanghaiDay);
/** The platform's own calendar is the oracle; production code never asks it. */
const platform = (moment: Instant): string => new Date(moment).toISOString();

describe("instants", () => {
  test("are written as the platform writes them, over all that we accept", () => {
    fc.assert(
      fc.property(anyInstant, (moment) => {
        expect(formatInstant(moment)).toBe(platform(moment));
        expect(parseInstant(formatInstant(moment))).toBe(moment);
      }),
    );
  });

  test.each<[string, string]>([
    ["2026-03-01T08:00:00+08:00", "2026-03-01T00:00:00.000Z"],
    ["2026-02-28T19:30:00-04:30", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T14:00:00+14:00", "2026-03-01T00:00:00.000Z"],
    ["2026-02-28T10:00:00-14:00", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T00:00:00-00:00", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T00:00:00.1Z", "2026-03-01T00:00:00.100Z"],
    ["2026-03-01T00:00:00.1239Z", "2026-03-01T00:00:00.123Z"],
    ["2026-03-01T23:59:59.999999999Z", "2026-03-01T23:59:59.999Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2000-02-29T12:34:56Z", "2000-02-29T12:34:56.000Z"],
    ["1992-01-01T00:00:00Z", "1992-01-01T00:00:00.000Z"],
    ["2199-12-31T23:59:59.999Z", "2199-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, utc) => {
    expect(formatInstant(at(text))).toBe(utc);
  });

  test.each([
    "",
    "2026-03-01",
    "2026-03-01T00:00:00",
    "2026-03-01 00:00:00Z",
    "2026-3-01T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-01-32T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T00:60:00Z",
    "2026-03-01T00:00:60Z",
    "2026-03-01T00:00:00+15:00",
    "2026-03-01T00:00:00+14:01",
    "2026-03-01T00:00:00+08:60",
    "2026-03-01T00:00:00+0800",
    "2026-03-01T00:00:00z",
    "2026-03-01T00:00:00.Z",
    "2026-03-01T00:00:00.1234567890Z",
    "1991-12-31T23:59:59.999Z",
    "2200-01-01T00:00:00Z",
    "2199-12-31T23:59:59.999-00:01",
    "1992-01-01T00:00:00+00:01",
    " 2026-03-01T00:00:00Z",
    "2026-03-01T00:00:00Z ",
    "2026-03-01T00:00:00Z\n",
    "２０２６-03-01T00:00:00Z",
  ])("%j is none", (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test("an offset only changes how an instant is written", () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, minutes) => {
        const local = moment + minutes * MINUTE_MS;
        fc.pre(local >= INSTANT_MIN && local <= INSTANT_MAX);
        const size = Math.abs(minutes);
        const two = (value: number) => String(value).padStart(2, "0");
        const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(parseInstant(formatInstant(instant(local)).replace("Z", offset))).toBe(moment);
      }),
    );
  });

  test("are whole milliseconds", () => {
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => instant(value)).toThrow("an instant is a whole number of milliseconds");
    }
    expect(instant(-1)).toBe(-1);
    expect(plus(instant(5), -6)).toBe(-1);
    expect(() => plus(instant(5), 0.5)).toThrow(RangeError);
  });
});

describe("days", () => {
  test("every day from 1992 to 2199 follows the one before it", () => {
    let day = dayOf("1992-01-01");
    const start = startOfDay(day);
    const count = daysBetween(day, dayOf("2199-12-31"));
    expect(count).toBe(75_970);
    for (let i = 0; i <= count; i++) {
      const noon = instant(start + i * DAY_MS + 8 * HOUR_MS);
      if (day !== platform(noon).slice(0, 10)) expect.fail(`day ${i} is ${day}, not ${platform(noon)}`);
      if (parseDay(day) !== day) expect.fail(`${day} is not read back`);
      day = addDays(day, 1);
    }
    expect(day).toBe("2200-01-01");
  });

  test("turn at midnight in Shanghai, which is 16:00 in UTC", () => {
    expect(shanghaiDay(at("2026-03-01T15:59:59.999Z"))).toBe("2026-03-01");
    expect(shanghaiDay(at("2026-03-01T16:00:00Z"))).toBe("2026-03-02");
    expect(formatInstant(startOfDay(dayOf("2026-03-02")))).toBe("2026-03-01T16:00:00.000Z");
  });

  test("hold the instants from their start to before the next day's", () => {
    fc.assert(
      fc.property(anyInstant, (moment) => {
        const day = shanghaiDay(moment);
        const next = startOfDay(addDays(day, 1));
        expect(within({ from: startOfDay(day), until: next }, moment)).toBe(true);
        expect(next - startOfDay(day)).toBe(DAY_MS);
      }),
    );
  });

  test("adding and counting days undo each other", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, count) => {
        fc.pre(count === 0 || (addDays(day, count) > "1000" && addDays(day, count) < "9999"));
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  test("sort as text in the order of time", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(a < b).toBe(daysBetween(a, b) > 0);
      }),
    );
  });

  test.each([
    ["1992-01-01", 3],
    ["2000-02-29", 2],
    ["2026-11-22", 7],
    ["2026-11-23", 1],
    ["1969-12-31", 3],
    ["1900-01-01", 1],
  ])("%s is weekday %i", (day, number) => {
    expect(weekday(dayOf(day))).toBe(number);
  });

  test("weekdays go round from 1 to 7", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const number = weekday(day);
        expect(weekday(addDays(day, 1))).toBe(number === 7 ? 1 : number + 1);
        expect(number % 7).toBe(new Date(`${day}T00:00:00Z`).getUTCDay());
      }),
    );
  });

  test.each([
    "",
    "2026-2-01",
    "2026-02-30",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-01-32",
    "20260101",
    "2026-01-01T",
    " 2026-01-01",
    "2026-01-01\n",
    "2023-02-29",
  ])("%j is no day", (text) => {
    expect(parseDay(text)).toBeNull();
  });
});

test("a Shanghai clock shows day and second eight hours ahead", () => {
  expect(shanghaiClock(at("2026-03-01T15:59:59.999Z"))).toBe("2026-03-01 23:59:59");
  expect(shanghaiClock(at("2026-03-01T16:00:00Z"))).toBe("2026-03-02 00:00:00");
  expect(shanghaiClock(at("2026-12-31T17:02:03Z"))).toBe("2027-01-01 01:02:03");
  fc.assert(
    fc.property(anyInstant, (moment) => {
      expect(shanghaiClock(moment)).toBe(
        platform(instant(moment + 8 * HOUR_MS))
          .slice(0, 19)
          .replace("T", " "),
      );
    }),
  );
});

describe("within", () => {
  test("a period holds its beginning and not its end", () => {
    const period = { from: instant(10), until: instant(20) };
    expect([9, 10, 19, 20].map((moment) => within(period, instant(moment)))).toEqual([false, true, true, false]);
    expect(within({ from: instant(10), until: instant(10) }, instant(10))).toBe(false);
    expect([9, 10, 1e12].map((moment) => within({ from: instant(10), until: null }, instant(moment)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("two periods that meet share no instant and leave none out", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), fc.integer(), (a, b, c, moment) => {
        const [from, middle, until] = [a, b, c].sort((x, y) => x - y).map(instant) as [Instant, Instant, Instant];
        const halves = [
          within({ from, until: middle }, instant(moment)),
          within({ from: middle, until }, instant(moment)),
        ];
        expect(halves.filter(Boolean).length).toBe(within({ from, until }, instant(moment)) ? 1 : 0);
      }),
    );
  });
});

describe("durations", () => {
  test.each<[string, number]>([
    ["PT2H", 2 * HOUR_MS],
    ["P1D", DAY_MS],
    ["P1DT30M", DAY_MS + 30 * MINUTE_MS],
    ["P90D", 90 * DAY_MS],
    ["PT0S", 0],
    ["PT1H2M3S", HOUR_MS + 2 * MINUTE_MS + 3 * SECOND_MS],
    [
      "P99999DT999999H999999M9999999S",
      99_999 * DAY_MS + 999_999 * HOUR_MS + 999_999 * MINUTE_MS + 9_999_999 * SECOND_MS,
    ],
  ])("%s is %i ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each([
    "",
    "P",
    "PT",
    "P1DT",
    "1D",
    "PT1",
    "P1H",
    "P1M",
    "P1Y",
    "P1W",
    "PT-1S",
    "-PT1S",
    "PT1.5H",
    "PT1M2H",
    "pt1h",
    "P1D ",
    " P1D",
    "P100000D",
    "PT1000000H",
    "PT10000000S",
    "PT1000000M",
  ])("%j is none", (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test("is the sum of its parts", () => {
    const part = fc.nat(9_999);
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        const ms = days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
        expect(parseDuration(`P${days}DT${hours}H${minutes}M${seconds}S`)).toBe(ms);
      }),
    );
  });
});
