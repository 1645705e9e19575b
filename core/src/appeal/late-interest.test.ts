import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueAfter } from "../claim/clocks.js";
import { at } from "../testing/moment.js";
import { DAY_MS, type Day, instant, plus } from "../time.js";
import { lateInterest, lateInterestRule, STATUTORY_LATE_INTEREST } from "./late-interest.js";

const RULE = STATUTORY_LATE_INTEREST;
/** Shanghai: 1 March 2026, so that money is on time until the end of 11 March. */
const SINCE = at("2026-03-01T02:00:00Z");
const LATE = dueAfter(SINCE, 10);
const interest = (owed: bigint, paidAt = LATE, payableMin = 0n) =>
  lateInterest(RULE, { owed, since: SINCE, paidAt, payableMin });

const days = fc.integer({ min: -400, max: 4_000 });
const owed = fc.bigInt({ min: 0n, max: 10_000_000_000n });
const moment = fc.integer({ min: at("2025-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") }).map(instant);

describe("late interest", () => {
  test("begins with the first day after the days for payment, and that day counts", () => {
    expect(LATE).toBe(at("2026-03-11T16:00:00Z"));
    expect(interest(1_000_000n, plus(LATE, -1))).toEqual({ amount: 0n, days: 0, parts: [] });
    // 10,000 yuan at 3 % for one day: 82.19 fen.
    expect(interest(1_000_000n)).toEqual({
      amount: 83n,
      days: 1,
      parts: [{ from: "2026-03-12", days: 1, ppm: 30_000n }],
    });
    expect(interest(1_000_000n, plus(LATE, DAY_MS - 1)).days).toBe(1);
    expect(interest(1_000_000n, plus(LATE, DAY_MS)).days).toBe(2);
  });

  test("of a year is the rate of a year", () => {
    expect(interest(1_000_000n, plus(LATE, 364 * DAY_MS))).toMatchObject({ amount: 30_000n, days: 365 });
  });

  test("changes with the rate on the day from which it holds", () => {
    const since = at("2025-05-05T02:00:00Z");
    const found = lateInterest(RULE, { owed: 3_650_000n, since, paidAt: at("2025-05-21T04:00:00Z"), payableMin: 0n });
    expect(found.parts).toEqual([
      { from: "2025-05-16", days: 4, ppm: 31_000n },
      { from: "2025-05-20", days: 2, ppm: 30_000n },
    ]);
    // 36,500 yuan: 310 fen a day for four days, 300 for two.
    expect(found.amount).toBe(1_840n);
  });

  test("is rounded up once, and made up to what the channel can pay", () => {
    expect(interest(100n)).toMatchObject({ amount: 1n });
    expect(interest(100n, LATE, 10n)).toMatchObject({ amount: 10n });
    expect(interest(100n, plus(LATE, -1), 10n)).toMatchObject({ amount: 0n });
    expect(interest(0n, LATE, 10n)).toMatchObject({ amount: 0n, days: 0 });
  });

  test("is not guessed for days before the first rate that is known", () => {
    const since = at("2024-06-01T00:00:00Z");
    const late = { owed: 100n, since, paidAt: at("2024-08-01T00:00:00Z"), payableMin: 0n };
    expect(() => lateInterest(RULE, late)).toThrow("no rate of interest is known for 2024-06-12");
  });

  test("is zero on time, never negative, and never falls with time or with what is owed", () => {
    fc.assert(
      fc.property(
        moment,
        owed,
        owed,
        days,
        days,
        fc.bigInt({ min: 0n, max: 100n }),
        (since, a, b, x, y, payableMin) => {
          const [less, more] = a < b ? [a, b] : [b, a];
          const [sooner, later] = x < y ? [x, y] : [y, x];
          const of = (amount: bigint, day: number) =>
            lateInterest(RULE, { owed: amount, since, paidAt: plus(since, day * DAY_MS), payableMin }).amount;
          expect(of(more, Math.min(sooner, 10))).toBe(0n);
          expect(of(less, sooner) >= 0n).toBe(true);
          expect(of(less, later) >= of(less, sooner)).toBe(true);
          expect(of(more, later) >= of(less, later)).toBe(true);
        },
      ),
    );
  });

  test("never takes more than a fen beyond the exact sum", () => {
    fc.assert(
      fc.property(moment, owed, fc.integer({ min: 11, max: 4_000 }), (since, amount, day) => {
        const found = lateInterest(RULE, { owed: amount, since, paidAt: plus(since, day * DAY_MS), payableMin: 0n });
        const exact = found.parts.reduce((sum, part) => sum + amount * BigInt(part.days) * part.ppm, 0n);
        const beyond = found.amount * 365_000_000n - exact;
        expect(beyond >= 0n && beyond < 365_000_000n).toBe(true);
        expect(found.parts.reduce((sum, part) => sum + part.days, 0)).toBe(found.days);
      }),
    );
  });
});

test("insurance bears it by law, a guarantee service where it promises it", () => {
  expect(lateInterestRule({ funding: "insurance" })).toBe(RULE);
  expect(lateInterestRule({ funding: "guarantee_service" })).toBeNull();
  expect(lateInterestRule({ funding: "guarantee_service", lateInterest: true })).toBe(RULE);
});

test("rates are in the order of their days", () => {
  const from: readonly Day[] = RULE.rates.map((rate) => rate.from);
  expect([...from].sort()).toEqual(from);
  expect(new Set(from).size).toBe(from.length);
});
