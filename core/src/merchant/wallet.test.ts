import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { DAY_MS, HOUR_MS, plus } from "../time.js";
import {
  available,
  dailySpend,
  daysLeft,
  floorOf,
  hasRecovered,
  isLow,
  owed,
  type SpendMark,
  settledCredit,
} from "./wallet.js";

const NOW = at("2026-11-11T04:00:00.000Z");
const fen = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
const mark = (daysAgo: number, spent: bigint): SpendMark => ({ at: plus(NOW, -daysAgo * DAY_MS), spent });

describe("a credit limit", () => {
  test.each<[limit: bigint, balance: bigint, floor: bigint]>([
    [0n, 100n, 0n],
    [500n, 100n, -500n],
    [500n, -100n, -500n],
    [200n, -500n, -500n],
    [0n, -500n, -500n],
  ])("of %s lets a balance of %s go down to %s", (limit, balance, floor) => {
    expect(floorOf(limit, balance)).toBe(floor);
  });

  test("never strands a wallet, and lets nothing be drawn beyond it", () => {
    fc.assert(
      fc.property(amount, fen, (limit, balance) => {
        const floor = floorOf(limit, balance);
        expect(floor <= 0n).toBe(true);
        expect(floor <= balance).toBe(true);
        const left = available({ balance, floor });
        expect(left).toBe(balance + limit > 0n ? balance + limit : 0n);
      }),
    );
  });

  test("is settled first by what comes in", () => {
    fc.assert(
      fc.property(fen, amount, (before, incoming) => {
        const settled = settledCredit(before, incoming);
        expect(owed(before + incoming)).toBe(owed(before) - settled);
        expect(settled === incoming || before + incoming >= 0n).toBe(true);
      }),
    );
  });
});

describe("daily spend", () => {
  test("is the greater mean of the last week and the last four, rounded up", () => {
    const now = { at: NOW, spent: 10_000n };
    expect(dailySpend({ now, weekAgo: mark(7, 9_300n), fourWeeksAgo: mark(28, 7_200n) })).toBe(100n);
    expect(dailySpend({ now, weekAgo: mark(7, 9_299n), fourWeeksAgo: mark(28, 7_200n) })).toBe(101n);
    expect(dailySpend({ now, weekAgo: mark(7, 9_299n), fourWeeksAgo: mark(28, 4_400n) })).toBe(200n);
  });

  test("of a young wallet is measured over its age, one day at least", () => {
    const now = { at: NOW, spent: 600n };
    expect(dailySpend({ now, weekAgo: mark(2, 0n), fourWeeksAgo: mark(2, 0n) })).toBe(300n);
    const opened = { at: plus(NOW, -HOUR_MS), spent: 0n };
    expect(dailySpend({ now, weekAgo: opened, fourWeeksAgo: opened })).toBe(600n);
    const ahead = { at: plus(NOW, HOUR_MS), spent: 0n };
    expect(dailySpend({ now, weekAgo: ahead, fourWeeksAgo: ahead })).toBe(600n);
  });

  test("of a wallet that rested is not watered down by an old mark", () => {
    const now = { at: NOW, spent: 880n };
    expect(dailySpend({ now, weekAgo: mark(300, 80n), fourWeeksAgo: mark(300, 80n) })).toBe(100n);
  });

  test("is nothing where nothing was spent, or more came back", () => {
    const after = (spent: bigint) =>
      dailySpend({ now: mark(0, spent), weekAgo: mark(7, 5n), fourWeeksAgo: mark(28, 5n) });
    expect(after(5n)).toBeNull();
    expect(after(4n)).toBeNull();
    expect(after(6n)).toBe(1n);
  });

  test("is at least what the whole spend makes over the longer window", () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 7 }), (week, before, days) => {
        const spend = dailySpend({
          now: mark(0, before + week),
          weekAgo: mark(days, before),
          fourWeeksAgo: mark(28, 0n),
        });
        expect((spend ?? 0n) * 28n >= before + week).toBe(true);
        expect((spend ?? 0n) * BigInt(days) >= week).toBe(true);
      }),
    );
  });
});

describe("days left", () => {
  test.each<[bigint, bigint | null, number | null]>([
    [1_000n, 100n, 10],
    [1_099n, 100n, 10],
    [99n, 100n, 0],
    [0n, 100n, 0],
    [-500n, 100n, 0],
    [10n ** 15n, 1n, 3_650],
    [1_000n, null, null],
  ])("of %s fen at %s a day are %s", (balance, spend, days) => {
    expect(daysLeft(balance, spend)).toBe(days);
  });
});

describe("a wallet", () => {
  const level = (balance: bigint, lowBalance: bigint | null, days: number | null) => ({
    balance,
    lowBalance,
    daysLeft: days,
  });

  test("is low below its threshold, or with fewer than three days left", () => {
    expect(isLow(level(99n, 100n, null))).toBe(true);
    expect(isLow(level(100n, 100n, null))).toBe(false);
    expect(isLow(level(-5n, null, null))).toBe(false);
    expect(isLow(level(500n, 100n, 2))).toBe(true);
    expect(isLow(level(500n, 100n, 3))).toBe(false);
  });

  test("recovers with a day to spare, and is never low and recovered at once", () => {
    expect(hasRecovered(level(500n, 100n, 3))).toBe(false);
    expect(hasRecovered(level(500n, 100n, 4))).toBe(true);
    expect(hasRecovered(level(500n, 100n, null))).toBe(true);
    expect(hasRecovered(level(99n, 100n, 4))).toBe(false);
    const days = fc.option(fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fen, fc.option(amount), days, (balance, lowBalance, left) => {
        const at = level(balance, lowBalance, left);
        expect(isLow(at) && hasRecovered(at)).toBe(false);
      }),
    );
  });
});
