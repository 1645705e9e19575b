// Understands the clause that a report comes from an institution in the insurer's register.

import { bestMatch, invalidOn, outsideScope } from "../../register/match.js";
import { textField } from "../field.js";
import { registerDay } from "../register-question.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's field `institution` names who tested or appraised. A report from elsewhere, or from an entry that did not
 * count on the day of the report, is refused; one that lies outside the entry's scope refers; a form that names nobody is
 * incomplete, and refers. Source: the product's clause on the report; Insurance Law art. 22.
 */
export const reportAccredited: Rule = ({ claim, line, register }) => {
  const institution = textField(claim.fields, "institution");
  if (institution === null) return { outcome: "refer", reason: "evidence_incomplete", inputs: { institution } };
  const day = registerDay(claim);
  const need = { category: line.category, peril: claim.peril, brand: textField(claim.fields, "brand") };
  const match = bestMatch(register, institution, day, need);
  if (match === null)
    return { outcome: "not_met", reason: "report_not_accredited", inputs: { institution, registered: false } };
  const { entry, by } = match;
  const { entryId, revision, name, status, validFrom, validUntil } = entry;
  const invalid = invalidOn(entry, day);
  const outside = outsideScope(entry, need).join(" ");
  const inputs = {
    ...{ institution, registered: true, matchedBy: by, entryId, revision, name, reportDay: day },
    ...{ status, validFrom, validUntil, invalid, outside },
  };
  if (invalid !== null) return { outcome: "not_met", reason: "report_not_accredited", inputs };
  return outside === "" ? { outcome: "met", inputs } : { outcome: "refer", reason: "report_out_of_scope", inputs };
};
