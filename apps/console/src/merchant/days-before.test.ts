import { expect, test } from "vitest";
import { daysBefore } from "./days-before.js";

test("days are whole and counted with today, in Shanghai", () => {
  // 23:30 on the 4th in Shanghai, and half past midnight on the 5th.
  expect(daysBefore(Date.parse("2026-12-04T15:30:00Z"), 1)).toBe("2026-12-03T16:00:00.000Z");
  expect(daysBefore(Date.parse("2026-12-04T16:30:00Z"), 1)).toBe("2026-12-04T16:00:00.000Z");
  expect(daysBefore(Date.parse("2026-12-04T15:30:00Z"), 30)).toBe("2026-11-04T16:00:00.000Z");
});
