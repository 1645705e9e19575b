// Understands the life of a claim case: which command a case takes, what it becomes, and why it takes no other.

import { never } from "../assert.js";
import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import { DAY_MS, type Instant, plus } from "../time.js";
import { type ClaimStatus, type DecisionOutcome, isUndecided, statusAfter } from "./claim.js";
import { type Clock, type ClockFact, clocksAfter } from "./clocks.js";

/** Who acts. Two accounts of one human being are one person: four eyes belong to two people. */
export interface Actor {
  readonly side: "buyer" | "merchant" | "insurer" | "rules";
  /** The human being behind the account; null for rules and for servers. */
  readonly person: string | null;
  readonly isSupervisor: boolean;
}

/** A decision or a correction that waits for a second pair of eyes. */
export interface Proposal {
  readonly kind: "decision" | "correction";
  readonly decisionId: Id;
  readonly maker: string;
  readonly outcome: DecisionOutcome;
  /** The whole that is granted with it, in fen. */
  readonly amount: Fen;
}

/** Everything about a case that says which command it takes. */
export interface CaseState {
  readonly status: ClaimStatus;
  /** What is set aside beyond what was granted; zero in a case that waits for nothing. */
  readonly reserve: Fen;
  /** The whole that was granted so far, advances included. It never falls: what was granted is owed. */
  readonly agreed: Fen;
  /** What of it was granted before a decision (Insurance Law art. 25). */
  readonly advanced: Fen;
  /** Lists of missing documents that were sent. */
  readonly rounds: number;
  /** Closed since nobody answered such a list. */
  readonly lapsed: boolean;
  readonly proposal: Proposal | null;
  /** Whether the decision that stands is the rules' own. */
  readonly decidedByRules: boolean;
  /** Every person who made or checked a decision on this case. */
  readonly deciders: readonly string[];
  /** A person was asked to look at what rules decided. */
  readonly reviewed: boolean;
  readonly appeals: number;
  readonly openAppeal: Id | null;
  readonly clocks: readonly Clock[];
}

/** Appeals that a case takes: the second is the last word inside the house. */
export const APPEALS_MAX = 2;
/** Days after a decision, or after the last appeal's, within which it can be appealed (launch decision; the law sets none). */
export const APPEAL_DAYS = 60;

interface Grant {
  readonly decisionId: Id;
  readonly outcome: DecisionOutcome;
  /** The whole that is granted with it, in fen; zero with a refusal. */
  readonly amount: Fen;
}

/** What somebody wants of a case. `exposure` is what may still have to be paid, so far as the clauses can say it. */
export type CaseCommand =
  /** The clauses leave it to a person, or a switch keeps rules from it. */
  | { readonly kind: "refer"; readonly exposure: Fen }
  | ({ readonly kind: "decide_by_rules" } & Grant)
  /** `authority`: what the person may grant alone. */
  | ({ readonly kind: "decide"; readonly authority: Fen } & Grant)
  | { readonly kind: "second"; readonly approve: boolean; readonly authority: Fen }
  /** `reason`: why a list has to be sent again; empty for the first. */
  | { readonly kind: "request_evidence"; readonly reason: string }
  | { readonly kind: "answer_evidence"; readonly complete: boolean; readonly exposure: Fen }
  | { readonly kind: "lapse" }
  | { readonly kind: "withdraw" }
  /** The return is told under another number. `reopen`: what was refused for the old one is asked again. */
  | { readonly kind: "rebind"; readonly reopen: boolean; readonly exposure: Fen }
  | { readonly kind: "request_review"; readonly exposure: Fen }
  | { readonly kind: "advance"; readonly amount: Fen; readonly authority: Fen }
  | { readonly kind: "adjust_reserve"; readonly reserve: Fen }
  | { readonly kind: "appeal"; readonly appealId: Id; readonly decidedAt: Instant; readonly exposure: Fen }
  | ({ readonly kind: "decide_appeal"; readonly upheld: boolean; readonly authority: Fen } & Grant)
  | { readonly kind: "withdraw_appeal" }
  | { readonly kind: "correct"; readonly decisionId: Id; readonly amount: Fen }
  /** `settled`: all money that was granted has arrived. `until`: when the last remedy inside the house ends. */
  | { readonly kind: "close"; readonly settled: boolean; readonly until: Instant };

