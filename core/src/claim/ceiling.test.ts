import { describe, expect, test } from "vitest";
import { someFacts } from "../testing/facts.js";
import { coveredBy } from "../testing/product.js";
import { caseReserve, exhausts, grantCeiling } from "./ceiling.js";

/** The sample line: 2 × 129.00 yuan and 8.00 freight. */
const PRICE_PAID = 26_600n;
const PRICE = 25_800n;
const OTHER = { policyId: "pol_2", product: "quality", payer: "buyer", amount: 6_600n } as const;
const two = coveredBy({ claimsMax: 2 });

describe("the most that may be granted", () => {
  test("is what is left of the sum insured", () => {
    expect(grantCeiling(someFacts({ policy: { sumInsured: 5_000n } }), two)).toEqual({
      amount: 5_000n,
      limit: "sum_insured",
    });
    const used = someFacts({ policy: { sumInsured: 5_000n, claimsPaid: 1, amountPaid: 4_999n } });
    expect(grantCeiling(used, two)).toEqual({ amount: 1n, limit: "sum_insured" });
    const over = someFacts({ policy: { sumInsured: 5_000n, claimsPaid: 1, amountPaid: 5_001n } });
    expect(grantCeiling(over, two)).toEqual({ amount: 0n, limit: "sum_insured" });
  });

  test("is the limit of one claim where that is smaller", () => {
    expect(grantCeiling(someFacts({}), coveredBy({ claimLimit: 700n }))).toEqual({
      amount: 700n,
      limit: "claim_limit",
    });
  });

  test("is nothing once all claims are paid", () => {
    expect(grantCeiling(someFacts({ policy: { claimsPaid: 2 } }), two)).toEqual({ amount: 0n, limit: "claims_max" });
  });

  test("is nothing while another claim holds the return parcel", () => {
    expect(grantCeiling(someFacts({ return: { waybillHeldElsewhere: true } }), two)).toEqual({
      amount: 0n,
      limit: "return_waybill",
    });
  });

  test("is the loss less what other covers granted, for indemnity covers only", () => {
    const facts = someFacts({ otherIndemnities: [OTHER] });
    const indemnity = coveredBy({}, { indemnity: true });
    expect(grantCeiling(facts, indemnity)).toEqual({ amount: PRICE_PAID - OTHER.amount, limit: "loss" });
    expect(grantCeiling(facts, coveredBy({}))).toEqual({ amount: 100_000n, limit: "sum_insured" });
    const paid = someFacts({ otherIndemnities: [{ ...OTHER, amount: PRICE_PAID + 1n }] });
    expect(grantCeiling(paid, indemnity)).toEqual({ amount: 0n, limit: "loss" });
  });

  test("follows a benefit that promises more than the price", () => {
    const benefit = { kind: "refund", percentOfPrice: 200, feeField: "fee", feeMax: 500n } as const;
    const product = coveredBy({ benefit }, { indemnity: true });
    expect(grantCeiling(someFacts({ otherIndemnities: [OTHER] }), product)).toEqual({
      amount: 2n * PRICE + 500n - OTHER.amount,
      limit: "loss",
    });
  });
});

describe("a policy is used up", () => {
  test("by its last claim, however small", () => {
    expect(exhausts(someFacts({ policy: { claimsPaid: 1 } }), two, 1n)).toBe(true);
    expect(exhausts(someFacts({}), two, 1n)).toBe(false);
  });

  test("by the last fen of its sum insured", () => {
    const facts = someFacts({ policy: { sumInsured: 100n } });
    expect(exhausts(facts, two, 99n)).toBe(false);
    expect(exhausts(facts, two, 100n)).toBe(true);
  });

  test("never by a refusal", () => {
    expect(exhausts(someFacts({ policy: { claimsPaid: 1 } }), two, 0n)).toBe(false);
  });
});

test("the reserve is what the clauses suggest, else the product's average, or what is asked for where that is less", () => {
  const asked = someFacts({ claim: { requestedAmount: 300n } });
  expect(caseReserve(asked, two, 200n)).toBe(200n);
  expect(caseReserve(asked, two, 0n)).toBe(300n);
  // Sixty percent of 1,000 yuan, until somebody asks for less.
  expect(caseReserve(someFacts({}), two, 0n)).toBe(60_000n);
  expect(caseReserve(someFacts({ claim: { requestedAmount: 200_000n } }), two, 0n)).toBe(60_000n);
  const used = someFacts({ policy: { amountPaid: 90_000n, claimsPaid: 1 } });
  expect(caseReserve(used, two, 0n)).toBe(10_000n);
});
