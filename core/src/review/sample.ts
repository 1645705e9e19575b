// Understands which decisions a second person looks at afterwards, to know how well decisions are made.

import type { DecisionOutcome } from "../claim/claim.js";
import { type Id, stableHash } from "../id.js";
import type { Fen } from "../money.js";

/** Why a decision was drawn; the first that fits, in this order. */
export const SAMPLE_STRATA = ["large", "newcomer", "automatic_refusal", "automatic", "person"] as const;
export type SampleStratum = (typeof SAMPLE_STRATA)[number];

/** What an assessor may find. */
export const QA_FINDINGS = [
  "outcome_wrong",
  "amount_wrong",
  "reason_wrong",
  "clause_wrong",
  "evidence_overlooked",
  "signal_overlooked",
  "not_explained",
  "too_slow",
  "other",
] as const;
export type QaFinding = (typeof QA_FINDINGS)[number];

/** A decision, so far as drawing looks at it. */
export interface SampledDecision {
  readonly decisionId: Id;
  readonly product: string;
  readonly outcome: DecisionOutcome;
  readonly amount: Fen;
  readonly automatic: boolean;
  /** Of who decided; 0 for rules. */
  readonly level: number;
  /** How many decisions the person had made before this one; 0 for rules. */
  readonly madeBefore: number;
}

/** How much is drawn. Shares are in parts per million of the decisions of a kind. */
export interface SamplePlan {
  /** Everything from here on, in fen. */
  readonly largeMin: Fen;
  /** A newcomer's first decisions. */
  readonly newcomerDecisions: number;
  readonly automaticPpm: number;
  /** A refusal by rules is looked at more often than a grant: nobody complains of one that was too good. */
  readonly automaticRefusalPpm: number;
  /** By level, from 1 on; the last holds for all above. */
  readonly personPpm: readonly number[];
  /** Of products that want a closer look; where it is more than the share otherwise, it holds. */
  readonly productPpm: Readonly<Record<string, number>>;
}

/** Launch decision: five in a hundred of what people decide, fewer with experience; half of one in a hundred of what rules grant. */
export const LAUNCH_PLAN: SamplePlan = {
  largeMin: 1_000_000n,
  newcomerDecisions: 20,
  automaticPpm: 5_000,
  automaticRefusalPpm: 20_000,
  personPpm: [50_000, 30_000, 20_000],
  productPpm: { authenticity: 100_000 },
};

const PPM = 1_000_000;

/** Spreads a 32-bit number evenly (the last step of MurmurHash3, Appleby): FNV alone leaves neighbours close together. */
function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 0 to 999,999, the same for ever for a seed and a decision, and independent of what else happened on the day. */
const lot = (seed: string, decisionId: Id): number =>
  Math.floor((mixed(stableHash(`${seed}\u0000${decisionId}`)) * PPM) / 2 ** 32);

/** What the draws of a tenant's day follow from. */
export const sampleSeed = (tenantId: number, day: string): string => `qa ${tenantId} ${day}`;

/** Why the decision is drawn, or null when it is not. The same seed, plan and decision always give the same answer. */
export function drawn(seed: string, decision: SampledDecision, plan: SamplePlan = LAUNCH_PLAN): SampleStratum | null {
  const { decisionId, amount, automatic, outcome, madeBefore } = decision;
  if (amount >= plan.largeMin) return "large";
  if (!automatic && madeBefore < plan.newcomerDecisions) return "newcomer";
  const stratum = automatic ? (outcome === "reject" ? "automatic_refusal" : "automatic") : "person";
  return lot(seed, decisionId) < shareOf(decision, stratum, plan) ? stratum : null;
}

function shareOf({ product, level }: SampledDecision, stratum: SampleStratum, plan: SamplePlan): number {
  const byLevel = plan.personPpm[Math.min(Math.max(level, 1), plan.personPpm.length) - 1] ?? 0;
  const byRules = stratum === "automatic_refusal" ? plan.automaticRefusalPpm : plan.automaticPpm;
  return Math.max(stratum === "person" ? byLevel : byRules, plan.productPpm[product] ?? 0);
}
