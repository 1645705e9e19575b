// Understands the clause that freight which somebody else has paid is not paid again.

import type { Rule } from "../rule.js";

/**
 * Platform, merchant or carrier have settled the carrier's bill of this return: the buyer spent nothing. Where nobody said who
 * paid, the buyer did, or the benefit is what settles the bill. Source: the product's exclusion of freight that was settled.
 */
export const freightUnsettled: Rule = ({ return: back }) => {
  if (back === null) return { outcome: "not_applicable", inputs: { returnId: null } };
  const { returnId, mode, freightPaidBy = null } = back;
  const inputs = { returnId, mode, freightPaidBy };
  if (freightPaidBy === null || freightPaidBy === "buyer") return { outcome: "met", inputs };
  return { outcome: "not_met", reason: "freight_already_settled", inputs };
};
