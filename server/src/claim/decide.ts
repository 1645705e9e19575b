// Understands how a decision is written down, whoever made it: the case, the decision with its facts, the books, the payout.
//
// For any number of decisions: one statement each for cases, decisions, events and transfers, for endorsements and waybills where
// there are any, and 3 for payouts. The caller holds the orders of all claims locked, so that nobody else grants from the same
// policies.

import { assert, present } from "@anxin/core/assert";
import type { Adjudication } from "@anxin/core/claim/adjudicate";
import { exhausts } from "@anxin/core/claim/ceiling";
import { type DecisionOutcome, mayFollow, statusAfter } from "@anxin/core/claim/claim";
import { type ClaimFacts, encodeFacts } from "@anxin/core/claim/facts";
import { encodeFindings, type ReasonCode } from "@anxin/core/claim/finding";
import type { Id } from "@anxin/core/id";
import { decisionPostings, type Posting } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { Payee } from "@anxin/core/order/order";
import type { KnownPolicy } from "@anxin/core/policy/policy";
import type { Funding, ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import {
  type ClaimEventRow,
  type ClaimRow,
  type DecisionRow,
  insertClaimEvents,
  insertDecisions,
  releaseWaybills,
} from "@anxin/store/claim";
import { type ClaimMove, moveClaims } from "@anxin/store/claim-case";
import { insertTransfers, type TransferRow } from "@anxin/store/ledger";
import type { BatchEvents } from "@anxin/store/outbox";
import { type EndorsementRow, insertEndorsements } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";
import { type PayoutIntent, preparePayouts } from "../payout/prepare.js";
import { RULES } from "./actor.js";

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
  readonly outcome: DecisionOutcome;
  readonly amount: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  /** "rules", or the caller who decided. */
  readonly decidedBy: string;
  readonly note: string;
  /** The number of the case's next event. */
  readonly sequence: number;
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
 * Records decisions of one transaction. Refuses with `if_match_stale` when a case moved on since it was read; a status that
 * no decision may follow is a bug of the caller.
 */
export async function recordDecisions(
  context: Context,
  tx: Tx,
  verdicts: readonly Verdict[],
  now: Instant,
): Promise<Recorded> {
  const claims = verdicts.map((verdict) => decidedClaim(verdict, now));
  const decisions = verdicts.map((verdict) => decisionRow(context, verdict, now));
  await moveCases(tx, verdicts, claims);
  await insertDecisions(tx, decisions);
  await insertClaimEvents(
    tx,
    verdicts.map((verdict) => decidedEvent(verdict, now)),
  );
  await releaseWaybills(tx, verdicts.flatMap(refusedWaybill));
  await insertTransfers(
    tx,
    verdicts.flatMap((verdict) => decisionTransfers(context, verdict, now)),
  );
  const exhausted = verdicts.flatMap((verdict) => exhaustion(context, verdict, now));
  await insertEndorsements(tx, tx.tenantId, exhausted);
  await preparePayouts(
    context,
    tx,
    verdicts.flatMap((verdict, i) => payoutIntent(verdict, decisions[i])),
  );
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

function decidedClaim({ claim, outcome, amount }: Verdict, now: Instant): ClaimRow {
  const status = statusAfter(outcome);
  assert(mayFollow(claim.status, status), `${status} may follow ${claim.status}`);
  return { ...claim, status, revision: claim.revision + 1, decidedAt: now, reserve: 0n, agreedAmount: amount };
}

async function moveCases(tx: Tx, verdicts: readonly Verdict[], claims: readonly ClaimRow[]): Promise<void> {
  const moves: ClaimMove[] = claims.map((claim, i) => ({ ...claim, revision: verdicts[i]?.claim.revision ?? 0 }));
  const moved = await moveClaims(tx, tx.tenantId, moves);
  if (moved.size < moves.length) refuse("if_match_stale", "the claim was changed while it was decided; read it again");
}

function decisionRow(context: Context, verdict: Verdict, now: Instant): DecisionRow {
  const { claim, facts, adjudication, outcome, amount, reasonCodes, decidedBy, note } = verdict;
  const { book, tenantId, claimId, product, productVersion } = claim;
  return {
    ...{ book, tenantId, claimId, product, productVersion, outcome, amount, reasonCodes, decidedBy, note },
    decisionId: context.ids.next(book),
    claimRevision: claim.revision,
    decidedAt: now,
    automatic: decidedBy === RULES,
    facts: encodeFacts(facts),
    findings: encodeFindings(adjudication.findings),
    suggestedOutcome: adjudication.outcome,
    suggestedAmount: adjudication.amount,
  };
}

function decidedEvent({ claim, outcome, reasonCodes, decidedBy, sequence }: Verdict, now: Instant): ClaimEventRow {
  const { book, tenantId, claimId, status } = claim;
  return {
    ...{ book, tenantId, claimId, sequence },
    at: now,
    kind: "decided",
    actor: decidedBy,
    fromStatus: status,
    toStatus: statusAfter(outcome),
    detail: reasonCodes.join(","),
  };
}

/** A refused claim gives its return parcel back. */
function refusedWaybill({ claim: { waybillKey, claimId }, outcome }: Verdict): { waybillKey: string; claimId: Id }[] {
  return waybillKey === null || outcome !== "reject" ? [] : [{ waybillKey, claimId }];
}

function decisionTransfers(context: Context, { claim, amount }: Verdict, now: Instant): TransferRow[] {
  return caseTransfers(context, claim, (funding) => decisionPostings(funding, claim.reserve, amount), now);
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

function payoutIntent({ claim, product, payee, amount }: Verdict, decision: DecisionRow | undefined): PayoutIntent[] {
  if (amount === 0n || decision === undefined) return [];
  const { claimId, policyId, book, merchantId, buyerId } = claim;
  const { decisionId } = decision;
  return [
    {
      claimId,
      decisionId,
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

/** The outbox row of a transaction, but for what happened in it. */
export function batchOf(
  context: Context,
  tx: Tx,
  now: Instant,
): { tenantId: number; batchId: Id; recordedAt: Instant } {
  return { tenantId: tx.tenantId, batchId: context.ids.next(0), recordedAt: now };
}
