// Understands what a case takes, written a second time: from the rules in words, as what speaks against each wish and what it adds.
//
// Where this and core differ, one of the two misreads the rules.

import type { ClockFact } from "@anxin/core/claim/clock-rules";
import { DAY_MS } from "@anxin/core/time";
import {
  type Accepted,
  type Case,
  type CaseStatus,
  caseOf,
  type Grant,
  type Log,
  type Outcome,
  type People,
  STATUS_OF,
  type Who,
  type Wish,
  type WishKind,
} from "./case-log.js";

/** A reason to refuse, and whether it holds here. */
type Bar = readonly [holds: boolean, code: string];

const APPEAL_TIME_MS = 60 * DAY_MS;
const APPEALS = 2;

const isOneOf = ({ status }: Case, ...statuses: readonly CaseStatus[]): boolean => statuses.includes(status);
const isUndecided = (now: Case): boolean => isOneOf(now, "filed", "evidence_requested", "in_review", "awaiting_second");
const isDecided = (now: Case): boolean => isOneOf(now, ...Object.values(STATUS_OF));
const isGrant = (outcome: Outcome): boolean => outcome !== "reject";
const isNobody = ({ person }: Who): Bar => [person === null, "same_person"];

const amountBars = ({ outcome, amount }: Grant, { agreed }: Case): readonly Bar[] => [
  [!isGrant(outcome) && agreed > 0, "amount_below_agreed"],
  [isGrant(outcome) ? amount <= 0 : amount !== 0, "amount_required"],
  [amount < agreed, "amount_below_agreed"],
];

/** All that speaks against a wish, the first first. */
const BARS: { readonly [K in WishKind]: (wish: Wish<K>, now: Case, by: Who, at: number) => readonly Bar[] } = {
  refer: (_, now) => [[!isOneOf(now, "filed"), "state_conflict"]],
  decide_by_rules: (wish, now) => [
    [!isOneOf(now, "filed", "in_review"), "claim_not_decidable"],
    ...amountBars(wish, now),
  ],
  decide: (wish, now, by) => [
    [!isOneOf(now, "in_review"), "claim_not_decidable"],
    ...amountBars(wish, now),
    [wish.amount > wish.authority && by.person === null, "authority_exceeded"],
  ],
  second: ({ approve, authority }, { proposal }, by) => [
    [proposal === null, "state_conflict"],
    isNobody(by),
    [proposal?.maker === by.person, "same_person"],
    [approve && (proposal?.amount ?? 0) > authority, "authority_exceeded"],
  ],
  request_evidence: ({ reason }, now, by) => [
    [!isOneOf(now, "filed", "in_review"), "state_conflict"],
    [now.rounds > 0 && (!by.isSupervisor || reason.trim() === ""), "supplement_again"],
  ],
  answer_evidence: (_, now) => [[!isUndecided(now) && !now.lapsed && now.openAppeal === null, "state_conflict"]],
  lapse: (_, now) => [[!isOneOf(now, "evidence_requested"), "state_conflict"]],
  withdraw: (_, now) => [[!isUndecided(now) || now.agreed > 0, "state_conflict"]],
  rebind: ({ reopen }, now) => [
    [isOneOf(now, "withdrawn"), "state_conflict"],
    [reopen && (!isOneOf(now, "rejected") || now.proposal !== null || now.openAppeal !== null), "state_conflict"],
  ],
  request_review: (_, now) => [
    [!isOneOf(now, "rejected", "partly_approved") || !now.decidedByRules, "review_not_possible"],
    // While an appeal or a correction is open, the case stays a decided one.
    [now.reviewed || now.openAppeal !== null || now.proposal !== null, "review_not_possible"],
  ],
  advance: ({ amount, authority }, now) => [
    [!isOneOf(now, "in_review", "evidence_requested"), "claim_not_decidable"],
    [amount <= 0, "amount_required"],
    [now.agreed + amount > authority, "authority_exceeded"],
  ],
  adjust_reserve: (_, now) => [[!isUndecided(now), "state_conflict"]],
  appeal: ({ decidedAt }, now, _, at) => [
    [!isDecided(now) || now.proposal !== null, "state_conflict"],
    [now.openAppeal !== null, "appeal_open"],
    [now.appeals >= APPEALS, "appeals_exhausted"],
    [at >= decidedAt + APPEAL_TIME_MS, "appeal_too_late"],
  ],
  decide_appeal: ({ upheld, outcome, amount, authority }, now, by) => [
    [now.openAppeal === null, "state_conflict"],
    isNobody(by),
    [now.deciders.some((person) => person === by.person), "same_person"],
    [!upheld && (!isGrant(outcome) || amount <= now.agreed), "amount_required"],
    [!upheld && amount > authority, "authority_exceeded"],
  ],
  withdraw_appeal: (_, now) => [[now.openAppeal === null, "state_conflict"]],
  correct: ({ amount }, now, by) => [
    [!isDecided(now) || now.agreed === 0 || now.proposal !== null, "state_conflict"],
    [now.openAppeal !== null, "appeal_open"],
    [amount <= now.agreed, "amount_below_agreed"],
    isNobody(by),
  ],
  close: ({ settled, until }, now, _, at) => [
    [!isDecided(now) || now.proposal !== null || now.openAppeal !== null, "state_conflict"],
    [!settled || at < until, "state_conflict"],
  ],
};

