import { expect, it } from "vitest";
import { daysLeft } from "./left.js";

const NOW = Date.parse("2026-11-23T08:00:00.000Z");

it.each([
  ["2026-11-23T08:00:00.001Z", 1],
  ["2026-11-24T08:00:00.000Z", 1],
  ["2026-11-24T08:00:00.001Z", 2],
  ["2026-11-23T08:00:00.000Z", null],
  ["2026-11-20T08:00:00.000Z", null],
  [null, null],
])("a cover until %s has %s days left", (until, days) => {
  expect(daysLeft(until, NOW)).toBe(days);
});
