// Understands how the merchant of the goods is heard on a claim: asked when it waits for a person, and answered, with evidence,
// until it is decided.

import { isUndecided } from "@anxin/core/claim/claim";
import { type Clock, clocksAfter } from "@anxin/core/claim/clocks";
import { type MerchantPosition, merchantFact } from "@anxin/core/claim/merchant-fact";
import { formatId } from "@anxin/core/id";
import type { NoticeData } from "@anxin/core/notice/notice";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant } from "@anxin/core/time";
import { type ClaimRow, insertClaimEvents } from "@anxin/store/claim";
import { writeClocks } from "@anxin/store/claim-clock";
import { insertClaimEvidence } from "@anxin/store/evidence";
import { insertHearing, insertMerchantStatement } from "@anxin/store/merchant-statement";
import { insertNotices, type NewNotice } from "@anxin/store/notice";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { claimSubject } from "../notice/subject.js";
import { actorOf } from "./actor.js";
import { type HeldCase, holdCase } from "./case.js";
import { tellChanged } from "./changed.js";
import { noteClaimFact } from "./clock.js";
import { MERCHANT_DOCUMENT_KINDS } from "./document-kinds.js";
import { takeStep } from "./move.js";
import { refuseProblems } from "./notification.js";
import { type FileWish, fileProblems, ownFiles, requireFileRoom } from "./own-files.js";

/** Of a new case that waits for a person, the event that it was filed and the one that says why it waits come first. */
const ASKED_SEQUENCE = 3;

/**
 * Asks the merchant about a new case, where the product hears them; nothing otherwise. 4 statements: what was asked, the event,
 * the clocks and the notice.
 */
export async function askMerchant(
  context: Context,
  tx: Tx,
  about: { readonly claim: ClaimRow; readonly product: ProductVersion; readonly clocks: readonly Clock[] },
  now: Instant,
): Promise<void> {
  const { claim, product, clocks } = about;
  const hearing = merchantFact(product, null, now);
  if (hearing === null) return;
  const { answerUntil } = hearing;
  const { book, tenantId, claimId, status } = claim;
  await insertHearing(tx, claim, now, answerUntil);
  const asked = { kind: "merchant_asked", actor: "system", fromStatus: status, toStatus: status, detail: "" } as const;
  await insertClaimEvents(tx, [{ book, tenantId, claimId, sequence: ASKED_SEQUENCE, at: now, ...asked }]);
  await writeClocks(tx, [{ claim, clocks: clocksAfter(clocks, "merchant_asked", now) }]);
  await insertNotices(tx, now, [askedNotice(context, claim, answerUntil, now)]);
}

function askedNotice(context: Context, claim: ClaimRow, answerUntil: Instant | null, now: Instant): NewNotice {
  const { book, claimId, merchantId, orderId, product, productVersion } = claim;
  const data: NoticeData = { kind: "merchant_asked", orderId, cover: { product, productVersion }, answerUntil };
  return {
    noticeId: context.ids.next(book),
    book,
    audience: "merchant",
    recipientId: merchantId,
    kind: data.kind,
    subject: claimSubject(claimId),
    occasion: "",
    data: JSON.stringify(data),
    dueAt: now,
    closesAt: null,
  };
}

/** What a merchant says, as it comes over the wire. */
export interface StatementBody {
  readonly position: MerchantPosition;
  readonly statement: string;
  readonly evidence?: readonly FileWish[];
}

/**
 * Puts the merchant's side on the case; said again, it takes the place of what was said, which is kept. Whoever decides has to
 * have read it: the case has another version afterwards. Refuses once the case is decided or closed (`state_conflict`).
 *
 * The statements of `holdCase` and of a step, 1 each for statement, files and outbox, 2 for its clocks.
 */
export async function stateByMerchant(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId, body, language }: { readonly claimId: string; readonly body: StatementBody; readonly language: Language },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, claimId, now);
  requireOpen(held);
  const { position, statement, evidence = [] } = body;
  const there = new Set(held.evidence.map((row) => formatId("evidence", row.evidence_id)));
  refuseProblems(fileProblems(evidence, MERCHANT_DOCUMENT_KINDS, language, there));
  requireFileRoom(held, evidence.length);
  const files = await ownFiles(tx, principal, evidence);
  const { book } = held.claim;
  const said = { position, statement, statedBy: principal.caller, statedAt: now };
  await insertMerchantStatement(tx, held.claim, said);
  const by = { addedBy: principal.caller, addedAt: now, party: "merchant" } as const;
  await insertClaimEvidence(
    tx,
    files.map(({ held: { evidenceId }, kind }) => ({ book, claimId: held.claim.claimId, evidenceId, kind, ...by })),
  );
  const command = { kind: "answer_evidence", complete: false, exposure: held.claim.reserve } as const;
  const event = { kind: "merchant_stated", actor: principal.caller, detail: position } as const;
  const { claim } = await takeStep(context, tx, held, command, await actorOf(tx, principal), event, now);
  await noteClaimFact(context, tx, [claim], "merchant_answered", now);
  await tellChanged(context, tx, claim.claimId, now);
  return claim;
}

/** Whoever comes too late learns that it is, and since when. */
function requireOpen({ claim }: HeldCase): void {
  if (isUndecided(claim.status)) return;
  const { decidedAt, status } = claim;
  const since = decidedAt === null ? "" : ` since ${formatInstant(decidedAt)}`;
  const detail = `the claim is ${status}${since}: what you say cannot change the decision any more`;
  refuse("state_conflict", detail, {
    extra: { status, decidedAt: decidedAt === null ? null : formatInstant(decidedAt) },
  });
}
