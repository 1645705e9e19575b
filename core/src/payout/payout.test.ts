import { describe, expect, it } from "vitest";
import { DAY_MS, formatInstant, HOUR_MS, MINUTE_MS, plus, SECOND_MS } from "../time.js";
import { ALIPAY_POLICY, queryGap, resumeAfterCap } from "./channel.js";
import { dueAt, nextStep, onInterrupted, onSending, preparePayout, retryPayout, transferNumber } from "./payout.js";
import {
  AMOUNT,
  at,
  CAPPED,
  DEALING,
  ID,
  journey,
  NOT_FOUND,
  NUMBER,
  REFUSED,
  RETURNED,
  START,
  SUCCEEDED,
  TIMEOUT,
} from "./testing/journey.js";

describe("a payout that goes well", () => {
  it("is sent once, books clearing to cash, and is looked at again after an hour, a day and three days", () => {
    const trip = journey();
    trip.due(SUCCEEDED);
    expect(trip.payout().state).toMatchObject({ status: "succeeded", channelOrderNo: "2026" });
    const looks: number[] = [];
    while (dueAt(trip.payout()) !== null) {
      trip.due(SUCCEEDED);
      looks.push(trip.now() - START);
    }
    expect(looks).toEqual([HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS]);
    expect(trip.step()).toEqual({ kind: "done" });
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded"]);
  });

  it("has a number of its own, and each retry another one that the channel accepts", () => {
    expect(NUMBER).toMatch(/^pay_[0-9a-z]{13}$/);
    expect(transferNumber(ID, 2)).toBe(`${NUMBER}_2`);
    expect(transferNumber(ID, 12)).toMatch(ALIPAY_POLICY.numberPattern);
  });

  it("refuses an amount that is not positive as a bug", () => {
    expect(() => preparePayout(ID, 0n, START)).toThrow("positive");
  });
});

describe("an unclear transfer", () => {
  it("is queried after 5 s, 15 s, 60 s, 5 min, 30 min and then every hour", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    const moments: number[] = [];
    for (let i = 0; i < 8; i++) {
      trip.due(TIMEOUT);
      moments.push((trip.now() - START) / SECOND_MS);
    }
    expect(moments).toEqual([5, 15, 60, 300, 1800, 5400, 9000, 12600]);
    expect(trip.payout().state.status).toBe("unknown");
    expect(trip.names()).toEqual(["payoutPrepared"]);
  });

  it("succeeds by query without being sent again", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    trip.due(SUCCEEDED);
    expect(trip.payout().attempt.sends).toBe(1);
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded"]);
  });

  it("is sent again under the same number only after two answers of not found, at least 60 s apart", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    const seen: string[] = [];
    for (let i = 0; i < 4; i++) {
      trip.due(NOT_FOUND);
      seen.push(trip.step().kind);
    }
    // First seen missing at 5 s; 60 s lies 55 s later; 5 min is far enough.
    expect(seen).toEqual(["wait", "wait", "wait", "send"]);
    expect(trip.step()).toEqual({ kind: "send", again: true });
    expect(trip.payout().state.status).toBe("unknown");
    trip.due(SUCCEEDED);
    expect(trip.payout().attempt).toMatchObject({ outBizNo: NUMBER, sends: 2 });
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded"]);
  });

  it("counts two answers exactly 60 s apart, and does not count 59.999 s", () => {
    for (const [gap, kind] of [
      [59_999, "wait"],
      [60_000, "send"],
    ] as const) {
      const trip = journey();
      trip.due(TIMEOUT);
      trip.due(NOT_FOUND);
      trip.pass(gap);
      trip.hear("query", NOT_FOUND);
      expect(trip.step().kind).toBe(kind);
    }
  });

  it("starts counting anew when the channel says in between that it is working on it", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    trip.due(NOT_FOUND);
    trip.due(DEALING);
    trip.pass(2 * MINUTE_MS);
    trip.hear("query", NOT_FOUND);
    expect(trip.step().kind).not.toBe("send");
  });

  it("does not let a silent query spoil the row of not found", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    trip.due(NOT_FOUND);
    trip.due(TIMEOUT);
    trip.pass(MINUTE_MS);
    trip.hear("query", NOT_FOUND);
    expect(trip.step()).toEqual({ kind: "send", again: true });
  });

  it("does not fire a burst of queries after the clock leapt over the schedule", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    trip.pass(2 * HOUR_MS);
    trip.hear("query", TIMEOUT);
    expect(trip.step()).toEqual({ kind: "wait", until: plus(trip.now(), queryGap(ALIPAY_POLICY, 1)) });
  });

  it("is asked less often with every repetition, so that a dead channel is not hammered", () => {
    const trip = journey();
    for (let i = 0; i < 200; i++) trip.due(trip.step().kind === "send" ? TIMEOUT : NOT_FOUND);
    const days = (trip.now() - START) / DAY_MS;
    expect(trip.payout().attempt.sends).toBeGreaterThan(3);
    expect(trip.payout().attempt.sends).toBeLessThan(days * 24 + 10);
  });

  it("becomes a person's task after a day, once", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    while (trip.now() - START < 30 * HOUR_MS) trip.due(DEALING);
    expect(trip.names()).toEqual(["payoutPrepared", "unknown_too_long"]);
  });

  it("becomes a person's task at once when the gateway turns our requests away", () => {
    const trip = journey();
    trip.due({ kind: "unknown", cause: "request_refused", code: "isv.invalid-signature", detail: "" });
    expect(trip.names()).toEqual(["payoutPrepared", "request_refused"]);
    expect(trip.payout().state.status).toBe("unknown");
  });

  it("is what a sender that died leaves behind, so the next thing is a query", () => {
    const trip = journey();
    trip.set(onSending(trip.payout(), ALIPAY_POLICY, trip.now()));
    expect(trip.step()).toEqual({ kind: "wait", until: plus(START, ALIPAY_POLICY.sendLeaseMs) });
    trip.set(onInterrupted(trip.payout(), ALIPAY_POLICY, trip.now()));
    expect(trip.payout().state).toMatchObject({ status: "unknown", cause: "interrupted" });
    expect(nextStep(trip.payout(), plus(START, 5 * SECOND_MS))).toEqual({ kind: "query" });
    expect(onInterrupted(trip.payout(), ALIPAY_POLICY, trip.now())).toBe(trip.payout());
  });

  it("is queried when the lease of the sender ran out, and a late success still counts", () => {
    const trip = journey();
    trip.set(onSending(trip.payout(), ALIPAY_POLICY, trip.now()));
    trip.pass(ALIPAY_POLICY.sendLeaseMs);
    expect(trip.step()).toEqual({ kind: "query" });
    trip.hear("query", NOT_FOUND);
    trip.hear("send", TIMEOUT);
    expect(trip.payout().state).toMatchObject({ status: "unknown", cause: "interrupted" });
    trip.hear("send", SUCCEEDED);
    trip.hear("send", SUCCEEDED);
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded"]);
  });

  it("does not book money that moved in another amount: that is for a person", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    trip.due({ ...SUCCEEDED, amount: AMOUNT + 1n });
    expect(trip.payout().state.status).toBe("unknown");
    expect(trip.names()).toEqual(["payoutPrepared", "amount_differs"]);
  });
});

