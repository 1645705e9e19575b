// Understands how a claim follows its return to another number: before it is decided, after a refusal, and after a grant.
//
// For any number of claims: 6 statements to read them (cases, what is known of them, 3 for their states, who holds the numbers), those
// of a step, and one for old numbers; where rules look again those of the facts, of the decisions, and one each for traits, scores
// and what waits behind a switch. None where no number changed.

import { present } from "@anxin/core/assert";
import { type Adjudication, adjudicate } from "@anxin/core/claim/adjudicate";
import { caseReserve } from "@anxin/core/claim/ceiling";
import type { ClaimFacts } from "@anxin/core/claim/facts";
import type { CaseState } from "@anxin/core/claim/machine";
import { afterGrants, type GrantBeside, type Rebinding, rebindingOf, renumbered } from "@anxin/core/claim/rebind";
import { bookOfId, type Id } from "@anxin/core/id";
import { isConfirmed, type OrderReturn, type OrderSnapshot } from "@anxin/core/order/order";
import type { StopCheck } from "@anxin/core/switch/switch";
import type { Instant } from "@anxin/core/time";
import { type ClaimRow, releaseWaybills, type WaybillHold } from "@anxin/store/claim";
import { claimsById, waybillHolders } from "@anxin/store/claim-case";
import type { ClaimSummary } from "@anxin/store/claim-history";
import { holdClaims, releaseClaims } from "@anxin/store/held";
import { verifiedPayees } from "@anxin/store/payee-change";
import { type CaseToRebind, casesToRebind } from "@anxin/store/rebind";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { renewScores } from "../fraud/score.js";
import { recordTraits } from "../fraud/signals.js";
import { openPayee } from "../order/payee.js";
import { BY_RULES, SYSTEM } from "./actor.js";
import { type Recorded, recordDecisions, ruleVerdict, type Verdict } from "./decide.js";
import { type Decider, deciderOf, heldClaim } from "./decider.js";
import { type ClaimCase, gatherFacts, type OrderFile, signalSubject } from "./facts.js";
import { type StepWish, type Taken, takeSteps } from "./move.js";
import { restOfCases, stateOf } from "./state.js";

/** A claim whose return is told under another number. */
export interface ReboundCase {
  readonly claim: ClaimRow;
  readonly state: CaseState;
  readonly entry: OrderReturn;
  readonly key: string;
  readonly how: Rebinding;
  /** Rules decide it, or refused it, and no person has had a hand in it. */
  readonly isRules: boolean;
  /** The number of the case's next event. */
  readonly sequence: number;
}

/** The claims that a newer snapshot moves to another number; the caller takes these numbers for them, with all others. */
export async function casesRebound(
  tx: Tx,
  told: readonly { readonly order: OrderSnapshot; readonly claims: readonly ClaimSummary[] }[],
  now: Instant,
): Promise<readonly ReboundCase[]> {
  const changes = told.flatMap(({ order, claims }) => renumbered(order, claims));
  if (changes.length === 0) return [];
  const rows = await claimsById(
    tx,
    changes.map(({ claim: { claimId } }) => ({ book: bookOfId(claimId), claimId })),
  );
  const claims = rows.map(({ claim }) => claim);
  const known = await casesToRebind(tx, claims, now);
  const rest = await restOfCases(tx, claims);
  return rows
    .flatMap(({ claim, lastSequence }): ReboundCase[] => {
      const { entry, key } = present(
        changes.find((change) => change.claim.claimId === claim.claimId),
        "a claim was asked for since its number changed",
      );
      const state = stateOf(claim, rest(claim.claimId));
      const note = present(known.get(claim.claimId), "a claim that was read is kept");
      const how = rebindingOf(state, note.reasonCodes);
      if (how === null || (how !== "moves" && !isConfirmed(entry))) return [];
      return [{ claim, state, entry, key, how, isRules: isLeftToRules(state, note, how), sequence: lastSequence + 1 }];
    })
    .sort(
      (a, b) => (a.entry.receivedAt ?? 0) - (b.entry.receivedAt ?? 0) || (a.claim.claimId < b.claim.claimId ? -1 : 1),
    );
}

function isLeftToRules(state: CaseState, { touched }: CaseToRebind, how: Rebinding): boolean {
  if (how === "adds" || state.reviewed) return false;
  return how === "reopens" ? state.decidedByRules : state.status === "in_review" && !touched;
}

export interface Rebound {
  /** The claims as they are now. */
  readonly claims: readonly ClaimRow[];
  readonly exhausted: Recorded["exhausted"];
  readonly events: Recorded["events"];
}

const NOTHING: Rebound = { claims: [], exhausted: [], events: [] };

/** What rules say to a claim under its new number. */
interface LookedAt {
  readonly facts: ClaimFacts;
  readonly adjudication: Adjudication;
  readonly decider: Decider;
  readonly read: ClaimCase;
}

/** A case that has moved. */
interface Moved extends Taken {
  readonly rebound: ReboundCase;
  readonly looked: LookedAt | undefined;
}

/**
 * Moves claims to their new numbers, which were taken for them where they were free, and lets rules look again where only rules
 * have looked: one after the other in the order in which the goods came back, so that an order is paid for once.
 */
