// Understands how a person decides a claim: on the version they read, within limits and their authority, with reasons; and how a
// claim is withdrawn.
//
// Those statements that hold the claim, 1 for who changed it last, 4 for who decides, what they may grant and who has it in hand, 1
// for what it rests on, those of the decision and one outbox row; or those of the step, and 1 for the proposal.

import { present } from "@anxin/core/assert";
import { type Adjudication, adjudicate } from "@anxin/core/claim/adjudicate";
import { type Ceiling, grantCeiling } from "@anxin/core/claim/ceiling";
import type { DecisionOutcome } from "@anxin/core/claim/claim";
import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Actor, CaseCommand } from "@anxin/core/claim/machine";
import type { Id } from "@anxin/core/id";
import { type Fen, fenFromWire, fenToWire, formatYuan } from "@anxin/core/money";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { Settlement } from "@anxin/core/service-order/settlement";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { insertOutbox } from "@anxin/store/outbox";
import { insertProposal, settleProposal } from "@anxin/store/proposal";
import { insertBasis } from "@anxin/store/review-basis";
import { endLease } from "@anxin/store/review-lease";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, requireIfMatch } from "../http/etag.js";
import { authorityOf } from "../review/authority.js";
import { requireInHand } from "../review/holding.js";
import { noteChoiceOfDecision } from "../service-order/in-kind.js";
import { actorOf } from "./actor.js";
import { currentVersion, type HeldCase, holdCase, nextSequence } from "./case.js";
import { tellChanged } from "./changed.js";
import { batchOf, recordDecisions } from "./decide.js";
import type { ClaimCase } from "./facts.js";
import { requireMerchantHeard } from "./heard.js";
import { takeStep } from "./move.js";
import { takenStep } from "./state.js";

/** A decision as it comes over the wire, checked by its schema only. */
export interface DecisionBody {
  readonly outcome: DecisionOutcome;
  readonly amount?: number | null;
  readonly reasonCodes?: readonly ReasonCode[];
  readonly clauses?: readonly string[];
  readonly note?: string;
  /** How the benefit is given; as the claimant chose, or else as money, where it is left out. */
  readonly settlement?: Settlement;
}

interface Conditional {
  readonly headers: { readonly "if-match"?: string | undefined };
}

/** What a person wants to decide. */
export interface DecisionWish {
  readonly outcome: DecisionOutcome;
  /** The whole that is granted, in fen; zero for a refusal. */
  readonly amount: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  /** The clauses it rests on; null: those whose findings gave the reasons. */
  readonly clauses: readonly string[] | null;
  readonly note: string;
  readonly settlement?: Settlement | undefined;
}

/** What came of it. */
export interface Decided {
  readonly claim: ClaimRow;
  readonly decisionId: Id;
  /** It waits for a second pair of eyes. */
  readonly isProposed: boolean;
}

/**
 * Decides a claim that waits in review; above the caller's authority the decision waits for a second pair of eyes. Refuses a stale
 * version (`if_match_stale`, with who changed it), a claim that is not in review (`claim_not_decidable`) or that a colleague has in
 * hand (`claim_held`), a grant without amount or above the limits, and a refusal or reduction without reasons.
 */
export async function decideByPerson(
  context: Context,
  tx: Tx,
  principal: Principal,
  {
    claimId,
    body,
    conditional,
  }: { readonly claimId: string; readonly body: DecisionBody; readonly conditional: Conditional },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, claimId, now);
  const current = await currentVersion(tx, held);
  requireIfMatch(conditional, current);
  requireDecidable(held, current);
  const { outcome, note = "", clauses = null, settlement } = body;
  const reasonCodes = [...new Set(body.reasonCodes ?? [])];
  requireReasons(outcome, reasonCodes);
  const amount = amountOf(body, held);
  requireClauses(held.product, clauses);
  const wish = { outcome, amount, reasonCodes, clauses, note, settlement };
  return (await decideHeld(context, tx, principal, held, wish, now)).claim;
}

/** Who came first is told to who comes second. */
function requireDecidable({ claim }: HeldCase, { changedBy, changedAt }: CurrentVersion): void {
  if (claim.status === "in_review") return;
  const by = changedBy === null ? "" : ` since ${changedBy}`;
  const at = changedAt === null ? null : formatInstant(changedAt);
  refuse(
    "claim_not_decidable",
    `the claim is ${claim.status}${by}${at === null ? "" : ` at ${at}`}; only one in review can be decided`,
    {
      extra: { changedBy, changedAt: at },
    },
  );
}