export const CASE_REFUSALS = [
  /** The case is not at a point where this can be done. */
  "state_conflict",
  "claim_not_decidable",
  /** A grant is more than zero, a refusal grants nothing. */
  "amount_required",
  /** Less than was granted already. */
  "amount_below_agreed",
  /** The maker cannot be the checker, nor the reviewer one of those who decided. */
  "same_person",
  "authority_exceeded",
  /** One complete list (Insurance Law art. 22): another needs a supervisor, and a reason. */
  "supplement_again",
  "review_not_possible",
  "appeal_open",
  "appeal_too_late",
  "appeals_exhausted",
] as const;
export type CaseRefusal = (typeof CASE_REFUSALS)[number];

/** A step taken. */
export interface CaseStep {
  readonly state: CaseState;
  /** What the step grants beyond what was granted before, in fen. */
  readonly granted: Fen;
  readonly facts: readonly ClockFact[];
}
export type CaseAnswer = CaseStep | { readonly refused: CaseRefusal };

/** The case that a notification of loss opens: nothing is granted, and the law's clocks run. */
export function filedCase(at: Instant): CaseState {
  return {
    status: "filed",
    reserve: 0n,
    agreed: 0n,
    advanced: 0n,
    rounds: 0,
    lapsed: false,
    proposal: null,
    decidedByRules: false,
    deciders: [],
    reviewed: false,
    appeals: 0,
    openAppeal: null,
    clocks: clocksAfter([], "reported", at),
  };
}

/** What a case becomes by a command at a moment, or why it refuses it. Total and pure. */
export function step(state: CaseState, command: CaseCommand, by: Actor, at: Instant): CaseAnswer {
  switch (command.kind) {
    case "refer":
      return state.status === "filed"
        ? taken(state, { status: "in_review", reserve: command.exposure }, [], at)
        : refused("state_conflict");
    case "decide_by_rules":
      return isOpen(state) ? decided(state, command, by, at) : refused("claim_not_decidable");
    case "decide":
      return decide(state, command, by, at);
    case "second":
      return second(state, command, by, at);
    case "request_evidence":
      return requestEvidence(state, command, by, at);
    case "answer_evidence":
      return answerEvidence(state, command, at);
    case "lapse":
      return lapse(state, at);
    case "withdraw":
      return withdraw(state, at);
    case "rebind":
      return rebind(state, command, at);
    case "request_review":
      return requestReview(state, command, at);
    case "advance":
      return advance(state, command, by, at);
    case "adjust_reserve":
      return isUndecided(state.status) ? taken(state, { reserve: command.reserve }, [], at) : refused("state_conflict");
    case "appeal":
      return appeal(state, command, at);
    case "decide_appeal":
      return decideAppeal(state, command, by, at);
    case "withdraw_appeal":
      return state.openAppeal === null
        ? refused("state_conflict")
        : taken(state, { openAppeal: null, reserve: 0n }, ["appeal_decided"], at);
    case "correct":
      return correct(state, command, by, at);
    case "close":
      return close(state, command, at);
    default:
      return never(command);
  }
}

const refused = (code: CaseRefusal): CaseAnswer => ({ refused: code });

/** The state with changes, and with its clocks told of facts in their order. */
function taken(state: CaseState, changes: Partial<CaseState>, facts: readonly ClockFact[], at: Instant): CaseStep {
  const clocks = facts.reduce((running, fact) => clocksAfter(running, fact, at), state.clocks);
  const next = { ...state, ...changes, clocks };
  return { state: next, granted: next.agreed - state.agreed, facts };
}

/** Whether a decision may be made: filed, or in review. */
const isOpen = ({ status }: CaseState): boolean => status === "filed" || status === "in_review";

const isDecided = ({ status }: CaseState): boolean =>
  status === "approved" || status === "partly_approved" || status === "rejected";

/** Money that was granted is owed: a decision grants at least that, and refuses only where none was. */
function amountRefusal(
  { agreed }: CaseState,
  { outcome, amount }: Pick<Grant, "outcome" | "amount">,
): CaseRefusal | null {
  if (outcome === "reject") return agreed > 0n ? "amount_below_agreed" : amount === 0n ? null : "amount_required";
  if (amount <= 0n) return "amount_required";
  return amount < agreed ? "amount_below_agreed" : null;
}

const withDecider = (deciders: readonly string[], person: string | null): readonly string[] =>
  person === null || deciders.includes(person) ? deciders : [...deciders, person];

