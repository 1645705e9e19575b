import { describe, expect, test } from "vitest";
import { APPEAL_DAYS, APPEALS_MAX, type CaseState, filedCase } from "../claim/machine.js";
import { at } from "../testing/moment.js";
import { DAY_MS, plus } from "../time.js";
import { remediesOf, remediesUntil } from "./remedy.js";

const DECIDED = at("2026-03-01T02:00:00Z");
const REFUSED: CaseState = { ...filedCase(DECIDED), status: "rejected", decidedByRules: true };
const END = plus(DECIDED, APPEAL_DAYS * DAY_MS);
const kinds = (change: Partial<CaseState>, now = DECIDED) =>
  remediesOf({ ...REFUSED, ...change }, DECIDED, now).map(({ kind }) => kind);

describe("what can still be done", () => {
  test("about a refusal by rules: a person may be asked, and it can be appealed, until the same moment", () => {
    expect(remediesUntil(DECIDED)).toBe(END);
    expect(remediesOf(REFUSED, DECIDED, DECIDED)).toEqual([
      { kind: "human_review", until: END },
      { kind: "appeal", until: END },
    ]);
  });

  test("about a person's decision, or after a person looked: an appeal", () => {
    expect(kinds({ decidedByRules: false })).toEqual(["appeal"]);
    expect(kinds({ reviewed: true })).toEqual(["appeal"]);
    expect(kinds({ status: "approved" })).toEqual(["appeal"]);
  });

  test("about nothing that is not decided, is being appealed, waits for a second person, or is over", () => {
    expect(kinds({ status: "in_review" })).toEqual([]);
    expect(kinds({ status: "closed" })).toEqual([]);
    expect(kinds({ openAppeal: 7n })).toEqual([]);
    expect(kinds({ decidedByRules: false, appeals: APPEALS_MAX })).toEqual([]);
    expect(remediesOf(REFUSED, null, DECIDED)).toEqual([]);
  });

  test("ends with the millisecond", () => {
    expect(kinds({ decidedByRules: false }, plus(END, -1))).toEqual(["appeal"]);
    expect(kinds({ decidedByRules: false }, END)).toEqual([]);
    expect(kinds({ decidedByRules: false }, plus(END, 1))).toEqual([]);
  });
});
