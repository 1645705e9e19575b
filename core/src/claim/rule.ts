// Understands what a rule of adjudication is: one clause, applied to facts, leaving one finding.

import type { Fen } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import type { ClaimFacts } from "./facts.js";
import type { FindingInput, FindingOutcome, ReasonCode } from "./finding.js";

/** What a rule says; `adjudicate` adds rule name, clause and version. */
export interface RuleAnswer {
  readonly outcome: FindingOutcome;
  readonly reason?: ReasonCode;
  readonly amount?: Fen;
  readonly inputs: Readonly<Record<string, FindingInput>>;
}

/**
 * A rule looks at facts, the version sold, the amount as the rules before it left it (null before any set it), and the clause
 * that the version applies by it. It has no other input and no effect.
 */
export type Rule = (facts: ClaimFacts, product: ProductVersion, amount: Fen | null, clause?: string) => RuleAnswer;