/** The decision stands: nothing is set aside any more, and what it grants beyond what was granted is owed. */
function decided(state: CaseState, { outcome, amount }: Grant, by: Actor, at: Instant): CaseAnswer {
  const wrong = amountRefusal(state, { outcome, amount });
  if (wrong !== null) return refused(wrong);
  const changes: Partial<CaseState> = {
    status: statusAfter(outcome),
    reserve: 0n,
    agreed: amount,
    proposal: null,
    decidedByRules: by.side === "rules",
    deciders: withDecider(state.deciders, by.person),
  };
  return taken(state, changes, [decisionFact(state, { outcome, amount })], at);
}

/** A decision that grants no more than was advanced leaves nothing to be paid. */
function decisionFact({ agreed }: CaseState, { outcome, amount }: Pick<Grant, "outcome" | "amount">): ClockFact {
  if (outcome === "reject") return "decided_to_refuse";
  return amount > agreed ? "decided_to_pay" : "decided_within_advance";
}

type Command<K extends CaseCommand["kind"]> = Extract<CaseCommand, { kind: K }>;

function decide(state: CaseState, command: Command<"decide">, by: Actor, at: Instant): CaseAnswer {
  if (state.status !== "in_review") return refused("claim_not_decidable");
  const { decisionId, outcome, amount, authority } = command;
  if (amount <= authority) return decided(state, command, by, at);
  const wrong = amountRefusal(state, command);
  if (wrong !== null) return refused(wrong);
  if (by.person === null) return refused("authority_exceeded");
  const proposal: Proposal = { kind: "decision", decisionId, maker: by.person, outcome, amount };
  return taken(state, { status: "awaiting_second", reserve: amount - state.agreed, proposal }, ["proposed"], at);
}

/** The second pair of eyes: another person, and with authority of their own to grant as much. */
function second(state: CaseState, { approve, authority }: Command<"second">, by: Actor, at: Instant): CaseAnswer {
  const { proposal } = state;
  if (proposal === null) return refused("state_conflict");
  if (by.person === null || by.person === proposal.maker) return refused("same_person");
  const { kind, maker, amount } = proposal;
  const deciders = withDecider(state.deciders, maker);
  if (!approve) {
    if (kind === "correction") return taken(state, { proposal: null, reserve: 0n }, ["sent_back"], at);
    return taken(state, { status: "in_review", proposal: null }, ["sent_back"], at);
  }
  if (amount > authority) return refused("authority_exceeded");
  if (kind === "correction") {
    const changes = { agreed: amount, reserve: 0n, proposal: null, deciders: withDecider(deciders, by.person) };
    return taken(state, changes, ["decided_to_pay"], at);
  }
  return decided({ ...state, deciders }, proposal, by, at);
}

function requestEvidence(
  state: CaseState,
  { reason }: Command<"request_evidence">,
  by: Actor,
  at: Instant,
): CaseAnswer {
  if (!isOpen(state)) return refused("state_conflict");
  if (state.rounds > 0 && !(by.isSupervisor && reason.trim() !== "")) return refused("supplement_again");
  return taken(state, { status: "evidence_requested", rounds: state.rounds + 1 }, ["supplement_delivered"], at);
}

/** Documents that arrive. A case that was closed on silence opens again, complete or not. */
function answerEvidence(state: CaseState, command: Command<"answer_evidence">, at: Instant): CaseAnswer {
  const { complete, exposure } = command;
  if (state.lapsed) {
    const status = complete ? "in_review" : "evidence_requested";
    const facts: readonly ClockFact[] = complete ? ["reopened", "supplement_complete"] : ["reopened"];
    return taken(state, { status, lapsed: false, reserve: exposure }, facts, at);
  }
  if (state.status === "evidence_requested" && complete)
    return taken(state, { status: "in_review" }, ["supplement_complete"], at);
  return isUndecided(state.status) || state.openAppeal !== null ? taken(state, {}, [], at) : refused("state_conflict");
}

/** Nobody answered: the case is closed, not refused, and opens again with the first answer. What was advanced stays paid. */
function lapse(state: CaseState, at: Instant): CaseAnswer {
  if (state.status !== "evidence_requested") return refused("state_conflict");
  return taken(state, { status: "closed", lapsed: true, reserve: 0n }, ["lapsed"], at);
}

function withdraw(state: CaseState, at: Instant): CaseAnswer {
  if (!isUndecided(state.status) || state.agreed > 0n) return refused("state_conflict");
  return taken(state, { status: "withdrawn", reserve: 0n, proposal: null }, ["withdrawn"], at);
}

