// Understands how a case that is kept becomes the state of the case machine, and how a step of it becomes the case again.

import type { Clock } from "@anxin/core/claim/clocks";
import {
  type Actor,
  type CaseCommand,
  type CaseState,
  type CaseStep,
  filedCase,
  type Proposal,
  step,
} from "@anxin/core/claim/machine";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { clocksOfClaims } from "@anxin/store/claim-clock";
import { decidersOf, openProposals, type ProposalRow } from "@anxin/store/proposal";
import type { Tx } from "@anxin/store/transaction";
import { BY_RULES } from "./actor.js";
import type { Decider } from "./decider.js";

/** What the state of a case is made of, beside its own row. */
export interface CaseRest {
  readonly proposal: ProposalRow | null;
  readonly deciders: readonly string[];
  readonly clocks: readonly Clock[];
}

const NOTHING: CaseRest = { proposal: null, deciders: [], clocks: [] };

/** Reads what belongs to the state of these cases: 3 statements for any number. */
export async function restOfCases(tx: Tx, claims: readonly ClaimRow[]): Promise<(claimId: Id) => CaseRest> {
  const proposals = await openProposals(tx, claims);
  const deciders = await decidersOf(tx, claims);
  const clocks = await clocksOfClaims(tx, claims);
  return (claimId) => ({
    proposal: proposals.get(claimId) ?? null,
    deciders: deciders.get(claimId) ?? NOTHING.deciders,
    clocks: clocks.get(claimId) ?? NOTHING.clocks,
  });
}

export function stateOf(claim: ClaimRow, { proposal, deciders, clocks }: CaseRest): CaseState {
  const { status, reserve, rounds, lapsed, decidedByRules, reviewed, appeals } = claim;
  return {
    ...{ status, reserve, rounds, lapsed, decidedByRules, reviewed, appeals, deciders, clocks },
    agreed: claim.agreedAmount,
    advanced: claim.advancedAmount,
    openAppeal: claim.openAppealId,
    proposal: proposal === null ? null : proposalOf(proposal),
  };
}

const proposalOf = ({ kind, decisionId, maker, outcome, amount }: ProposalRow): Proposal => {
  return { kind, decisionId, maker, outcome, amount };
};

/** The case as a step leaves it; a step that decides sets when. */
export function claimAfter(claim: ClaimRow, { state, facts }: CaseStep, now: Instant): ClaimRow {
  const { status, reserve, rounds, lapsed, decidedByRules, reviewed, appeals } = state;
  const isDecision = facts.some((fact) => fact.startsWith("decided_"));
  return {
    ...claim,
    ...{ status, reserve, rounds, lapsed, decidedByRules, reviewed, appeals },
    revision: claim.revision + 1,
    decidedAt: isDecision ? now : claim.decidedAt,
    agreedAmount: state.agreed,
    advancedAmount: state.advanced,
    openAppealId: state.openAppeal,
  };
}

const WHY: Readonly<Record<string, string>> = {
  amount_required: "say how much is granted, in fen: more than zero, and more than before; a refusal grants nothing",
  amount_below_agreed: "what was granted is owed: name the whole amount, at least what was granted before",
  same_person: "whoever made the decision, or had a part in it, cannot be the other pair of eyes",
  authority_exceeded: "this is more than you may grant",
  supplement_again: "one list was sent already; another needs a supervisor, and a reason",
  review_not_possible: "a person looks once at what rules refused or reduced, while no appeal is open",
  appeal_open: "an appeal is open already",
  appeal_too_late: "the time for an appeal is over",
  appeals_exhausted: "the claim was appealed as often as it can be",
};

/** The columns of a case that nobody has decided yet. */
export const UNDECIDED = {
  decidedAt: null,
  agreedAmount: 0n,
  advancedAmount: 0n,
  rounds: 0,
  lapsed: false,
  decidedByRules: false,
  reviewed: false,
  appeals: 0,
  openAppealId: null,
} as const;

/** A new case: left to rules, which decide it in the same transaction, or referred, with what may have to be paid set aside. */
export function openedCase(decider: Decider, exposure: Fen, at: Instant): CaseState {
  const filed = filedCase(at);
  if (decider === "rules") return { ...filed, reserve: exposure };
  return takenStep(filed, { kind: "refer", exposure }, BY_RULES, at).state;
}

/** Who came before, for whoever comes too late. */
export interface CameBefore {
  readonly changedBy: string | null;
  readonly changedAt: Instant | null;
}

/** The step that a case takes; refuses with the machine's own code otherwise, and says who made the case what it is. */
export function takenStep(
  state: CaseState,
  command: CaseCommand,
  by: Actor,
  now: Instant,
  before: CameBefore | null = null,
): CaseStep {
  const answer = step(state, command, by, now);
  if (!("refused" in answer)) return answer;
  const { changedBy, changedAt: movedAt } = before ?? { changedBy: null, changedAt: null };
  const changedAt = movedAt === null ? null : formatInstant(movedAt);
  const since = changedBy === null ? "" : ` since ${changedBy}`;
  const at = changedAt === null ? "" : ` at ${changedAt}`;
  const extra = { claimStatus: state.status, changedBy, changedAt };
  const detail = WHY[answer.refused] ?? `the claim is ${state.status}${since}${at}; this cannot be done with it now`;
  return refuse(answer.refused, detail, { extra });
}
