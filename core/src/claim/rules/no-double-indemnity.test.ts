import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { noDoubleIndemnity } from "./no-double-indemnity.js";

const indemnity = { ...PRODUCT, indemnity: true };
const paid = (...amounts: readonly bigint[]) =>
  someFacts({
    otherIndemnities: amounts.map((amount, i) => ({
      policyId: `pol_${i}`,
      product: `p${i}`,
      payer: i === 0 ? "merchant" : "buyer",
      amount,
    })),
  });
const price = 26_600n;

test("what other covers were granted is taken off the price paid", () => {
  expect(noDoubleIndemnity(paid(20_000n, 600n), indemnity, 10_000n)).toEqual({
    outcome: "amount",
    reason: "other_cover_paid",
    amount: 6_000n,
    inputs: {
      indemnity: true,
      before: 10_000n,
      loss: price,
      paidByOthers: 20_600n,
      payers: "merchant:p0 buyer:p1",
      left: 6_000n,
    },
  });
});

test("as long as enough is left the amount stays", () => {
  expect(noDoubleIndemnity(paid(16_600n), indemnity, 10_000n)).toMatchObject({ outcome: "met", amount: 10_000n });
  expect(noDoubleIndemnity(paid(16_601n), indemnity, 10_000n)).toMatchObject({ outcome: "amount", amount: 9_999n });
  expect(noDoubleIndemnity(paid(), indemnity, price)).toEqual({
    outcome: "met",
    amount: price,
    inputs: { indemnity: true, before: price, loss: price, paidByOthers: 0n, payers: "", left: price },
  });
});

test("nothing is left when others made the whole loss good", () => {
  expect(noDoubleIndemnity(paid(26_599n), indemnity, 10_000n)).toMatchObject({ outcome: "amount", amount: 1n });
  for (const amount of [price, price + 1n]) {
    const answer = noDoubleIndemnity(paid(amount), indemnity, 10_000n);
    expect(answer).toMatchObject({ outcome: "not_met", reason: "other_cover_paid", inputs: { paidByOthers: amount } });
    expect(answer.amount).toBeUndefined();
  }
});

test("where the benefit promises more than the price, the loss is what it promises", () => {
  expect(noDoubleIndemnity(paid(), indemnity, 30_000n)).toMatchObject({ outcome: "met", amount: 30_000n });
  expect(noDoubleIndemnity(paid(10_000n), indemnity, 30_000n)).toMatchObject({
    amount: 20_000n,
    inputs: { loss: 30_000n },
  });
});

test("a benefit that makes no loss good shares none, and without an amount there is nothing to share", () => {
  expect(noDoubleIndemnity(paid(price), PRODUCT, 1_000n)).toEqual({
    outcome: "not_applicable",
    inputs: { indemnity: false, before: 1_000n },
  });
  expect(noDoubleIndemnity(paid(price), indemnity, null)).toEqual({
    outcome: "not_applicable",
    inputs: { indemnity: true, before: null },
  });
});
