import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { type Instant, plus } from "../../time.js";
import { withinReportingWindow } from "./within-reporting-window.js";

const expiresAt = at("2026-05-30T00:00:00Z");
const windowEndsAt = at("2026-06-06T00:00:00Z");
const reported = (reportedAt: Instant, expiry: Instant | null, reportingDays = 7) =>
  withinReportingWindow(
    someFacts({ claim: { reportedAt }, policy: { expiresAt: expiry } }),
    { ...PRODUCT, reportingDays },
    null,
  );

test("a loss may be reported until the last millisecond of the days after expiry", () => {
  expect(reported(plus(windowEndsAt, -1), expiresAt)).toEqual({
    outcome: "met",
    inputs: { reportedAt: plus(windowEndsAt, -1), expiresAt, reportingDays: 7, windowEndsAt },
  });
  expect(reported(windowEndsAt, expiresAt)).toEqual({
    outcome: "not_met",
    reason: "outside_window",
    inputs: { reportedAt: windowEndsAt, expiresAt, reportingDays: 7, windowEndsAt },
  });
});

test("with no days after expiry the window ends with the period", () => {
  expect(reported(plus(expiresAt, -1), expiresAt, 0).outcome).toBe("met");
  expect(reported(expiresAt, expiresAt, 0).outcome).toBe("not_met");
});

test("while no expiry is known the window is open", () => {
  expect(reported(at("2030-01-01T00:00:00Z"), null)).toMatchObject({ outcome: "met", inputs: { windowEndsAt: null } });
});
