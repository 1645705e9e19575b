// The case machine: what each command does in each status, and what holds whatever is done in whatever order.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { present } from "../assert.js";
import type { Id } from "../id.js";
import { DAY_MS, type Instant, parseInstant, plus } from "../time.js";
import { CLAIM_STATUSES, type ClaimStatus, isUndecided, mayFollow } from "./claim.js";
import {
  type Actor,
  APPEAL_DAYS,
  type CaseCommand,
  type CaseState,
  type CaseStep,
  filedCase,
  step,
} from "./machine.js";

const AT = present(parseInstant("2026-11-11T02:00:00.000Z"), "an instant");
const ID = 7n as Id;
const RULES: Actor = { side: "rules", person: null, isSupervisor: false };
const BUYER: Actor = { side: "buyer", person: "buyer:b", isSupervisor: false };
const staff = (person: string, isSupervisor = false): Actor => ({ side: "insurer", person, isSupervisor });
const [ADA, BEN, SUE] = [staff("ada"), staff("ben"), staff("sue", true)];

function take(state: CaseState, command: CaseCommand, by: Actor, at: Instant = AT): CaseStep {
  const answer = step(state, command, by, at);
  if ("refused" in answer) throw new Error(`refused: ${answer.refused}`);
  return answer;
}
const refusal = (state: CaseState, command: CaseCommand, by: Actor, at: Instant = AT): string | null => {
  const answer = step(state, command, by, at);
  return "refused" in answer ? answer.refused : null;
};

const referred = take(filedCase(AT), { kind: "refer", exposure: 900n }, RULES).state;
const grant = (amount: bigint, authority = 10_000n): CaseCommand => {
  return { kind: "decide", decisionId: ID, outcome: "approve", amount, authority };
};
const refuseIt: CaseCommand = { kind: "decide", decisionId: ID, outcome: "reject", amount: 0n, authority: 0n };
const rejected = take(referred, refuseIt, ADA).state;
const overturn = (amount: bigint, authority = 10_000n): CaseCommand => {
  return { kind: "decide_appeal", decisionId: ID, upheld: false, outcome: "approve", amount, authority };
};
const appealIt: CaseCommand = { kind: "appeal", appealId: ID, decidedAt: AT, exposure: 500n };

describe("a decision", () => {
  test("within authority stands at once, and nothing is set aside any more", () => {
    const { state, granted } = take(referred, grant(800n), ADA);
    expect(state).toMatchObject({ status: "approved", agreed: 800n, reserve: 0n, deciders: ["ada"], proposal: null });
    expect(granted).toBe(800n);
  });

  test("above authority waits for another person, who has the authority", () => {
    const { state, granted } = take(referred, grant(800n, 799n), ADA);
    expect(granted).toBe(0n);
    expect(state).toMatchObject({ status: "awaiting_second", reserve: 800n, agreed: 0n });
    const approve = { kind: "second", approve: true, authority: 800n } as const;
    expect(refusal(state, approve, ADA)).toBe("same_person");
    expect(refusal(state, approve, staff("ada", true))).toBe("same_person");
    expect(refusal(state, { ...approve, authority: 799n }, BEN)).toBe("authority_exceeded");
    expect(take(state, approve, BEN).state).toMatchObject({
      status: "approved",
      agreed: 800n,
      deciders: ["ada", "ben"],
    });
  });

  test("that the second person gives back is in review again, with what was set aside", () => {
    const waiting = take(referred, grant(800n, 1n), ADA).state;
    const back = take(waiting, { kind: "second", approve: false, authority: 0n }, BEN).state;
    expect(back).toMatchObject({ status: "in_review", proposal: null, reserve: 800n });
  });

  test("is refused before it can be made, without an amount, and below what was granted", () => {
    expect(refusal(filedCase(AT), grant(1n), ADA)).toBe("claim_not_decidable");
    expect(refusal(referred, grant(0n), ADA)).toBe("amount_required");
    const ahead = take(referred, { kind: "advance", amount: 300n, authority: 300n }, ADA).state;
    expect(ahead).toMatchObject({ agreed: 300n, advanced: 300n, reserve: 600n, status: "in_review" });
    expect(refusal(ahead, grant(299n), ADA)).toBe("amount_below_agreed");
    expect(refusal(ahead, refuseIt, ADA)).toBe("amount_below_agreed");
    expect(take(ahead, grant(300n), ADA)).toMatchObject({ granted: 0n, facts: ["decided_within_advance"] });
    expect(take(ahead, grant(900n), ADA)).toMatchObject({ granted: 600n, facts: ["decided_to_pay"] });
  });
});

