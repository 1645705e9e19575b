// Understands how appeals, remedies and refusal notices are shown beside a claim, and appeals by themselves.

import { overturnRate } from "@anxin/core/appeal/overturn";
import { type Remedy, remediesOf } from "@anxin/core/appeal/remedy";
import type { CaseState } from "@anxin/core/claim/machine";
import { formatId, formatRefusalNo } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { AppealCount, AppealRow } from "@anxin/store/appeal";
import type { ClaimRow } from "@anxin/store/claim";
import type { RefusalNoticeRow } from "@anxin/store/refusal-notice";
import { instantTextOrNull, known } from "../http/schema.js";
import { lastWordAt } from "./appeal.js";
import { noticeUrl } from "./notice-view.js";

const OUTCOMES = ["approve", "partly_approve"] as const;

/** An appeal whole, with what colleagues are called by how they stand in it; who may see which part of it is for the table of sight. */
export function appealOfClaim(appeal: AppealRow, names: ReadonlyMap<string, string>) {
  return {
    appealId: formatId("appeal", appeal.appeal_id),
    state: appeal.state,
    decisionId: formatId("decision", appeal.decision_id),
    reason: appeal.reason,
    filedAt: formatInstant(appeal.filed_at),
    filedBy: appeal.filed_by,
    dueAt: formatInstant(appeal.due_at),
    evidence: appeal.evidence_ids.map((evidenceId) => formatId("evidence", evidenceId)),
    decidedAt: instantTextOrNull(appeal.ended_at),
    decidedBy: appeal.decided_by,
    decidedByName: (appeal.decided_by === null ? undefined : names.get(appeal.decided_by)) ?? null,
    outcome: appeal.outcome === null ? null : known(OUTCOMES, appeal.outcome),
    amount: appeal.amount === null ? null : fenToWire(appeal.amount),
    interest: fenToWire(appeal.interest),
    reasonCodes: [...appeal.reason_codes],
    note: appeal.note,
  };
}

export function appealView(appeal: AppealRow, names: ReadonlyMap<string, string>) {
  return {
    ...appealOfClaim(appeal, names),
    claimId: formatId("claim", appeal.claim_id),
    policyId: formatId("policy", appeal.policy_id),
    orderId: appeal.order_id,
    merchantId: appeal.merchant_id,
    buyerId: appeal.buyer_id,
    product: appeal.product,
  };
}

/** The last notice on a claim; null where nothing was refused, or it is not made yet. */
export function refusalNoticeOfClaim(claim: Pick<ClaimRow, "claimId">, notices: readonly RefusalNoticeRow[]) {
  const last = notices.at(-1);
  if (last === undefined) return null;
  return {
    number: formatRefusalNo(last.notice_id),
    decisionId: formatId("decision", last.decision_id),
    sentAt: instantTextOrNull(last.sent_at),
    deliveredAt: instantTextOrNull(last.delivered_at),
    url: noticeUrl(formatId("claim", claim.claimId)),
  };
}

const ADDRESS: Readonly<Record<Remedy["kind"], string>> = { human_review: "reviews", appeal: "appeals" };

export function remediesView(claim: ClaimRow, state: CaseState, appeals: readonly AppealRow[], now: Instant) {
  const claimId = formatId("claim", claim.claimId);
  return remediesOf(state, lastWordAt(claim, appeals), now).map(({ kind, until }) => ({
    kind,
    until: formatInstant(until),
    url: `/v1/claims/${claimId}/${ADDRESS[kind]}`,
  }));
}

/** A line of the report. */
export function countView({
  upheld,
  overturned,
  withdrawn,
  late,
  granted,
  interest,
}: Omit<AppealCount, "by" | "name">) {
  const answered = Number(upheld + overturned);
  const { rate, between } = overturnRate(Number(overturned), answered);
  return {
    ...{ upheld: Number(upheld), overturned: Number(overturned), withdrawn: Number(withdrawn), late: Number(late) },
    ...{ rate, between: between === null ? null : [...between] },
    granted: fenToWire(granted),
    interest: fenToWire(interest),
  };
}
