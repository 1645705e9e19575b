import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { repairerListed } from "./repairer-listed.js";

const repaired = (fields: Record<string, string>) =>
  repairerListed(someFacts({ claim: { fields }, register: ["Honest Repairs"] }), PRODUCT, null);

test("rules alone trust a listed repairer only", () => {
  expect(repaired({ repairer: "honest repairs" })).toEqual({
    outcome: "met",
    inputs: { repairer: "honest repairs", registered: true },
  });
  expect(repaired({ repairer: "Cousin" })).toEqual({
    outcome: "refer",
    reason: "needs_assessment",
    inputs: { repairer: "Cousin", registered: false },
  });
  expect(repaired({})).toEqual({
    outcome: "refer",
    reason: "needs_assessment",
    inputs: { repairer: null, registered: false },
  });
});
