// Understands how decisions that give less than was asked for are explained in writing, soon after they were made.
//
// A follower of the outbox, so that deciding knows nothing of it: 4 statements for any number of claims (decisions,
// contacts, notices, messages). A worker that dies has either written a notice with its message, or finds the decision
// again.

import { refusalNotice } from "@anxin/core/appeal/notice";
import { remediesUntil } from "@anxin/core/appeal/remedy";
import { present } from "@anxin/core/assert";
import { decodeFindings } from "@anxin/core/claim/finding";
import { APPEALS_MAX } from "@anxin/core/claim/machine";
import { bookOfId, formatId, formatPolicyNo, formatRefusalNo, type Id } from "@anxin/core/id";
import type { NoticeData } from "@anxin/core/notice/notice";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { insertNotices, type NewNotice } from "@anxin/store/notice";
import {
  insertRefusalNotices,
  type NewRefusalNotice,
  type UnexplainedDecision,
  unexplainedDecisions,
} from "@anxin/store/refusal-notice";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { type Follower, followOutbox } from "../follow.js";
import { claimSubject } from "../notice/subject.js";
import { type ComplaintContacts, complaintContacts } from "./contacts.js";

const REFUSALS: Follower = {
  reader: "refusal-notice",
  types: ["claim.decided"],
  take(context, tx, batches) {
    const ids = batches.flat().flatMap((event) => event.ids);
    const claims = [...new Set(ids)].map((claimId) => ({ book: bookOfId(claimId), claimId }));
    return explainDecisions(context, tx, claims);
  },
};

/** Explains what was decided since, for all tenants; answers how many notices were made. */
export const makeRefusalNotices = (context: Context, stop?: AbortSignal): Promise<number> =>
  followOutbox(context, REFUSALS, stop);

/** Explains every decision on these claims that needs it and is not explained yet; answers how many. */
export async function explainDecisions(
  context: Context,
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<number> {
  const decisions = await unexplainedDecisions(tx, claims);
  if (decisions.length === 0) return 0;
  const contacts = await complaintContacts(tx);
  const now = context.clock.now();
  const explained = decisions.map((decision) => ({ decision, noticeId: context.ids.next(decision.book) }));
  const written = await insertRefusalNotices(
    tx,
    now,
    explained.map(({ decision, noticeId }) => noticeRow(context, decision, noticeId, contacts, now)),
  );
  await insertNotices(
    tx,
    now,
    explained
      .filter(({ noticeId }) => written.has(noticeId))
      .map(({ decision, noticeId }) => message(decision, noticeId, now)),
  );
  return written.size;
}

/** Until when the decision can be appealed; null when no appeal is left. */
const appealUntil = ({ appeals, decided_at: decidedAt }: UnexplainedDecision): Instant | null =>
  appeals < APPEALS_MAX ? remediesUntil(decidedAt) : null;

function noticeRow(
  context: Context,
  decision: UnexplainedDecision,
  noticeId: Id,
  contacts: ComplaintContacts,
  issuedAt: Instant,
): NewRefusalNotice {
  const { product, product_version: version, automatic, outcome, amount } = decision;
  const sold = present(context.catalogue.version(product, version), "a sold version is known");
  const notice = refusalNotice({
    number: formatRefusalNo(noticeId),
    policyNo: formatPolicyNo(decision.policy_id),
    claimNo: formatId("claim", decision.claim_id),
    orderId: decision.order_id,
    product: sold,
    peril: decision.peril,
    occurredAt: decision.occurred_at,
    reportedAt: decision.reported_at,
    decidedAt: decision.decided_at,
    issuedAt,
    ...{ outcome, automatic, amount },
    requestedAmount: decision.requested_amount,
    reasonCodes: decision.reason_codes,
    findings: decodeFindings(decision.findings),
    clauses: decision.clauses,
    note: decision.note,
    appealUntil: appealUntil(decision),
    reviewPossible: automatic && !decision.reviewed,
    contacts: contacts[sold.funding],
  });
  const { book, claim_id: claimId, decision_id: decisionId } = decision;
  return { book, claimId, decisionId, noticeId, content: JSON.stringify(notice) };
}

/** The message that tells the buyer of a notice: under its number, so that its delivery is the notice's. */
function message(decision: UnexplainedDecision, noticeId: Id, dueAt: Instant): NewNotice {
  const { book, claim_id: claimId, decision_id: decisionId, product, product_version: productVersion } = decision;
  const data: NoticeData = {
    kind: "claim_refused",
    orderId: decision.order_id,
    cover: { product, productVersion },
    amount: decision.amount.toString(),
    appealUntil: appealUntil(decision),
  };
  return {
    ...{ noticeId, book, dueAt },
    audience: "buyer",
    recipientId: decision.buyer_id,
    kind: data.kind,
    subject: claimSubject(claimId),
    occasion: decisionId.toString(),
    data: JSON.stringify(data),
    closesAt: null,
  };
}
