// Understands the clause that a report has to find what is insured.

import { textField } from "../field.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's field `conclusion`: `failed` found the defect or the counterfeit, `passed` found the goods in order, and so
 * nothing that is insured. Anything else is a person's to read. Source: the product's clause on the report.
 */
export const reportConclusion: Rule = ({ claim }) => {
  const conclusion = textField(claim.fields, "conclusion");
  const inputs = { conclusion };
  if (conclusion === "failed") return { outcome: "met", inputs };
  if (conclusion === "passed") return { outcome: "not_met", reason: "not_covered", inputs };
  const reason = conclusion === null ? "evidence_incomplete" : "needs_assessment";
  return { outcome: "refer", reason, inputs };
};
