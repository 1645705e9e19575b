import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trialBalance } from "../ledger/balance.js";
import { ACCOUNTS } from "../ledger/chart.js";
import type { Posting } from "../ledger/templates.js";
import { postingOf } from "./posting.js";
import {
  assertSound,
  isOpen,
  openRecovery,
  RECOVERY_STATUSES,
  type RecoveryCommand,
  type RecoveryEffect,
  type RecoveryState,
  statusOf,
  step,
} from "./recovery.js";

const PLACE = { funding: "insurance", cash: "bank", source: "wallet" } as const;

function follow(state: RecoveryState, ...commands: readonly RecoveryCommand[]): RecoveryState {
  return commands.reduce((now, command) => {
    const next = step(now, command);
    if (next.kind === "refused") throw new Error(`${command.kind}: ${next.objection}`);
    return next.state;
  }, state);
}
function objectionTo(state: RecoveryState, command: RecoveryCommand): string | null {
  const next = step(state, command);
  return next.kind === "refused" ? next.objection : null;
}
function effectsOf(state: RecoveryState, command: RecoveryCommand): string[] {
  const next = step(state, command);
  return next.kind === "refused" ? [] : next.effects.map(({ kind, amount }) => `${kind} ${amount}`);
}

const submit = { kind: "submit" } as const;
const reopen = { kind: "reopen" } as const;
const answer = (accepted: bigint, attempt = 1) => ({ kind: "answer", attempt, accepted }) as const;
const receive = (amount: bigint) => ({ kind: "receive", amount }) as const;
const net = (amount: bigint) => ({ kind: "net", amount }) as const;
const correct = (claimed: bigint) => ({ kind: "correct", claimed }) as const;
const propose = (amount: bigint, person = "a", writeOffId = 1n) =>
  ({ kind: "propose_write_off", writeOffId, amount, person }) as const;
const approve = (person = "b", writeOffId = 1n) => ({ kind: "approve_write_off", writeOffId, person }) as const;
const sendBack = (person = "b", writeOffId = 1n) => ({ kind: "send_back_write_off", writeOffId, person }) as const;
const opened = openRecovery(100n).state;

