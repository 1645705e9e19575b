// Understands how a payout is shown, and to whom which part of it.

import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { formatInstant } from "@anxin/core/time";
import { PAYOUT_PURPOSES, type PayoutAttemptLog, type PayoutRow } from "@anxin/store/payout";
import { Type } from "typebox";
import type { Principal } from "../http/api.js";
import { Fen53, InstantText, instantTextOrNull, known, nullable, oneOf } from "../http/schema.js";
import { isOutside } from "../http/sight.js";

export const PAYOUT_STATUSES = ["prepared", "sending", "unknown", "succeeded", "failed", "returned"] as const;

const ACTIONS = ["send", "query", "retry"] as const;

const AttemptView = Type.Object({
  at: InstantText,
  action: oneOf(ACTIONS),
  outBizNo: Type.String({ description: "the number under which the channel knows it" }),
  answer: Type.String(),
  code: nullable(Type.String({ description: "the channel's own" })),
  detail: Type.String(),
});

const summary = {
  payoutId: Type.String(),
  claimId: Type.String(),
  decisionId: Type.String(),
  purpose: oneOf(PAYOUT_PURPOSES),
  policyId: Type.String(),
  orderId: Type.String(),
  merchantId: Type.String(),
  buyerId: Type.String(),
  product: Type.String(),
  currency: Type.String(),
  amount: Fen53,
  status: oneOf(PAYOUT_STATUSES),
  channel: Type.String(),
  payee: Type.String({ description: "masked; empty when nobody told it" }),
  outBizNo: Type.String({ description: "the number in use; earlier ones are among the attempts" }),
  attempt: Type.Integer({ description: "1 for the first number, one more with each retry" }),
  channelOrderNo: nullable(Type.String()),
  humanTask: nullable(Type.String({ description: "why a person has to look; not shown to buyers and merchants" })),
  preparedAt: InstantText,
  settledAt: nullable(InstantText),
  nextStepAt: nullable(InstantText),
};
export const PayoutSummary = Type.Object(summary);
export const PayoutView = Type.Object({ ...summary, attempts: Type.Array(AttemptView) });

export const payoutName = (row: Pick<PayoutRow, "payout_id">): string => formatId("payout", row.payout_id);

export function payoutSummary(row: PayoutRow, viewer: Pick<Principal, "role">) {
  return {
    payoutId: payoutName(row),
    claimId: formatId("claim", row.claim_id),
    decisionId: formatId("decision", row.decision_id),
    purpose: known(PAYOUT_PURPOSES, row.purpose),
    policyId: formatId("policy", row.policy_id),
    orderId: row.order_id,
    merchantId: row.merchant_id,
    buyerId: row.buyer_id,
    product: row.product,
    currency: "CNY",
    amount: fenToWire(row.amount),
    status: known(PAYOUT_STATUSES, row.status),
    channel: row.channel,
    payee: row.payee_mask,
    outBizNo: row.out_biz_no,
    attempt: row.attempt,
    channelOrderNo: row.channel_order_no,
    humanTask: isOutside(viewer) ? null : row.human_task,
    preparedAt: formatInstant(row.prepared_at),
    settledAt: instantTextOrNull(row.settled_at),
    // While somebody holds it the next step is what they are doing.
    nextStepAt: row.leased ? null : instantTextOrNull(row.next_at),
  };
}

export function payoutView(row: PayoutRow, log: readonly PayoutAttemptLog[], viewer: Pick<Principal, "role">) {
  const attempts = isOutside(viewer) ? [] : log;
  return {
    ...payoutSummary(row, viewer),
    attempts: attempts.map(({ at, action, out_biz_no: outBizNo, answer, code, detail }) => {
      return { at: formatInstant(at), action: known(ACTIONS, action), outBizNo, answer, code, detail };
    }),
  };
}
