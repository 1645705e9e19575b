// Understands the clause that lists the evidence of a claim.

import type { FindingInput } from "../finding.js";
import type { Rule } from "../rule.js";

/**
 * Counts different files for each required slot: the same picture twice is one picture. What is missing has to be asked
 * for before anyone may refuse (Insurance Law art. 22), so that an incomplete claim goes to a person.
 */
export const evidenceComplete: Rule = ({ claim: { evidence } }, { documents }) => {
  const required = documents.filter((slot) => slot.required);
  const inputs: Record<string, FindingInput> = {};
  const missing: string[] = [];
  for (const { kind, minCount } of required) {
    const given = new Set(evidence.filter((file) => file.kind === kind).map((file) => file.sha256)).size;
    inputs[kind] = `${given}/${minCount}`;
    if (given < minCount) missing.push(kind);
  }
  if (required.length === 0) return { outcome: "not_applicable", inputs };
  inputs["missing"] = missing.join(" ");
  return missing.length === 0
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "evidence_incomplete", inputs };
};
