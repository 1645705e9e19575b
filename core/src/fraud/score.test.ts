import fc from "fast-check";
import { expect, test } from "vitest";
import { RULE_NAMES } from "../claim/rules.js";
import { fraudScore, SCORE_MAX, SIGNAL_RULES, SIGNAL_WEIGHTS } from "./score.js";

const RULES = [...SIGNAL_WEIGHTS.keys()];

test("every weight is that of a rule, and one signal alone never reaches the most", () => {
  for (const [rule, points] of SIGNAL_WEIGHTS) {
    expect(RULE_NAMES as readonly string[]).toContain(rule);
    expect(points > 0 && points < SCORE_MAX).toBe(true);
  }
  expect(SIGNAL_RULES).toHaveLength(SIGNAL_WEIGHTS.size - 1);
});

test("adds up what refers and what downgrades, the greatest part first", () => {
  const findings = [
    { rule: "route_matches", outcome: "refer", reason: "route_mismatch" },
    { rule: "self_ship_plausible", outcome: "amount", reason: "self_ship_unproven" },
    { rule: "parcel_seen_once", outcome: "met", reason: null },
    { rule: "claim_burst", outcome: "refer", reason: "suspected_fraud" },
    { rule: "automatic_limit", outcome: "refer", reason: "above_automatic_limit" },
  ] as const;
  expect(fraudScore(findings)).toEqual({
    score: 75,
    parts: [
      { rule: "claim_burst", reason: "suspected_fraud", points: 30 },
      { rule: "self_ship_plausible", reason: "self_ship_unproven", points: 25 },
      { rule: "route_matches", reason: "route_mismatch", points: 20 },
    ],
  });
});

test("is 0 to 100, grows with every signal, and is the sum of its parts up to there", () => {
  fc.assert(
    fc.property(fc.subarray([...RULES, "benefit_amount", "constructor"]), (rules) => {
      const findings = rules.map((rule) => ({ rule, outcome: "refer", reason: "suspected_fraud" }) as const);
      const { score, parts } = fraudScore(findings);
      const sum = parts.reduce((total, { points }) => total + points, 0);
      expect(score).toBe(Math.min(SCORE_MAX, sum));
      expect(fraudScore(findings.slice(1)).score).toBeLessThanOrEqual(score);
      expect(parts).toHaveLength(rules.filter((rule) => SIGNAL_WEIGHTS.has(rule)).length);
    }),
  );
});
