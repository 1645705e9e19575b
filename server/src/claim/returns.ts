// Understands how confirmed returns become claims: opened, decided and agreed in the transaction that learned of them.

import { present } from "@anxin/core/assert";
import { type Adjudication, adjudicate } from "@anxin/core/claim/adjudicate";
import { caseReserve } from "@anxin/core/claim/ceiling";
import type { ClaimFacts } from "@anxin/core/claim/facts";
import { claimFacts, type GrantedClaim } from "@anxin/core/claim/gather";
import type { CaseState } from "@anxin/core/claim/machine";
import { waybillKey } from "@anxin/core/claim/waybill";
import { type KnownElsewhere, NOTHING_KNOWN } from "@anxin/core/fraud/signals";
import type { Id } from "@anxin/core/id";
import { reserveSet } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { OrderDecision, ReturnClaim } from "@anxin/core/order/decide";
import type { OrderSnapshot, Place } from "@anxin/core/order/order";
import type { KnownPolicy } from "@anxin/core/policy/policy";
import type { ProductVersion } from "@anxin/core/product/product";
import type { StopCheck } from "@anxin/core/switch/switch";
import type { Instant } from "@anxin/core/time";
import {
  type ClaimEventRow,
  type ClaimRow,
  claimWaybills,
  insertClaimEvents,
  insertClaims,
  type WaybillHold,
} from "@anxin/store/claim";
import { writeClocks } from "@anxin/store/claim-clock";
import type { ClaimSummary } from "@anxin/store/claim-history";
import { holdClaims } from "@anxin/store/held";
import { insertTransfers } from "@anxin/store/ledger";
import type { BatchEvents } from "@anxin/store/outbox";
import type { EndorsementRow } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { keepScores } from "../fraud/score.js";
import { type SignalSubject, signalsOfNew } from "../fraud/signals.js";
import type { OrderHistory } from "../order/load.js";
import { formulasOf } from "../product/formula.js";
import { NOTHING_CITED } from "./cited.js";
import { caseTransfers, recordDecisions, ruleVerdict, type Verdict } from "./decide.js";
import { type Decider, deciderOf, heldClaim, waitEvent } from "./decider.js";
import type { OrderFile } from "./facts.js";
import { casesRebound, rebindReturns } from "./rebind.js";
import { openedCase, UNDECIDED } from "./state.js";

/** An order whose newest snapshot tells of returns. */
export interface ReturningOrder {
  readonly order: OrderSnapshot;
  readonly decision: Pick<OrderDecision, "policies" | "returnClaims">;
  /** What the order was before; null when it is new. */
  readonly history: OrderHistory | null;
  /** Claims that the order has. */
  readonly claims: readonly ClaimSummary[];
  readonly returnTo: Place | null;
  /** When the shop opened. */
  readonly shopSince: Instant;
}

export interface OpenedClaims {
  /** Every claim of the orders that any was opened or moved of. */
  readonly claimsByOrder: ReadonlyMap<string, readonly ClaimSummary[]>;
  /** Policies whose cover the claims used up. */
  readonly exhausted: readonly EndorsementRow[];
  readonly events: readonly BatchEvents[];
}

/** One claim on its way through the batch. */
interface Filing {
  readonly claimId: Id;
  readonly key: string | null;
  readonly known: KnownPolicy;
  readonly product: ProductVersion;
  readonly entry: ReturnClaim["return"];
  readonly returning: ReturningOrder;
}

interface Outcome {
  readonly filing: Filing;
  readonly facts: ClaimFacts;
  readonly adjudication: Adjudication;
  readonly decider: Decider;
}

const NOTHING: OpenedClaims = { claimsByOrder: new Map(), exhausted: [], events: [] };

/**
 * Settles what newest snapshots tell of returns. Claims follow their returns to other numbers, then confirmed returns become claims.
 * All numbers are taken at once, `late` ones of older snapshots too, so that two batches never wait for each other in a ring.
 */
