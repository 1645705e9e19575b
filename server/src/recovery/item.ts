// Understands what a debtor is told of a recovery: by the channel, or in a table.

import { formatId } from "@anxin/core/id";
import type { AttemptAbout } from "@anxin/store/recovery-attempt";
import { decodeSnapshot } from "../order/snapshot.js";
import type { RecoveryItem } from "../outside/recovery-channel.js";

/** An attempt as a debtor, or a file for it, is told of it. */
export function itemOf(attempt: AttemptAbout): RecoveryItem {
  const order = attempt.snapshot === null ? null : decodeSnapshot(attempt.snapshot, null);
  const shipment = order?.shipments.find(({ lineIds }) => lineIds.includes(attempt.line_id)) ?? order?.shipments[0];
  return {
    reference: attempt.reference,
    recoveryId: formatId("recovery", attempt.recovery_id),
    claimId: formatId("claim", attempt.claim_id),
    orderId: attempt.order_id,
    waybill: shipment?.waybill ?? "",
    shippedAt: shipment?.shippedAt ?? null,
    product: attempt.product,
    peril: attempt.peril,
    amount: attempt.amount,
    deadlineAt: attempt.deadline_at,
  };
}
