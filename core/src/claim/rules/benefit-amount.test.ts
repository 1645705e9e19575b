import { describe, expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import type { FieldValue } from "../facts.js";
import type { Computed } from "../formula.js";
import { benefitAmount } from "./benefit-amount.js";

const unknown = { outcome: "refer", reason: "needs_assessment" };
const noLoss = { outcome: "not_met", reason: "no_loss" };
type Fields = Record<string, FieldValue>;

describe("route_schedule", () => {
  test("pays the zone's amount by the way the goods went back", () => {
    expect(benefitAmount(someFacts({}), PRODUCT, null)).toEqual({
      outcome: "amount",
      amount: 1_100n,
      inputs: { mode: "self_ship", zone: "far", selfShip: 1_100n, pickup: 1_200n },
    });
    expect(benefitAmount(someFacts({ return: { mode: "pickup" } }), PRODUCT, null)).toMatchObject({ amount: 1_200n });
    const near = someFacts({ order: { returnTo: { province: "成都", city: "" } } });
    expect(benefitAmount(near, PRODUCT, null)).toEqual({ ...unknown, inputs: { mode: "self_ship", zone: null } });
  });

  test("leaves a route that nobody knows to a person", () => {
    for (const order of [{ shipTo: null }, { returnTo: null }]) {
      expect(benefitAmount(someFacts({ order }), PRODUCT, null)).toEqual({
        ...unknown,
        inputs: { mode: "self_ship", zone: null },
      });
    }
  });

  test("has nothing to pay for without a return", () => {
    expect(benefitAmount(someFacts({ return: null }), PRODUCT, null)).toEqual({
      outcome: "not_applicable",
      inputs: { returnId: null },
    });
  });
});

describe("refund", () => {
  const product = (percentOfPrice: number, feeField: string | null = "fee") =>
    coveredBy({ benefit: { kind: "refund", percentOfPrice, feeField, feeMax: 3_000n } });
  const claim = (percent: number, fields: Fields = {}, feeField: string | null = "fee") =>
    benefitAmount(someFacts({ claim: { fields } }), product(percent, feeField), null);

  test("multiplies the price of the goods without the freight, and adds the proven fee up to its cap", () => {
    expect(claim(400, { fee: 2_999n })).toEqual({
      outcome: "amount",
      amount: 103_200n + 2_999n,
      inputs: {
        price: 25_800n,
        percentOfPrice: 400,
        refunded: 103_200n,
        feeProven: 2_999n,
        feeMax: 3_000n,
        fee: 2_999n,
      },
    });
    expect(claim(100, { fee: 3_001 })).toMatchObject({ amount: 28_800n, inputs: { feeProven: 3_001n, fee: 3_000n } });
  });

  test("pays no fee that is not proven or not promised", () => {
    expect(claim(100)).toMatchObject({ amount: 25_800n, inputs: { feeProven: 0n } });
    expect(claim(100, { fee: 100n }, null)).toMatchObject({ amount: 25_800n, inputs: { feeProven: 0n } });
  });

  test("rounds half a fen up", () => {
    const odd = (unitPrice: bigint) =>
      benefitAmount(someFacts({ line: { unitPrice, quantity: 1 } }), product(50, null), null);
    expect(odd(101n)).toMatchObject({ amount: 51n });
    expect(odd(100n)).toMatchObject({ amount: 50n });
  });

  test("of nothing is no loss", () => {
    expect(benefitAmount(someFacts({ line: { unitPrice: 0n } }), product(100), null)).toMatchObject(noLoss);
  });
});

describe("damage_degree", () => {
  const product = coveredBy({
    benefit: { kind: "damage_degree", degreeField: "degree", percentByDegree: { light: 25, none: 0, total: 100 } },
  });
  const claim = (fields: Fields) => benefitAmount(someFacts({ claim: { fields } }), product, null);

  test("pays the degree's share of the price with its freight", () => {
    expect(claim({ degree: "light" })).toEqual({
      outcome: "amount",
      amount: 6_650n,
      inputs: { paid: 26_600n, degree: "light", percent: 25 },
    });
    expect(claim({ degree: "total" })).toMatchObject({ amount: 26_600n });
    expect(claim({ degree: "none" })).toMatchObject(noLoss);
  });

  test("leaves a degree that the schedule does not know to a person", () => {
    expect(claim({ degree: "toString" })).toEqual({ ...unknown, inputs: { paid: 26_600n, degree: "toString" } });
    expect(claim({})).toEqual({ ...unknown, inputs: { paid: 26_600n, degree: null } });
  });

  test("rounds half a fen up", () => {
    const facts = someFacts({
      line: { unitPrice: 2n, quantity: 1, freight: 0n },
      claim: { fields: { degree: "light" } },
    });
    expect(benefitAmount(facts, product, null)).toMatchObject({ amount: 1n });
  });
});

describe("repair_cost", () => {
  const product = coveredBy({
    benefit: { kind: "repair_cost", costField: "cost", deductible: 1_000n, deductiblePercent: 10 },
  });
  const claim = (cost: FieldValue) => benefitAmount(someFacts({ claim: { fields: { cost } } }), product, null);

  test("takes the share first and the fixed deductible then, each shown", () => {
    expect(claim(10_009n)).toEqual({
      outcome: "amount",
      amount: 8_009n,
      inputs: { cost: 10_009n, deductiblePercent: 10, shareBorne: 1_000n, deductible: 1_000n, paid: 26_600n },
    });
  });

  test("pays at most the price paid", () => {
    expect(claim(30_666n)).toMatchObject({ amount: 26_600n });
    expect(claim(40_000n)).toMatchObject({ amount: 26_600n });
  });

  test("is no loss at or below the deductible", () => {
    expect(claim(1_112n)).toMatchObject({ amount: 1n });
    expect(claim(1_111n)).toMatchObject({ ...noLoss, inputs: { shareBorne: 111n } });
    expect(claim(0n)).toMatchObject(noLoss);
  });

  test("without a proven cost is left to a person", () => {
    for (const cost of ["100", -1, 1.5, -1n]) {
      expect(claim(cost)).toEqual({
        ...unknown,
        inputs: { cost: null, paid: 26_600n, deductible: 1_000n, deductiblePercent: 10 },
      });
    }
  });
});

describe("formula", () => {
  const product = coveredBy({ benefit: { kind: "formula", expression: "1", words: { zh: "赔", en: "paid" } } });
  const claim = (amount: Computed<bigint> | null) =>
    benefitAmount(someFacts({ formulas: { conditions: {}, amount } }), product, null);
  const inputs = { "line.unitPrice": 12_900n };

  test("pays what was computed, and shows what it was computed from", () => {
    expect(claim({ value: 6_000n, error: null, inputs })).toEqual({ outcome: "amount", amount: 6_000n, inputs });
  });

  test("is no loss where nothing or less comes out", () => {
    for (const value of [0n, -1n]) expect(claim({ value, error: null, inputs })).toMatchObject(noLoss);
  });

  test("that could not be computed is left to a person, by name, and so is one that nobody computed", () => {
    const error = "field_missing";
    expect(claim({ value: null, error, inputs })).toEqual({ ...unknown, inputs: { ...inputs, error } });
    expect(claim(null)).toEqual({ ...unknown, inputs: { error: "not_computable" } });
    expect(benefitAmount(someFacts({}), product, null)).toEqual({ ...unknown, inputs: { error: "not_computable" } });
  });
});
