// Understands how a claim's payouts are shown with it.

import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { formatInstant } from "@anxin/core/time";
import { PAYOUT_PURPOSES, type PayoutRow } from "@anxin/store/payout";
import { instantTextOrNull, known } from "../../http/schema.js";

export function payoutView(payout: PayoutRow) {
  return {
    payoutId: formatId("payout", payout.payout_id),
    decisionId: formatId("decision", payout.decision_id),
    purpose: known(PAYOUT_PURPOSES, payout.purpose),
    amount: fenToWire(payout.amount),
    status: payout.status,
    channel: payout.channel,
    payee: payout.payee_mask,
    channelOrderNo: payout.channel_order_no,
    preparedAt: formatInstant(payout.prepared_at),
    settledAt: instantTextOrNull(payout.settled_at),
  };
}
