// Understands the signal that a bounced outbound parcel is shown as a return.

import type { Rule } from "../rule.js";

/**
 * The number of an outbound parcel of the same order is no proof of a return. It may be a slip of the merchant, so a
 * person looks: a signal refers, it never refuses. Source: Measures against Insurance Fraud (2024), the product's clause.
 */
export const waybillNotOutbound: Rule = ({ return: back, order }) => {
  const waybillKey = back?.waybillKey ?? null;
  const inputs = { waybillKey, outboundWaybills: order.outboundWaybills.join(" ") };
  if (waybillKey === null) return { outcome: "not_applicable", inputs };
  if (!order.outboundWaybills.includes(waybillKey)) return { outcome: "met", inputs };
  return { outcome: "refer", reason: "suspected_fraud", inputs };
};