/** Decides a claim that is held, or proposes it where the caller may not grant as much alone. */
export async function decideHeld(
  context: Context,
  tx: Tx,
  principal: Principal,
  held: HeldCase,
  wish: DecisionWish,
  now: Instant,
): Promise<Decided> {
  const { claim, known, product, facts } = held;
  const { outcome, amount, reasonCodes, note } = wish;
  const actor = await actorOf(tx, principal);
  const hasLease = await requireInHand(tx, claim, actor.person, now);
  const authority = await authorityOf(tx, principal, claim, now);
  const decisionId = context.ids.next(claim.book);
  const command = { kind: "decide", decisionId, outcome, amount, authority } as const;
  const step = takenStep(held.state, command, actor, now);
  const adjudication = adjudicate(facts, product);
  requireMerchantHeard(held);
  await noteChoiceOfDecision(tx, claim, product, wish.settlement, { caller: principal.caller, at: now });
  const clauses = wish.clauses ?? clausesOf(reasonCodes, adjudication);
  const { book, claimId } = claim;
  await insertBasis(tx, { book, claimId, decisionId, clauses, maker: actor.person ?? "", makerAuthority: authority });
  if (step.state.proposal !== null) {
    const proposed = await propose(context, tx, principal, held, wish, command, actor, now);
    if (hasLease) await endLease(tx, claim);
    return { claim: proposed, decisionId, isProposed: true };
  }
  const about = { claim, known, product, facts, adjudication, outcome, amount, reasonCodes, payee: held.payee, step };
  const by = { decidedBy: principal.caller, approvedBy: null, note, sequence: nextSequence(held) };
  const recorded = await recordDecisions(context, tx, [{ ...about, ...by, kind: "decision", decisionId }], now);
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: recorded.events });
  if (hasLease) await endLease(tx, claim);
  failpoint("decision.before_commit");
  return { claim: present(recorded.claims[0], "a recorded decision has a claim"), decisionId, isProposed: false };
}

type DecideCommand = Extract<CaseCommand, { readonly kind: "decide" }>;

async function propose(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  held: HeldCase,
  { outcome, amount, reasonCodes, note }: DecisionWish,
  command: DecideCommand,
  actor: Actor,
  now: Instant,
): Promise<ClaimRow> {
  const { book, claimId } = held.claim;
  const event = { kind: "proposed", actor: caller, detail: reasonCodes.join(",") } as const;
  const { claim } = await takeStep(context, tx, held, command, actor, event, now);
  const what = { kind: "decision", decisionId: command.decisionId, outcome, amount, reasonCodes, note } as const;
  const maker = present(actor.person, "who decides is a person");
  await insertProposal(tx, { book, claimId, ...what, madeBy: caller, maker, madeAt: now });
  await tellChanged(context, tx, claimId, now);
  return claim;
}

/** The clauses whose findings gave these reasons, in their order. */
export function clausesOf(reasonCodes: readonly ReasonCode[], { findings }: Adjudication): readonly string[] {
  const cited = findings.filter(({ reason }) => reason !== null && reasonCodes.includes(reason));
  return [...new Set(cited.map(({ clause }) => clause))];
}

function requireClauses(product: ProductVersion, clauses: readonly string[] | null): void {
  const known = product.clauses.map(({ id }) => id);
  const unknown = (clauses ?? []).flatMap((id, i) => {
    const detail = `is no clause of ${product.code}; its clauses are ${known.join(", ")}`;
    return known.includes(id) ? [] : [{ pointer: `/clauses/${i}`, code: "clause_unknown", detail }];
  });
  const [first] = unknown;
  if (first !== undefined) refuse("validation_failed", `${first.pointer} ${first.detail}`, { errors: unknown });
}

/** Refuses to grant less than the whole without a reason. */
export function requireReasons(outcome: DecisionOutcome, reasonCodes: readonly ReasonCode[]): void {
  if (outcome === "approve" || reasonCodes.length > 0) return;
  const detail = "say why less than the whole is granted: at least one reason code";
  refuse("reason_required", detail, { errors: [{ pointer: "/reasonCodes", code: "reason_required", detail }] });
}

/** The amount that is granted; zero for a refusal, which takes none. */
function amountOf({ outcome, amount: given }: DecisionBody, held: HeldCase): Fen {
  const pointer = "/amount";
  if (outcome === "reject") {
    if (given === undefined || given === null || given === 0) return 0n;
    const detail = "a refusal grants nothing; leave the amount out";
    refuse("validation_failed", `${pointer} ${detail}`, { errors: [{ pointer, code: "amount_on_refusal", detail }] });
  }
  const amount = fenFromWire(given);
  if (amount === null || amount === 0n) {
    const detail = "say how much is granted, in fen, more than zero";
    refuse("amount_required", detail, { errors: [{ pointer, code: "amount_required", detail }] });
  }
  requireBelowCeiling(amount, held);
  return amount;
}

/** The most that anybody may grant on a claim. */
export function ceilingOf({ facts, product, waybillHeldElsewhere }: ClaimCase): Ceiling {
  return waybillHeldElsewhere ? { amount: 0n, limit: "return_waybill" } : grantCeiling(facts, product);
}

/** Refuses more than the cover allows (`amount_above_limit`, with the limit). */
export function requireBelowCeiling(amount: Fen, held: ClaimCase): void {
  const ceiling = ceilingOf(held);
  if (amount <= ceiling.amount) return;
  const detail = `at most ${formatYuan(ceiling.amount)} yuan can be granted here (${ceiling.limit})`;
  refuse("amount_above_limit", detail, {
    ...{ limit: fenToWire(ceiling.amount), unit: "fen", extra: { bound: ceiling.limit } },
    errors: [{ pointer: "/amount", code: "amount_above_limit", detail }],
  });
}

/** Takes a claim back before it is decided: the reserve is released, and so is a return parcel that it held. */
export async function withdrawClaim(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId: text, reason }: { readonly claimId: string; readonly reason: string },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, text, now);
  const event = { kind: "withdrawn", actor: principal.caller, detail: reason } as const;
  const { claim } = await takeStep(context, tx, held, { kind: "withdraw" }, await actorOf(tx, principal), event, now);
  // What nobody can check any more waits for nobody.
  if (held.proposal !== null)
    await settleProposal(tx, claim, { at: now, approved: false, by: principal.caller, note: "withdrawn" });
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "claim.closed", ids: [claim.claimId] }] });
  return claim;
}
