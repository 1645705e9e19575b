import { expect, it } from "vitest";
import { readCart, withQuantity } from "./cart.js";

it("a cart that somebody spoiled is empty, and what is no item is left out", () => {
  expect(readCart("{")).toEqual([]);
  expect(readCart('"x"')).toEqual([]);
  expect(readCart(null)).toEqual([]);
  expect(readCart('[{"sku":"a","quantity":2},{"sku":"b","quantity":-1},{"sku":1,"quantity":1},null]')).toEqual([
    { sku: "a", quantity: 2 },
  ]);
});

it("quantities are changed in their place, bounded, and nothing of something takes it out", () => {
  const cart = withQuantity(withQuantity([], "a", 1), "b", 2);
  expect(withQuantity(cart, "a", 4)).toEqual([
    { sku: "a", quantity: 4 },
    { sku: "b", quantity: 2 },
  ]);
  expect(withQuantity(cart, "a", 100)[0]).toEqual({ sku: "a", quantity: 9 });
  expect(withQuantity(cart, "a", 0)).toEqual([{ sku: "b", quantity: 2 }]);
});
