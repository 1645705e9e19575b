// Understands how an appeal is answered: by another person than all who decided before, within limits and their
// authority.
//
// The statements of `holdCase`, 2 for the appeal, 4 for who answers and what they may grant, those of a decision or of
// a step, and 1 each for the appeal's end, the message and the outbox.

import { assert } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Actor } from "@anxin/core/claim/machine";
import { formatId, type Id } from "@anxin/core/id";
import { type Fen, fenFromWire } from "@anxin/core/money";
import type { NoticeData } from "@anxin/core/notice/notice";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import { type AppealEnd, type AppealRow, endAppeal } from "@anxin/store/appeal";
import { insertNotices } from "@anxin/store/notice";
import { type BatchEvents, insertOutbox } from "@anxin/store/outbox";
import { insertBasis } from "@anxin/store/review-basis";
import { endLease } from "@anxin/store/review-lease";
import type { Tx } from "@anxin/store/transaction";
import { actorOf } from "../claim/actor.js";
import { clausesOf, requireBelowCeiling } from "../claim/adjuster.js";
import { currentVersion, type HeldCase, nextSequence } from "../claim/case.js";
import { batchOf, recordDecisions } from "../claim/decide.js";
import { takeStep } from "../claim/move.js";
import { takenStep } from "../claim/state.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { Principal } from "../http/api.js";
import { etagOf, requireIfMatch } from "../http/etag.js";
import { claimSubject } from "../notice/subject.js";
import { authorityOf } from "../review/authority.js";
import { requireInHand } from "../review/holding.js";
import { holdAppeal, requireOpenAppeal } from "./appeal.js";

/** An answer as it comes over the wire, checked by its schema only. */
export interface AnswerBody {
  readonly decision: "uphold" | "overturn";
  readonly outcome?: "approve" | "partly_approve";
  /** Of an overturned decision: the whole, in fen, what was granted before included. */
  readonly amount?: number | null;
  readonly reasonCodes?: readonly ReasonCode[];
  readonly note: string;
}

/** What an appeal is answered with. */
interface Answer {
  readonly appeal: AppealRow;
  readonly held: HeldCase;
  readonly actor: Actor;
  readonly authority: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  readonly note: string;
}

/** An appeal is answered on the version of the case that was read: whatever is added to the case makes another one. */
export const etagOfAppeal = (appealId: Id, claimRevision: number): string =>
  etagOf("appeal", formatId("appeal", appealId), claimRevision);

/**
 * Answers an open appeal. Refuses whoever had a part in a decision on the claim, whichever account they use
 * (`same_person`), more than the caller may grant (`authority_exceeded`) or the cover allows, a stale version, and an
 * appeal that has ended.
 */
export async function answerAppeal(
  context: Context,
  tx: Tx,
  principal: Principal,
  appealText: string,
  body: AnswerBody,
  conditional: { readonly headers: { readonly "if-match"?: string | undefined } },
): Promise<Id> {
  const now = context.clock.now();
  const { held, appeal } = await holdAppeal(context, tx, principal, appealText, now);
  const { changedBy, changedAt } = await currentVersion(tx, held);
  const etag = etagOfAppeal(appeal.appeal_id, held.claim.revision);
  requireIfMatch(conditional, { etag, changedBy, changedAt });
  requireOpenAppeal(held, appeal);
  const actor = await actorOf(tx, principal);
  const hasLease = await requireInHand(tx, held.claim, actor.person, now);
  const authority = await authorityOf(tx, principal, held.claim, now);
  const reasonCodes = [...new Set(body.reasonCodes ?? [])];
  const answer = { appeal, held, actor, authority, reasonCodes, note: body.note };
  const events =
    body.decision === "uphold"
      ? await uphold(context, tx, principal, answer, now)
      : await overturn(context, tx, principal, answer, body, now);
  if (hasLease) await endLease(tx, held.claim);
  await insertNotices(tx, now, [message(context, held, appeal, body.decision === "overturn", now)]);
  const ended: BatchEvents = { type: "claim.appeal_ended", ids: [appeal.claim_id] };
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: [...events, ended] });
  failpoint("appeal.before_commit");
  return appeal.appeal_id;
}

