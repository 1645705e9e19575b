import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { DAY_MS, HOUR_MS, plus } from "../time.js";
import { type QueueFacts, queueScore, SCORE, SCORE_PARTS } from "./score.js";

const NOW = at("2026-11-22T04:00:00Z");
const QUIET: QueueFacts = { dueAt: null, exposure: 0n, reportedAt: NOW, signals: 0, isAskedFor: false };
const parts = (change: Partial<QueueFacts>) => queueScore({ ...QUIET, ...change }, NOW).parts;

describe("the score of a claim", () => {
  test("is nothing for a new claim that nothing speaks for", () => {
    expect(queueScore(QUIET, NOW)).toEqual({
      total: 0,
      parts: { due: 0, signals: 0, amount: 0, waiting: 0, attention: 0 },
    });
  });

  test("rises while time runs out: from 72 hours before the due instant on, to all of it at that instant", () => {
    const due = (ms: number): number => parts({ dueAt: plus(NOW, ms) }).due;
    expect([72 * HOUR_MS, 36 * HOUR_MS, 1, 0, -DAY_MS].map(due)).toEqual([0, 20, 39, 40, 40]);
    expect(due(100 * DAY_MS)).toBe(0);
  });

  test("has a step for each tier of the amount", () => {
    const amounts = [9_999n, 10_000n, 50_000n, 200_000n, 1_000_000n, 5_000_000n];
    expect(amounts.map((exposure) => parts({ exposure }).amount)).toEqual([0, 3, 6, 9, 12, 15]);
  });

  test("counts a point for two days of waiting, up to a month's worth", () => {
    const waiting = (days: number): number => parts({ reportedAt: plus(NOW, -days * DAY_MS) }).waiting;
    expect([0, 1.9, 2, 30, 400].map(waiting)).toEqual([0, 0, 1, 15, 15]);
  });

  test("heeds signals, and that somebody asked for a person", () => {
    expect(parts({ signals: 50 }).signals).toBe(10);
    expect(parts({ signals: 100, isAskedFor: true })).toMatchObject({ signals: 20, attention: 10 });
  });
});

const anyFacts: fc.Arbitrary<QueueFacts> = fc.record({
  dueAt: fc.option(fc.integer({ min: -40 * DAY_MS, max: 40 * DAY_MS }).map((ms) => plus(NOW, ms))),
  exposure: fc.bigInt({ min: 0n, max: 30_000_000n }),
  reportedAt: fc.integer({ min: 0, max: 90 * DAY_MS }).map((ms) => plus(NOW, -ms)),
  signals: fc.integer({ min: 0, max: 100 }),
  isAskedFor: fc.boolean(),
});

describe("for any claim", () => {
  test("the score is the sum of its parts, and between 0 and 100", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { total, parts: all } = queueScore(facts, NOW);
        expect(total).toBe(SCORE_PARTS.reduce((sum, part) => sum + all[part], 0));
        expect(SCORE_PARTS.every((part) => Number.isInteger(all[part]) && all[part] >= 0)).toBe(true);
        expect(total).toBeLessThanOrEqual(100);
      }),
    );
    const { dueMax, signalsMax, amountTiers, amountStep, waitingMax, attentionMax } = SCORE;
    expect(dueMax + signalsMax + amountTiers.length * amountStep + waitingMax + attentionMax).toBe(100);
  });

  test("nothing that speaks for it makes it less, nor does time", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, fc.nat({ max: 10 * DAY_MS }), (facts, other, ms) => {
        const { total } = queueScore(facts, NOW);
        const more: QueueFacts = {
          dueAt: facts.dueAt === null ? other.dueAt : plus(facts.dueAt, -ms),
          exposure: facts.exposure + other.exposure,
          reportedAt: plus(facts.reportedAt, -ms),
          signals: Math.max(facts.signals, other.signals),
          isAskedFor: facts.isAskedFor || other.isAskedFor,
        };
        expect(queueScore(more, NOW).total).toBeGreaterThanOrEqual(total);
        expect(queueScore(facts, plus(NOW, ms)).total).toBeGreaterThanOrEqual(total);
      }),
    );
  });
});