describe("a refusal", () => {
  it("is final only when a query confirms it: not found", () => {
    const trip = journey();
    trip.due(REFUSED);
    expect(trip.payout().state).toMatchObject({ status: "unknown", cause: "refused", refusal: "PAYEE_NOT_EXIST" });
    expect("refusal" in retryPayout(trip.payout(), trip.now())).toBe(true);
    trip.due(TIMEOUT);
    expect(trip.payout().state.status).toBe("unknown");
    trip.due(NOT_FOUND);
    expect(trip.payout().state).toEqual({ status: "failed", code: "PAYEE_NOT_EXIST", failedAt: trip.now() });
    expect(trip.names()).toEqual(["payoutPrepared", "payoutFailed", "transfer_failed"]);
    expect(dueAt(trip.payout())).toBeNull();
  });

  it("is final when the query shows the transfer as failed, whatever the transfer itself had answered", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    trip.due({ kind: "failed", code: "PAYEE_USER_INFO_ERROR", detail: "" });
    expect(trip.payout().state).toMatchObject({ status: "failed", code: "PAYEE_USER_INFO_ERROR" });
  });

  it("gives way when the query finds the money moved", () => {
    const trip = journey();
    trip.due(REFUSED);
    trip.due(SUCCEEDED);
    expect(trip.payout().state.status).toBe("succeeded");
  });

  it("is no longer confirmed by not found once the channel said that it is working on it", () => {
    const trip = journey();
    trip.due(REFUSED);
    trip.due(DEALING);
    trip.due(NOT_FOUND);
    expect(trip.payout().state.status).toBe("unknown");
  });
});

