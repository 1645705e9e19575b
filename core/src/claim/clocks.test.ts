import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus } from "../time.js";
import { CLOCK_RULES, clockRule, ESCALATION_PERCENTS } from "./clock-rules.js";
import {
  CLOCK_FACTS,
  type Clock,
  type ClockCode,
  type ClockFact,
  clocksAfter,
  dueAfter,
  dueAt,
  escalationDue,
  isPaused,
  isRunning,
  isUnknown,
  nextEscalationAt,
  percentAt,
  progressPermille,
  termEnd,
  withCalendar,
} from "./clocks.js";

type Told = readonly [ClockFact, Instant];
const told = (...facts: readonly Told[]): readonly Clock[] =>
  facts.reduce<readonly Clock[]>((clocks, [fact, when]) => clocksAfter(clocks, fact, when), []);
const clockOf = (clocks: readonly Clock[], code: ClockCode): Clock | undefined =>
  clocks.findLast((clock) => clock.code === code);

const reportedAt = at("2026-03-01T02:00:00Z");
const reported: Told = ["reported", reportedAt];

describe("a period of days", () => {
  test("does not count the day on which it begins, and ends with its last day in Shanghai", () => {
    // 23:30 on March 1 and 00:30 on March 2 in Shanghai.
    expect(dueAfter(at("2026-03-01T15:30:00Z"), 3)).toBe(at("2026-03-04T16:00:00Z"));
    expect(dueAfter(at("2026-03-01T16:30:00Z"), 3)).toBe(at("2026-03-05T16:00:00Z"));
  });

  test("begins a day later from the very millisecond at which the Shanghai day does", () => {
    const midnight = at("2026-03-01T16:00:00Z");
    expect(dueAfter(plus(midnight, -1), 1)).toBe(at("2026-03-02T16:00:00Z"));
    expect(dueAfter(midnight, 1)).toBe(at("2026-03-03T16:00:00Z"));
    expect(dueAfter(plus(midnight, 1), 1)).toBe(at("2026-03-03T16:00:00Z"));
  });
});

describe("a period of working days", () => {
  const end = (from: string, length: number) => termEnd(at(from), { unit: "working_days", length });

  test.each([
    // Golden Week 2025, October 1 to 8, with September 28 (Sunday) and October 11 (Saturday) worked.
    ["2025-09-26T04:00:00Z", 1, "2025-09-28T16:00:00Z"],
    ["2025-09-27T04:00:00Z", 1, "2025-09-28T16:00:00Z"],
    ["2025-09-30T04:00:00Z", 1, "2025-10-09T16:00:00Z"],
    ["2025-10-04T04:00:00Z", 1, "2025-10-09T16:00:00Z"],
    ["2025-10-09T04:00:00Z", 2, "2025-10-11T16:00:00Z"],
    ["2025-10-10T04:00:00Z", 2, "2025-10-13T16:00:00Z"],
    // Golden Week 2026, October 1 to 7, with September 20 (Sunday) and October 10 (Saturday) worked.
    ["2026-09-18T04:00:00Z", 1, "2026-09-20T16:00:00Z"],
    ["2026-09-24T04:00:00Z", 1, "2026-09-28T16:00:00Z"],
    ["2026-09-30T04:00:00Z", 1, "2026-10-08T16:00:00Z"],
    ["2026-09-30T04:00:00Z", 3, "2026-10-10T16:00:00Z"],
    ["2026-10-09T04:00:00Z", 1, "2026-10-10T16:00:00Z"],
    ["2026-10-10T04:00:00Z", 1, "2026-10-12T16:00:00Z"],
    // Over the new year, and into a make-up day (January 4, Sunday).
    ["2025-12-31T04:00:00Z", 1, "2026-01-04T16:00:00Z"],
  ])("from %s, %i end at %s", (from, length, due) => {
    expect(end(from, length)).toBe(at(due));
  });

  test("the last millisecond of the day before Golden Week and the first of the holiday end alike", () => {
    const holiday = at("2026-09-30T16:00:00Z");
    for (const shift of [-1, 0, 1])
      expect(termEnd(plus(holiday, shift), { unit: "working_days", length: 1 })).toBe(at("2026-10-08T16:00:00Z"));
    const back = at("2026-10-07T16:00:00Z");
    const ends = [-1, 0, 1].map((shift) => termEnd(plus(back, shift), { unit: "working_days", length: 1 }));
    expect(ends).toEqual([at("2026-10-08T16:00:00Z"), at("2026-10-09T16:00:00Z"), at("2026-10-09T16:00:00Z")]);
  });

  test("beyond the announced calendar is refused, to the millisecond", () => {
    expect(end("2026-12-30T15:59:59.999Z", 1)).toBe(at("2026-12-31T16:00:00Z"));
    expect(() => end("2026-12-30T16:00:00Z", 1)).toThrow("which 2027-01-01 is not in");
    expect(() => end("2026-12-31T16:00:00Z", 1)).toThrow("which 2027-01-01 is not in");
  });
});

