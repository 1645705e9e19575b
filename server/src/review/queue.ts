// Understands the queue as it is asked for: a view, narrowed, and its claims with what each wants from whoever takes it.
//
// Statements for a page, whatever its size: 1 for the view where it was kept, 1 for who asks, 1 for the page, 1 for the claims, those
// that gather their facts, 1 for what the caller may grant, 1 for the shops' names, and 1 for proposals.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { grantCeiling } from "@anxin/core/claim/ceiling";
import { CLAIM_STATUSES } from "@anxin/core/claim/claim";
import { CLOCK_CODES } from "@anxin/core/claim/clock-rules";
import { missingDocuments } from "@anxin/core/claim/missing";
import { parseId } from "@anxin/core/id";
import { type Fen, fenToWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { SCORE_PARTS } from "@anxin/core/review/score";
import { BUILT_IN_VIEWS, builtInView, narrowed, QUEUE_SORTS, type QueueFilter } from "@anxin/core/review/view";
import { formatInstant, type Instant } from "@anxin/core/time";
import { claimsById } from "@anxin/store/claim-case";
import { merchantNames } from "@anxin/store/order-list";
import { type NamedProposal, openProposals, personOfStaff } from "@anxin/store/proposal";
import { listQueue, type QueuePlace, type QueueQuestion, type QueueRow, scoreParts } from "@anxin/store/review-queue";
import { listViews } from "@anxin/store/review-view";
import type { Tx } from "@anxin/store/transaction";
import { type ClaimCase, readCases } from "../claim/facts.js";
import { reasonView } from "../claim/view/decision.js";
import { slotView } from "../claim/view/evidence.js";
import { claimSummaryView } from "../claim/view/summary.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { instantTextOrNull, known, readInstant } from "../http/schema.js";
import { goodsOf } from "../order/goods.js";
import { authoritiesOf } from "./authority.js";

/** A filter as it comes over the wire, checked by its schema only. */
export interface FilterBody {
  readonly view?: string;
  readonly product?: string;
  readonly status?: string;
  readonly holder?: string;
  readonly minScore?: number;
  readonly minAmount?: number;
  readonly dueBefore?: string;
  readonly sort?: string;
}

/** Reads what was asked for on top of a view. */
export function readFilter(body: FilterBody, language: Language, pointer = "/query"): QueueFilter {
  const { product, status, holder, minScore, minAmount, dueBefore, sort } = body;
  return {
    ...(product === undefined ? {} : { product }),
    ...(status === undefined ? {} : { statuses: [known(CLAIM_STATUSES, status)] }),
    ...(holder === undefined ? {} : { holder }),
    ...(minScore === undefined ? {} : { minScore }),
    ...(minAmount === undefined ? {} : { minAmount: BigInt(minAmount) }),
    ...(dueBefore === undefined ? {} : { dueBefore: readInstant(dueBefore, `${pointer}/dueBefore`, language) }),
    ...(sort === undefined ? {} : { sort: known(QUEUE_SORTS, sort) }),
  };
}

/** The view of a name or id. Refuses one that nobody keeps for the caller with `not_found`. */
async function viewOf(
  tx: Tx,
  principal: Principal,
  view: string,
  asOf: Instant,
  language: Language,
): Promise<QueueFilter> {
  const builtIn = BUILT_IN_VIEWS.find((each) => each === view);
  if (builtIn !== undefined) return builtInView(builtIn, asOf);
  const viewId = parseId("reviewView", view);
  const kept = viewId === null ? [] : await listViews(tx, principal.caller);
  const found = kept.find((each) => each.view_id === viewId);
  if (found === undefined) refuse("not_found", `there is no view ${view}; GET /v1/review/views lists yours`);
  const filter = JSON.parse(found.filter) as FilterBody;
  return narrowed(await viewOf(tx, principal, filter.view ?? "open", asOf, language), readFilter(filter, language));
}

/** What the store is asked, for a view narrowed by what the caller asks beside it. */
export async function questionOf(
  tx: Tx,
  principal: Principal,
  asked: FilterBody,
  asOf: Instant,
  language: Language,
): Promise<QueueQuestion> {
  const view = await viewOf(tx, principal, asked.view ?? "open", asOf, language);
  const { holder, ...filter } = narrowed(view, readFilter(asked, language));
  return { ...filter, asOf, heldBy: await heldBy(tx, principal, holder) };
}

async function heldBy(tx: Tx, { subject }: Principal, holder: string | undefined): Promise<QueueQuestion["heldBy"]> {
  if (holder === undefined) return null;
  if (holder === "none") return "nobody";
  return holder === "me" ? { person: await personOfStaff(tx, BigInt(subject)) } : { holder: `staff:${holder}` };
}

/** A claim of the queue with everything that is shown of it. */
export interface QueueItem {
  readonly row: QueueRow;
  readonly held: ClaimCase;
  /** What the shop is called. */
  readonly merchantName: string | null;
  /** What the caller may grant alone on it. */
  readonly authority: Fen;
  /** What waits for a second pair of eyes. */
  readonly proposal: NamedProposal | null;
}

/** A page of the queue. */
export async function readQueue(
  context: Context,
  tx: Tx,
  principal: Principal,
  question: QueueQuestion,
  after: QueuePlace | null,
  limit: number,
): Promise<QueueItem[]> {
  const rows = await listQueue(tx, question, after, limit);
  const claims = await claimsById(
    tx,
    rows.map((row) => ({ book: row.book, claimId: row.claim_id })),
  );
  const cases = await readCases(
    context,
    tx,
    claims.map(({ claim }) => claim),
    context.clock.now(),
  );
  const products = cases.map(({ claim }) => claim.product);
  const authority = await authoritiesOf(tx, principal, products, context.clock.now());
  const names = await merchantNames(
    tx,
    cases.map(({ claim }) => claim),
  );
  const proposals = await openProposals(
    tx,
    cases.map(({ claim }) => claim),
  );
  const byId = new Map(cases.map((held) => [held.claim.claimId, held]));
  return rows.map((row) => {
    const held = present(byId.get(row.claim_id), "a claim of the queue is kept");
    const merchantName = names.get(held.claim.merchantId) ?? null;
    const proposal = proposals.get(row.claim_id) ?? null;
    return { row, held, merchantName, authority: authority(held.claim.product), proposal };
  });
}

/** A claim in the queue: until when what wants it done, who has it in hand, and what the clauses suggest. */
export function itemView(
  { row, held, merchantName, authority, proposal }: QueueItem,
  { caller }: Principal,
  asOf: Instant,
  language: Language,
) {
  const { claim, facts, product } = held;
  const { outcome, amount, reasons, findings } = adjudicate(facts, product);
  const { clock, due_at: dueAt, holder, holder_name: name, held_until: until } = row;
  const parts = scoreParts(row);
  return {
    ...claimSummaryView(claim, goodsOf(held.file.order, claim.lineId, merchantName)),
    reserve: fenToWire(claim.reserve),
    dueAt: instantTextOrNull(row.decision_due_at),
    sla:
      clock === null || dueAt === null
        ? null
        : { clock: known(CLOCK_CODES, clock), dueAt: formatInstant(dueAt), isOverdue: asOf >= dueAt },
    score: { total: SCORE_PARTS.reduce((sum, part) => sum + parts[part], 0), parts },
    holder: name === null || until === null ? null : { name, until: formatInstant(until), isMe: holder === caller },
    proposal:
      proposal === null
        ? null
        : {
            ...{ outcome: proposal.outcome, amount: fenToWire(proposal.amount) },
            ...{ by: proposal.madeBy, byName: proposal.makerName, at: formatInstant(proposal.madeAt) },
          },
    missing: missingDocuments(product, facts.claim.evidence, facts.claim.fields).map(({ slot, given }) => {
      return { ...slotView(slot, language), given };
    }),
    suggestion: {
      outcome,
      amount: fenToWire(amount),
      reasonCodes: [...reasons],
      reasons: reasons.map((code) => reasonView(code, findings, product, language)),
      amountMax: fenToWire(grantCeiling(facts, product).amount),
      needsSecond: amount > authority,
    },
  };
}
