// Understands what somebody has filled in about a case and not sent yet: it outlives conflicts, and leaving the case.

import { useState } from "react";
import type { CaseFindings, Outcome, ReasonCode } from "./case.js";

export interface Draft {
  readonly outcome: Outcome;
  /** Fen; null while what stands there is no amount. */
  readonly amount: number | null;
  readonly reasonCodes: readonly ReasonCode[];
  /** Clauses that the decision rests on; null: those whose findings gave the reasons. */
  readonly clauses: readonly string[] | null;
  readonly note: string;
}

const drafts = new Map<string, Draft>();

/** What a decision begins with: the suggestion where it says the same, otherwise what that outcome needs. */
export function firstDraft(outcome: Outcome, findings: CaseFindings): Draft {
  const reasons = findings.data.flatMap(({ reason, outcome: found }) =>
    reason === null || found === "met" ? [] : [reason],
  );
  // A person was asked to look: having looked is no reason to grant less.
  const given = reasons.filter((reason) => reason !== "needs_assessment" && reason !== "above_automatic_limit");
  return {
    outcome,
    amount: outcome === "reject" ? null : findings.amount,
    reasonCodes: outcome === "approve" ? [] : [...new Set(given)],
    clauses: null,
    note: "",
  };
}

/** The draft of a case; null while nobody began one. */
export function useDraft(claimId: string): readonly [Draft | null, (draft: Draft | null) => void] {
  const [, renew] = useState(0);
  const keep = (draft: Draft | null): void => {
    if (draft === null) drafts.delete(claimId);
    else drafts.set(claimId, draft);
    renew((times) => times + 1);
  };
  return [drafts.get(claimId) ?? null, keep];
}
