import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { DAY_MS, HOUR_MS, instant, plus, shanghaiClock } from "../time.js";
import { afterQuietHours, dispatch, NOTICE_KINDS, NOTICE_RULES, retryAt } from "./notice.js";

const NOON = at("2026-11-11T04:00:00Z");
const MIDNIGHT = at("2026-11-10T16:00:00Z");
const EIGHT = at("2026-11-11T00:00:00Z");

describe("quiet hours", () => {
  test.each([
    ["2026-11-10T13:59:59.999Z", "2026-11-10T13:59:59.999Z"],
    ["2026-11-10T14:00:00.000Z", "2026-11-11T00:00:00.000Z"],
    ["2026-11-10T16:00:00.000Z", "2026-11-11T00:00:00.000Z"],
    ["2026-11-10T23:59:59.999Z", "2026-11-11T00:00:00.000Z"],
    ["2026-11-11T00:00:00.000Z", "2026-11-11T00:00:00.000Z"],
  ])("what is due at %s goes out at %s", (due, out) => {
    expect(afterQuietHours(at(due))).toBe(at(out));
  });

  test("last from 22:00 to 08:00 on a Shanghai clock, every day", () => {
    fc.assert(
      fc.property(fc.integer({ min: MIDNIGHT, max: MIDNIGHT + 1_000 * DAY_MS }), (ms) => {
        const out = afterQuietHours(instant(ms));
        const clock = shanghaiClock(out).slice(11);
        expect(clock >= "08:00:00" && clock < "22:00:00").toBe(true);
        expect(out - ms).toBeLessThanOrEqual(10 * HOUR_MS);
        expect(afterQuietHours(out)).toBe(out);
      }),
    );
  });
});

describe("a notice that is due", () => {
  test("is sent by day, and to merchants at any time", () => {
    for (const kind of NOTICE_KINDS) expect(dispatch({ kind, closesAt: null }, true, NOON)).toEqual({ kind: "send" });
    expect(dispatch({ kind: "wallet_low", closesAt: null }, true, MIDNIGHT)).toEqual({ kind: "send" });
  });

  test("to a buyer waits for the morning, unless it would be of no use then", () => {
    const kind = "claim_window_closing";
    const wait = { kind: "wait", until: EIGHT };
    expect(dispatch({ kind, closesAt: null }, true, MIDNIGHT)).toEqual(wait);
    expect(dispatch({ kind, closesAt: plus(EIGHT, 1) }, true, MIDNIGHT)).toEqual(wait);
    expect(dispatch({ kind, closesAt: EIGHT }, true, MIDNIGHT)).toEqual({ kind: "send" });
    expect(dispatch({ kind: "policy_issued", closesAt: null }, true, MIDNIGHT)).toEqual(wait);
  });

  test("is not sent once it is of no use", () => {
    expect(dispatch({ kind: "cover_expiring", closesAt: NOON }, true, NOON)).toEqual({
      kind: "suppress",
      reason: "too_late",
    });
    expect(dispatch({ kind: "cover_expiring", closesAt: plus(NOON, 1) }, true, NOON)).toEqual({ kind: "send" });
  });

  test("is not sent to who does not want it, unless it is owed", () => {
    for (const kind of NOTICE_KINDS) {
      const found = dispatch({ kind, closesAt: null }, false, NOON);
      expect(found).toEqual(NOTICE_RULES[kind].mandatory ? { kind: "send" } : { kind: "suppress", reason: "unwanted" });
    }
    expect(NOTICE_RULES.policy_issued.mandatory).toBe(true);
  });
});

test("a notice that nobody takes is tried ten times within four days, ever more slowly", () => {
  const times = [NOON];
  for (;;) {
    const next = retryAt(times.length, times.at(-1) ?? NOON);
    if (next === null) break;
    times.push(next);
  }
  expect(times).toHaveLength(10);
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect((times.at(-1) ?? NOON) - NOON).toBeLessThan(4 * DAY_MS);
});
