import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { notAboveRequest } from "./not-above-request.js";

const asked = (requestedAmount: bigint | null, amount: bigint | null) =>
  notAboveRequest(someFacts({ claim: { requestedAmount } }), PRODUCT, amount);

test("nobody is paid more than they ask for", () => {
  expect(asked(999n, 1_000n)).toEqual({
    outcome: "amount",
    amount: 999n,
    inputs: { before: 1_000n, requestedAmount: 999n },
  });
  expect(asked(1_000n, 1_000n)).toEqual({
    outcome: "met",
    amount: 1_000n,
    inputs: { before: 1_000n, requestedAmount: 1_000n },
  });
});

test("who asks for more is told why less is paid", () => {
  expect(asked(1_001n, 1_000n)).toEqual({
    outcome: "amount",
    reason: "requested_above_benefit",
    amount: 1_000n,
    inputs: { before: 1_000n, requestedAmount: 1_001n },
  });
});

test("who asks for nothing has no loss", () => {
  expect(asked(1n, 1_000n)).toMatchObject({ outcome: "amount", amount: 1n });
  expect(asked(0n, 1_000n)).toEqual({
    outcome: "not_met",
    reason: "no_loss",
    inputs: { before: 1_000n, requestedAmount: 0n },
  });
});

test("without a request or an amount there is nothing to compare", () => {
  expect(asked(null, 1_000n)).toEqual({
    outcome: "not_applicable",
    inputs: { before: 1_000n, requestedAmount: null },
  });
  expect(asked(5n, null)).toEqual({ outcome: "not_applicable", inputs: { before: null, requestedAmount: 5n } });
});
