import fc from "fast-check";
import { expect, test } from "vitest";
import { price, sum } from "./yuan.js";

test.each([
  [0, "0.00", "0"],
  [7, "0.07", "0.07"],
  [60, "0.60", "0.60"],
  [1_200, "12.00", "12"],
  [100_000, "1000.00", "1000"],
  [123_456_789, "1234567.89", "1234567.89"],
])("%d fen read as %s, and as a sum %s", (fen, asPrice, asSum) => {
  expect(price(fen)).toBe(asPrice);
  expect(sum(fen)).toBe(asSum);
});

test("no fen is lost, up to the greatest whole number that JSON carries", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (fen) => {
      expect(BigInt(price(fen).replace(".", ""))).toBe(BigInt(fen));
      expect(price(fen)).toMatch(/^\d+\.\d{2}$/);
    }),
  );
});
