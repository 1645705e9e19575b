import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { payoutBelowPrice } from "./payout-below-price.js";

const line = { unitPrice: 500n, quantity: 2, freight: 900n };
const paying = (amount: bigint | null) =>
  payoutBelowPrice(someFacts({ line, signals: { parcelPrice: null } }), PRODUCT, amount);

test("a return that pays more than the goods cost refers, and never refuses", () => {
  expect(paying(1_001n)).toEqual({
    outcome: "refer",
    reason: "suspected_fraud",
    inputs: { amount: 1_001n, price: 1_000n },
  });
  expect(paying(1_000n)).toEqual({ outcome: "met", inputs: { amount: 1_000n, price: 1_000n } });
});

test("what counts is the price of the goods in the parcel, where it is known", () => {
  const holding = (parcelPrice: bigint) => payoutBelowPrice(someFacts({ signals: { parcelPrice } }), PRODUCT, 1_000n);
  expect(holding(999n).outcome).toBe("refer");
  expect(holding(1_000n).outcome).toBe("met");
});

test("without an amount there is nothing to compare", () => {
  expect(paying(null)).toEqual({ outcome: "not_applicable", inputs: { amount: null, price: 1_000n } });
});
