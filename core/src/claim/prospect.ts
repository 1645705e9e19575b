// Understands what a claim could hope for before it is made: whether it is possible, and what it would pay.

import type { Fen } from "../money.js";
import type { PolicyState } from "../policy/policy.js";
import type { ProductVersion } from "../product/product.js";
import { DAY_MS, type Instant, plus } from "../time.js";
import type { Adjudication } from "./adjudicate.js";
import type { EvidenceFact } from "./facts.js";
import type { ReasonCode } from "./finding.js";
import type { ClaimStatement } from "./gather.js";

/** A claim that says everything right, but for what only the form can tell. */
export function hopefulClaim(product: ProductVersion, state: PolicyState, now: Instant): ClaimStatement {
  return {
    peril: product.coverage.perils[0]?.code ?? "",
    occurredAt: lastCoveredMoment(state, now),
    reportedAt: now,
    requestedAmount: null,
    fields: {},
    evidence: product.documents.flatMap(perfectEvidence),
    declaration: true,
    returnId: null,
  };
}

/** Now, or the last moment of a cover that has ended: what happened before that may still be reported. */
function lastCoveredMoment({ expiresAt, cancelledAt }: PolicyState, now: Instant): Instant {
  const ends = [expiresAt, cancelledAt].filter((at) => at !== null).map((at) => plus(at, -1));
  return ends.reduce((earliest, at) => (at < earliest ? at : earliest), now);
}

/** As many different files as a slot asks for. */
function perfectEvidence({ kind, minCount }: ProductVersion["documents"][number]): EvidenceFact[] {
  return Array.from({ length: minCount }, (_, i) => {
    const sha256 = `${kind}/${i}`;
    return { evidenceId: sha256, kind, mediaType: "image/jpeg", sha256, capturedAt: null };
  });
}

export interface Prospect {
  /** What a claim would pay by the rules as they see it now; null when that depends on the form, zero when nothing. */
  readonly estimate: Fen | null;
  /** Why no claim can be paid now, whatever the form says; in the order of the clauses, without repetition. */
  readonly failed: readonly ReasonCode[];
}

/** What the clauses say to a hopeful claim. */
export function prospectOf({ findings, outcome, amount }: Adjudication): Prospect {
  const failed = findings.flatMap((finding) =>
    finding.outcome === "not_met" && finding.reason !== null ? [finding.reason] : [],
  );
  return { estimate: outcome === "reject" ? 0n : amount > 0n ? amount : null, failed: [...new Set(failed)] };
}

/** When a claim may be made: from inception until the reporting window closes; null where an end is not known. */
export function claimWindow(
  { reportingDays }: Pick<ProductVersion, "reportingDays">,
  { effectiveAt, expiresAt }: PolicyState,
): { readonly from: Instant | null; readonly until: Instant | null } {
  return { from: effectiveAt, until: expiresAt === null ? null : plus(expiresAt, reportingDays * DAY_MS) };
}
