// Understands the clause that goods are tested by a standard for which the institution is registered.

import { bestMatch, testsBy } from "../../register/match.js";
import { textField } from "../field.js";
import { registerDay } from "../register-question.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's field `standard`. One that the register does not list for the institution refers; where no standard is
 * told, or nobody is registered, there is nothing to compare. Source: the product's clause on the report.
 */
export const reportStandard: Rule = ({ claim, line, register }) => {
  const standard = textField(claim.fields, "standard");
  const institution = textField(claim.fields, "institution") ?? "";
  const need = { category: line.category, peril: claim.peril, brand: null };
  const entry = bestMatch(register, institution, registerDay(claim), need)?.entry ?? null;
  const inputs = { standard, listed: entry?.scope.standards.join(", ") ?? null };
  if (standard === null || entry === null) return { outcome: "not_applicable", inputs };
  return testsBy(entry, standard)
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "report_out_of_scope", inputs };
};