describe("clocks and facts", () => {
  test("a claim has to be decided within thirty days", () => {
    const decision = clockOf(told(reported), "decision");
    expect(decision).toEqual({
      code: "decision",
      round: 1,
      startedAt: reportedAt,
      termMs: at("2026-03-31T16:00:00Z") - reportedAt,
      pauses: [],
      dueAt: at("2026-03-31T16:00:00Z"),
      metAt: null,
      stoppedAt: null,
    });
  });

  test("what was agreed has to be paid within ten days, and is met by all of it arriving", () => {
    const decidedAt = at("2026-03-05T02:00:00Z");
    const clocks = told(reported, ["decided_to_pay", decidedAt], ["paid", plus(decidedAt, MINUTE_MS)]);
    expect(clockOf(clocks, "decision")?.metAt).toBe(decidedAt);
    expect(clockOf(clocks, "payment")).toMatchObject({
      dueAt: at("2026-03-15T16:00:00Z"),
      metAt: plus(decidedAt, MINUTE_MS),
    });
    const again = clocksAfter(clocks, "decided_to_pay", plus(decidedAt, DAY_MS));
    expect(again.filter(({ code }) => code === "payment").map(({ round }) => round)).toEqual([1, 2]);
  });

  test("a refusal has to be explained within three days, unless it is taken back", () => {
    const refused = told(reported, ["decided_to_refuse", at("2026-03-05T02:00:00Z")]);
    expect(clockOf(refused, "refusal_notice")).toMatchObject({ dueAt: at("2026-03-08T16:00:00Z"), metAt: null });
    const paid = clocksAfter(refused, "decided_to_pay", at("2026-03-06T02:00:00Z"));
    expect(clockOf(paid, "refusal_notice")).toMatchObject({ stoppedAt: at("2026-03-06T02:00:00Z") });
    const toldToBuyer = clocksAfter(refused, "notice_delivered", at("2026-03-05T03:00:00Z"));
    expect(clockOf(toldToBuyer, "refusal_notice")).toMatchObject({ metAt: at("2026-03-05T03:00:00Z") });
  });

  test("what nobody disputes has to be paid by day sixty; a list of documents does not hold that", () => {
    const waiting = told(reported, ["supplement_delivered", at("2026-03-10T02:00:00Z")]);
    expect(clockOf(waiting, "undisputed_part")?.dueAt).toBe(at("2026-04-30T16:00:00Z"));
    const advancedAt = at("2026-04-10T02:00:00Z");
    const advanced = clocksAfter(waiting, "advanced", advancedAt);
    expect(clockOf(advanced, "undisputed_part")?.metAt).toBe(advancedAt);
    expect(clockOf(advanced, "payment")?.dueAt).toBe(at("2026-04-20T16:00:00Z"));
    expect(clockOf(advanced, "decision")?.metAt).toBeNull();
  });

  test("a claim that rules decide in the instant of its report keeps its decision and the payment that is due, no more", () => {
    const clocks = told(reported, ["decided_to_pay", reportedAt]);
    expect(clocks.map(({ code }) => code)).toEqual(["decision", "payment"]);
    expect(clocksAfter(clocks, "reported", reportedAt)).toBe(clocks);
    const refused = told(reported, ["decided_to_refuse", reportedAt]);
    expect(refused.map(({ code }) => code)).toEqual(["decision", "refusal_notice"]);
  });

  test("a decision of no more than was advanced starts no payment", () => {
    const decidedAt = at("2026-03-05T02:00:00Z");
    const clocks = told(reported, ["decided_within_advance", decidedAt]);
    expect(clockOf(clocks, "decision")?.metAt).toBe(decidedAt);
    expect(clockOf(clocks, "payment")).toBeUndefined();
  });

  test("a withdrawn claim has no clock left to keep", () => {
    const clocks = told(reported, ["withdrawn", plus(reportedAt, HOUR_MS)]);
    expect(clocks.filter(isRunning)).toEqual([]);
    expect(clockOf(clocks, "decision")?.stoppedAt).toBe(plus(reportedAt, HOUR_MS));
  });

  test("four eyes: what is given back and proposed again is a round of its own", () => {
    const clocks = told(
      reported,
      ["proposed", plus(reportedAt, HOUR_MS)],
      ["sent_back", plus(reportedAt, 2 * HOUR_MS)],
      ["proposed", plus(reportedAt, 3 * HOUR_MS)],
    );
    const seconds = clocks.filter(({ code }) => code === "second_review");
    expect(seconds.map(({ round, metAt }) => [round, metAt])).toEqual([
      [1, plus(reportedAt, 2 * HOUR_MS)],
      [2, null],
    ]);
  });
});

