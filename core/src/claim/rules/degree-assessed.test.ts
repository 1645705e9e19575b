import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import { degreeAssessed } from "./degree-assessed.js";

const product = coveredBy({
  benefit: { kind: "damage_degree", degreeField: "degree", percentByDegree: { light: 25, total: 100 } },
});
const assessed = (fields: Record<string, string>) => degreeAssessed(someFacts({ claim: { fields } }), product, null);

test("a degree of the schedule is assessed", () => {
  for (const degree of ["light", "total"]) {
    expect(assessed({ degree })).toEqual({ outcome: "met", inputs: { degree, degrees: "light total" } });
  }
});

test("any other degree is left to a person, also one that every object has", () => {
  for (const degree of ["half", "toString"]) {
    expect(assessed({ degree })).toEqual({
      outcome: "refer",
      reason: "needs_assessment",
      inputs: { degree, degrees: "light total" },
    });
  }
  expect(assessed({})).toMatchObject({ outcome: "refer", inputs: { degree: null } });
});

test("other benefits know no degree", () => {
  expect(degreeAssessed(someFacts({}), PRODUCT, null)).toEqual({
    outcome: "not_applicable",
    inputs: { benefit: "route_schedule" },
  });
});
