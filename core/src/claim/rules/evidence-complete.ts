// Understands the clause that lists the evidence of a claim.

import type { FindingInput } from "../finding.js";
import { requirements } from "../missing.js";
import type { Rule } from "../rule.js";

/**
 * Counts different files for each required slot and its alternatives: the same picture twice is one picture. What is missing
 * has to be asked for before anyone may refuse (Insurance Law art. 22), so that an incomplete claim goes to a person.
 */
export const evidenceComplete: Rule = ({ claim: { evidence, fields } }, product) => {
  const required = requirements(product, evidence, fields);
  const inputs: Record<string, FindingInput> = {};
  for (const { slot, given } of required) inputs[slot.kind] = `${given}/${slot.minCount}`;
  if (required.length === 0) return { outcome: "not_applicable", inputs };
  const missing = required.filter(({ slot, given }) => given < slot.minCount).map(({ slot }) => slot.kind);
  inputs["missing"] = missing.join(" ");
  return missing.length === 0
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "evidence_incomplete", inputs };
};
