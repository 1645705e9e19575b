// Understands how cover that an order called for and did not get is told: once for each time that it was declined.

import type { OrderDecision } from "@anxin/core/order/decide";
import type { Instant } from "@anxin/core/time";
import type { BatchEvents } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import { insertDeclines } from "@anxin/store/webhook-source";
import type { Context } from "../context.js";
import type { Newer } from "./read.js";

/** Writes what these decisions declined, beyond what was declined before. At most one statement; none where nothing was. */
export async function noteDeclines(
  context: Context,
  tx: Tx,
  now: Instant,
  decided: readonly { readonly reading: Newer; readonly decision: OrderDecision }[],
): Promise<BatchEvents> {
  const declines = decided.flatMap(({ reading: { order, history, write }, decision }) => {
    const { orderId, merchantId, buyerId } = order;
    // Outcomes only grow at their end.
    const fresh = decision.outcomes.declined.slice(history?.outcomes.declined.length ?? 0);
    return fresh.map(({ lineId, product, code }) => {
      const declineId = context.ids.next(write.book);
      return { declineId, book: write.book, orderId, lineId, merchantId, buyerId, product, code };
    });
  });
  await insertDeclines(tx, now, declines);
  return { type: "policy.declined", ids: declines.map(({ declineId }) => declineId) };
}
