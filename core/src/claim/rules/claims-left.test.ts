import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { coveredBy } from "../../testing/product.js";
import { claimsLeft } from "./claims-left.js";

test.each([
  [0, 1, "met", undefined],
  [1, 1, "not_met", "already_claimed"],
  [2, 1, "not_met", "already_claimed"],
  [2, 3, "met", undefined],
  [3, 3, "not_met", "limit_exhausted"],
])("after %i of %i paid claims the next is %s", (claimsPaid, claimsMax, outcome, reason) => {
  expect(claimsLeft(someFacts({ policy: { claimsPaid } }), coveredBy({ claimsMax }), null)).toEqual({
    outcome,
    ...(reason === undefined ? {} : { reason }),
    inputs: { claimsPaid, claimsMax },
  });
});