describe("a recovery", () => {
  test("begins with the whole amount receivable, and recognises it", () => {
    expect(openRecovery(100n).effects).toEqual([{ kind: "recognised", amount: 100n }]);
    expect([statusOf(opened), isOpen(opened)]).toEqual(["opened", true]);
    expect(() => openRecovery(0n)).toThrow("asks for something");
  });

  test.each<[string, readonly RecoveryCommand[], string, bigint]>([
    ["waits for its debtor", [submit], "submitted", 100n],
    ["is accepted whole", [submit, answer(100n)], "accepted", 100n],
    ["is accepted in part, and the rest is an asset no more", [submit, answer(60n)], "partly_accepted", 60n],
    ["is denied", [submit, answer(0n)], "denied", 0n],
    ["is received in part", [submit, answer(100n), receive(30n)], "partly_received", 70n],
    ["is closed when all came in", [submit, answer(100n), receive(30n), receive(70n)], "closed", 0n],
    ["is closed when what was accepted came in", [submit, answer(60n), receive(60n)], "closed", 0n],
    ["is netted without being asked for", [net(100n)], "closed", 0n],
    ["is submitted although part of it was netted", [net(40n), submit], "submitted", 60n],
    ["is reopened after a denial", [submit, answer(0n), reopen], "opened", 100n],
    ["is reopened after a part was denied", [submit, answer(60n), reopen], "opened", 100n],
    ["is submitted a second time", [submit, answer(0n), reopen, submit, answer(100n, 2)], "accepted", 100n],
    ["is written off", [propose(100n), approve()], "written_off", 0n],
    ["is written off in part", [submit, answer(100n), receive(60n), propose(40n), approve()], "written_off", 0n],
    ["stays while a write-off is only proposed", [propose(100n)], "opened", 100n],
    ["stays when a write-off is sent back", [propose(100n), sendBack()], "opened", 100n],
    ["ends when the claim gives nothing any more", [correct(0n)], "closed", 0n],
    ["is opened again when the claim gives more", [submit, answer(0n), correct(150n)], "opened", 50n],
    ["goes on waiting when the claim gives more meanwhile", [submit, correct(150n)], "submitted", 150n],
    ["is to be submitted again for what came on top", [submit, correct(150n), answer(100n)], "opened", 150n],
  ])("%s", (_name, commands, status, receivable) => {
    const state = follow(opened, ...commands);
    expect([statusOf(state), state.receivable]).toEqual([status, receivable]);
  });

  test.each<[string, readonly RecoveryCommand[], RecoveryCommand]>([
    ["already_submitted", [submit], submit],
    ["already_submitted", [submit], reopen],
    ["nothing_receivable", [net(100n)], submit],
    ["not_submitted", [], answer(1n)],
    ["another_attempt", [submit], answer(1n, 2)],
    ["above_asked", [submit], answer(101n)],
    ["amount_not_positive", [submit], answer(-1n)],
    ["amount_not_positive", [], receive(0n)],
    ["above_receivable", [], receive(101n)],
    ["amount_not_positive", [], net(0n)],
    ["above_receivable", [submit, answer(60n)], net(61n)],
    ["nothing_denied", [], reopen],
    ["amount_not_positive", [], propose(0n)],
    ["above_receivable", [], propose(101n)],
    ["proposal_open", [propose(1n)], propose(1n, "a", 2n)],
    ["no_such_proposal", [], approve()],
    ["no_such_proposal", [propose(1n)], approve("b", 2n)],
    ["no_such_proposal", [propose(1n)], sendBack("b", 2n)],
    ["same_person", [propose(1n)], approve("a")],
    ["above_receivable", [propose(100n), receive(1n)], approve()],
    ["above_owed_back", [receive(100n)], { kind: "give_back", amount: 1n, of: "received" }],
    ["above_owed_back", [receive(100n), correct(60n)], { kind: "give_back", amount: 40n, of: "netted" }],
    ["amount_not_positive", [receive(100n), correct(60n)], { kind: "give_back", amount: 0n, of: "received" }],
    ["amount_not_positive", [], correct(-1n)],
  ])("objects with %s (%#)", (objection, before, command) => {
    expect(objectionTo(follow(opened, ...before), command)).toBe(objection);
  });

  test("books what comes after all: what was written off first, then what was denied", () => {
    const state = follow(opened, submit, answer(70n), propose(50n), approve());
    expect(effectsOf(state, receive(90n))).toEqual(["write_off_reversed 50", "recognised 20", "received 90"]);
    expect(objectionTo(state, receive(101n))).toBe("above_receivable");
    expect(statusOf(follow(state, receive(100n)))).toBe("closed");
  });

  test("takes a correction off what hurts the debtor least, and owes back what came in beyond it", () => {
    const state = follow(opened, submit, answer(70n), receive(40n), propose(10n), approve());
    expect(state).toMatchObject({ denied: 30n, receivable: 20n, writtenOff: 10n, received: 40n });
    expect(effectsOf(state, correct(75n))).toEqual([]);
    expect(effectsOf(state, correct(60n))).toEqual(["reversed 10"]);
    expect(effectsOf(state, correct(45n))).toEqual(["write_off_reversed 5", "reversed 25"]);
    expect(effectsOf(state, correct(15n))).toEqual(["write_off_reversed 10", "reversed 30", "owed_back 25"]);
    const owing = follow(state, correct(15n));
    expect(effectsOf(owing, correct(50n))).toEqual(["owed_back_waived 25", "recognised 10"]);
    expect(follow(owing, { kind: "give_back", amount: 25n, of: "received" })).toMatchObject({
      received: 15n,
      owedBack: 0n,
    });
  });

  test("keeps what came in while an answer was waited for, whatever the answer says", () => {
    const state = follow(opened, submit, receive(60n));
    expect(effectsOf(state, answer(0n))).toEqual(["reversed 40"]);
    expect(effectsOf(state, answer(80n))).toEqual(["reversed 20"]);
    expect(effectsOf(state, answer(100n))).toEqual([]);
  });
});

