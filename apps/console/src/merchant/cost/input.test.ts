import { CATEGORIES } from "@anxin/core/product/product";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CostInput,
  FIRST_INPUT,
  nextCategory,
  ORDERS_MAX,
  PPM,
  PRICE_FEN_MAX,
  readInput,
  writeInput,
} from "./input.js";

const anyInput: fc.Arbitrary<CostInput> = fc.record({
  rows: fc.uniqueArray(
    fc.record({
      category: fc.constantFrom(...CATEGORIES),
      ordersPerMonth: fc.integer({ min: 0, max: ORDERS_MAX }),
      averagePrice: fc.integer({ min: 0, max: PRICE_FEN_MAX }),
    }),
    { minLength: 1, selector: ({ category }) => category },
  ),
  returnRatePpm: fc.option(fc.integer({ min: 0, max: PPM })),
});

test("what is simulated is read back from its address as it was", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expect(readInput(writeInput(input))).toEqual(input);
    }),
  );
});

test.each([
  null,
  "",
  "apparel",
  "apparel-1-2-3~4~5",
  "apparel-1000-12900~",
  "apparel--1-12900",
  "furniture-1-2",
  "apparel-1e3-2",
  "apparel-1-2.apparel-3-4",
  `apparel-${ORDERS_MAX + 1}-2`,
  `apparel-1-2~${PPM + 1}`,
])("an address that says %s is none", (text) => {
  expect(readInput(text)).toBeNull();
});

test("a further row is of a category that has none yet, while there is one", () => {
  expect(nextCategory(FIRST_INPUT.rows)).toBe("shoes");
  const all = CATEGORIES.map((category) => ({ category, ordersPerMonth: 1, averagePrice: 1 }));
  expect(nextCategory(all)).toBeNull();
});
