// Understands how confirmed returns become claims: opened, decided and agreed in the transaction that learned of them.

import { present } from "@anxin/core/assert";
import { type Adjudication, adjudicate } from "@anxin/core/claim/adjudicate";
import type { ClaimFacts } from "@anxin/core/claim/facts";
import { claimFacts, type GrantedClaim } from "@anxin/core/claim/gather";
import { waybillKey } from "@anxin/core/claim/waybill";
import type { Id } from "@anxin/core/id";
import { reserveSet } from "@anxin/core/ledger/templates";
import type { OrderDecision, ReturnClaim } from "@anxin/core/order/decide";
import type { OrderSnapshot, Place } from "@anxin/core/order/order";
import type { KnownPolicy } from "@anxin/core/policy/policy";
import type { ProductVersion } from "@anxin/core/product/product";
import type { StopCheck } from "@anxin/core/switch/switch";
import type { Instant } from "@anxin/core/time";
import { type ClaimEventRow, type ClaimRow, claimWaybills, insertClaimEvents, insertClaims } from "@anxin/store/claim";
import type { ClaimSummary } from "@anxin/store/claim-history";
import { holdClaims } from "@anxin/store/held";
import { insertTransfers } from "@anxin/store/ledger";
import type { BatchEvents } from "@anxin/store/outbox";
import type { EndorsementRow } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { RULES } from "./actor.js";
import { caseTransfers, recordDecisions, type Verdict } from "./decide.js";
import { type Decider, deciderOf, heldClaim, waitEvent } from "./decider.js";

/** An order whose newest snapshot confirms returns under a return-freight policy. */
export interface ReturningOrder {
  readonly order: OrderSnapshot;
  readonly decision: Pick<OrderDecision, "policies" | "returnClaims">;
  /** Claims that the order had before. */
  readonly claims: readonly ClaimSummary[];
  readonly returnTo: Place | null;
}

export interface OpenedClaims {
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
 * Opens a claim for each confirmed return, takes its waybill for it, lets the clauses decide, and writes cases, decisions,
 * postings and payouts: a fixed number of statements for any number of returns. What the clauses refer waits for a person, and
 * what a switch keeps them from deciding, for the switch.
 */
export async function openReturnClaims(
  context: Context,
  tx: Tx,
  stopped: StopCheck,
  returning: readonly ReturningOrder[],
): Promise<OpenedClaims> {
  const filings = returning.flatMap((entry) => filingsOf(context, entry));
  if (filings.length === 0) return NOTHING;
  const now = context.clock.now();
  const holds = filings.flatMap(({ key, claimId, known }) =>
    key === null ? [] : [{ waybillKey: key, claimId, book: known.policy.book }],
  );
  const held = await claimWaybills(tx, holds);
  const outcomes = decideAll(context, filings, held, stopped, now);
  const claims = outcomes.map((outcome) => claimRow(outcome, now));
  await insertClaims(tx, claims);
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
  const verdicts = outcomes.flatMap((outcome, i) =>
    outcome.decider === "rules" ? [verdictOf(outcome, present(claims[i], "every outcome has a case"))] : [],
  );
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

/** Decides one after the other, so that a second return of an order sees what the first was granted. */
function decideAll(
  context: Context,
  filings: readonly Filing[],
  held: ReadonlyMap<string, Id>,
  stopped: StopCheck,
  now: Instant,
): Outcome[] {
  const granted = new Map<string, GrantedClaim[]>();
  return filings.map((filing) => {
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
      waybillHeldElsewhere: filing.key !== null && held.get(filing.key) !== filing.claimId,
      register: [],
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

/** The case as it is filed: what the clauses cannot decide alone waits for a person, reserved at what they suggest. */
function claimRow({ filing, facts, adjudication, decider }: Outcome, now: Instant): ClaimRow {
  const { policy } = filing.known;
  const { policyId, orderId, lineId, merchantId, buyerId, product, productVersion, book, tenantId } = policy;
  return {
    ...{ book, tenantId, policyId, orderId, lineId, merchantId, buyerId, product, productVersion },
    claimId: filing.claimId,
    peril: facts.claim.peril,
    returnId: filing.entry.returnId,
    waybillKey: filing.key,
    status: decider === "rules" ? "filed" : "in_review",
    revision: 1,
    occurredAt: facts.claim.occurredAt,
    reportedAt: now,
    decidedAt: null,
    description: filing.entry.reason,
    fields: "{}",
    declaration: true,
    requestedAmount: null,
    reserve: decider === "rules" || adjudication.amount > 0n ? adjudication.amount : filing.known.state.sumInsured,
    agreedAmount: 0n,
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

function verdictOf({ filing, facts, adjudication }: Outcome, claim: ClaimRow): Verdict {
  const { outcome, amount, reasons } = adjudication;
  const { known, product } = filing;
  const { payee } = filing.returning.order;
  return {
    claim,
    known,
    product,
    payee,
    facts,
    adjudication,
    outcome,
    amount,
    reasonCodes: reasons,
    decidedBy: RULES,
    note: "",
    sequence: 2,
  };
}

function summariesByOrder(
  outcomes: readonly Outcome[],
  claims: readonly ClaimRow[],
): Map<string, readonly ClaimSummary[]> {
  const latest = new Map(claims.map((claim) => [claim.claimId, claim]));
  const byOrder = new Map<string, readonly ClaimSummary[]>();
  for (const { filing } of outcomes) {
    const { claimId, policyId, product, lineId, returnId, status, agreedAmount, orderId } = present(
      latest.get(filing.claimId),
      "every filing has a case",
    );
    byOrder.set(orderId, [
      ...(byOrder.get(orderId) ?? []),
      { claimId, policyId, product, lineId, returnId, status, agreedAmount },
    ]);
  }
  return byOrder;
}
