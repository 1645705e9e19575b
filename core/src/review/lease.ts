// Understands who has a claim in hand, so that two people do not work on it at once.

import { type Instant, MINUTE_MS, plus } from "../time.js";

/** How long a claim stays in somebody's hands without a sign of life (launch decision): the workbench renews it while it is open. */
export const LEASE_MINUTES = 10;

export interface Lease {
  /** The account, and the human being behind it. */
  readonly holder: string;
  readonly person: string;
  readonly takenAt: Instant;
  /** Half-open: free again from here on. */
  readonly expiresAt: Instant;
}

export interface LeaseRequest {
  readonly holder: string;
  readonly person: string;
  readonly isSupervisor: boolean;
  /** Why it is taken from a colleague; empty when it is not meant to be. */
  readonly reason: string;
}

export type LeaseAnswer =
  | { readonly lease: Lease; readonly change: "taken" | "renewed" | "taken_over" }
  | { readonly refused: "claim_held" | "reason_required" | "forbidden" };

/** Whether the lease keeps others from the claim. */
export const isLive = <L extends Lease>(lease: L | null, now: Instant): lease is L =>
  lease !== null && now < lease.expiresAt;

/** Whether somebody other than this person has the claim in hand. */
export const isHeldByAnother = <L extends Lease>(lease: L | null, person: string, now: Instant): lease is L =>
  isLive(lease, now) && lease.person !== person;

/**
 * Takes a claim in hand or keeps it there; another account of the same person goes on where the first one was. Only a
 * supervisor takes a claim from a colleague, and says why.
 */
export function leaseAfter(
  lease: Lease | null,
  { holder, person, isSupervisor, reason }: LeaseRequest,
  now: Instant,
): LeaseAnswer {
  const expiresAt = plus(now, LEASE_MINUTES * MINUTE_MS);
  const own = { holder, person, takenAt: now, expiresAt };
  if (!isLive(lease, now)) return { lease: own, change: "taken" };
  if (lease.person === person) return { lease: { ...own, takenAt: lease.takenAt }, change: "renewed" };
  if (reason === "") return { refused: isSupervisor ? "reason_required" : "claim_held" };
  return isSupervisor ? { lease: own, change: "taken_over" } : { refused: "forbidden" };
}
