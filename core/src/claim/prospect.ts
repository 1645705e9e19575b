// Understands what a claim could hope for before it is made: whether it is possible, and what it would pay.

import type { Fen } from "../money.js";
import type { OrderReturn, Place } from "../order/order.js";
import type { PolicyState } from "../policy/policy.js";
import type { ProductVersion } from "../product/product.js";
import { DAY_MS, type Instant, plus } from "../time.js";
import type { Adjudication } from "./adjudicate.js";
import type { EvidenceFact } from "./facts.js";
import type { Finding, ReasonCode } from "./finding.js";
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

/** How goods may go back. */
export const PROSPECT_MODES = ["self_ship", "pickup"] as const;
export type ProspectMode = (typeof PROSPECT_MODES)[number];

/** A return whose parcel does not exist yet: well-formed, and nobody's. */
const PROSPECT = { returnId: "prospect", carrier: "PROSPECT", waybill: "PROSPECT0000000" } as const;

/** A claim about goods that would go back now and be confirmed at once; `from` is where they would be handed over. */
export function hopefulReturn(
  lineIds: readonly string[],
  mode: ProspectMode,
  from: Place | null,
  now: Instant,
): OrderReturn {
  const scans = from === null ? [] : [{ at: now, kind: "picked_up", ...from, weightGrams: null }];
  const times = { requestedAt: now, shippedAt: now, receivedAt: now, refundedAt: null, cancelledAt: null };
  return { ...PROSPECT, ...times, lineIds, mode, reason: "", scans };
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

/** A clause that stands in the way, or that leaves it to a person. */
export interface Check {
  readonly reason: ReasonCode;
  readonly clause: string;
}

/** The clauses of one outcome, each reason once, in the order of the clauses. */
export function checksOf(findings: readonly Finding[], wanted: "not_met" | "refer"): Check[] {
  const checks: Check[] = [];
  for (const { outcome, reason, clause } of findings) {
    if (outcome !== wanted || reason === null || checks.some((check) => check.reason === reason)) continue;
    checks.push({ reason, clause });
  }
  return checks;
}

/** What the clauses say to a hopeful claim. */
export function prospectOf({ findings, outcome, amount }: Adjudication): Prospect {
  const failed = checksOf(findings, "not_met").map(({ reason }) => reason);
  return { estimate: outcome === "reject" ? 0n : amount > 0n ? amount : null, failed };
}

/** When a claim may be made: from inception until the reporting window closes; null where an end is not known. */
export function claimWindow(
  { reportingDays }: Pick<ProductVersion, "reportingDays">,
  { effectiveAt, expiresAt }: PolicyState,
): { readonly from: Instant | null; readonly until: Instant | null } {
  return { from: effectiveAt, until: expiresAt === null ? null : plus(expiresAt, reportingDays * DAY_MS) };
}
