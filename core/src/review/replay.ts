// Understands what is told of a decision that was made again and came out otherwise.

import type { Adjudication } from "../claim/adjudicate.js";
import type { DecisionOutcome } from "../claim/claim.js";
import { encodeFindings, type ReasonCode } from "../claim/finding.js";
import type { Fen } from "../money.js";

/** A decision as it was kept. */
export interface KeptDecision {
  readonly outcome: DecisionOutcome;
  readonly amount: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  readonly automatic: boolean;
  /** `encodeFindings` of then. */
  readonly findings: string;
  readonly suggestedOutcome: DecisionOutcome;
  readonly suggestedAmount: Fen;
}

/**
 * Compares what the clauses say `again`, to the stored facts and under the version of then, byte for byte with what they said: the
 * findings, the suggested outcome and amount; and where rules decided, with the decision too. Answers each difference as a sentence;
 * none when it comes out the same.
 */
export function replayDifferences(kept: KeptDecision, again: Adjudication): readonly string[] {
  const { suggestedOutcome: outcome, suggestedAmount: amount } = kept;
  const differences: string[] = [];
  if (encodeFindings(again.findings) !== kept.findings) differences.push("the findings come out otherwise");
  if (again.outcome !== outcome || again.amount !== amount) {
    differences.push(
      `suggested ${outcome} of ${amount} fen; applied again the clauses say ${again.outcome} of ${again.amount}`,
    );
  }
  const isSame =
    kept.outcome === again.outcome &&
    kept.amount === again.amount &&
    kept.reasonCodes.join() === again.reasons.join() &&
    again.automatic;
  if (kept.automatic && !isSame) differences.push("rules decided it, and would not decide so again");
  return differences;
}
