// Understands the clause that one order is paid for one return.

import type { Rule } from "../rule.js";

/** Source: the product's clause that the freight of an order's return is paid once, however many goods it held. */
export const firstClaimOfOrder: Rule = ({ order }) => {
  const inputs = { orderId: order.orderId, returnsPaid: order.returnsPaid.join(" ") };
  return order.returnsPaid.length === 0
    ? { outcome: "met", inputs }
    : { outcome: "not_met", reason: "already_claimed", inputs };
};