/** Small, so that what is asked, answered and paid is often the same. */
const fen = fc.bigInt({ min: -1n, max: 10n });
const person = fc.constantFrom("a", "b", "c");
const id = fc.bigInt({ min: 1n, max: 2n });
const command: fc.Arbitrary<RecoveryCommand> = fc.oneof(
  fc.record({ kind: fc.constant("correct" as const), claimed: fen }),
  fc.constant(submit),
  fc.record({ kind: fc.constant("answer" as const), attempt: fc.integer({ min: 1, max: 4 }), accepted: fen }),
  fc.record({ kind: fc.constantFrom("receive" as const, "net" as const), amount: fen }),
  fc.record({
    kind: fc.constant("give_back" as const),
    amount: fen,
    of: fc.constantFrom("received" as const, "netted" as const),
  }),
  fc.record({ kind: fc.constant("propose_write_off" as const), writeOffId: id, amount: fen, person }),
  fc.record({
    kind: fc.constantFrom("approve_write_off" as const, "send_back_write_off" as const),
    writeOffId: id,
    person,
  }),
  fc.constant(reopen),
);

/** What the books say after these effects: 1221, 6512, 6701, 2243 and the money that came, in their own directions. */
function booked(effects: readonly RecoveryEffect[]): readonly bigint[] {
  const postings: Posting[] = effects.map((each) => postingOf(each, PLACE));
  const { accounts } = trialBalance(postings);
  const of = (code: string) => accounts.find((account) => account.code === code)?.balance ?? -1n;
  const { recoveryReceivable, claimsRecovered, recoveryWrittenOff, recoveryRefundPayable } = ACCOUNTS;
  return [recoveryReceivable, claimsRecovered, recoveryWrittenOff, recoveryRefundPayable].map(({ code }) => of(code));
}

test("whatever is commanded: every fen is somewhere, and the ledger says the same as the recovery", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 8n }),
      fc.array(command, { maxLength: 40, size: "max" }),
      (claimed, commands) => {
        const first = openRecovery(claimed);
        const effects: RecoveryEffect[] = [...first.effects];
        let state = first.state;
        for (const each of commands) {
          const before = state;
          const next = step(state, each);
          if (next.kind === "refused") continue;
          state = next.state;
          effects.push(...next.effects);
          assertSound(state);
          seen.add(statusOf(state));
          expect(next.effects.every(({ amount }) => amount > 0n)).toBe(true);
          expect(state.attempt - before.attempt).toBe(each.kind === "submit" ? 1 : 0);
          expect(state.asked > 0n).toBe(state.phase === "submitted");
          // Only a decision on the claim changes what is claimed, and only money changes what came in.
          if (each.kind !== "correct") expect(state.claimed).toBe(before.claimed);
          if (!["receive", "net", "give_back"].includes(each.kind)) {
            expect([state.received, state.netted]).toEqual([before.received, before.netted]);
          }
          expect(booked(effects)).toEqual([
            state.receivable,
            state.claimed - state.denied,
            state.writtenOff,
            state.owedBack,
          ]);
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect([...seen].sort()).toEqual([...RECOVERY_STATUSES].sort());
});

test("nobody approves their own write-off, and the same decision twice changes nothing", () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), person, (commands, who) => {
      let state = openRecovery(8n).state;
      for (const each of commands) {
        const next = step(state, each);
        if (next.kind === "done") state = next.state;
      }
      const proposal = state.proposal;
      if (proposal?.proposedBy === who) {
        expect(objectionTo(state, approve(who, proposal.writeOffId))).toBe("same_person");
      }
      expect(step(state, correct(state.claimed))).toEqual({ kind: "done", state, effects: [] });
    }),
  );
});
