import { describe, expect, test } from "vitest";
import { adjudicate } from "../claim/adjudicate.js";
import { type ClaimFacts, decodeFacts, encodeFacts } from "../claim/facts.js";
import { encodeFindings } from "../claim/finding.js";
import type { ProductVersion } from "../product/product.js";
import { FACTS, someFacts } from "../testing/facts.js";
import { PRODUCT } from "../testing/product.js";
import { type KeptDecision, replayDifferences } from "./replay.js";

const product: ProductVersion = {
  ...PRODUCT,
  adjudication: [
    { rule: "policy_in_force", clause: "3.1" },
    { rule: "benefit_amount", clause: "3.2" },
  ],
};

/** What the clauses say to facts that were stored and read again. */
const again = (facts: ClaimFacts = FACTS) => adjudicate(decodeFacts(encodeFacts(facts)), product);

function kept(change: Partial<KeptDecision> = {}, facts = FACTS): KeptDecision {
  const { outcome, amount, reasons, findings } = adjudicate(facts, product);
  return {
    ...{ outcome, amount, automatic: true, reasonCodes: reasons, suggestedOutcome: outcome, suggestedAmount: amount },
    findings: encodeFindings(findings),
    ...change,
  };
}

describe("a decision that is made again", () => {
  test("comes out the same from what was kept with it", () => {
    expect(replayDifferences(kept(), again())).toEqual([]);
    const refused = someFacts({ policy: { cancelledAt: FACTS.policy.effectiveAt } });
    expect(replayDifferences(kept({}, refused), again(refused))).toEqual([]);
  });

  test("tells of one changed byte of a finding", () => {
    const { findings } = kept();
    const tampered = findings.replace('"outcome":"met"', '"outcome":"mat"');
    expect(tampered).not.toBe(findings);
    expect(replayDifferences(kept({ findings: tampered }), again())).toEqual(["the findings come out otherwise"]);
  });

  test("tells of another suggestion, and of a decision that rules would not make so", () => {
    const { suggestedAmount } = kept();
    expect(replayDifferences(kept({ suggestedAmount: suggestedAmount + 1n }), again())).toEqual([
      expect.stringContaining(`approve of ${suggestedAmount}`),
    ]);
    expect(replayDifferences(kept({ amount: suggestedAmount + 1n }), again())).toEqual([
      "rules decided it, and would not decide so again",
    ]);
    expect(replayDifferences(kept({ reasonCodes: ["no_loss"] }), again())).toHaveLength(1);
  });

  test("leaves a person's decision to the person", () => {
    expect(replayDifferences(kept({ automatic: false, outcome: "reject", amount: 0n }), again())).toEqual([]);
  });
});
