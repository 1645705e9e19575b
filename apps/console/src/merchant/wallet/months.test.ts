import { expect, test } from "vitest";
import { monthsBack } from "./months.js";

test("months go back over the turn of a year", () => {
  expect(monthsBack(Date.parse("2026-02-10T00:00:00Z"), 4)).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]);
});

test("a month begins at midnight in Shanghai", () => {
  expect(monthsBack(Date.parse("2026-10-31T15:59:59.999Z"), 1)).toEqual(["2026-10"]);
  expect(monthsBack(Date.parse("2026-10-31T16:00:00Z"), 1)).toEqual(["2026-11"]);
});