describe("pauses", () => {
  const askedAt = at("2026-03-10T02:00:00Z");
  const due = at("2026-03-31T16:00:00Z");
  const paused = (ms: number, from = askedAt) =>
    clockOf(told(reported, ["supplement_delivered", from], ["supplement_complete", plus(from, ms)]), "decision");

  test("hold the decision from the delivery of the list until everything is there, and keep both times", () => {
    const waiting = clockOf(told(reported, ["supplement_delivered", askedAt]), "decision");
    expect(waiting).toMatchObject({ dueAt: null, pauses: [{ from: askedAt, until: null }] });
    expect(paused(5 * DAY_MS)).toMatchObject({
      dueAt: at("2026-04-05T16:00:00Z"),
      pauses: [{ from: askedAt, until: plus(askedAt, 5 * DAY_MS) }],
    });
  });

  test("inside one Shanghai day count to the millisecond: three hours are three hours, not a day and not nothing", () => {
    expect(paused(3 * HOUR_MS)?.dueAt).toBe(plus(due, 3 * HOUR_MS));
    for (const ms of [0, 1]) expect(paused(ms)?.dueAt).toBe(plus(due, ms));
  });

  test("that begin at the due instant or later do not heal a clock that has run out", () => {
    expect(paused(DAY_MS, plus(due, -1))?.dueAt).toBe(plus(due, DAY_MS));
    expect(paused(DAY_MS, due)?.dueAt).toBe(due);
    expect(paused(DAY_MS, plus(due, 1))?.dueAt).toBe(due);
    expect(clockOf(told(reported, ["supplement_delivered", due]), "decision")?.dueAt).toBe(due);
  });

  test("add up, and a message that comes late or twice adds nothing", () => {
    const [first, second] = [plus(askedAt, DAY_MS), plus(askedAt, 3 * DAY_MS)];
    const clocks = told(
      reported,
      ["supplement_delivered", askedAt],
      ["supplement_delivered", plus(askedAt, HOUR_MS)],
      ["supplement_complete", first],
      ["supplement_complete", second],
      ["supplement_delivered", askedAt],
      ["supplement_delivered", second],
      ["supplement_complete", plus(second, DAY_MS)],
    );
    expect(clockOf(clocks, "decision")?.dueAt).toBe(plus(due, 2 * DAY_MS));
    expect(clocks.filter(({ code }) => code === "supplement_answer").map(({ round }) => round)).toEqual([1, 2]);
  });

  test("end with the decision, if nobody answered before", () => {
    const decidedAt = plus(askedAt, DAY_MS);
    const clock = clockOf(told(reported, ["supplement_delivered", askedAt], ["decided_to_pay", decidedAt]), "decision");
    expect(clock).toMatchObject({ metAt: decidedAt, dueAt: plus(due, DAY_MS) });
    expect(clock?.pauses).toEqual([{ from: askedAt, until: decidedAt }]);
  });

  test("go on through a closing on silence, and the clock runs on when the answer is complete", () => {
    const lapsedAt = plus(askedAt, 30 * DAY_MS);
    const answeredAt = plus(askedAt, 50 * DAY_MS);
    const lapsed = told(reported, ["supplement_delivered", askedAt], ["lapsed", lapsedAt]);
    expect(lapsed.filter(isRunning)).toEqual([]);
    const reopened = clocksAfter(lapsed, "reopened", answeredAt);
    expect(clockOf(reopened, "decision")).toMatchObject({ dueAt: null, stoppedAt: null });
    expect(clockOf(reopened, "supplement_answer")).toMatchObject({ round: 2, startedAt: answeredAt });
    const complete = clocksAfter(reopened, "supplement_complete", answeredAt);
    expect(clockOf(complete, "decision")?.dueAt).toBe(plus(due, 50 * DAY_MS));
    // The sixty days were not held by the list, only by the closing.
    expect(clockOf(complete, "undisputed_part")?.dueAt).toBe(plus(at("2026-04-30T16:00:00Z"), 20 * DAY_MS));
  });
});

