// Understands the clause that rules alone trust the invoice of a listed repairer only.

import { isRegistered, textField } from "../field.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's field `repairer` names who repairs. Anyone may repair, but a quote from outside the register is looked
 * at by a person. Source: the product's clause on repair.
 */
export const repairerListed: Rule = ({ claim, register }) => {
  const repairer = textField(claim.fields, "repairer");
  const registered = repairer !== null && isRegistered(register, repairer);
  const inputs = { repairer, registered };
  return registered ? { outcome: "met", inputs } : { outcome: "refer", reason: "needs_assessment", inputs };
};