describe("documents", () => {
  const asked = take(referred, { kind: "request_evidence", reason: "" }, ADA).state;
  const answered = take(asked, { kind: "answer_evidence", complete: true, exposure: 1n }, BUYER).state;

  test("are asked for once; another list needs a supervisor and a reason", () => {
    expect(asked).toMatchObject({ status: "evidence_requested", rounds: 1, reserve: 900n });
    expect(answered.status).toBe("in_review");
    expect(refusal(answered, { kind: "request_evidence", reason: "blurred" }, ADA)).toBe("supplement_again");
    expect(refusal(answered, { kind: "request_evidence", reason: " " }, SUE)).toBe("supplement_again");
    expect(take(answered, { kind: "request_evidence", reason: "blurred" }, SUE).state.rounds).toBe(2);
  });

  test("that do not come close the case, and the first answer opens it again", () => {
    const lapsed = take(asked, { kind: "lapse" }, RULES).state;
    expect(lapsed).toMatchObject({ status: "closed", lapsed: true, reserve: 0n });
    const answer = { kind: "answer_evidence", exposure: 700n } as const;
    expect(take(lapsed, { ...answer, complete: true }, BUYER).state).toMatchObject({
      status: "in_review",
      reserve: 700n,
    });
    expect(take(lapsed, { ...answer, complete: false }, BUYER).state).toMatchObject({
      status: "evidence_requested",
      lapsed: false,
    });
    expect(refusal(take(referred, { kind: "withdraw" }, BUYER).state, { ...answer, complete: true }, BUYER)).toBe(
      "state_conflict",
    );
  });

  test("stop the decision's clock from the delivery of the list until all of it is there", () => {
    const later = plus(AT, 5 * DAY_MS);
    const done = take(asked, { kind: "answer_evidence", complete: true, exposure: 1n }, BUYER, later).state;
    const dueOf = ({ clocks }: CaseState) => clocks.find(({ code }) => code === "decision")?.dueAt;
    expect(dueOf(asked)).toBeNull();
    expect(dueOf(done)).toBe(plus(present(dueOf(referred), "it runs"), 5 * DAY_MS));
  });
});

describe("an appeal", () => {
  const open = take(rejected, appealIt, BUYER).state;

  test("is decided by another person than all who decided, whichever account they use", () => {
    expect(open).toMatchObject({ status: "rejected", openAppeal: ID, appeals: 1, reserve: 500n });
    expect(refusal(open, overturn(400n), ADA)).toBe("same_person");
    expect(refusal(open, overturn(400n, 399n), BEN)).toBe("authority_exceeded");
    const done = take(open, overturn(400n), BEN);
    expect(done.granted).toBe(400n);
    expect(done.state).toMatchObject({ status: "approved", openAppeal: null, deciders: ["ada", "ben"], reserve: 0n });
  });

  test("that is upheld leaves the decision, and the next reviewer is a third person", () => {
    const uphold = {
      kind: "decide_appeal",
      decisionId: ID,
      upheld: true,
      outcome: "reject",
      amount: 0n,
      authority: 0n,
    } as const;
    const upheld = take(open, uphold, BEN).state;
    expect(upheld).toMatchObject({ status: "rejected", agreed: 0n, reserve: 0n });
    const again = take(upheld, appealIt, BUYER).state;
    expect(refusal(again, uphold, BEN)).toBe("same_person");
    expect(refusal(take(again, uphold, SUE).state, appealIt, BUYER)).toBe("appeals_exhausted");
  });

  test("of a grant may raise it, and leaves it approved", () => {
    const approved = take(take(referred, grant(300n), ADA).state, appealIt, BUYER).state;
    const partly = { ...overturn(400n), outcome: "partly_approve" } as CaseCommand;
    expect(take(approved, partly, BEN)).toMatchObject({ granted: 100n, state: { status: "approved", agreed: 400n } });
    expect(refusal(approved, overturn(300n), BEN)).toBe("amount_required");
  });

  test("ends its time exactly: one millisecond before it is in time", () => {
    const end = plus(AT, APPEAL_DAYS * DAY_MS);
    expect(refusal(rejected, appealIt, BUYER, plus(end, -1))).toBeNull();
    expect(refusal(rejected, appealIt, BUYER, end)).toBe("appeal_too_late");
    expect(refusal(rejected, appealIt, BUYER, plus(end, 1))).toBe("appeal_too_late");
    expect(refusal(open, appealIt, BUYER)).toBe("appeal_open");
  });
});