export async function rebindReturns(
  context: Context,
  tx: Tx,
  stopped: StopCheck,
  files: ReadonlyMap<string, OrderFile>,
  cases: readonly ReboundCase[],
  now: Instant,
): Promise<Rebound> {
  const holders = await waybillHolders(
    tx,
    cases.map(({ key }) => key),
  );
  // A claim that was granted money gives up none of its numbers for one that belongs to somebody else.
  const own = cases.filter(({ claim, how, key }) => how !== "adds" || holders.get(key) === claim.claimId);
  if (own.length === 0) return NOTHING;
  const looked = await lookAgain(context, tx, stopped, files, own, now);
  const taken = await takeSteps(
    context,
    tx,
    own.map((rebound) => wishOf(rebound, looked.get(rebound.claim.claimId))),
    now,
  );
  const moved = own.map((rebound, i): Moved => {
    const step = present(taken[i], "every case takes its step");
    return { ...step, rebound, looked: looked.get(rebound.claim.claimId) };
  });
  await writeMoves(context, tx, moved, files, now);
  const verdicts = await verdictsOf(context, tx, moved, now);
  const recorded = await recordDecisions(context, tx, verdicts, now);
  const decided = new Map(recorded.claims.map((claim) => [claim.claimId, claim]));
  return { ...recorded, claims: moved.map(({ claim }) => decided.get(claim.claimId) ?? claim) };
}

async function lookAgain(
  context: Context,
  tx: Tx,
  stopped: StopCheck,
  files: ReadonlyMap<string, OrderFile>,
  cases: readonly ReboundCase[],
  now: Instant,
): Promise<ReadonlyMap<Id, LookedAt>> {
  const asked = cases.filter(({ how, isRules }) => how === "reopens" || isRules);
  if (asked.length === 0) return new Map();
  const renamed = asked.map(({ claim, key }) => ({ ...claim, waybillKey: key }));
  const read = await gatherFacts(context, tx, renamed, files, now);
  const granted = new Map<string, GrantBeside[]>();
  return new Map(
    read.map((each, i) => {
      const { claim, product } = each;
      const beside = granted.get(claim.orderId) ?? [];
      const facts = afterGrants(each.facts, beside);
      const adjudication = adjudicate(facts, product);
      const decider = asked[i]?.isRules === true ? deciderOf(adjudication, product.code, stopped) : "person";
      if (decider === "rules" && adjudication.amount > 0n)
        granted.set(claim.orderId, [...beside, { returnId: claim.returnId, amount: adjudication.amount }]);
      return [claim.claimId, { facts, adjudication, decider, read: each }] as const;
    }),
  );
}

/** The case under its new number, and the step that it takes with it. */
function wishOf({ claim, state, key, how, sequence }: ReboundCase, looked: LookedAt | undefined): StepWish {
  const exposure =
    looked === undefined ? 0n : caseReserve(looked.facts, looked.read.product, looked.adjudication.amount);
  const detail = claim.waybillKey === null ? key : `${claim.waybillKey} > ${key}`;
  return {
    claim: { ...claim, waybillKey: key },
    ...{ state, sequence, by: BY_RULES },
    command: { kind: "rebind", reopen: how === "reopens", exposure },
    event: { kind: "waybill_rebound", actor: SYSTEM, detail },
  };
}

async function writeMoves(
  context: Context,
  tx: Tx,
  moved: readonly Moved[],
  files: ReadonlyMap<string, OrderFile>,
  now: Instant,
): Promise<void> {
  await releaseWaybills(tx, moved.flatMap(oldNumber));
  await releaseClaims(
    tx,
    moved.flatMap(({ rebound: { how, claim } }) => (how === "moves" ? [claim] : [])),
  );
  const looked = moved.flatMap(({ claim, looked: seen }) => (seen === undefined ? [] : [{ claim, ...seen }]));
  await holdClaims(
    tx,
    looked.flatMap(({ claim, facts, decider }) => heldClaim(claim, facts, decider)),
    now,
  );
  await recordTraits(
    context,
    tx,
    looked.flatMap(({ claim, read: { known, product } }) => {
      const file = files.get(claim.orderId);
      return file === undefined ? [] : [signalSubject(claim, file, known, product, [])];
    }),
  );
  await renewScores(
    tx,
    looked.map(({ claim: { book, claimId }, adjudication: { findings } }) => ({ book, claimId, findings })),
  );
}

/** The number that a claim gives back: none of those on which it was granted money. */
function oldNumber({ rebound: { claim, how } }: Moved): Pick<WaybillHold, "waybillKey" | "claimId">[] {
  const { waybillKey: before, claimId } = claim;
  return before === null || how === "adds" ? [] : [{ waybillKey: before, claimId }];
}

async function verdictsOf(context: Context, tx: Tx, moved: readonly Moved[], now: Instant): Promise<Verdict[]> {
  const byRules = moved.filter(({ looked }) => looked?.decider === "rules");
  const payees = await verifiedPayees(
    tx,
    byRules.map(({ claim }) => claim),
  );
  return byRules.flatMap(({ rebound, step, claim, looked }): Verdict[] => {
    if (looked === undefined) return [];
    const { facts, adjudication, read } = looked;
    const changed = payees.get(claim.claimId) ?? null;
    const payee = changed === null ? read.file.order.payee : openPayee(context.vault, tx.tenantId, changed);
    const about = { claim, known: read.known, product: read.product, payee, facts, adjudication };
    return [ruleVerdict({ ...about, sequence: rebound.sequence + 1 }, step.state, now)];
  });
}