export async function settleReturns(
  context: Context,
  tx: Tx,
  stopped: StopCheck,
  returning: readonly ReturningOrder[],
  late: readonly WaybillHold[],
): Promise<OpenedClaims> {
  const filings = returning.flatMap((entry) => filingsOf(context, entry));
  const now = context.clock.now();
  const cases = await casesRebound(tx, returning, now);
  const holds = [
    ...late,
    ...cases.map(({ claim: { claimId, book }, key }) => ({ waybillKey: key, claimId, book })),
    ...filings.flatMap(({ key, claimId, known }) =>
      key === null ? [] : [{ waybillKey: key, claimId, book: known.policy.book }],
    ),
  ];
  const held = await claimWaybills(tx, holds);
  const rebound = await rebindReturns(context, tx, stopped, filesOf(returning), cases, now);
  const known = new Map(returning.map((each) => [each.order.orderId, withClaims(each.claims, rebound.claims)]));
  const upToDate = filings.map((filing) => {
    const claims = known.get(filing.returning.order.orderId) ?? [];
    return { ...filing, returning: { ...filing.returning, claims } };
  });
  const opened = await openReturnClaims(context, tx, stopped, upToDate, held);
  const touched = new Set([...rebound.claims.map(({ orderId }) => orderId), ...opened.claimsByOrder.keys()]);
  return {
    claimsByOrder: new Map(
      [...touched].map((orderId) => {
        return [orderId, [...(known.get(orderId) ?? []), ...(opened.claimsByOrder.get(orderId) ?? [])]];
      }),
    ),
    exhausted: [...rebound.exhausted, ...opened.exhausted],
    events: [...rebound.events, ...opened.events],
  };
}

/** Orders with claims already, as facts are gathered from them. */
function filesOf(returning: readonly ReturningOrder[]): ReadonlyMap<string, OrderFile> {
  return new Map(
    returning.flatMap(({ order, decision: { policies }, history, claims, returnTo, shopSince }) => {
      if (history === null || claims.length === 0) return [];
      return [[order.orderId, { order, history: { ...history, policies }, returnTo, shopSince }] as const];
    }),
  );
}

function withClaims(before: readonly ClaimSummary[], now: readonly ClaimRow[]): readonly ClaimSummary[] {
  return before.map((summary) => {
    const claim = now.find(({ claimId }) => claimId === summary.claimId);
    return claim === undefined ? summary : summaryOf(claim);
  });
}

/**
 * Opens a claim for each confirmed return, lets the clauses decide, and writes cases, decisions, postings and payouts: a fixed
 * number of statements for any number of returns. What the clauses refer waits for a person, and what a switch keeps them from
 * deciding, for the switch.
 */
async function openReturnClaims(
  context: Context,
  tx: Tx,
  stopped: StopCheck,
  filings: readonly Filing[],
  held: ReadonlyMap<string, Id>,
): Promise<OpenedClaims> {
  if (filings.length === 0) return NOTHING;
  const now = context.clock.now();
  const signals = await signalsOfNew(
    context,
    tx,
    filings.map((filing) => signalSubjectOf(filing, now)),
  );
  const outcomes = decideAll(context, filings, { held, signals }, stopped, now);
  const states = outcomes.map((outcome) => openedCase(outcome.decider, exposureOf(outcome), now));
  const claims = outcomes.map((outcome, i) => claimRow(outcome, present(states[i], "every outcome has a case"), now));
  await insertClaims(tx, claims);
  await keepScores(
    tx,
    outcomes.map(({ filing, adjudication: { findings } }) => {
      return { book: filing.known.policy.book, claimId: filing.claimId, findings };
    }),
  );
  await insertClaimEvents(
    tx,
    outcomes.flatMap((outcome) => eventRows(outcome, now)),
  );
  await insertTransfers(
    tx,
    claims.flatMap((claim) =>
      caseTransfers(context, claim, (funding) => (claim.reserve > 0n ? [reserveSet(funding, claim.reserve)] : []), now),
    ),
  );
  const waiting = outcomes.flatMap(({ facts, decider }, i) => {
    return heldClaim(present(claims[i], "every outcome has a case"), facts, decider);
  });
  await holdClaims(tx, waiting, now);
  await writeClocks(
    tx,
    claims.flatMap((claim, i) => (claim.status === "filed" ? [] : [{ claim, clocks: states[i]?.clocks ?? [] }])),
  );
  const verdicts = outcomes.flatMap((outcome, i) => {
    const [claim, state] = [present(claims[i], "every outcome has a case"), present(states[i], "and a state")];
    return outcome.decider === "rules" ? [verdictOf(outcome, claim, state, now)] : [];
  });
  const recorded = await recordDecisions(context, tx, verdicts, now);
  return {
    claimsByOrder: summariesByOrder(outcomes, [...claims, ...recorded.claims]),
    exhausted: recorded.exhausted,
    events: [{ type: "claim.filed", ids: claims.map((claim) => claim.claimId) }, ...recorded.events],
  };
}

