// Understands the clauses that a product adds by conditions of its own.

import type { ReasonCode } from "../finding.js";
import type { Rule } from "../rule.js";

/**
 * Looks at the conditions that belong to the clause, in their order. The first that fails refuses, where it is one that refuses,
 * with the reason that it names; one that fails otherwise refers; one that could not be computed refers as well, since nobody is
 * denied for what a formula could not say. Source: the clause itself.
 */
export const conditionsMet: Rule = ({ formulas }, { conditions = [] }, _amount, clause) => {
  const ours = conditions.filter((condition) => condition.clause === clause);
  if (ours.length === 0) return { outcome: "not_applicable", inputs: {} };
  const judged = ours.map((condition) => ({ condition, computed: formulas?.conditions[condition.name] }));
  const inputs = Object.fromEntries(
    judged.flatMap(({ condition, computed }) => [
      ...Object.entries(computed?.inputs ?? {}),
      [condition.name, computed?.value ?? computed?.error ?? "not_computable"],
    ]),
  );
  const failing = (otherwise: "reject" | "refer"): ReasonCode | undefined =>
    judged.find(({ condition, computed }) => computed?.value === false && condition.otherwise === otherwise)?.condition
      .reason;
  const [refusal, signal] = [failing("reject"), failing("refer")];
  if (refusal !== undefined) return { outcome: "not_met", reason: refusal, inputs };
  if (signal !== undefined) return { outcome: "refer", reason: signal, inputs };
  if (judged.some(({ computed }) => typeof computed?.value !== "boolean"))
    return { outcome: "refer", reason: "needs_assessment", inputs };
  return { outcome: "met", inputs };
};