describe("boundaries", () => {
  /** The clock of each rule, as it is started first. */
  const fresh = (code: ClockCode): Clock => {
    const fact = clockRule(code).starts[0] ?? "reported";
    const clock = clockOf(clocksAfter([], fact, reportedAt), code);
    if (clock === undefined) throw new Error(`${code} starts with ${fact}`);
    return clock;
  };

  test.each(CLOCK_RULES.map(({ code }) => code))(
    "%s is used up at its due instant and not a millisecond before",
    (code) => {
      const clock = fresh(code);
      const due = clock.dueAt ?? reportedAt;
      expect(due).toBeGreaterThan(reportedAt);
      expect([-1, 0, 1].map((shift) => progressPermille(clock, plus(due, shift)) >= 1_000)).toEqual([
        false,
        true,
        true,
      ]);
      for (const percent of ESCALATION_PERCENTS) {
        const when = percentAt(clock, percent) ?? reportedAt;
        const said = [-1, 0, 1].map((shift) => escalationDue(clock, plus(when, shift)) >= percent);
        expect(said, `${percent} %`).toEqual([false, true, true]);
      }
      expect(percentAt(clock, 100)).toBe(due);
    },
  );

  test.each(CLOCK_RULES.map((rule) => [rule.code, rule.meets[0]] as const))(
    "%s is met on any side of its due instant, and is not escalated then",
    (code, fact) => {
      const clock = fresh(code);
      const due = clock.dueAt ?? reportedAt;
      for (const shift of [-1, 0, 1]) {
        const when = plus(due, shift);
        const met = clockOf(clocksAfter([clock], fact ?? "closed", when), code);
        expect(met).toMatchObject({ metAt: when, dueAt: due });
        expect((met?.metAt ?? 0) < due).toBe(shift < 0);
        expect(escalationDue({ ...clock, metAt: when }, plus(due, DAY_MS))).toBe(0);
      }
    },
  );

  test("escalations come one after the other, and none is left after the last", () => {
    const clock = fresh("decision");
    expect([0, 50, 80, 100].map((told) => nextEscalationAt(clock, told))).toEqual([
      percentAt(clock, 50),
      percentAt(clock, 80),
      clock.dueAt,
      null,
    ]);
    expect(nextEscalationAt({ ...clock, metAt: reportedAt }, 0)).toBeNull();
  });

  test("a share that was reached before a pause stays where it was; what comes after waits", () => {
    const half = percentAt(fresh("decision"), 50) ?? reportedAt;
    const clock = clockOf(told(reported, ["supplement_delivered", half]), "decision");
    if (clock === undefined) throw new Error("the decision has a clock");
    expect(percentAt(clock, 50)).toBe(half);
    expect(percentAt(clock, 80)).toBeNull();
    expect(escalationDue(clock, plus(half, 300 * DAY_MS))).toBe(50);
    expect(nextEscalationAt(clock, 50)).toBeNull();
  });
});

