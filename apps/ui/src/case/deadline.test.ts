// When a deadline turns.

import { parseInstant } from "@anxin/core/time";
import { expect, test } from "vitest";
import { deadlineAt } from "./deadline.js";

const START = parseInstant("2026-03-01T00:00:00Z") ?? 0;
const HOUR = 3_600_000;
const times = { startedAt: "2026-03-01T00:00:00Z", endsAt: "2026-03-01T10:00:00Z" };
const state = (hours: number) => deadlineAt(times, START + hours * HOUR).state;

test("turns where half, a fifth and nothing is left", () => {
  expect([0, 4.99, 5, 7.99, 8, 9.99, 10, 30].map(state)).toEqual([
    ...["calm", "calm", "half", "half"],
    ...["soon", "soon", "late", "late"],
  ]);
});

test("tells what is left, and how much it is late", () => {
  expect(deadlineAt(times, START + 6 * HOUR)).toEqual({ state: "half", left: 0.4, leftMs: 4 * HOUR });
  expect(deadlineAt(times, START + 12 * HOUR)).toEqual({ state: "late", left: 0, leftMs: -2 * HOUR });
  expect(deadlineAt(times, START - HOUR).left).toBe(1);
});

test("stands while its clock stands", () => {
  expect(deadlineAt({ ...times, pausedAt: "2026-03-01T01:00:00Z" }, START + 99 * HOUR).state).toBe("paused");
  expect(deadlineAt({ ...times, endsAt: null }, START)).toEqual({ state: "paused", left: 1, leftMs: null });
});

test("one that ends where it starts is late at once and divides by nothing", () => {
  expect(deadlineAt({ ...times, endsAt: times.startedAt }, START)).toEqual({ state: "late", left: 0, leftMs: 0 });
});