/** What is added to the log, and what the clocks are told of it. */
type News = readonly [Accepted, ...(readonly ClockFact[])];

const NOTHING: News = [{ is: "noted" }];

function standing({ outcome, amount }: Grant, { agreed }: Case, people: People, byRules: boolean): News {
  const granting = amount > agreed ? "decided_to_pay" : "decided_within_advance";
  return [{ is: "stands", outcome, amount, people, byRules }, isGrant(outcome) ? granting : "decided_to_refuse"];
}

function seconded({ what, ...proposal }: Accepted<"proposed">, approve: boolean, now: Case, by: Who): News {
  const people = [proposal.maker, by.person];
  if (what === "correction")
    return approve
      ? [{ is: "corrected", amount: proposal.amount, people }, "decided_to_pay"]
      : [{ is: "sent_back", what }, "sent_back"];
  return approve ? standing(proposal, now, people, by.side === "rules") : [{ is: "sent_back", what }, "sent_back"];
}

function proposed({ decisionId, outcome, amount }: Grant, { person }: Who): Accepted<"proposed"> {
  return { is: "proposed", what: "decision", maker: person ?? "", decisionId, outcome, amount };
}

function answered({ complete, exposure }: Wish<"answer_evidence">, now: Case): News {
  const told: readonly ClockFact[] = complete ? ["supplement_complete"] : [];
  if (now.lapsed) return [{ is: "answered_late", isComplete: complete, exposure }, "reopened", ...told];
  return complete && isOneOf(now, "evidence_requested") ? [{ is: "complete" }, ...told] : NOTHING;
}

/** What an accepted wish adds. */
const NEWS: { readonly [K in WishKind]: (wish: Wish<K>, now: Case, by: Who) => News } = {
  refer: ({ exposure }) => [{ is: "referred", exposure }],
  decide_by_rules: (wish, now, by) => standing(wish, now, [by.person], by.side === "rules"),
  decide: (wish, now, by) =>
    wish.amount <= wish.authority
      ? standing(wish, now, [by.person], by.side === "rules")
      : [proposed(wish, by), "proposed"],
  second: ({ approve }, now, by) => (now.proposal === null ? NOTHING : seconded(now.proposal, approve, now, by)),
  request_evidence: () => [{ is: "listed" }, "supplement_delivered"],
  answer_evidence: answered,
  lapse: () => [{ is: "silent" }, "lapsed"],
  withdraw: () => [{ is: "withdrawn" }, "withdrawn"],
  rebind: ({ reopen, exposure }) => (reopen ? [{ is: "asked_again", exposure }, "review_requested"] : NOTHING),
  request_review: ({ exposure }) => [{ is: "reviewed", exposure }, "review_requested"],
  advance: ({ amount }, _, { person }) => [{ is: "advanced", amount, people: [person] }, "advanced"],
  adjust_reserve: ({ reserve }) => [{ is: "set_aside", amount: reserve }],
  appeal: ({ appealId, exposure }) => [{ is: "appealed", appealId, exposure }, "appealed"],
  decide_appeal: ({ upheld, outcome, amount }, _, { person }) =>
    upheld
      ? [{ is: "upheld", people: [person] }, "appeal_decided"]
      : [{ is: "overturned", outcome, amount, people: [person] }, "appeal_decided", "decided_to_pay"],
  withdraw_appeal: () => [{ is: "appeal_withdrawn" }, "appeal_decided"],
  correct: (wish, { status }, by) => {
    const outcome = status === "approved" ? "approve" : "partly_approve";
    return [{ ...proposed({ ...wish, outcome }, by), what: "correction" }, "proposed"];
  },
  close: () => [{ is: "closed" }, "closed"],
};

/** The log after the wish, with what the clocks were told of it; or the code of its refusal. */
export function afterWish<K extends WishKind>(
  log: Log,
  wish: Wish<K>,
  by: Who,
  at: number,
): { readonly log: Log; readonly told: readonly ClockFact[] } | { readonly refused: string } {
  const kind: K = wish.kind;
  const now = caseOf(log);
  const refused = BARS[kind](wish, now, by, at).find(([holds]) => holds)?.[1];
  if (refused !== undefined) return { refused };
  const [fact, ...told] = NEWS[kind](wish, now, by);
  return { log: [...log, { at, fact, told }], told };
}
