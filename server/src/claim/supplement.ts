// Understands how documents are asked for, in one complete list at a time, and how they are added until all is there.
//
// Asking: the statements of `holdCase` and of a step, 1 for a lease, 1 for the list, 1 for the notice and one outbox row. Adding:
// the switches, those of `holdCase`, 3 for files and lists, those to gather the facts anew, a step, and those of a decision
// where rules may make one.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import { caseReserve } from "@anxin/core/claim/ceiling";
import { missingDocuments } from "@anxin/core/claim/missing";
import {
  type AskedDocument,
  completeList,
  nextStepAt,
  OTHER_KIND,
  openDocuments,
  reopensUntil,
  silenceEnds,
  supplementTerms,
  type WantedDocument,
} from "@anxin/core/claim/supplement";
import { formatId } from "@anxin/core/id";
import { type FieldProblem, refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { insertClaimEvidence } from "@anxin/store/evidence";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertOutbox } from "@anxin/store/outbox";
import { insertSupplement, moveSupplement, type SupplementRow, supplementsOfClaims } from "@anxin/store/supplement";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { heedIfMatch } from "../http/etag.js";
import type { Language } from "../http/language.js";
import { requireInHand } from "../review/holding.js";
import { actorOf } from "./actor.js";
import { currentVersion, type HeldCase, holdCase } from "./case.js";
import { tellChanged } from "./changed.js";
import { batchOf } from "./decide.js";
import { claimantKinds } from "./document-kinds.js";
import { gatherFacts } from "./facts.js";
import { takeStep } from "./move.js";
import { refuseProblems } from "./notification.js";
import { type FileWish, fileProblems, ownFiles, requireFileRoom } from "./own-files.js";
import { lookAgain } from "./second-look.js";
import { tellClaimant } from "./supplement-notice.js";

/** A list of documents as it comes over the wire. */
export interface RequestBody {
  readonly documents: readonly { readonly kind: string; readonly note?: string }[];
  /** Why a list is sent again. */
  readonly reason?: string;
}

interface Conditional {
  readonly headers: { readonly "if-match"?: string | undefined };
}

const SAID = {
  kind: { zh: "不是该产品的材料种类，可选：", en: "is no kind of document of this product; choose one of " },
  twice: { zh: "已在清单中", en: "is in the list already" },
  note: { zh: "请写明需要什么材料", en: "say which document is meant" },
  nothing: { zh: "材料已齐全，请写明还需要什么", en: "nothing is missing; say what else is needed" },
} as const;

/**
 * Asks the claimant for documents: what the caller wants to see, and whatever the terms still lack, so that the list is
 * complete (Insurance Law art. 22). From now on the law's clock stands. Refuses a second list without a supervisor's reason
 * (`supplement_again`), a case that is not in review (`state_conflict`), one that a colleague has in hand (`claim_held`).
 */
export async function requestEvidence(
  context: Context,
  tx: Tx,
  principal: Principal,
  wish: {
    readonly claimId: string;
    readonly body: RequestBody;
    readonly conditional: Conditional;
    readonly language: Language;
  },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, wish.claimId, now);
  heedIfMatch(wish.conditional, await currentVersion(tx, held));
  const documents = listOf(held, wish.body, wish.language);
  const actor = await actorOf(tx, principal);
  await requireInHand(tx, held.claim, actor.person, now);
  const { reason = "" } = wish.body;
  const detail = kindsOf(documents);
  const event = { kind: "evidence_requested", actor: principal.caller, detail } as const;
  const { claim } = await takeStep(context, tx, held, { kind: "request_evidence", reason }, actor, event, now);
  const { book, claimId, rounds: round } = claim;
  const terms = supplementTerms(held.product);
  const closesAt = silenceEnds(now, terms);
  const list: SupplementRow = {
    ...{ book, claimId, round, reason, documents, closesAt, reminded: 0 },
    ...{ requestedBy: principal.caller, requestedAt: now, deliveredAt: now },
    ...{ heardAt: null, completedAt: null, lapsedAt: null },
    nextAt: nextStepAt({ since: now, closesAt, reminded: 0 }, terms),
  };
  await insertSupplement(tx, list);
  await tellClaimant(context, tx, { kind: "evidence_wanted", claim, list, count: documents.length, now });
  const events = [{ type: "claim.evidence_requested", ids: [claimId] } as const];
  await insertOutbox(tx, { ...batchOf(context, tx, now), events });
  return claim;
}

const kindsOf = (documents: readonly { readonly kind: string }[]): string =>
  [...new Set(documents.map(({ kind }) => kind))].join(",");

/** The complete list; refuses kinds that the product does not know, and a list of nothing. */
function listOf({ product, facts }: HeldCase, { documents }: RequestBody, language: Language): AskedDocument[] {
  const wanted: WantedDocument[] = documents.map(({ kind, note = "" }) => ({ kind, note: note.trim() }));
  refuseProblems(wantedProblems(wanted, claimantKinds(product), language));
  const { evidence, fields } = facts.claim;
  const list = completeList(wanted, missingDocuments(product, evidence, fields), evidence);
  if (list.length === 0) refuseProblems([{ pointer: "/documents", code: "required", detail: SAID.nothing[language] }]);
  return list;
}

