// Understands the second pair of eyes: another person than the maker lets a decision stand, or sends it back.
//
// Those statements that hold the claim, 1 for who changed it last, 5 for who checks, what they may grant and who has it in hand, 1
// for what became of the proposal, 1 for what was checked, those of the decision or of the step, and one outbox row.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { type Actor, type CaseStep, step } from "@anxin/core/claim/machine";
import { formatId, parseId } from "@anxin/core/id";
import { type Fen, fenToWire, formatYuan } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { insertOutbox } from "@anxin/store/outbox";
import { type ProposalRow, personOfStaff, settleProposal } from "@anxin/store/proposal";
import { checkBasis, isDecisionKnown } from "@anxin/store/review-basis";
import { endLease } from "@anxin/store/review-lease";
import type { Tx } from "@anxin/store/transaction";
import { actorOf } from "../claim/actor.js";
import { requireBelowCeiling } from "../claim/adjuster.js";
import { currentVersion, type HeldCase, holdCase, nextSequence } from "../claim/case.js";
import { tellChanged } from "../claim/changed.js";
import { batchOf, recordDecisions } from "../claim/decide.js";
import { takeStep } from "../claim/move.js";
import { takenStep } from "../claim/state.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, requireIfMatch } from "../http/etag.js";
import { authorityOf } from "./authority.js";
import { requireInHand } from "./holding.js";

export interface Approval {
  readonly claimId: string;
  readonly decisionId: string;
  readonly approve: boolean;
  readonly note: string;
  readonly conditional: { readonly headers: { readonly "if-match"?: string | undefined } };
}

/**
 * Lets a proposal stand, or sends it back to its maker with a note. Refuses the maker, whichever account they use (`same_person`),
 * who may not grant as much (`authority_exceeded`, with what they may), a stale version, and a proposal that waits no more.
 */
export async function approveByPerson(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId, decisionId, approve, note, conditional }: Approval,
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, claimId, now);
  const current = await currentVersion(tx, held);
  const proposal = await openProposal(tx, held, decisionId, current);
  requireIfMatch(conditional, current);
  const actor = await actorOf(tx, principal);
  await requireOther(tx, proposal, actor);
  const hasLease = await requireInHand(tx, held.claim, actor.person, now);
  const authority = await authorityOf(tx, principal, held.claim, now);
  const command = { kind: "second", approve, authority } as const;
  requireAuthority(held, command, actor, now);
  await settleProposal(tx, held.claim, { at: now, approved: approve, by: principal.caller, note });
  const claim = await settled(context, tx, principal, { held, proposal, command, actor, note }, now);
  if (hasLease) await endLease(tx, claim);
  return claim;
}

interface Settling {
  readonly held: HeldCase;
  readonly proposal: ProposalRow;
  readonly command: SecondCommand;
  readonly actor: Actor;
  readonly note: string;
}

async function settled(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  { held, proposal, command, actor, note }: Settling,
  now: Instant,
): Promise<ClaimRow> {
  if (!command.approve) {
    const event = { kind: "sent_back", actor: caller, detail: note } as const;
    const { claim } = await takeStep(context, tx, held, command, actor, event, now);
    await tellChanged(context, tx, claim.claimId, now);
    return claim;
  }
  const taken = takenStep(held.state, command, actor, now);
  requireBelowCeiling(proposal.amount, held);
  await checkBasis(tx, proposal, present(actor.person, "who checks is a person"), command.authority);
  return record(context, tx, held, proposal, { caller, step: taken }, now);
}

/** Refuses the maker also where two accounts were found to be one person's only after the proposal. */
async function requireOther(tx: Tx, { madeBy }: ProposalRow, { person }: Actor): Promise<void> {
  const maker = await personOfStaff(tx, BigInt(madeBy.slice("staff:".length)));
  if (maker === person) refuse("same_person", "whoever made the decision cannot be the other pair of eyes");
}

/** The proposal that waits. One that was settled tells by whom, and one that never was is not found. */
async function openProposal(
  tx: Tx,
  { claim, proposal }: HeldCase,
  text: string,
  { changedBy, changedAt }: CurrentVersion,
): Promise<ProposalRow> {
  const decisionId = parseId("decision", text);
  if (proposal !== null && proposal.decisionId === decisionId) return proposal;
  const isKnown = decisionId !== null && (await isDecisionKnown(tx, claim, decisionId));
  if (!isKnown) refuse("not_found", `there is no decision ${text} on ${formatId("claim", claim.claimId)}`);
  const at = changedAt === null ? null : formatInstant(changedAt);
  refuse(
    "state_conflict",
    `this decision waits for nobody; the claim is ${claim.status} since ${changedBy ?? "then"}, ${at ?? ""}`,
    {
      extra: { changedBy, changedAt: at },
    },
  );
}

type SecondCommand = { readonly kind: "second"; readonly approve: boolean; readonly authority: Fen };

/** A refusal for want of authority names the limit, and who could raise it. */
function requireAuthority(held: HeldCase, command: SecondCommand, actor: Actor, now: Instant): void {
  const answer = step(held.state, command, actor, now);
  if (!("refused" in answer) || answer.refused !== "authority_exceeded") return;
  const { authority } = command;
  refuse(
    "authority_exceeded",
    `you may grant ${formatYuan(authority)} yuan alone; ask a colleague who may grant more, or an administrator to raise the limit`,
    { limit: fenToWire(authority), unit: "fen", extra: { raisedBy: "admin" } },
  );
}

async function record(
  context: Context,
  tx: Tx,
  held: HeldCase,
  proposal: ProposalRow,
  { caller, step: taken }: { readonly caller: string; readonly step: CaseStep },
  now: Instant,
): Promise<ClaimRow> {
  const { claim, known, product, facts } = held;
  const { kind, decisionId, outcome, amount, reasonCodes, note, madeBy } = proposal;
  const adjudication = adjudicate(facts, product);
  const about = { claim, known, product, facts, adjudication, payee: held.payee, sequence: nextSequence(held) };
  const decision = { kind, decisionId, outcome, amount, reasonCodes, note, decidedBy: madeBy, approvedBy: caller };
  const recorded = await recordDecisions(context, tx, [{ ...about, ...decision, step: taken }], now);
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: recorded.events });
  failpoint("decision.before_commit");
  return present(recorded.claims[0], "a recorded decision has a claim");
}
