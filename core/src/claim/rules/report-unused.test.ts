import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { reportUnused } from "./report-unused.js";

const cited = (others: readonly { claimId: string; sameOrder: boolean }[]) =>
  reportUnused(someFacts({ marks: [{ kind: "report", mark: "reg_1/R-1", others, before: [] }] }), PRODUCT, null);

test("a report that no other claim cites proves its loss", () => {
  expect(cited([])).toEqual({ outcome: "met", inputs: { report: "reg_1/R-1", otherClaims: "" } });
});

test("one that another claim cites is looked at, also on the same order, and never refused", () => {
  expect(
    cited([
      { claimId: "clm_1", sameOrder: true },
      { claimId: "clm_2", sameOrder: false },
    ]),
  ).toEqual({
    outcome: "refer",
    reason: "suspected_fraud",
    inputs: { report: "reg_1/R-1", otherClaims: "clm_1 clm_2" },
  });
});

test("a claim that cites no report has nothing to compare", () => {
  const marks = [{ kind: "serial", mark: "SN", others: [], before: [] }] as const;
  expect(reportUnused(someFacts({ marks }), PRODUCT, null).outcome).toBe("not_applicable");
});
