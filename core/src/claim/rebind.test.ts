import { describe, expect, test } from "vitest";
import type { Id } from "../id.js";
import { someFacts } from "../testing/facts.js";
import { at } from "../testing/moment.js";
import { ORDER, RETURN } from "../testing/order.js";
import { CLAIM_STATUSES } from "./claim.js";
import type { ReasonCode } from "./finding.js";
import { type CaseState, filedCase, step } from "./machine.js";
import { afterGrants, type ClaimOfReturn, lateNumbers, rebindingOf, renumbered } from "./rebind.js";

const NOW = at("2026-03-10T00:00:00Z");
const RULES = { side: "rules", person: null, isSupervisor: false } as const;
const caseOf = (change: Partial<CaseState>): CaseState => ({ ...filedCase(NOW), ...change });

describe("a new number", () => {
  test("is added to a claim that was granted, however it stands now", () => {
    for (const status of CLAIM_STATUSES) expect(rebindingOf(caseOf({ status, agreed: 1n }), [])).toBe("adds");
  });

  test.each(["filed", "in_review", "evidence_requested", "awaiting_second"] as const)(
    "moves a claim that is %s",
    (status) => {
      expect(rebindingOf(caseOf({ status }), [])).toBe("moves");
    },
  );

  test("moves a claim under appeal, and one that was closed on silence", () => {
    expect(rebindingOf(caseOf({ status: "rejected", openAppeal: 7n as Id }), ["not_covered"])).toBe("moves");
    expect(rebindingOf(caseOf({ status: "closed", lapsed: true }), [])).toBe("moves");
  });

  test.each<[readonly ReasonCode[], ReturnType<typeof rebindingOf>]>([
    [["waybill_invalid"], "reopens"],
    [["waybill_reused"], "reopens"],
    [["waybill_reused", "time_order"], "reopens"],
    [["freight_already_settled"], "reopens"],
    [["return_refund_only"], "reopens"],
    [["waybill_invalid", "outside_window"], null],
    [["already_claimed"], null],
    [[], null],
  ])("after a refusal for %j: %s", (reasons, expected) => {
    expect(rebindingOf(caseOf({ status: "rejected" }), reasons)).toBe(expected);
    expect(rebindingOf(caseOf({ status: "withdrawn" }), reasons)).toBeNull();
    expect(rebindingOf(caseOf({ status: "closed" }), reasons)).toBeNull();
  });
});

describe("a return is told under another number", () => {
  const claim: ClaimOfReturn = { claimId: 7n as Id, returnId: "r1", waybillKey: "OLD0000001", agreedAmount: 0n };
  const order = (change: Partial<typeof RETURN>) => ({
    ...ORDER,
    returns: [{ ...RETURN, waybill: "NEW-000 0001", ...change }],
  });
  const keys = (change: Partial<typeof RETURN>, about: Partial<ClaimOfReturn> = {}) =>
    renumbered(order(change), [{ ...claim, ...about }]).map(({ key }) => key);

  test("when the number is one, is another, and the return was not called off", () => {
    expect(keys({})).toEqual(["NEW0000001"]);
    expect(keys({}, { waybillKey: null })).toEqual(["NEW0000001"]);
    expect(keys({ waybill: "old 0000001" })).toEqual([]);
    expect(keys({ waybill: "12" })).toEqual([]);
    expect(keys({ cancelledAt: NOW })).toEqual([]);
    expect(keys({}, { returnId: "r2" })).toEqual([]);
    expect(keys({}, { returnId: null })).toEqual([]);
  });

  test("late only counts for what was granted, and was confirmed then", () => {
    const late = (change: Partial<typeof RETURN>, agreedAmount: bigint) =>
      lateNumbers(order(change), [{ ...claim, agreedAmount }]).length;
    expect([late({}, 1n), late({}, 0n), late({ receivedAt: null }, 1n)]).toEqual([1, 0, 0]);
  });
});

describe("the case machine", () => {
  const rebind = (state: CaseState, reopen: boolean) =>
    step(state, { kind: "rebind", reopen, exposure: 900n }, RULES, NOW);

  test("changes nothing but the number, or asks a refused question again with something set aside", () => {
    const review = caseOf({ status: "in_review", reserve: 5n });
    expect(rebind(review, false)).toEqual({ state: review, granted: 0n, facts: [] });
    const refused = caseOf({ status: "rejected", decidedByRules: true });
    expect(rebind(refused, true)).toMatchObject({ state: { status: "in_review", reserve: 900n }, granted: 0n });
    expect(rebind(caseOf({ status: "approved", agreed: 7n }), false)).toMatchObject({ state: { agreed: 7n } });
  });

  test("never asks again what is open, granted, withdrawn or closed", () => {
    for (const status of CLAIM_STATUSES) {
      if (status !== "rejected") expect(rebind(caseOf({ status }), true)).toEqual({ refused: "state_conflict" });
    }
    expect(rebind(caseOf({ status: "withdrawn" }), false)).toEqual({ refused: "state_conflict" });
    expect(rebind(caseOf({ status: "rejected", openAppeal: 7n as Id }), true)).toEqual({ refused: "state_conflict" });
  });
});

test("what was granted beside counts against the same order and policy", () => {
  const facts = someFacts({ policy: { claimsPaid: 1, amountPaid: 300n }, order: { returnsPaid: ["r0"] } });
  const after = afterGrants(facts, [
    { returnId: "r2", amount: 700n },
    { returnId: "r0", amount: 1n },
    { returnId: null, amount: 2n },
  ]);
  expect(after.policy).toMatchObject({ claimsPaid: 4, amountPaid: 1_003n });
  expect(after.order.returnsPaid).toEqual(["r0", "r2"]);
  expect(afterGrants(facts, [])).toBe(facts);
});