describe("a retry", () => {
  it("is refused in every state but failed and returned", () => {
    const trip = journey();
    const states = [() => undefined, () => trip.due(TIMEOUT), () => trip.due(SUCCEEDED)];
    for (const move of states) {
      move();
      expect(retryPayout(trip.payout(), trip.now())).toMatchObject({ refusal: { code: "payout_not_failed" } });
    }
  });

  it("goes out under a new number, and keeps the old one on record", () => {
    const trip = journey();
    trip.due(REFUSED);
    trip.due(NOT_FOUND);
    trip.retry();
    expect(trip.payout().attempt).toMatchObject({ outBizNo: `${NUMBER}_1`, retry: 1, sends: 0 });
    expect(trip.payout().earlier).toMatchObject([{ outBizNo: NUMBER, ended: "failed" }]);
    trip.due(SUCCEEDED);
    expect(trip.names()).toEqual([
      "payoutPrepared",
      "payoutFailed",
      "transfer_failed",
      "payoutPrepared",
      "payoutSucceeded",
    ]);
  });
});

describe("a used-up allowance", () => {
  it("parks the payout until five past midnight in Shanghai, same number, without failing it", () => {
    const trip = journey();
    trip.due(CAPPED);
    expect(trip.payout().state).toEqual({ status: "prepared", sendAt: at("2026-11-11T16:05:00.000Z") });
    expect(trip.names()).toEqual(["payoutPrepared"]);
    trip.due(SUCCEEDED);
    expect(formatInstant(trip.now())).toBe("2026-11-11T16:05:00.000Z");
    expect(trip.payout().attempt).toMatchObject({ outBizNo: NUMBER, sends: 2, caps: 1 });
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded"]);
  });

  it("means the day after tomorrow's start when it is hit in the minutes after midnight", () => {
    expect(resumeAfterCap(ALIPAY_POLICY, at("2026-11-11T16:04:59.999Z"))).toBe(at("2026-11-12T16:05:00.000Z"));
  });

  it("becomes a person's task when the next day brings it again", () => {
    const trip = journey();
    for (let i = 0; i < 4; i++) trip.due(CAPPED);
    expect(trip.names()).toEqual(["payoutPrepared", "payer_capped"]);
    expect(trip.payout().state.status).toBe("prepared");
  });
});

describe("money that comes back", () => {
  it("reverses the ledger, raises a task, and may be retried under a new number", () => {
    const trip = journey();
    trip.due(SUCCEEDED);
    trip.due(RETURNED);
    expect(trip.payout().state).toMatchObject({ status: "returned", channelOrderNo: "2026" });
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded", "payoutReturned", "money_returned"]);
    trip.hear("query", RETURNED);
    trip.hear("query", SUCCEEDED);
    expect(trip.names()).toHaveLength(4);
    trip.retry();
    trip.due(SUCCEEDED);
    expect(trip.names().slice(4)).toEqual(["payoutPrepared", "payoutSucceeded"]);
  });

  it("books both ways when the return is the first thing that is heard", () => {
    const trip = journey();
    trip.due(TIMEOUT);
    trip.due(RETURNED);
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded", "payoutReturned", "money_returned"]);
  });

  it("is looked for again when the look brought no answer", () => {
    const trip = journey();
    trip.due(SUCCEEDED);
    trip.due(TIMEOUT);
    expect(trip.payout().state).toMatchObject({ status: "succeeded", watches: 0 });
    trip.due(RETURNED);
    expect(trip.payout().state.status).toBe("returned");
  });

  it("is not confused with a channel that forgets: that is a contradiction for a person", () => {
    const trip = journey();
    trip.due(SUCCEEDED);
    trip.due(NOT_FOUND);
    trip.due(REFUSED);
    expect(trip.payout().state.status).toBe("succeeded");
    expect(trip.names()).toEqual(["payoutPrepared", "payoutSucceeded", "answers_contradict"]);
  });
});

it("says whether a transfer goes out for the first time or again, and is not marked as sent before its time", () => {
  const trip = journey();
  expect(trip.step()).toEqual({ kind: "send", again: false });
  trip.due(CAPPED);
  expect(() => onSending(trip.payout(), ALIPAY_POLICY, trip.now())).toThrow("due for sending");
  trip.pass(DAY_MS);
  expect(trip.step()).toEqual({ kind: "send", again: true });
});

it("raises its tasks at the very limit, not before", () => {
  for (const [age, raised] of [
    [24 * HOUR_MS - 1, false],
    [24 * HOUR_MS, true],
  ] as const) {
    const trip = journey();
    trip.due(DEALING);
    trip.pass(age);
    trip.hear("query", DEALING);
    expect(trip.names().includes("unknown_too_long")).toBe(raised);
  }
  const trip = journey();
  trip.due(CAPPED);
  expect(trip.names()).not.toContain("payer_capped");
  trip.due(CAPPED);
  expect(trip.names()).toContain("payer_capped");
});