/** Another number of the same return: the case stays as it is, or its refusal is a question again. */
function rebind(state: CaseState, { reopen, exposure }: Command<"rebind">, at: Instant): CaseAnswer {
  if (state.status === "withdrawn") return refused("state_conflict");
  if (!reopen) return taken(state, {}, [], at);
  const isOver = state.status === "rejected" && state.openAppeal === null && state.proposal === null;
  return isOver
    ? taken(state, { status: "in_review", reserve: exposure }, ["review_requested"], at)
    : refused("state_conflict");
}

/** A refusal or reduction by rules alone is looked at by a person, once, for the asking (PIPL art. 24). */
function requestReview(state: CaseState, { exposure }: Command<"request_review">, at: Instant): CaseAnswer {
  const short = state.status === "rejected" || state.status === "partly_approved";
  if (!short || !state.decidedByRules || state.reviewed) return refused("review_not_possible");
  // What is open is settled first: a correction approved in a case under review would undo what was advanced meanwhile.
  if (state.openAppeal !== null || state.proposal !== null) return refused("review_not_possible");
  return taken(state, { status: "in_review", reviewed: true, reserve: exposure }, ["review_requested"], at);
}

/** The part that nobody disputes, before the whole is decided (Insurance Law art. 25). */
function advance(state: CaseState, { amount, authority }: Command<"advance">, by: Actor, at: Instant): CaseAnswer {
  if (state.status !== "in_review" && state.status !== "evidence_requested") return refused("claim_not_decidable");
  if (amount <= 0n) return refused("amount_required");
  const agreed = state.agreed + amount;
  if (agreed > authority) return refused("authority_exceeded");
  const reserve = state.reserve > amount ? state.reserve - amount : 0n;
  const deciders = withDecider(state.deciders, by.person);
  return taken(state, { agreed, advanced: state.advanced + amount, reserve, deciders }, ["advanced"], at);
}

function appeal(state: CaseState, command: Command<"appeal">, at: Instant): CaseAnswer {
  if (!isDecided(state) || state.proposal !== null) return refused("state_conflict");
  if (state.openAppeal !== null) return refused("appeal_open");
  if (state.appeals >= APPEALS_MAX) return refused("appeals_exhausted");
  if (at >= plus(command.decidedAt, APPEAL_DAYS * DAY_MS)) return refused("appeal_too_late");
  const { appealId, exposure } = command;
  return taken(state, { openAppeal: appealId, appeals: state.appeals + 1, reserve: exposure }, ["appealed"], at);
}

/** Another person than all who decided; an overturned decision grants more than was granted. */
function decideAppeal(state: CaseState, command: Command<"decide_appeal">, by: Actor, at: Instant): CaseAnswer {
  if (state.openAppeal === null) return refused("state_conflict");
  if (by.person === null || state.deciders.includes(by.person)) return refused("same_person");
  const deciders = withDecider(state.deciders, by.person);
  if (command.upheld) return taken(state, { openAppeal: null, reserve: 0n, deciders }, ["appeal_decided"], at);
  const { outcome, amount, authority } = command;
  if (outcome === "reject" || amount <= state.agreed) return refused("amount_required");
  if (amount > authority) return refused("authority_exceeded");
  // A claim that was approved whole stays so, with more.
  const status = state.status === "approved" ? state.status : statusAfter(outcome);
  const changes = { status, agreed: amount, reserve: 0n, openAppeal: null, deciders, decidedByRules: false } as const;
  return taken(state, changes, ["appeal_decided", "decided_to_pay"], at);
}

/** A grant that was too small is put right by two people; money that was granted is never taken back from the insured. */
function correct(state: CaseState, { decisionId, amount }: Command<"correct">, by: Actor, at: Instant): CaseAnswer {
  if (!isDecided(state) || state.agreed === 0n || state.proposal !== null) return refused("state_conflict");
  if (state.openAppeal !== null) return refused("appeal_open");
  if (amount <= state.agreed) return refused("amount_below_agreed");
  if (by.person === null) return refused("same_person");
  const outcome: DecisionOutcome = state.status === "approved" ? "approve" : "partly_approve";
  const proposal: Proposal = { kind: "correction", decisionId, maker: by.person, outcome, amount };
  return taken(state, { proposal, reserve: amount - state.agreed }, ["proposed"], at);
}

/** A decided case ends when its money has arrived and no remedy is left. */
function close(state: CaseState, { settled, until }: Command<"close">, at: Instant): CaseAnswer {
  const isQuiet = isDecided(state) && state.proposal === null && state.openAppeal === null;
  if (!isQuiet || !settled || at < until) return refused("state_conflict");
  return taken(state, { status: "closed", reserve: 0n }, ["closed"], at);
}
