// Understands that one report proves one loss.

import type { Rule } from "../rule.js";

/**
 * A number that another claim cites, of whatever order and shop, refers with the claims that do: it may be the same loss told
 * twice, or a slip. Claims that were withdrawn do not count. Source: the product's clause on the report.
 */
export const reportUnused: Rule = ({ marks }) => {
  const report = marks.find(({ kind }) => kind === "report");
  if (report === undefined) return { outcome: "not_applicable", inputs: { report: null } };
  const { mark, others } = report;
  const inputs = { report: mark, otherClaims: others.map(({ claimId }) => claimId).join(" ") };
  return others.length === 0 ? { outcome: "met", inputs } : { outcome: "refer", reason: "suspected_fraud", inputs };
};