function filingsOf(context: Context, returning: ReturningOrder): Filing[] {
  return returning.decision.returnClaims.map(({ policyId, return: entry }) => {
    const known = present(
      returning.decision.policies.find(({ policy }) => policy.policyId === policyId),
      "a return is claimed under the order's own policy",
    );
    const product = present(
      context.catalogue.version(known.policy.product, known.policy.productVersion),
      "a sold version is known",
    );
    const key = entry.waybill === "" ? null : waybillKey(entry.carrier, entry.waybill);
    return { claimId: context.ids.next(known.policy.book), key, known, product, entry, returning };
  });
}

function signalSubjectOf({ claimId, known, product, entry, returning }: Filing, at: Instant): SignalSubject {
  const { order, shopSince, claims } = returning;
  const siblings = claims.map((claim) => claim.claimId);
  const about = { claimId, at, product, order, returnId: entry.returnId, payMax: known.state.sumInsured };
  return { ...about, shopSince, evidenceIds: [], siblings };
}

/** Decides one after the other, so that a second return of an order sees what the first was granted. */
function decideAll(
  context: Context,
  filings: readonly Filing[],
  seen: { readonly held: ReadonlyMap<string, Id>; readonly signals: readonly KnownElsewhere[] },
  stopped: StopCheck,
  now: Instant,
): Outcome[] {
  const granted = new Map<string, GrantedClaim[]>();
  return filings.map((filing, i) => {
    const { order, claims, decision, returnTo } = filing.returning;
    const before = granted.get(order.orderId) ?? grantedBefore(context, claims, decision.policies);
    const facts = claimFacts({
      decidedAt: now,
      policy: filing.known.policy,
      state: filing.known.state,
      snapshot: order,
      returnTo,
      claim: statementOf(filing, now),
      granted: before,
      waybillHeldElsewhere: filing.key !== null && seen.held.get(filing.key) !== filing.claimId,
      signals: seen.signals[i] ?? NOTHING_KNOWN,
      compute: formulasOf(filing.product),
      ...NOTHING_CITED,
    });
    const adjudication = adjudicate(facts, filing.product);
    const decider = deciderOf(adjudication, filing.product.code, stopped);
    if (decider === "rules" && adjudication.amount > 0n)
      granted.set(order.orderId, [...before, grantOf(filing, adjudication)]);
    return { filing, facts, adjudication, decider };
  });
}

function statementOf({ entry, product }: Filing, now: Instant): Parameters<typeof claimFacts>[0]["claim"] {
  return {
    peril: present(product.coverage.perils[0], "a coverage names a peril").code,
    occurredAt: entry.shippedAt ?? entry.receivedAt ?? entry.refundedAt ?? now,
    reportedAt: entry.receivedAt ?? entry.refundedAt ?? now,
    requestedAmount: null,
    fields: {},
    evidence: [],
    // The merchant's confirmation stands for the buyer's word: nothing was described that could be untrue.
    declaration: true,
    returnId: entry.returnId,
  };
}

