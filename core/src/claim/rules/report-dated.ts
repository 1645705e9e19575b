// Understands on which days a report about the goods can have been made.

import { shanghaiDay } from "../../time.js";
import { dayField } from "../field.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's field `reportDate`: not before the goods were delivered, or paid for where nobody told of a delivery, and
 * not after the claim was made. Days are Shanghai's. Another day may be a slip, so it refers; a form without the day is
 * incomplete, and refers. Source: the product's clause on the report.
 */
export const reportDated: Rule = ({ claim, order }) => {
  const reportDay = dayField(claim.fields, "reportDate");
  const earliestDay = shanghaiDay(order.deliveredAt ?? order.paidAt ?? order.placedAt);
  const latestDay = shanghaiDay(claim.reportedAt);
  const inputs = { reportDay, earliestDay, latestDay, delivered: order.deliveredAt !== null };
  if (reportDay === null) return { outcome: "refer", reason: "evidence_incomplete", inputs };
  return reportDay >= earliestDay && reportDay <= latestDay
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "report_invalid", inputs };
};
