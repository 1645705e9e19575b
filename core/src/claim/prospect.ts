// Understands what a claim could hope for before it is made: whether it is possible, and what it would pay.

import type { Fen } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import { DAY_MS, type Instant, plus } from "../time.js";
import { adjudicate } from "./adjudicate.js";
import type { EvidenceFact } from "./facts.js";
import type { ReasonCode } from "./finding.js";
import { type ClaimMaterial, claimFacts } from "./gather.js";

export interface Prospect {
  /** When a claim may be made: from inception until the reporting window closes; null where an end is not known. */
  readonly window: { readonly from: Instant | null; readonly until: Instant | null };
  /** What a claim would pay by the rules as they see it now; null when that depends on the form, zero when nothing. */
  readonly estimate: Fen | null;
  /** Why no claim can be paid now, whatever the form says. */
  readonly failed: readonly ReasonCode[];
}

/** Adjudicates a claim that says everything right, over the facts as they are at `material.decidedAt`. */
export function claimProspect(material: Omit<ClaimMaterial, "claim">, product: ProductVersion): Prospect {
  const now = material.decidedAt;
  const facts = claimFacts({
    ...material,
    claim: {
      peril: product.coverage.perils[0]?.code ?? "",
      occurredAt: lastCoveredMoment(material.state, now),
      reportedAt: now,
      requestedAmount: null,
      fields: {},
      evidence: product.documents.flatMap(perfectEvidence),
      declaration: true,
      returnId: null,
    },
  });
  const { findings, outcome, amount } = adjudicate(facts, product);
  const failed = findings.flatMap((finding) =>
    finding.outcome === "not_met" && finding.reason !== null ? [finding.reason] : [],
  );
  const { effectiveAt, expiresAt } = material.state;
  return {
    window: { from: effectiveAt, until: expiresAt === null ? null : plus(expiresAt, product.reportingDays * DAY_MS) },
    estimate: outcome === "reject" ? 0n : amount > 0n ? amount : null,
    failed: [...new Set(failed)],
  };
}

/** Now, or the last moment of a cover that has ended: what happened before that may still be reported. */
function lastCoveredMoment({ expiresAt, cancelledAt }: ClaimMaterial["state"], now: Instant): Instant {
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
