import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, plus } from "../time.js";
import { ALIPAY_POLICY, type Asked, type ChannelAnswer } from "./channel.js";
import { dueAt, onInterrupted, onSending } from "./payout.js";
import {
  CAPPED,
  DEALING,
  journey,
  NOT_FOUND,
  NUMBER,
  REFUSED,
  RETURNED,
  SUCCEEDED,
  TIMEOUT,
} from "./testing/journey.js";

describe("an answer that comes late", () => {
  const parked = () => {
    const trip = journey();
    trip.due(CAPPED);
    return trip;
  };
  const inDoubt = () => {
    const trip = journey();
    trip.due(TIMEOUT);
    return trip;
  };
  const settled = () => {
    const trip = journey();
    trip.due(SUCCEEDED);
    return trip;
  };
  const late = { kind: "unknown", cause: "request_refused", code: "isv.x", detail: "" } as const;

  it.each<[string, () => ReturnType<typeof journey>, Asked, ChannelAnswer]>([
    ["a shrug while parked", parked, "send", late],
    ["a second cap while parked", parked, "send", CAPPED],
    ["not found while parked", parked, "query", NOT_FOUND],
    ["a shrug while in doubt", inDoubt, "send", late],
    ["a cap that a query cannot know", inDoubt, "query", CAPPED],
    ["not found by a transfer", inDoubt, "send", NOT_FOUND],
    ["a refusal after success", settled, "send", REFUSED],
    ["a shrug after success", settled, "send", late],
  ])("changes nothing: %s", (_, start, asked, answer) => {
    const trip = start();
    const before = trip.payout();
    const effects = trip.names().length;
    trip.hear(asked, answer);
    expect(trip.payout()).toBe(before);
    expect(trip.names()).toHaveLength(effects);
  });

  it("puts a parked payout in doubt when the channel is working on it after all", () => {
    const trip = parked();
    trip.hear("query", DEALING);
    expect(trip.payout().state).toMatchObject({ status: "unknown", cause: "dealing" });
  });

  it("is kept as a refusal to be confirmed, without moving the schedule", () => {
    const trip = inDoubt();
    const due = dueAt(trip.payout());
    trip.hear("send", REFUSED);
    expect(dueAt(trip.payout())).toBe(due);
    trip.due(NOT_FOUND);
    expect(trip.payout().state.status).toBe("failed");
  });
});

describe("an answer about a number that was given up", () => {
  const retried = (end: () => ReturnType<typeof journey>) => {
    const trip = end();
    trip.retry();
    return trip;
  };
  const failed = () => {
    const trip = journey();
    trip.due(REFUSED);
    trip.due(NOT_FOUND);
    return trip;
  };
  const returned = () => {
    const trip = journey();
    trip.due(SUCCEEDED);
    trip.due(RETURNED);
    return trip;
  };

  it("raises the alarm when it paid after all", () => {
    const trip = retried(failed);
    trip.hear("query", SUCCEEDED, NUMBER);
    expect(trip.effects().at(-1)).toEqual({
      ...{ kind: "humanTask", reason: "paid_under_old_number", outBizNo: NUMBER, code: null },
    });
    expect(trip.payout().state.status).toBe("prepared");
  });

  it("is no news when it repeats what is known", () => {
    for (const [end, answer] of [
      [failed, NOT_FOUND],
      [failed, REFUSED],
      [returned, SUCCEEDED],
      [returned, RETURNED],
    ] as const) {
      const trip = retried(end);
      const before = trip.names().length;
      trip.hear("query", answer, NUMBER);
      expect(trip.names()).toHaveLength(before);
    }
  });

  it("is a bug when the number was never ours", () => {
    expect(() => journey().hear("query", SUCCEEDED, "pay_other")).toThrow("own numbers");
  });
});

