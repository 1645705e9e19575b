// Understands how loudly signals speak together: a plain sum that everyone can add up again.

import type { Finding, ReasonCode } from "../claim/finding.js";

/**
 * Points of a rule that refers, or downgrades, by its name: launch decisions. What hardly happens to the honest weighs more
 * than what a slip or a sparse feed explains; two strong signals reach the most.
 */
const WEIGHTS: Readonly<Record<string, number>> = {
  parcel_seen_once: 50,
  picture_unseen: 50,
  bounce_not_return: 45,
  waybill_not_outbound: 45,
  travel_possible: 40,
  payee_of_many: 40,
  serial_matches: 40,
  report_unused: 40,
  claim_burst: 30,
  weight_plausible: 30,
  self_ship_plausible: 25,
  photos_timed: 25,
  route_matches: 20,
  payout_below_price: 20,
  time_order: 20,
};

export const SCORE_MAX = 100;

/** Rules whose findings are signals. That times are out of order is a clause as well: it is told to everybody. */
export const SIGNAL_RULES: readonly string[] = Object.keys(WEIGHTS).filter((rule) => rule !== "time_order");

/** The points of each rule, by its name, as the operations page lists them. */
export const SIGNAL_WEIGHTS: ReadonlyMap<string, number> = new Map(Object.entries(WEIGHTS));

export interface ScorePart {
  readonly rule: string;
  readonly reason: ReasonCode | null;
  readonly points: number;
}

export interface FraudScore {
  /** 0 to 100. */
  readonly score: number;
  /** What it is made of, the greatest part first; together they may be more than the score. */
  readonly parts: readonly ScorePart[];
}

/** Adds up the signals among findings. What is met, or does not apply, weighs nothing. */
export function fraudScore(findings: readonly Pick<Finding, "rule" | "outcome" | "reason">[]): FraudScore {
  const parts = findings.flatMap(({ rule, outcome, reason }) => {
    const points = Object.hasOwn(WEIGHTS, rule) ? WEIGHTS[rule] : undefined;
    const speaks = outcome === "refer" || (outcome === "amount" && reason !== null);
    return points === undefined || !speaks ? [] : [{ rule, reason, points }];
  });
  const sum = parts.reduce((total, { points }) => total + points, 0);
  return { score: Math.min(sum, SCORE_MAX), parts: parts.sort((a, b) => b.points - a.points) };
}