function grantedBefore(
  context: Context,
  claims: readonly ClaimSummary[],
  policies: readonly KnownPolicy[],
): GrantedClaim[] {
  return claims.flatMap((claim) => {
    const policy = policies.find((known) => known.policy.policyId === claim.policyId)?.policy;
    if (policy === undefined || claim.agreedAmount === 0n) return [];
    const indemnity = context.catalogue.version(policy.product, policy.productVersion)?.indemnity ?? false;
    const { policyId, product, payer, lineId } = policy;
    return [{ policyId, product, payer, lineId, returnId: claim.returnId, amount: claim.agreedAmount, indemnity }];
  });
}

function grantOf({ known: { policy }, product, entry }: Filing, { amount }: Adjudication): GrantedClaim {
  const { policyId, payer, lineId } = policy;
  return {
    policyId,
    product: product.code,
    payer,
    lineId,
    returnId: entry.returnId,
    amount,
    indemnity: product.indemnity,
  };
}

/** What rules grant at once, or what may have to be paid by whoever decides. */
function exposureOf({ filing, facts, adjudication: { amount }, decider }: Outcome): Fen {
  return decider === "rules" ? amount : caseReserve(facts, filing.product, amount);
}

/** The case as it is filed: what the clauses cannot decide alone waits for a person. */
function claimRow({ filing, facts }: Outcome, { status, reserve }: CaseState, now: Instant): ClaimRow {
  const { policy } = filing.known;
  const { policyId, orderId, lineId, merchantId, buyerId, product, productVersion, book, tenantId } = policy;
  return {
    ...{ book, tenantId, policyId, orderId, lineId, merchantId, buyerId, product, productVersion },
    ...UNDECIDED,
    claimId: filing.claimId,
    peril: facts.claim.peril,
    returnId: filing.entry.returnId,
    waybillKey: filing.key,
    status,
    revision: 1,
    occurredAt: facts.claim.occurredAt,
    reportedAt: now,
    description: filing.entry.reason,
    fields: "{}",
    declaration: true,
    requestedAmount: null,
    reserve,
    filedBy: "system",
  };
}

function eventRows({ filing, adjudication, decider }: Outcome, now: Instant): ClaimEventRow[] {
  const { book, tenantId } = filing.known.policy;
  const about = { book, tenantId, claimId: filing.claimId, at: now };
  const filed: ClaimEventRow = {
    ...about,
    sequence: 1,
    kind: "filed",
    actor: "system",
    fromStatus: null,
    toStatus: "filed",
    detail: filing.entry.returnId,
  };
  return [filed, ...waitEvent(about, adjudication, decider)];
}

function verdictOf({ filing, facts, adjudication }: Outcome, claim: ClaimRow, state: CaseState, now: Instant): Verdict {
  const { known, product } = filing;
  const { payee } = filing.returning.order;
  return ruleVerdict({ claim, known, product, payee, facts, adjudication, sequence: 2 }, state, now);
}

function summariesByOrder(
  outcomes: readonly Outcome[],
  claims: readonly ClaimRow[],
): Map<string, readonly ClaimSummary[]> {
  const latest = new Map(claims.map((claim) => [claim.claimId, claim]));
  const byOrder = new Map<string, readonly ClaimSummary[]>();
  for (const { filing } of outcomes) {
    const claim = present(latest.get(filing.claimId), "every filing has a case");
    byOrder.set(claim.orderId, [...(byOrder.get(claim.orderId) ?? []), summaryOf(claim)]);
  }
  return byOrder;
}

function summaryOf(claim: ClaimRow): ClaimSummary {
  const { claimId, policyId, product, lineId, returnId, waybillKey: key, status, agreedAmount } = claim;
  return { claimId, policyId, product, lineId, returnId, waybillKey: key, status, agreedAmount };
}
