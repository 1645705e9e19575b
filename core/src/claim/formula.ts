// Understands what the expressions of a product version came to for a claim: facts like any other, stored with the decision.
//
// Who can read the expressions computes them once, when the facts are gathered; rules look only at what came of it, so that a
// decision is replayed without them.

import type { Fen } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import type { FindingInput } from "./finding.js";

/** Why an expression came to nothing. A person then looks; nobody is denied for it. */
export const FORMULA_ERRORS = ["field_missing", "division_by_zero", "overflow", "not_computable"] as const;
export type FormulaError = (typeof FORMULA_ERRORS)[number];

/** What one expression came to, with the values that it asked for, by the name under which it asked. */
export interface Computed<T> {
  readonly value: T | null;
  /** Null exactly where there is a value. */
  readonly error: FormulaError | null;
  readonly inputs: Readonly<Record<string, FindingInput>>;
}

export interface FormulaFacts {
  /** By the condition's name. */
  readonly conditions: Readonly<Record<string, Computed<boolean>>>;
  /** The benefit in fen before any limit; null where the benefit is no formula. */
  readonly amount: Computed<Fen> | null;
}

/** Whether a version has expressions. */
export const hasExpressions = ({
  conditions = [],
  coverage,
}: Pick<ProductVersion, "conditions" | "coverage">): boolean =>
  conditions.length > 0 || coverage.benefit.kind === "formula";
