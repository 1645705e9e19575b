import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { declarationGiven } from "./declaration-given.js";

test("a claim without the declaration that it is true is refused", () => {
  expect(declarationGiven(someFacts({ claim: { declaration: true } }), PRODUCT, null)).toEqual({
    outcome: "met",
    inputs: { declaration: true },
  });
  expect(declarationGiven(someFacts({ claim: { declaration: false } }), PRODUCT, null)).toEqual({
    outcome: "not_met",
    reason: "declaration_missing",
    inputs: { declaration: false },
  });
});
