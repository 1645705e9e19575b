import { describe, expect, it } from "vitest";
import { aheadOf, type Claim, happenedOf, promisedAt, stageOf } from "./progress.js";

const DUE = "2026-12-24T00:00:00.000Z";
const clock = (code: string, state = "running") => ({ code, state, dueAt: DUE });
const payout = (status: string, at = "2026-11-23T08:00:00.000Z") => ({ status, settledAt: at, amount: 1_000 });

/** A claim as far as its progress looks at it. */
const claim = (changes: object): Claim =>
  ({
    ...{ status: "in_review", amount: 0, timeline: [], clocks: [clock("decision")], supplements: [], payouts: [] },
    ...{ appeals: [], decision: null },
    ...changes,
  }) as unknown as Claim;

describe("where a claim stands", () => {
  it.each([
    [{ status: "filed" }, "review"],
    [{ status: "evidence_requested" }, "evidence"],
    [{ status: "awaiting_second" }, "second"],
    [{ status: "rejected" }, "refused"],
    [{ status: "rejected", appeals: [{ state: "open", dueAt: DUE }] }, "appeal"],
    [{ status: "rejected", appeals: [{ state: "upheld", dueAt: DUE }] }, "refused"],
    [{ status: "approved", amount: 1_000 }, "paying"],
    [{ status: "approved", amount: 1_000, payouts: [payout("unknown")] }, "paying"],
    [{ status: "approved", amount: 1_000, payouts: [payout("succeeded"), payout("failed")] }, "payTrouble"],
    [{ status: "closed", amount: 1_000, payouts: [payout("succeeded")] }, "paid"],
    [{ status: "closed" }, "closed"],
    [{ status: "withdrawn" }, "withdrawn"],
  ])("%j: %s", (changes, stage) => {
    expect(stageOf(claim(changes))).toBe(stage);
  });
});

describe("a benefit that is given as work", () => {
  const granted = claim({ status: "approved", amount: 68_000 });
  const work = (settlement: string, ...statuses: readonly string[]) =>
    ({ grants: [{ settlement }], data: statuses.map((status) => ({ status })) }) as unknown as Parameters<
      typeof stageOf
    >[1];

  it.each([
    [work("repair"), "service"],
    [work("repair", "in_repair"), "service"],
    [work("repair", "completed"), "served"],
    [work("replace", "replaced"), "served"],
    [work("repair", "cashed"), "paying"],
    [work("cash"), "paying"],
  ])("%j: %s", (held, stage) => {
    expect(stageOf(granted, held)).toBe(stage);
  });
});

describe("what is promised", () => {
  it("is the decision's date while a clock runs, and the payment's ten days later", () => {
    expect(promisedAt(claim({}), "review")).toBe(DUE);
    expect(aheadOf(claim({}), "review")).toEqual([
      { step: "decision", at: DUE },
      { step: "payment", at: "2027-01-03T00:00:00.000Z" },
    ]);
  });

  it("is nothing where the clock is met, and nothing comes after a decision", () => {
    const met = claim({ clocks: [clock("decision", "met")] });
    expect(promisedAt(met, "review")).toBeNull();
    expect(aheadOf(met, "paying")).toEqual([]);
  });

  it("is the end of the claimant's own time while documents are wanted", () => {
    expect(promisedAt(claim({ supplements: [{ closesAt: "2026-12-01T00:00:00.000Z" }] }), "evidence")).toBe(
      "2026-12-01T00:00:00.000Z",
    );
  });
});

describe("what happened", () => {
  const filed = { at: "2026-11-23T07:00:00.000Z", kind: "filed", text: "提交" };
  const decided = { at: "2026-11-23T07:00:00.000Z", kind: "decided", text: "同意" };

  it("has the check by rules before what they decided, and the money when it came", () => {
    const paid = claim({ timeline: [filed, decided], decision: { automatic: true }, payouts: [payout("succeeded")] });
    expect(happenedOf(paid).map(({ said }) => (typeof said === "string" ? said : said.text))).toEqual([
      ...["提交", "checked", "同意", "paid"],
    ]);
  });

  it("has no check by rules where a person decided, and no money that is on its way", () => {
    const held = claim({ timeline: [filed, decided], decision: { automatic: false }, payouts: [payout("sending")] });
    expect(happenedOf(held)).toHaveLength(2);
  });
});
