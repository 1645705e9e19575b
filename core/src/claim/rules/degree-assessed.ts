// Understands the clause that damage is paid by its assessed degree.

import { textField } from "../field.js";
import type { Rule } from "../rule.js";

/**
 * The form has to name a degree that the schedule knows; a person assesses any other.
 * Source: the product's table of degrees; Insurance Law art. 57 and 64 (the insurer surveys).
 */
export const degreeAssessed: Rule = ({ claim }, { coverage: { benefit } }) => {
  if (benefit.kind !== "damage_degree") return { outcome: "not_applicable", inputs: { benefit: benefit.kind } };
  const degree = textField(claim.fields, benefit.degreeField);
  const inputs = { degree, degrees: Object.keys(benefit.percentByDegree).join(" ") };
  return degree !== null && Object.hasOwn(benefit.percentByDegree, degree)
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "needs_assessment", inputs };
};
