// Understands the clause that the claimant declares the claim to be true.

import type { Rule } from "../rule.js";

/** Source: Insurance Law art. 27 (what a false claim leads to), the product's clause on the declaration. */
export const declarationGiven: Rule = ({ claim: { declaration } }) =>
  declaration
    ? { outcome: "met", inputs: { declaration } }
    : { outcome: "not_met", reason: "declaration_missing", inputs: { declaration } };
