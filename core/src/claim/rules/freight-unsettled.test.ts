import { expect, test } from "vitest";
import type { FreightPayer } from "../../order/order.js";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { freightUnsettled } from "./freight-unsettled.js";

const paidBy = (freightPaidBy: FreightPayer) =>
  freightUnsettled(someFacts({ return: { mode: "pickup", freightPaidBy } }), PRODUCT, null);

test.each(["merchant", "platform", "carrier"] as const)("freight that the %s has paid is not paid again", (payer) => {
  expect(paidBy(payer)).toEqual({
    outcome: "not_met",
    reason: "freight_already_settled",
    inputs: { returnId: "r1", mode: "pickup", freightPaidBy: payer },
  });
});

test("the buyer's own freight is paid, and so is one of which nobody said who paid it", () => {
  expect(paidBy("buyer").outcome).toBe("met");
  expect(freightUnsettled(someFacts({}), PRODUCT, null)).toMatchObject({
    outcome: "met",
    inputs: { freightPaidBy: null },
  });
  expect(freightUnsettled(someFacts({ return: null }), PRODUCT, null).outcome).toBe("not_applicable");
});
