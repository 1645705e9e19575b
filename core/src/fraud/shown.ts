// Understands what those outside the insurer learn of signals: that a person checks, not what was looked at.

import type { Finding } from "../claim/finding.js";
import type { Text } from "../product/product.js";
import { SIGNAL_RULES } from "./score.js";

/** The name under which signals are shown as one. */
export const CHECKS_RULE = "plausibility_checks";

/** What it is called. */
export const CHECKS_TITLE: Text = { zh: "一致性核对", en: "Plausibility checks" };

/**
 * Findings for buyers and merchants: signals are one finding without inputs, in the place of the first, which refers where any
 * of them does. Whoever could read which threshold was met would stay below it; whoever is honest learns that a person checks,
 * and why in plain words from the reason. A downgrade keeps its amount and its reason: what is paid is always explained.
 */
export function findingsOutside(findings: readonly Finding[]): readonly Finding[] {
  const signals = findings.filter(({ rule, outcome }) => SIGNAL_RULES.includes(rule) && outcome !== "amount");
  const [first, last] = [signals.at(0), signals.at(-1)];
  if (first === undefined || last === undefined) return findings;
  const refers = signals.some(({ outcome }) => outcome === "refer");
  const shown: Finding = {
    rule: CHECKS_RULE,
    // Products cite the clause on all signals last; an earlier one may be about a single fact.
    clause: last.clause,
    productVersion: first.productVersion,
    outcome: refers ? "refer" : "met",
    reason: refers ? "suspected_fraud" : null,
    amount: null,
    inputs: {},
  };
  return findings.flatMap((finding) => {
    if (finding === first) return [shown];
    if (signals.includes(finding)) return [];
    return SIGNAL_RULES.includes(finding.rule) ? [{ ...finding, inputs: {} }] : [finding];
  });
}