test("what rules refused a person looks at once, for the asking", () => {
  const byRules = { kind: "decide_by_rules", decisionId: ID, outcome: "reject", amount: 0n } as const;
  const refused = take(filedCase(AT), byRules, RULES).state;
  const ask = { kind: "request_review", exposure: 100n } as const;
  const again = take(refused, ask, BUYER).state;
  expect(again).toMatchObject({ status: "in_review", reviewed: true, reserve: 100n });
  expect(refusal(take(again, refuseIt, ADA).state, ask, BUYER)).toBe("review_not_possible");
  expect(refusal(rejected, ask, BUYER)).toBe("review_not_possible");
});

test("a grant that was too small is raised by two people, and never lowered", () => {
  const approved = take(referred, grant(800n), ADA).state;
  const correct = (amount: bigint) => ({ kind: "correct", decisionId: ID, amount }) as const;
  expect(refusal(approved, correct(800n), BEN)).toBe("amount_below_agreed");
  const proposed = take(approved, correct(850n), BEN).state;
  expect(proposed).toMatchObject({ status: "approved", reserve: 50n, agreed: 800n });
  expect(proposed.clocks.find(({ code }) => code === "second_review")).toMatchObject({ metAt: null });
  expect(refusal(proposed, { kind: "second", approve: true, authority: 850n }, BEN)).toBe("same_person");
  expect(take(proposed, { kind: "second", approve: true, authority: 850n }, SUE)).toMatchObject({
    granted: 50n,
    state: { status: "approved", agreed: 850n, reserve: 0n },
  });
  expect(take(proposed, { kind: "second", approve: false, authority: 0n }, SUE).state).toEqual(
    expect.objectContaining({ status: "approved", agreed: 800n, reserve: 0n, proposal: null }),
  );
});

test("a correction that waits for a second person is settled before a review is asked for", () => {
  const byRules = { kind: "decide_by_rules", decisionId: ID, outcome: "partly_approve", amount: 300n } as const;
  const partly = take(filedCase(AT), byRules, RULES).state;
  const proposed = take(partly, { kind: "correct", decisionId: ID, amount: 350n }, BEN).state;
  const ask = { kind: "request_review", exposure: 100n } as const;
  expect(refusal(proposed, ask, BUYER)).toBe("review_not_possible");
  const settled = take(proposed, { kind: "second", approve: true, authority: 350n }, SUE).state;
  expect(take(settled, ask, BUYER).state).toMatchObject({ status: "in_review", agreed: 350n, proposal: null });
});

test("a case ends when its money has arrived and no remedy is left", () => {
  const until = plus(AT, APPEAL_DAYS * DAY_MS);
  const close = (settled: boolean) => ({ kind: "close", settled, until }) as const;
  expect(refusal(rejected, close(true), RULES, plus(until, -1))).toBe("state_conflict");
  expect(refusal(rejected, close(false), RULES, until)).toBe("state_conflict");
  expect(refusal(take(rejected, appealIt, BUYER).state, close(true), RULES, until)).toBe("state_conflict");
  expect(take(rejected, close(true), RULES, until).state.status).toBe("closed");
});

