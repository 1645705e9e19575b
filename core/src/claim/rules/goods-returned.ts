// Understands the clause that freight is paid only where goods travelled back.

import type { Rule } from "../rule.js";

/**
 * A refund without a return costs no freight: so does a return that was called off, or one without any trace of a parcel.
 * Source: the product's exclusion of refunds without return and of refused deliveries.
 */
export const goodsReturned: Rule = ({ return: back }) => {
  if (back === null) return { outcome: "not_met", reason: "return_refund_only", inputs: { returnId: null } };
  const { returnId, mode, waybill, shippedAt, cancelledAt } = back;
  const shipped = shippedAt !== null || waybill.trim() !== "" || back.scans.length > 0;
  const inputs = { returnId, mode, waybill, shippedAt, cancelledAt, scans: back.scans.length };
  if (mode !== "refund_only" && cancelledAt === null && shipped) return { outcome: "met", inputs };
  return { outcome: "not_met", reason: "return_refund_only", inputs };
};
