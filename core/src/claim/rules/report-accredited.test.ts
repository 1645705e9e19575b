import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { reportAccredited } from "./report-accredited.js";

const register = ["中检集团", "CCIC Textile"];
const report = (fields: Record<string, string | number>) =>
  reportAccredited(someFacts({ claim: { fields }, register }), PRODUCT, null);

test("a report of a registered institution is taken, however its name is cased and spaced", () => {
  expect(report({ institution: " ccic  ＴＥＸＴＩＬＥ " })).toEqual({
    outcome: "met",
    inputs: { institution: "ccic TEXTILE", registered: true },
  });
});

test("a report from elsewhere is refused", () => {
  expect(report({ institution: "Corner Lab" })).toEqual({
    outcome: "not_met",
    reason: "report_not_accredited",
    inputs: { institution: "Corner Lab", registered: false },
  });
});

test("a form that names no institution is incomplete", () => {
  for (const fields of [{}, { institution: " " }, { institution: 7 }]) {
    expect(report(fields as Record<string, string>)).toEqual({
      outcome: "refer",
      reason: "evidence_incomplete",
      inputs: { institution: null },
    });
  }
});
