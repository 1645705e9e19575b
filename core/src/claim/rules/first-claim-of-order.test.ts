import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { firstClaimOfOrder } from "./first-claim-of-order.js";

test("one order is paid for one return", () => {
  expect(firstClaimOfOrder(someFacts({}), PRODUCT, null)).toEqual({
    outcome: "met",
    inputs: { orderId: "T1", returnsPaid: "" },
  });
  expect(firstClaimOfOrder(someFacts({ order: { returnsPaid: ["r0", "r9"] } }), PRODUCT, null)).toEqual({
    outcome: "not_met",
    reason: "already_claimed",
    inputs: { orderId: "T1", returnsPaid: "r0 r9" },
  });
});
