// Understands the clause that a report comes from an institution in the insurer's register.

import { isRegistered, textField } from "../field.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's field `institution` names who tested or appraised. A report from elsewhere is refused; a form that
 * names nobody is incomplete, and refers. Source: the product's clause on the report; Insurance Law art. 22.
 */
export const reportAccredited: Rule = ({ claim, register }) => {
  const institution = textField(claim.fields, "institution");
  if (institution === null) return { outcome: "refer", reason: "evidence_incomplete", inputs: { institution } };
  const registered = isRegistered(register, institution);
  const inputs = { institution, registered };
  return registered ? { outcome: "met", inputs } : { outcome: "not_met", reason: "report_not_accredited", inputs };
};
