import { expect, test } from "vitest";
import type { Finding } from "../claim/finding.js";
import { CHECKS_RULE, findingsOutside } from "./shown.js";

const finding = (rule: string, outcome: Finding["outcome"], more: Partial<Finding> = {}): Finding => {
  return { rule, clause: "8.6", productVersion: 1, outcome, reason: null, amount: null, inputs: { rule }, ...more };
};

test("signals are one finding without inputs, which refers where any does", () => {
  const shown = findingsOutside([
    finding("benefit_amount", "amount", { amount: 1_000n }),
    finding("parcel_seen_once", "met"),
    finding("claim_burst", "refer", { reason: "suspected_fraud" }),
    finding("travel_possible", "refer", { reason: "impossible_travel" }),
    finding("automatic_limit", "met"),
  ]);
  expect(shown).toEqual([
    finding("benefit_amount", "amount", { amount: 1_000n }),
    finding(CHECKS_RULE, "refer", { reason: "suspected_fraud", inputs: {} }),
    finding("automatic_limit", "met"),
  ]);
  expect(JSON.stringify(shown, (_, value: unknown) => String(value))).not.toMatch(/burst|travel/);
});

test("the clause that is shown is the one on all signals", () => {
  const findings = [finding("report_unused", "refer", { clause: "3.6" }), finding("payee_of_many", "met")];
  expect(findingsOutside(findings)).toMatchObject([{ rule: CHECKS_RULE, clause: "8.6", outcome: "refer" }]);
});

test("where none refers the checks are met", () => {
  expect(findingsOutside([finding("route_matches", "met"), finding("claim_burst", "not_applicable")])).toEqual([
    finding(CHECKS_RULE, "met", { inputs: {} }),
  ]);
});

test("a downgrade keeps its amount and its reason, not what was measured", () => {
  const downgrade = finding("self_ship_plausible", "amount", { amount: 600n, reason: "self_ship_unproven" });
  expect(findingsOutside([finding("route_matches", "met"), downgrade])).toEqual([
    finding(CHECKS_RULE, "met", { inputs: {} }),
    { ...downgrade, inputs: {} },
  ]);
});

test("without signals nothing changes", () => {
  const findings = [finding("time_order", "refer", { reason: "time_order" })];
  expect(findingsOutside(findings)).toEqual(findings);
});
