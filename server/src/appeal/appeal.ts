// Understands how a claimant asks for another look: a person at what rules decided, or another person at any decision.
//
// The statements of `holdCase` and of a step; for an appeal 1 each for its files and for those before it, 1 for what it
// is against, 2 to put it on record, and one outbox row.

import { remediesUntil } from "@anxin/core/appeal/remedy";
import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { caseReserve } from "@anxin/core/claim/ceiling";
import { decodeFindings } from "@anxin/core/claim/finding";
import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import { type Fen, larger } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant, instant } from "@anxin/core/time";
import { type AppealRow, appealsOfClaims, endAppeal, findAppeal, insertAppeal } from "@anxin/store/appeal";
import type { ClaimRow, DecisionRow } from "@anxin/store/claim";
import { claimDecisions } from "@anxin/store/claim-case";
import { insertClaimEvidence } from "@anxin/store/evidence";
import { insertOutbox } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import { actorOf } from "../claim/actor.js";
import { type HeldCase, holdCase } from "../claim/case.js";
import { batchOf } from "../claim/decide.js";
import { claimantKinds } from "../claim/document-kinds.js";
import { takeStep } from "../claim/move.js";
import { refuseProblems } from "../claim/notification.js";
import { type FileWish, fileProblems, ownFiles, requireFileRoom } from "../claim/own-files.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { maySee } from "../http/sight.js";

/** The appeal, if there is one that the caller may see; refuses with `not_found` otherwise. */
export async function findVisibleAppeal(tx: Tx, principal: Principal, text: string): Promise<AppealRow> {
  const appealId = parseId("appeal", text);
  const appeal = appealId === null ? null : await findAppeal(tx, bookOfId(appealId), appealId);
  const owner = appeal === null ? null : { merchantId: appeal.merchant_id, buyerId: appeal.buyer_id };
  if (appeal === null || owner === null || !maySee(principal, owner)) refuse("not_found", `there is no appeal ${text}`);
  return appeal;
}

/** When the last word was said: the decision, or how the last appeal ended. */
export function lastWordAt(
  { decidedAt }: Pick<ClaimRow, "decidedAt">,
  appeals: readonly Pick<AppealRow, "ended_at">[],
): Instant | null {
  const words = [decidedAt, ...appeals.map((appeal) => appeal.ended_at)].filter((at) => at !== null);
  return decidedAt === null ? null : instant(Math.max(...words));
}

/** What may have to be paid beyond what was granted, so far as the clauses can say it. */
function exposureOf({ facts, product, state }: HeldCase): Fen {
  return larger(caseReserve(facts, product, adjudicate(facts, product).amount) - state.agreed, 0n);
}

/**
 * Asks for a person to look at what rules refused or reduced (PIPL art. 24): the case goes to review, once. Refuses
 * what a person decided, what is paid whole, and a second time (`review_not_possible`).
 */
export async function requestReview(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId, reason }: { readonly claimId: string; readonly reason: string },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, claimId, now);
  const command = { kind: "request_review", exposure: exposureOf(held) } as const;
  const event = { kind: "review_requested", actor: principal.caller, detail: reason } as const;
  return (await takeStep(context, tx, held, command, await actorOf(tx, principal), event, now)).claim;
}

export interface AppealWish {
  readonly claimId: string;
  readonly reason: string;
  readonly evidence: readonly FileWish[];
  readonly language: Language;
}

/**
 * Appeals against the last decision on a claim, with the claimant's own new files. Refuses an undecided or closed case
 * (`state_conflict`), a second open appeal, one too many and one too late, each with its own code.
 */