function wantedProblems(
  wanted: readonly WantedDocument[],
  kinds: readonly string[],
  language: Language,
): FieldProblem[] {
  return wanted.flatMap(({ kind, note }, i) => {
    const at = (field: string, code: string, detail: string): FieldProblem[] => [
      { pointer: `/documents/${i}/${field}`, code, detail },
    ];
    if (!kinds.includes(kind)) return at("kind", "enum", SAID.kind[language] + kinds.join(", "));
    if (kind === OTHER_KIND) return note === "" ? at("note", "required", SAID.note[language]) : [];
    return wanted.findIndex((each) => each.kind === kind) < i ? at("kind", "duplicate", SAID.twice[language]) : [];
  });
}

/** Files to be added, as they come over the wire. */
export interface EvidenceBody {
  readonly evidence: readonly FileWish[];
}

/**
 * Adds the claimant's documents. When all that was asked for, or that the terms lack, is there, the case goes back to review
 * and the law's clock runs on; rules look again, and decide where they may. A case that was closed on silence opens with the
 * first file. Refuses a case that is decided or withdrawn (`state_conflict`), and one that was closed so long ago that the
 * claim is barred (`limitation_over`).
 */
export async function addEvidence(
  context: Context,
  tx: Tx,
  principal: Principal,
  wish: { readonly claimId: string; readonly body: EvidenceBody; readonly language: Language },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const stopped = await passSwitches(tx);
  const before = await holdCase(context, tx, principal, wish.claimId, now);
  const lists = (await supplementsOfClaims(tx, [before.claim])).get(before.claim.claimId) ?? [];
  requireInTime(before, lists, now);
  await putFiles(tx, principal, before, wish, now);
  const held = await withFactsOf(context, tx, before, now);
  const { product, facts, state } = held;
  const { evidence, fields } = facts.claim;
  const list = lists.findLast(({ completedAt }) => completedAt === null) ?? null;
  const missing = missingDocuments(product, evidence, fields);
  const isComplete = openDocuments(product, list?.documents ?? [], missing, evidence).length === 0;
  const isWaited = state.status === "evidence_requested" || state.lapsed;
  const adjudication = adjudicate(facts, product);
  const command = {
    kind: "answer_evidence",
    complete: isWaited && isComplete,
    exposure: caseReserve(facts, product, adjudication.amount),
  } as const;
  const kind = state.lapsed ? "reopened" : command.complete ? "evidence_complete" : "evidence_added";
  const event = { kind, actor: principal.caller, detail: kindsOf(wish.body.evidence) } as const;
  const taken = await takeStep(context, tx, held, command, await actorOf(tx, principal), event, now);
  if (isWaited && list !== null) await moveSupplement(tx, heard(list, held, command.complete, now));
  await tellChanged(context, tx, taken.claim.claimId, now);
  const documents = lists.map((each) => each.documents);
  return lookAgain(context, tx, { held, taken, adjudication, documents, stopped, now });
}

function requireInTime({ claim }: HeldCase, lists: readonly SupplementRow[], now: Instant): void {
  const lapsedAt = lists.findLast((list) => list.lapsedAt !== null)?.lapsedAt ?? null;
  if (!claim.lapsed || lapsedAt === null || now < reopensUntil(lapsedAt)) return;
  const until = formatInstant(reopensUntil(lapsedAt));
  const detail = `the claim was closed since the documents did not come, and could be taken up again until ${until}`;
  refuse("limitation_over", detail, { extra: { until } });
}

async function putFiles(
  tx: Tx,
  principal: Principal,
  held: HeldCase,
  { body: { evidence }, language }: { readonly body: EvidenceBody; readonly language: Language },
  now: Instant,
): Promise<void> {
  const there = new Set(held.evidence.map((row) => formatId("evidence", row.evidence_id)));
  refuseProblems(fileProblems(evidence, claimantKinds(held.product), language, there));
  requireFileRoom(held, evidence.length);
  const { book, claimId } = held.claim;
  const files = await ownFiles(tx, principal, evidence);
  await insertClaimEvidence(
    tx,
    files.map(({ held: { evidenceId }, kind }) => {
      return { book, claimId, evidenceId, kind, addedBy: principal.caller, addedAt: now };
    }),
  );
}

/** The case with the facts as they are now, files that were just added included. */
async function withFactsOf(context: Context, tx: Tx, held: HeldCase, now: Instant): Promise<HeldCase> {
  const { claim, file } = held;
  const [gathered] = await gatherFacts(context, tx, [claim], new Map([[claim.orderId, file]]), now);
  return { ...held, ...gathered };
}

/** The list after something of it came: silence counts anew from then on. */
function heard(list: SupplementRow, { product }: HeldCase, isComplete: boolean, now: Instant): SupplementRow {
  if (isComplete) return { ...list, heardAt: now, completedAt: now, nextAt: null };
  const terms = supplementTerms(product);
  const closesAt = silenceEnds(now, terms);
  const nextAt = nextStepAt({ since: now, closesAt, reminded: 0 }, terms);
  return { ...list, heardAt: now, closesAt, reminded: 0, nextAt };
}
