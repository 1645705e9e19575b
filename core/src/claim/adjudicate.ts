// Understands how clauses, applied in order, become a decision.

import { present } from "../assert.js";
import type { Fen } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import type { ClaimFacts } from "./facts.js";
import type { Finding, ReasonCode } from "./finding.js";
import { RULES } from "./rules.js";

export type SuggestedOutcome = "approve" | "partly_approve" | "reject";

/** What the clauses say. `automatic` tells whether rules alone may decide; if not, this is a suggestion to a person. */
export interface Adjudication {
  readonly outcome: SuggestedOutcome;
  readonly amount: Fen;
  readonly automatic: boolean;
  /** Why it was refused or reduced, or why a person must look; in the order of the clauses, without repetition. */
  readonly reasons: readonly ReasonCode[];
  readonly findings: readonly Finding[];
}

/**
 * Applies the version's clauses in their order; every one leaves a finding, also after a refusal, so that all reasons are
 * known at once. One clause not met refuses; otherwise one clause that refers sends the case to a person, with the amount
 * as a suggestion. Same facts and version, same result, for ever.
 */
export function adjudicate(facts: ClaimFacts, product: ProductVersion): Adjudication {
  const findings: Finding[] = [];
  let amount: Fen | null = null;
  for (const step of product.adjudication) {
    const rule = present(RULES[step.rule], `${product.code} cites the known rule ${step.rule}`);
    const answer = rule(facts, product, amount, step.clause);
    if (answer.outcome === "amount") amount = answer.amount ?? amount;
    findings.push({
      rule: step.rule,
      clause: step.clause,
      productVersion: product.version,
      outcome: answer.outcome,
      reason: answer.reason ?? null,
      amount: answer.amount ?? null,
      inputs: answer.inputs,
    });
  }
  return conclude(findings, amount, facts);
}

function conclude(findings: readonly Finding[], amount: Fen | null, facts: ClaimFacts): Adjudication {
  const refused = findings.filter((finding) => finding.outcome === "not_met");
  if (refused.length > 0) {
    // A refusal by rules alone is final only where no clause asks for a person; a signal never silently denies.
    const automatic = !findings.some((finding) => finding.outcome === "refer");
    return { outcome: "reject", amount: 0n, automatic, reasons: reasonsOf(refused), findings };
  }
  const granted = amount ?? 0n;
  const referred = findings.filter((finding) => finding.outcome === "refer");
  const requested = facts.claim.requestedAmount;
  return {
    outcome: requested !== null && granted < requested ? "partly_approve" : "approve",
    amount: granted,
    // An amount that no clause has set is nobody's decision yet.
    automatic: referred.length === 0 && amount !== null,
    reasons: reasonsOf(findings.filter((finding) => finding.reason !== null)),
    findings,
  };
}

function reasonsOf(findings: readonly Finding[]): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  for (const { reason } of findings) if (reason !== null && !reasons.includes(reason)) reasons.push(reason);
  return reasons;
}