export async function fileAppeal(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId: text, reason, evidence, language }: AppealWish,
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, text, now);
  const there = new Set(held.evidence.map((row) => formatId("evidence", row.evidence_id)));
  refuseProblems(fileProblems(evidence, claimantKinds(held.product), language, there));
  requireFileRoom(held, evidence.length);
  const files = await ownFiles(tx, principal, evidence);
  const { book, claimId } = held.claim;
  const appeals = await appealsOfClaims(tx, [held.claim]);
  const decidedAt = lastWordAt(held.claim, appeals) ?? now;
  const appealId = context.ids.next(book);
  const command = { kind: "appeal", appealId, decidedAt, exposure: exposureOf(held) } as const;
  const event = { kind: "appealed", actor: principal.caller, detail: reason } as const;
  const { claim, step } = await takeStep(context, tx, held, command, await actorOf(tx, principal), event, now);
  const decision = present((await claimDecisions(tx, claim)).at(-1), "a decided claim has a decision");
  const clock = step.state.clocks.findLast(({ code }) => code === "appeal");
  await insertAppeal(tx, {
    ...{ book, appealId, claimId, reason, round: appeals.length + 1, rules: rulesOf(decision) },
    decisionId: decision.decisionId,
    filedBy: principal.caller,
    filedAt: now,
    dueAt: clock?.dueAt ?? remediesUntil(now),
    evidenceIds: files.map((file) => file.held.evidenceId),
  });
  await insertClaimEvidence(
    tx,
    files.map(({ held: { evidenceId }, kind }) => {
      return { book, claimId, evidenceId, kind, addedBy: principal.caller, addedAt: now, party: "buyer" };
    }),
  );
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "claim.appealed", ids: [claimId] }] });
  return claim;
}

/** The rules whose clauses gave the reasons of a decision. */
function rulesOf({ findings, reasonCodes }: DecisionRow): readonly string[] {
  const cited = decodeFindings(findings).filter(({ reason }) => reason !== null && reasonCodes.includes(reason));
  return [...new Set(cited.map(({ rule }) => rule))];
}

/**
 * Refuses with `state_conflict` unless this very appeal is open on the case; whoever comes late learns how it ended.
 */
export function requireOpenAppeal({ state }: HeldCase, appeal: AppealRow): void {
  if (state.openAppeal === appeal.appeal_id) return;
  const endedAt = appeal.ended_at === null ? null : formatInstant(appeal.ended_at);
  const since = endedAt === null ? "" : ` since ${endedAt}`;
  refuse("state_conflict", `the appeal is ${appeal.state}${since}; nothing can be done with it any more`, {
    extra: { state: appeal.state, endedAt },
  });
}

/** Holds the case of an appeal that the caller may see, and reads the appeal again. */
export async function holdAppeal(
  context: Context,
  tx: Tx,
  principal: Principal,
  text: string,
  now: Instant,
): Promise<{ readonly held: HeldCase; readonly appeal: AppealRow }> {
  const seen = await findVisibleAppeal(tx, principal, text);
  const held = await holdCase(context, tx, principal, formatId("claim", seen.claim_id), now);
  const appeal = present(await findAppeal(tx, seen.book, seen.appeal_id), "an appeal that was seen is kept");
  return { held, appeal };
}

/** Takes an open appeal back: the decision stands. */
export async function withdrawAppeal(
  context: Context,
  tx: Tx,
  principal: Principal,
  { appealId, reason }: { readonly appealId: string; readonly reason: string },
): Promise<Id> {
  const now = context.clock.now();
  const { held, appeal } = await holdAppeal(context, tx, principal, appealId, now);
  requireOpenAppeal(held, appeal);
  const event = { kind: "appeal_withdrawn", actor: principal.caller, detail: reason } as const;
  await takeStep(context, tx, held, { kind: "withdraw_appeal" }, await actorOf(tx, principal), event, now);
  const end = {
    state: "withdrawn",
    endedAt: now,
    decidedBy: null,
    granted: null,
    reasonCodes: [],
    note: reason,
  } as const;
  await endAppeal(tx, appeal.book, appeal.appeal_id, end);
  const ids = [appeal.claim_id];
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "claim.appeal_ended", ids }] });
  return appeal.appeal_id;
}
