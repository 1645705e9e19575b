// Understands the clause that rules alone trust the quote of a listed repairer only.

import { bestMatch, invalidOn, outsideScope } from "../../register/match.js";
import { textField } from "../field.js";
import { registerDay } from "../register-question.js";
import type { Rule } from "../rule.js";

/**
 * The claim form's field `repairer` names who repairs. Anyone may repair, but a quote from outside the register, or from an
 * entry that does not count on the day or for such goods, is looked at by a person. Source: the product's clause on repair.
 */
export const repairerListed: Rule = ({ claim, line, register }) => {
  const repairer = textField(claim.fields, "repairer");
  const day = registerDay(claim);
  const need = { category: line.category, peril: claim.peril, brand: null };
  const match = repairer === null ? null : bestMatch(register, repairer, day, need);
  if (match === null) return { outcome: "refer", reason: "needs_assessment", inputs: { repairer, registered: false } };
  const { entry, by } = match;
  const invalid = invalidOn(entry, day);
  const outside = outsideScope(entry, need).join(" ");
  const { entryId, revision, name } = entry;
  const inputs = { repairer, registered: true, matchedBy: by, entryId, revision, name, invalid, outside };
  return invalid === null && outside === ""
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "needs_assessment", inputs };
};
