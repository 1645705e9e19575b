// Understands an order as its page shows it: what the shop knows, and what Anxin says of it at this moment.

import type { Anxin } from "./anxin.js";
import { type Order, summaryOf, waybillOf } from "./order.js";
import type { OrderView } from "./wire.js";

const ENDED = ["succeeded", "failed", "returned"];
const DECIDED = ["rejected", "withdrawn", "closed"];

export async function viewOf(anxin: Anxin, order: Order): Promise<OrderView> {
  const known = await anxin.know(order);
  const claims = await anxin.claimsOf(known, order.payee.account);
  return {
    ...summaryOf(order),
    ...{ shipTo: order.shipTo, account: order.payee.account },
    ...{ shippedAt: order.shippedAt, deliveredAt: order.deliveredAt, returnedAt: order.comeback?.receivedAt ?? null },
    waybill: order.shippedAt === null ? null : waybillOf(order),
    ...{ policies: known.policies, declined: known.declined, claims },
    isMoving: claims.some(
      ({ status, payouts }) =>
        !DECIDED.includes(status) && (payouts.length === 0 || payouts.some((each) => !ENDED.includes(each.status))),
    ),
  };
}
