import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, instant, MINUTE_MS, plus, SECOND_MS } from "../time.js";
import {
  ATTEMPT_DELAYS_MS,
  afterAttempt,
  HEALTH_STATES,
  healthOf,
  judgeStatus,
  nextAttemptAt,
  PAUSE_AFTER_MS,
  pauseAfter,
  type Verdict,
} from "./delivery.js";

const START = instant(1_794_355_200_000);
const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const FAILED: Verdict = { kind: "failed", code: "http_500" };

describe("a delivery that is never taken", () => {
  it("is tried as the contract's table says", () => {
    const table = [0, 5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, ...[2, 5, 10, 14, 20, 24].map((h) => h * HOUR_MS)];
    expect(ATTEMPT_DELAYS_MS).toEqual(table);
    expect(table.map((_, failed) => nextAttemptAt(failed, START, 0))).toEqual(table.map((ms) => plus(START, ms)));
    expect(nextAttemptAt(table.length, START, 0)).toBeNull();
  });

  it("is tried ten times, never earlier than the table says nor a tenth of the wait later, and is then set aside", () => {
    fc.assert(
      fc.property(fc.array(jitter, { minLength: 10, maxLength: 10 }), (jitters) => {
        let at = nextAttemptAt(0, START, jitters[9] ?? 0) ?? START;
        expect(at).toBe(START);
        for (const [failed, drawn] of jitters.entries()) {
          const { state, nextAt, reason } = afterAttempt(FAILED, failed, at, drawn);
          expect(reason).toBe("http_500");
          const delay = ATTEMPT_DELAYS_MS[failed + 1];
          if (delay === undefined) {
            expect({ failed, state, nextAt }).toEqual({ failed: 9, state: "diverted", nextAt: null });
            break;
          }
          expect(state).toBe("pending");
          const waited = (nextAt ?? at) - at;
          expect(waited).toBeGreaterThanOrEqual(delay);
          expect(waited).toBeLessThan(delay * 1.1 + 1);
          at = nextAt ?? at;
        }
        const table = ATTEMPT_DELAYS_MS.reduce((sum, ms) => sum + ms, 0);
        expect(at - START).toBeGreaterThanOrEqual(table);
        expect(at - START).toBeLessThan(table * 1.1 + 10);
      }),
    );
  });

  it("waits longer each time, whatever is drawn", () => {
    fc.assert(
      fc.property(jitter, jitter, fc.integer({ min: 0, max: 8 }), (one, other, failed) => {
        const earlier = nextAttemptAt(failed, START, one) ?? START;
        const later = nextAttemptAt(failed + 1, START, other) ?? START;
        expect(later).toBeGreaterThan(earlier);
      }),
    );
  });
});

describe("a status", () => {
  it.each([200, 201, 202, 204, 299])("%s says that it was taken", (status) => {
    expect(judgeStatus(status)).toEqual({ kind: "taken" });
  });
  it.each([0, 100, 199, 300, 301, 302, 303, 307, 308, 400, 401, 404, 408, 409, 422, 429, 500, 503, 599])(
    "%s says that it was not",
    (status) => {
      expect(judgeStatus(status)).toEqual({ kind: "failed", code: `http_${status}` });
    },
  );
  it("410 says that nobody listens any more: the delivery is not tried again", () => {
    expect(judgeStatus(410)).toEqual({ kind: "gone", code: "http_410" });
    expect(afterAttempt(judgeStatus(410), 0, START, 0)).toEqual({
      state: "diverted",
      nextAt: null,
      reason: "http_410",
    });
  });
  it("of a success ends the delivery at any attempt", () => {
    for (let failed = 0; failed < 12; failed++) {
      expect(afterAttempt({ kind: "taken" }, failed, START, 0.5)).toEqual({
        state: "delivered",
        nextAt: null,
        reason: "",
      });
    }
  });
});

describe("an endpoint", () => {
  it("is paused when its receiver is gone, or nothing was taken for five days, and not before", () => {
    const now = plus(START, 5 * DAY_MS);
    expect(PAUSE_AFTER_MS).toBe(5 * DAY_MS);
    expect(pauseAfter([FAILED], START, now)).toBe("failing");
    expect(pauseAfter([FAILED], plus(START, 1), now)).toBeNull();
    expect(pauseAfter([{ kind: "taken" }], null, now)).toBeNull();
    expect(pauseAfter([FAILED, { kind: "gone", code: "http_410" }], null, now)).toBe("gone");
  });

  it("does as the worst that is true of it", () => {
    const sound = { isPaused: false, failingSince: null, diverted: 0 };
    const states = [
      sound,
      { ...sound, failingSince: START, diverted: 3 },
      { ...sound, diverted: 1 },
      { isPaused: true, failingSince: START, diverted: 1 },
    ];
    expect(states.map(healthOf)).toEqual([...HEALTH_STATES]);
  });
});