/** The decision stands. */
async function uphold(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  { appeal, held, actor, authority, reasonCodes, note }: Answer,
  now: Instant,
): Promise<readonly BatchEvents[]> {
  const nothing = { decisionId: appeal.decision_id, outcome: "reject", amount: 0n } as const;
  const command = { kind: "decide_appeal", upheld: true, authority, ...nothing } as const;
  const event = { kind: "appeal_decided", actor: caller, detail: reasonCodes.join(",") } as const;
  await takeStep(context, tx, held, command, actor, event, now);
  await end(tx, appeal, { state: "upheld", endedAt: now, decidedBy: caller, granted: null, reasonCodes, note });
  return [];
}

/**
 * Another decision takes its place, which grants more; the difference is paid, with interest for the delay where it is
 * owed.
 */
async function overturn(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  { appeal, held, actor, authority, reasonCodes, note }: Answer,
  body: AnswerBody,
  now: Instant,
): Promise<readonly BatchEvents[]> {
  const { claim, known, product, facts } = held;
  const { book, claimId } = claim;
  const { outcome, amount } = grantOf(body);
  if (outcome === "partly_approve" && reasonCodes.length === 0) {
    const detail = "say why less than the whole is granted: at least one reason code";
    refuse("reason_required", detail, { errors: [{ pointer: "/reasonCodes", code: "reason_required", detail }] });
  }
  const decisionId = context.ids.next(book);
  const command = { kind: "decide_appeal", upheld: false, authority, decisionId, outcome, amount } as const;
  const step = takenStep(held.state, command, actor, now);
  requireBelowCeiling(amount, held);
  const adjudication = adjudicate(facts, product);
  const clauses = clausesOf(reasonCodes, adjudication);
  await insertBasis(tx, { book, claimId, decisionId, clauses, maker: actor.person ?? "", makerAuthority: authority });
  const about = { claim, known, product, facts, adjudication, payee: held.payee, step, sequence: nextSequence(held) };
  const decision = { kind: "appeal", decisionId, outcome, amount, reasonCodes, note } as const;
  const by = { decidedBy: caller, approvedBy: null };
  const recorded = await recordDecisions(context, tx, [{ ...about, ...decision, ...by }], now);
  const granted = { outcome, amount, answerId: decisionId };
  await end(tx, appeal, { state: "overturned", endedAt: now, decidedBy: caller, granted, reasonCodes, note });
  return recorded.events;
}

function grantOf({ outcome, amount: given }: AnswerBody): {
  readonly outcome: "approve" | "partly_approve";
  readonly amount: Fen;
} {
  const amount = fenFromWire(given);
  if (outcome === undefined || amount === null || amount === 0n) {
    const detail = "an overturned decision grants something: say how much, in fen, and whether it is the whole";
    const pointer = outcome === undefined ? "/outcome" : "/amount";
    refuse("amount_required", detail, { errors: [{ pointer, code: "amount_required", detail }] });
  }
  return { outcome, amount };
}

async function end(tx: Tx, { book, appeal_id: appealId }: AppealRow, how: AppealEnd): Promise<void> {
  assert(await endAppeal(tx, book, appealId, how), "an appeal that is open on a held case ends once");
}

function message(
  context: Context,
  { claim }: HeldCase,
  { book, appeal_id: appealId }: AppealRow,
  overturned: boolean,
  dueAt: Instant,
): Parameters<typeof insertNotices>[2][number] {
  const { claimId, orderId, buyerId, product, productVersion } = claim;
  const data: NoticeData = { kind: "appeal_answered", orderId, cover: { product, productVersion }, overturned };
  return {
    noticeId: context.ids.next(book),
    ...{ book, dueAt },
    audience: "buyer",
    recipientId: buyerId,
    kind: data.kind,
    subject: claimSubject(claimId),
    occasion: appealId.toString(),
    data: JSON.stringify(data),
    closesAt: null,
  };
}
