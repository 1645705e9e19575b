// Understands whether a claim is decided as its scenario expects.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import { type ClaimFacts, decodeFacts, encodeFacts } from "@anxin/core/claim/facts";
import type { ProductVersion } from "@anxin/core/product/product";
import { expect } from "vitest";
import type { ExpectedClaim } from "../scenario.js";

/** Expects of a claim what its scenario says, also when it is decided again from its stored facts. */
export function checkClaim(product: ProductVersion, facts: ClaimFacts, expected: ExpectedClaim): void {
  const verdict = adjudicate(facts, product);
  const outcomes = Object.fromEntries(verdict.findings.map(({ rule, outcome }) => [rule, outcome]));
  const { outcome, automatic, reasons } = verdict;
  expect({ outcome, amount: Number(verdict.amount), automatic, reasons, findings: outcomes }).toEqual({
    outcome: expected.outcome,
    amount: expected.amount,
    automatic: expected.automatic,
    reasons: expected.reasons ?? [],
    findings: { ...outcomes, ...expected.findings },
  });
  expect(verdict.findings.map(({ rule, clause }) => ({ rule, clause }))).toEqual(product.adjudication);
  expect(adjudicate(decodeFacts(encodeFacts(facts)), product)).toEqual(verdict);
}
