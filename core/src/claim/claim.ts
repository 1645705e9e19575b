// Understands a claim case: its statuses, which may follow which, and the category that integrators see.

import { never } from "../assert.js";
import type { Fen } from "../money.js";

export const CLAIM_STATUSES = [
  "filed",
  "evidence_requested",
  "in_review",
  "awaiting_second",
  "approved",
  "partly_approved",
  "rejected",
  "withdrawn",
  "closed",
] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export type ClaimCategory = "open" | "action_required" | "decided" | "closed";

/** Which status may follow which. A failed payout never leads back: deciding and paying are two machines. */
const NEXT: Readonly<Record<ClaimStatus, readonly ClaimStatus[]>> = {
  filed: ["evidence_requested", "in_review", "approved", "partly_approved", "rejected", "withdrawn"],
  evidence_requested: ["in_review", "withdrawn", "closed"],
  in_review: ["evidence_requested", "awaiting_second", "approved", "partly_approved", "rejected", "withdrawn"],
  awaiting_second: ["in_review", "approved", "partly_approved", "rejected", "withdrawn"],
  approved: ["closed"],
  // An appeal may raise what was granted in part; what rules decided a person may look at again.
  partly_approved: ["closed", "in_review", "approved"],
  rejected: ["closed", "in_review", "approved", "partly_approved"],
  withdrawn: [],
  // Only a case that was closed on silence opens again, with the first answer.
  closed: ["in_review", "evidence_requested"],
};

export function mayFollow(from: ClaimStatus, to: ClaimStatus): boolean {
  return NEXT[from].includes(to);
}

export function categoryOf(status: ClaimStatus): ClaimCategory {
  switch (status) {
    case "filed":
    case "in_review":
    case "awaiting_second":
      return "open";
    case "evidence_requested":
      return "action_required";
    case "approved":
    case "partly_approved":
    case "rejected":
      return "decided";
    case "withdrawn":
    case "closed":
      return "closed";
    default:
      return never(status);
  }
}

/** Whether the case still waits for a decision. */
export function isUndecided(status: ClaimStatus): boolean {
  return categoryOf(status) === "open" || status === "evidence_requested";
}

/** Whether what the policy insures is settled by the claim: it may still be paid, or was. */
export function bindsPolicy({
  status,
  agreedAmount,
}: {
  readonly status: ClaimStatus;
  readonly agreedAmount: Fen;
}): boolean {
  return agreedAmount > 0n || isUndecided(status);
}

export const DECISION_OUTCOMES = ["approve", "partly_approve", "reject"] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

export function statusAfter(outcome: DecisionOutcome): "approved" | "partly_approved" | "rejected" {
  return outcome === "approve" ? "approved" : outcome === "partly_approve" ? "partly_approved" : "rejected";
}
