// Understands the clause that a report is about the goods that were sold.

import { textField } from "../field.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's fields `reportOrderId` and `reportSku` repeat what the report says. A difference may be a slip of the
 * pen, so it refers. Source: the product's clause on the report.
 */
export const reportMatches: Rule = ({ claim: { fields }, order: { orderId }, line: { sku } }) => {
  const reportOrderId = textField(fields, "reportOrderId");
  const reportSku = textField(fields, "reportSku");
  const inputs = { reportOrderId, orderId, reportSku, sku };
  if (reportOrderId === null && reportSku === null) return { outcome: "not_applicable", inputs };
  const matches = (reportOrderId ?? orderId) === orderId && (reportSku ?? sku) === sku;
  return matches ? { outcome: "met", inputs } : { outcome: "refer", reason: "report_mismatch", inputs };
};
