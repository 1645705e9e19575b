import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { claimClocks, dueAfter } from "./clocks.js";

describe("a period of days", () => {
  test("does not count the day on which it begins, and ends with its last day in Shanghai", () => {
    // 23:30 on March 1 and 00:30 on March 2 in Shanghai.
    expect(dueAfter(at("2026-03-01T15:30:00Z"), 3)).toBe(at("2026-03-04T16:00:00Z"));
    expect(dueAfter(at("2026-03-01T16:30:00Z"), 3)).toBe(at("2026-03-05T16:00:00Z"));
  });
});

describe("statutory clocks", () => {
  const reportedAt = at("2026-03-01T02:00:00Z");
  const open = { reportedAt, withdrawn: false, decision: null, paidAt: null };
  const decidedAt = at("2026-03-05T02:00:00Z");

  test("a claim has to be decided within thirty days", () => {
    expect(claimClocks(open)).toEqual([
      { code: "decision", article: 23, startsAt: reportedAt, dueAt: at("2026-03-31T16:00:00Z"), metAt: null },
    ]);
  });

  test("what was agreed has to be paid within ten days", () => {
    const decision = { at: decidedAt, outcome: "partly_approve" } as const;
    const [decided, payment] = claimClocks({ ...open, decision, paidAt: at("2026-03-05T02:01:00Z") });
    expect(decided?.metAt).toBe(decidedAt);
    expect(payment).toEqual({
      code: "payment",
      article: 23,
      startsAt: decidedAt,
      dueAt: at("2026-03-15T16:00:00Z"),
      metAt: at("2026-03-05T02:01:00Z"),
    });
  });

  test("a refusal has to be explained within three days", () => {
    const clocks = claimClocks({ ...open, decision: { at: decidedAt, outcome: "reject" } });
    expect(clocks.map(({ code }) => code)).toEqual(["decision", "refusal_notice"]);
    expect(clocks[1]).toMatchObject({ article: 24, dueAt: at("2026-03-08T16:00:00Z"), metAt: null });
  });

  test("a withdrawn claim has no clock left", () => {
    expect(claimClocks({ ...open, withdrawn: true })).toEqual([]);
  });
});
