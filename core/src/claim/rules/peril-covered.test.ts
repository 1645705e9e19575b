import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { perilCovered } from "./peril-covered.js";

test.each(["return", "breakage"])("%s is on the coverage's list", (peril) => {
  expect(perilCovered(someFacts({ claim: { peril } }), PRODUCT, null)).toEqual({
    outcome: "met",
    inputs: { peril, covered: "return breakage" },
  });
});

test("what the coverage does not name is not covered", () => {
  for (const peril of ["", "theft", "return breakage", "Return"]) {
    expect(perilCovered(someFacts({ claim: { peril } }), PRODUCT, null)).toEqual({
      outcome: "not_met",
      reason: "not_covered",
      inputs: { peril, covered: "return breakage" },
    });
  }
});
