import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { coveredBy } from "../../testing/product.js";
import { withinLimits } from "./within-limits.js";

const limited = (amount: bigint | null, amountPaid: bigint, claimLimit: bigint | null) =>
  withinLimits(someFacts({ policy: { sumInsured: 10_000n, amountPaid } }), coveredBy({ claimLimit }), amount);

test("an amount within both limits stays", () => {
  expect(limited(4_000n, 6_000n, null)).toEqual({
    outcome: "met",
    amount: 4_000n,
    inputs: { before: 4_000n, sumInsured: 10_000n, amountPaid: 6_000n, left: 4_000n, claimLimit: null },
  });
  expect(limited(3_000n, 0n, 3_000n)).toMatchObject({ outcome: "met", amount: 3_000n });
});

test("the limit of a claim and the rest of the sum insured each bound it", () => {
  expect(limited(4_001n, 6_000n, null)).toEqual({
    outcome: "amount",
    reason: "limit_exhausted",
    amount: 4_000n,
    inputs: { before: 4_001n, sumInsured: 10_000n, amountPaid: 6_000n, left: 4_000n, claimLimit: null },
  });
  expect(limited(3_001n, 0n, 3_000n)).toMatchObject({
    outcome: "amount",
    amount: 3_000n,
    inputs: { claimLimit: 3_000n },
  });
  expect(limited(9_000n, 8_000n, 3_000n)).toMatchObject({ outcome: "amount", amount: 2_000n });
});

test("nothing is paid when nothing is left", () => {
  expect(limited(1n, 9_999n, null)).toMatchObject({ outcome: "met", amount: 1n });
  for (const amountPaid of [10_000n, 10_001n]) {
    expect(limited(1n, amountPaid, null)).toMatchObject({ outcome: "not_met", reason: "limit_exhausted" });
  }
  expect(limited(null, 10_000n, null).outcome).toBe("not_met");
  expect(limited(1n, 0n, 0n).outcome).toBe("not_met");
});

test("without an amount there is nothing to bound", () => {
  expect(limited(null, 0n, null)).toMatchObject({ outcome: "not_applicable", inputs: { before: null } });
});