describe("the end of the known calendar", () => {
  const december = at("2026-12-31T02:00:00Z");

  test("statutory clocks of a claim filed in December count on; a target of working days says that it is unknown", () => {
    const clocks = told(["reported", december]);
    expect(clocks.filter(isUnknown).map(({ code }) => code)).toEqual(["acknowledgement"]);
    expect(clockOf(clocks, "decision")?.dueAt).toBe(at("2027-01-30T16:00:00Z"));
    expect(clockOf(clocks, "undisputed_part")?.dueAt).toBe(at("2027-03-01T16:00:00Z"));
    const unknown = clockOf(clocks, "acknowledgement");
    expect(unknown).toMatchObject({ termMs: null, dueAt: null });
    if (unknown === undefined) return;
    expect([progressPermille(unknown, plus(december, 90 * DAY_MS)), nextEscalationAt(unknown, 0)]).toEqual([0, null]);
    expect(withCalendar(unknown)).toEqual(unknown);
  });

  test("an unknown clock is met like any other, and learns its length once the calendar is known", () => {
    const met = clocksAfter(told(["reported", december]), "taken_in_hand", plus(december, HOUR_MS));
    expect(clockOf(met, "acknowledgement")?.metAt).toBe(plus(december, HOUR_MS));
    const forgotten = { ...(clockOf(told(reported), "acknowledgement") as Clock), termMs: null, dueAt: null };
    expect(withCalendar(forgotten)).toEqual(clockOf(told(reported), "acknowledgement"));
  });
});

describe("whatever happens", () => {
  const fact = fc.constantFrom(...CLOCK_FACTS);
  const moment = fc.integer({ min: -HOUR_MS, max: 90 * DAY_MS }).map((ms) => plus(reportedAt, ms));
  const history = fc.array(fc.tuple(fact, moment), { maxLength: 30 });
  const pausedMs = (clock: Clock): number =>
    clock.pauses.reduce((sum, { from, until }) => sum + (until ?? from) - from, 0);

  test("a fact that is repeated changes nothing", () => {
    fc.assert(
      fc.property(history, fact, moment, (before, again, when) => {
        const once = clocksAfter(told(...before), again, when);
        expect(clocksAfter(once, again, when)).toEqual(once);
      }),
    );
  });

  test("at most one clock of a code runs, its rounds are counted, and its due instant is what it says", () => {
    fc.assert(
      fc.property(history, (facts) => {
        const clocks = told(...facts);
        for (const { code } of CLOCK_RULES) {
          const rounds = clocks.filter((clock) => clock.code === code);
          expect(rounds.slice(0, -1).filter(isRunning)).toEqual([]);
          expect(rounds.map(({ round }) => round)).toEqual(rounds.map((_, i) => i + 1));
        }
        for (const clock of clocks) expect(clock.dueAt).toBe(dueAt(clock));
      }),
    );
  });

  test("pauses follow one another, a due instant never moves to earlier, and moves by exactly what was paused in time", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fact, fc.nat(20 * DAY_MS)), { maxLength: 30 }), (steps) => {
        let now = reportedAt;
        let clocks = told(reported);
        for (const [each, ms] of steps) {
          now = plus(now, ms);
          const next = clocksAfter(clocks, each, now);
          for (const clock of clocks) {
            const later = next.find(({ code, round }) => code === clock.code && round === clock.round);
            if (later === undefined || clock.dueAt === null || later.dueAt === null) continue;
            expect(later.dueAt).toBeGreaterThanOrEqual(clock.dueAt);
          }
          clocks = next;
        }
        for (const clock of clocks) {
          for (const [i, pause] of clock.pauses.entries())
            expect(pause.from).toBeGreaterThanOrEqual(clock.pauses[i - 1]?.until ?? clock.startedAt);
          if (clock.termMs === null || clock.dueAt === null) continue;
          const due = clock.dueAt;
          const inTime = { ...clock, pauses: clock.pauses.filter(({ from }) => from < due) };
          expect(due - clock.startedAt - clock.termMs).toBe(pausedMs(inTime));
        }
      }),
    );
  });

  test("progress never falls, stands still in a pause, and is complete exactly from the due instant on", () => {
    fc.assert(
      fc.property(history, fc.array(moment, { minLength: 2, maxLength: 10 }), (facts, moments) => {
        const ordered = [...moments].sort((a, b) => a - b);
        for (const clock of told(...facts)) {
          const progress = ordered.map((when) => progressPermille(clock, when));
          expect(progress).toEqual([...progress].sort((a, b) => a - b));
          const from = clock.pauses.at(-1)?.from;
          if (isPaused(clock) && from !== undefined)
            expect(progressPermille(clock, plus(from, DAY_MS))).toBe(progressPermille(clock, from));
          if (!isRunning(clock) || clock.dueAt === null) continue;
          const due = clock.dueAt;
          for (const when of [...ordered, plus(due, -1), due])
            expect(progressPermille(clock, when) >= 1_000).toBe(when >= due);
        }
      }),
    );
  });
});
