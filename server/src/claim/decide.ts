// Understands how a decision is written down, whoever made it: the case, the decision with its facts, the books, the
// payout.
//
// For any number of decisions: one statement each for cases, decisions, events, clocks and transfers, for endorsements
// and waybills where there are any, 3 for payouts, and those of `openRecoveries` where a cover is recoverable. The
// caller holds the orders of all claims locked, so that nobody else grants from the same policies.

import { present } from "@anxin/core/assert";
import type { Adjudication } from "@anxin/core/claim/adjudicate";
import { exhausts } from "@anxin/core/claim/ceiling";
import type { DecisionOutcome } from "@anxin/core/claim/claim";
import { type ClaimFacts, encodeFacts } from "@anxin/core/claim/facts";
import { encodeFindings, type ReasonCode } from "@anxin/core/claim/finding";
import type { CaseState, CaseStep } from "@anxin/core/claim/machine";
import type { Id } from "@anxin/core/id";
import { decisionPostings, lateInterestOwed, type Posting } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { Payee } from "@anxin/core/order/order";
import type { KnownPolicy } from "@anxin/core/policy/policy";
import type { Funding, ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import {
  type ClaimEventRow,
  type ClaimRow,
  type DecisionKind,
  type DecisionRow,
  insertClaimEvents,
  insertDecisions,
  releaseWaybills,
} from "@anxin/store/claim";
import { type ClaimMove, moveClaims } from "@anxin/store/claim-case";
import { writeClocks } from "@anxin/store/claim-clock";
import { insertTransfers, type TransferRow } from "@anxin/store/ledger";
import type { BatchEvents } from "@anxin/store/outbox";
import { type EndorsementRow, insertEndorsements } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import { interestOf } from "../appeal/late.js";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";
import { type PayoutIntent, preparePayouts } from "../payout/prepare.js";
import { type DecidedClaim, openRecoveries } from "../recovery/open.js";
import { recordGrantsInKind } from "../service-order/in-kind.js";
import { BY_RULES, RULES } from "./actor.js";
import { claimAfter, takenStep } from "./state.js";

/** A decision about to be written. */
export interface Verdict {
  /** The case as it was when it was decided. */
  readonly claim: ClaimRow;
  readonly known: KnownPolicy;
  readonly product: ProductVersion;
  readonly payee: Payee | null;
  readonly facts: ClaimFacts;
  /** What the clauses say to the facts: the decision itself, or a suggestion to who decided. */
  readonly adjudication: Adjudication;
  readonly kind: DecisionKind;
  /** The number that the decision has already, since it was proposed under it; null for a new one. */
  readonly decisionId: Id | null;
  readonly outcome: DecisionOutcome;
  /** The whole that is granted with it, what was granted before included. */
  readonly amount: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  /** "rules", or the caller who decided. */
  readonly decidedBy: string;
  /** The second pair of eyes; null where none was needed. */
  readonly approvedBy: string | null;
  readonly note: string;
  /** The number of the case's next event. */
  readonly sequence: number;
  /** What the case machine made of it. */
  readonly step: CaseStep;
}

/** A decision by rules alone, from what the clauses say. */
export function ruleVerdict(
  about: Pick<Verdict, "claim" | "known" | "product" | "payee" | "facts" | "adjudication" | "sequence">,
  state: CaseState,
  now: Instant,
): Verdict {
  const { outcome, amount, reasons: reasonCodes } = about.adjudication;
  const command = { kind: "decide_by_rules", decisionId: about.claim.claimId, outcome, amount } as const;
  const step = takenStep(state, command, BY_RULES, now);
  const written = { decisionId: null, decidedBy: RULES, approvedBy: null, note: "" } as const;
  return { ...about, kind: "decision", outcome, amount, reasonCodes, step, ...written };
}

export interface Recorded {
  /** The cases as they are now, in the order of the verdicts. */
  readonly claims: readonly ClaimRow[];
  readonly decisions: readonly DecisionRow[];
  /** Policies whose cover the decisions used up. */
  readonly exhausted: readonly EndorsementRow[];
  readonly events: readonly BatchEvents[];
}

/**
 * Records decisions of one transaction. Refuses with `if_match_stale` when a case moved on since it was read; a status
 * that no decision may follow is a bug of the caller.
 */
export async function recordDecisions(
  context: Context,
  tx: Tx,
  verdicts: readonly Verdict[],
  now: Instant,
): Promise<Recorded> {
  const claims = verdicts.map(({ claim, step }) => claimAfter(claim, step, now));
  const decisions = verdicts.map((verdict) => decisionRow(context, verdict, now));
  await moveCases(tx, verdicts, claims);
  await insertDecisions(tx, decisions);
  await insertClaimEvents(
    tx,
    verdicts.map((verdict) => decidedEvent(verdict, now)),
  );
  await writeClocks(
    tx,
    verdicts.map(({ claim, step }) => ({ claim, clocks: step.state.clocks })),
  );
  await releaseWaybills(tx, verdicts.flatMap(refusedWaybill));
  await insertTransfers(
    tx,
    verdicts.flatMap((verdict) => decisionTransfers(context, verdict, now)),
  );
  const exhausted = verdicts.flatMap((verdict) => exhaustion(context, verdict, now));
  await insertEndorsements(tx, tx.tenantId, exhausted);
  const inKind = await recordGrantsInKind(tx, grantsOf(verdicts, decisions));
  const benefits = verdicts
    .flatMap((verdict, i) => payoutIntent(verdict, decisions[i]))
    .filter(({ decisionId }) => !inKind.has(decisionId));
  const delays = await delaysOf(context, tx, verdicts, benefits, now);
  await preparePayouts(context, tx, [...benefits, ...delays]);
  await openRecoveries(context, tx, decidedClaims(verdicts, claims, decisions), now);
  return {
    claims,
    decisions,
    exhausted,
    events: [
      { type: "claim.decided", ids: claims.map((claim) => claim.claimId) },
      { type: "policy.endorsed", ids: exhausted.map(({ policyId }) => policyId) },
    ],
  };
}

/** What the decisions grant, as those look at it who give it in kind. */
function grantsOf(
  verdicts: readonly Verdict[],
  decisions: readonly DecisionRow[],
): Parameters<typeof recordGrantsInKind>[1] {
  return verdicts.map(({ claim, product, kind, step }, i) => ({
    ...{ claim, product, kind, amount: step.granted },
    decisionId: present(decisions[i], "every verdict has a decision").decisionId,
  }));
}

/** The decisions as recoveries look at them. */
function decidedClaims(
  verdicts: readonly Verdict[],
  claims: readonly ClaimRow[],
  decisions: readonly DecisionRow[],
): DecidedClaim[] {
  return verdicts.map(({ claim: before, product, facts, decidedBy }, i) => ({
    claim: present(claims[i], "every verdict has a case"),
    decisionId: present(decisions[i], "every verdict has a decision").decisionId,
    agreedBefore: before.agreedAmount,
    ...{ product, decidedBy, shippedAt: facts.order.shippedAt, freight: facts.line.freight },
  }));
}

async function moveCases(tx: Tx, verdicts: readonly Verdict[], claims: readonly ClaimRow[]): Promise<void> {
  const moves: ClaimMove[] = claims.map((claim, i) => ({ ...claim, revision: verdicts[i]?.claim.revision ?? 0 }));
  const moved = await moveClaims(tx, tx.tenantId, moves);
  if (moved.size < moves.length) refuse("if_match_stale", "the claim was changed while it was decided; read it again");
}

function decisionRow(context: Context, verdict: Verdict, now: Instant): DecisionRow {
  const { claim, facts, adjudication, kind, outcome, amount, reasonCodes, decidedBy, approvedBy, note } = verdict;
  const { book, tenantId, claimId, product, productVersion } = claim;
  return {
    ...{
      book,
      tenantId,
      claimId,
      product,
      productVersion,
      kind,
      outcome,
      amount,
      reasonCodes,
      decidedBy,
      approvedBy,
      note,
    },
    decisionId: verdict.decisionId ?? context.ids.next(book),
    claimRevision: claim.revision,
    decidedAt: now,
    automatic: decidedBy === RULES,
    facts: encodeFacts(facts),
    findings: encodeFindings(adjudication.findings),
    suggestedOutcome: adjudication.outcome,
    suggestedAmount: adjudication.amount,
  };
}

const EVENT_OF = {
  decision: "decided",
  advance: "advanced",
  correction: "corrected",
  appeal: "appeal_decided",
} as const satisfies Record<DecisionKind, ClaimEventRow["kind"]>;

function decidedEvent(
  { claim, kind, reasonCodes, decidedBy, approvedBy, sequence, step }: Verdict,
  now: Instant,
): ClaimEventRow {
  const { book, tenantId, claimId, status } = claim;
  return {
    ...{ book, tenantId, claimId, sequence },
    at: now,
    kind: EVENT_OF[kind],
    actor: approvedBy ?? decidedBy,
    fromStatus: status,
    toStatus: step.state.status,
    detail: reasonCodes.join(","),
  };
}

/** A refused claim gives its return parcel back. */
function refusedWaybill({ claim: { waybillKey, claimId }, outcome }: Verdict): { waybillKey: string; claimId: Id }[] {
  return waybillKey === null || outcome !== "reject" ? [] : [{ waybillKey, claimId }];
}

function decisionTransfers(context: Context, { claim, step }: Verdict, now: Instant): TransferRow[] {
  const reserves = { before: claim.reserve, after: step.state.reserve };
  return caseTransfers(context, claim, (funding) => decisionPostings(funding, reserves, step.granted), now);
}

/** Postings of one business fact about a claim, on the accounts of who promised the benefit, as rows of the ledger. */
export function caseTransfers(
  context: Context,
  claim: ClaimRow,
  post: (funding: Funding) => readonly Posting[],
  now: Instant,
): TransferRow[] {
  const { book, tenantId, merchantId, claimId, policyId, product, productVersion } = claim;
  const { funding } = present(context.catalogue.version(product, productVersion), "a sold version is known");
  const postings = post(funding);
  if (postings.length === 0) return [];
  const place = { book, tenantId, merchantId, transactionId: context.ids.next(book), occurredAt: now, recordedAt: now };
  return transferRows(
    context,
    place,
    postings.map((posting) => ({ ...posting, claimId, policyId, product })),
  );
}

function exhaustion(
  context: Context,
  { claim, known, product, facts, amount }: Verdict,
  now: Instant,
): EndorsementRow[] {
  if (known.state.exhaustedAt !== null || !exhausts(facts, product, amount)) return [];
  const { book, policyId, claimId } = claim;
  const change = { kind: "exhausted", at: now, claimId } as const;
  return [{ endorsementId: context.ids.next(book), policyId, book, recordedAt: now, change }];
}

const PURPOSE_OF = {
  decision: "benefit",
  advance: "advance",
  correction: "correction",
  appeal: "benefit",
} as const satisfies Record<DecisionKind, PayoutIntent["purpose"]>;

/** What is owed by this decision: what it grants beyond what was granted before. */
function payoutIntent(
  { claim, kind, product, payee, step }: Verdict,
  decision: DecisionRow | undefined,
): PayoutIntent[] {
  const { granted: amount } = step;
  if (amount === 0n || decision === undefined) return [];
  const { claimId, policyId, book, merchantId, buyerId } = claim;
  const { decisionId } = decision;
  return [
    {
      claimId,
      decisionId,
      purpose: PURPOSE_OF[kind],
      policyId,
      book,
      merchantId,
      buyerId,
      product: product.code,
      funding: product.funding,
      amount,
      payee,
      title: product.name.zh,
    },
  ];
}

/** What is owed for the delay of money that should have been granted before, in the books and as payouts of its own. */
async function delaysOf(
  context: Context,
  tx: Tx,
  verdicts: readonly Verdict[],
  benefits: readonly PayoutIntent[],
  now: Instant,
): Promise<PayoutIntent[]> {
  // A first decision is never late: whoever decides many at once has no second ones.
  const again = verdicts.filter(({ claim }) => claim.decidedAt !== null);
  if (again.length === 0) return [];
  const grants = benefits.flatMap((benefit) => {
    const verdict = again.find(({ claim }) => claim.claimId === benefit.claimId);
    return verdict === undefined ? [] : [{ ...verdict, benefit, decisionId: benefit.decisionId }];
  });
  const owed = await interestOf(context, tx, grants, now);
  const late = grants.flatMap(({ claim, product, benefit }) => {
    const interest = owed.get(benefit.decisionId);
    if (interest === undefined) return [];
    const { amount } = interest;
    const transfers = caseTransfers(context, claim, (funding) => [lateInterestOwed(funding, amount)], now);
    const title = `${product.name.zh}迟延利息`;
    return [{ transfers, intent: { ...benefit, amount, purpose: "late_interest", title } as const }];
  });
  await insertTransfers(
    tx,
    late.flatMap(({ transfers }) => transfers),
  );
  return late.map(({ intent }) => intent);
}

/** The outbox row of a transaction, but for what happened in it. */
export function batchOf(
  context: Context,
  tx: Tx,
  now: Instant,
): { tenantId: number; batchId: Id; recordedAt: Instant } {
  return { tenantId: tx.tenantId, batchId: context.ids.next(0), recordedAt: now };
}
