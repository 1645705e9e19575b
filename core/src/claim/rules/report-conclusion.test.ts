import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { reportConclusion } from "./report-conclusion.js";

test.each([
  ["failed", "met", undefined],
  ["passed", "not_met", "not_covered"],
  ["inconclusive", "refer", "needs_assessment"],
  ["toString", "refer", "needs_assessment"],
  [null, "refer", "evidence_incomplete"],
] as const)("a report that says %s is %s", (conclusion, outcome, reason) => {
  const fields = conclusion === null ? {} : { conclusion };
  expect(reportConclusion(someFacts({ claim: { fields } }), PRODUCT, null)).toEqual({
    outcome,
    ...(reason === undefined ? {} : { reason }),
    inputs: { conclusion },
  });
});