it("lets a confirmed failure rest when it only hears of failure again", () => {
  for (const answer of [REFUSED, NOT_FOUND, TIMEOUT, DEALING, RETURNED, CAPPED]) {
    const trip = journey();
    trip.due(REFUSED);
    trip.due(NOT_FOUND);
    const before = trip.payout();
    trip.hear("query", answer);
    expect(trip.payout()).toBe(before);
  }
});

it("looks again, and raises a task with the code, when a success is contradicted by either answer", () => {
  for (const [answer, code] of [
    [NOT_FOUND, null],
    [REFUSED, "PAYEE_NOT_EXIST"],
  ] as const) {
    const trip = journey();
    trip.due(SUCCEEDED);
    trip.due(answer);
    expect(trip.effects().at(-1)).toMatchObject({ reason: "answers_contradict", code });
    expect(trip.payout().state).toMatchObject({ status: "succeeded", watches: 1 });
  }
});

it("looks into the future only, even when the clock leapt over several looks", () => {
  const trip = journey();
  trip.due(SUCCEEDED);
  trip.pass(30 * HOUR_MS);
  trip.hear("query", SUCCEEDED);
  expect(dueAt(trip.payout())).toBe(plus(trip.now(), HOUR_MS));
  trip.pass(60 * HOUR_MS);
  trip.hear("query", TIMEOUT);
  trip.hear("query", SUCCEEDED);
  trip.hear("query", SUCCEEDED);
  expect(dueAt(trip.payout())).toBeNull();
  trip.hear("query", TIMEOUT);
  expect(dueAt(trip.payout())).toBeNull();
});

it("lets the books follow the money when a confirmed failure turns out paid", () => {
  const trip = journey();
  trip.due(REFUSED);
  trip.due(NOT_FOUND);
  trip.hear("send", SUCCEEDED);
  expect(trip.payout().state.status).toBe("succeeded");
  expect(trip.names().slice(3)).toEqual(["payoutPrepared", "payoutSucceeded", "answers_contradict"]);
  expect(trip.effects().at(-1)).toEqual({
    kind: "humanTask",
    reason: "answers_contradict",
    outBizNo: NUMBER,
    code: null,
  });
});

it("takes any answers in any order without throwing, and its clearing account never goes below zero", () => {
  const answers: readonly ChannelAnswer[] = [
    SUCCEEDED,
    TIMEOUT,
    NOT_FOUND,
    REFUSED,
    CAPPED,
    RETURNED,
    DEALING,
    { ...SUCCEEDED, amount: 1n },
    { kind: "unknown", cause: "request_refused", code: "isv.x", detail: "" },
  ];
  const heard = fc.record({
    asked: fc.constantFrom<Asked>("send", "query"),
    answer: fc.constantFrom(...answers),
    after: fc.integer({ min: 0, max: 2 * DAY_MS }),
    act: fc.constantFrom("hear", "send", "retry", "interrupt"),
    old: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(heard, { maxLength: 40 }), (events) => {
      const trip = journey();
      for (const { asked, answer, after, act, old } of events) {
        trip.pass(after);
        if (act === "send" && trip.step().kind === "send") {
          trip.set(onSending(trip.payout(), ALIPAY_POLICY, trip.now()));
        }
        if (act === "retry" && ["failed", "returned"].includes(trip.payout().state.status)) trip.retry();
        if (act === "interrupt") trip.set(onInterrupted(trip.payout(), ALIPAY_POLICY, trip.now()));
        if (act === "hear") trip.hear(asked, answer, old ? NUMBER : undefined);
        const open = ["prepared", "sending", "unknown"].includes(trip.payout().state.status);
        const names = trip.names();
        const count = (name: string): number => names.filter((each) => each === name).length;
        const clearing = count("payoutPrepared") - count("payoutSucceeded") - count("payoutFailed");
        expect(clearing).toBe(open ? 1 : 0);
        expect(count("payoutReturned")).toBeLessThanOrEqual(count("payoutSucceeded"));
      }
    }),
    { numRuns: 1_000 },
  );
});