const amount = fc.bigInt({ min: 0n, max: 1_000n });
const outcome = fc.constantFrom("approve", "partly_approve", "reject" as const);
const command: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({ kind: fc.constant("refer" as const), exposure: amount }),
  fc.record({ kind: fc.constant("decide_by_rules" as const), decisionId: fc.constant(ID), outcome, amount }),
  fc.record({ kind: fc.constant("decide" as const), decisionId: fc.constant(ID), outcome, amount, authority: amount }),
  fc.record({ kind: fc.constant("second" as const), approve: fc.boolean(), authority: amount }),
  fc.record({ kind: fc.constant("request_evidence" as const), reason: fc.constantFrom("", "blurred") }),
  fc.record({ kind: fc.constant("answer_evidence" as const), complete: fc.boolean(), exposure: amount }),
  fc.constant({ kind: "lapse" as const }),
  fc.constant({ kind: "withdraw" as const }),
  fc.record({ kind: fc.constant("request_review" as const), exposure: amount }),
  fc.record({ kind: fc.constant("advance" as const), amount, authority: amount }),
  fc.record({ kind: fc.constant("adjust_reserve" as const), reserve: amount }),
  fc.record({
    kind: fc.constant("appeal" as const),
    appealId: fc.constant(ID),
    decidedAt: fc.constant(AT),
    exposure: amount,
  }),
  fc.record({
    kind: fc.constant("decide_appeal" as const),
    ...{ upheld: fc.boolean(), decisionId: fc.constant(ID), outcome, amount, authority: amount },
  }),
  fc.constant({ kind: "withdraw_appeal" as const }),
  fc.record({ kind: fc.constant("correct" as const), decisionId: fc.constant(ID), amount }),
  fc.record({ kind: fc.constant("close" as const), settled: fc.boolean(), until: fc.constant(AT) }),
);
const someone = fc.constantFrom(RULES, BUYER, ADA, BEN, SUE);

/** What holds of every case. */
function expectSound(state: CaseState): void {
  expect(state.agreed >= state.advanced && state.advanced >= 0n && state.reserve >= 0n).toBe(true);
  const waitsForNothing = !isUndecided(state.status) && state.openAppeal === null && state.proposal === null;
  if (waitsForNothing) expect(state.reserve).toBe(0n);
  if (state.status === "rejected" || state.status === "withdrawn") expect(state.agreed).toBe(0n);
  if (state.status === "approved" || state.status === "partly_approved") expect(state.agreed > 0n).toBe(true);
  if (state.status === "awaiting_second") expect(state.proposal?.kind).toBe("decision");
  if (state.proposal?.kind === "correction") expect(state.agreed > 0n && !isUndecided(state.status)).toBe(true);
  if (state.lapsed) expect(state.status).toBe("closed");
}

test("whatever is done in whatever order: no illegal edge, granted money only grows, and what waits for nothing sets nothing aside", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(command, someone, fc.integer({ min: 0, max: 40 })), { maxLength: 100 }),
      (commands) => {
        let [state, at] = [filedCase(AT), AT];
        const seen = new Set<ClaimStatus>(["filed"]);
        for (const [each, by, days] of commands) {
          at = plus(at, days * DAY_MS);
          const answer = step(state, each, by, at);
          if ("refused" in answer) continue;
          const next = answer.state;
          expect(next.status === state.status || mayFollow(state.status, next.status)).toBe(true);
          expect(next.agreed - state.agreed).toBe(answer.granted);
          expect(answer.granted >= 0n).toBe(true);
          expectSound(next);
          seen.add(next.status);
          state = next;
        }
        expect([...seen].every((status) => CLAIM_STATUSES.includes(status))).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});
