import { expect, test } from "vitest";
import { PRODUCT } from "../testing/product.js";
import { clauseOf } from "./product.js";

const text = { zh: "文", en: "text" };
const product = {
  ...PRODUCT,
  clauses: [
    { id: "1.1", title: text, text },
    { id: "1.2", title: { zh: "二", en: "two" }, text },
  ],
};

test("a clause is found by its id", () => {
  expect(clauseOf(product, "1.2").title.en).toBe("two");
});

test("a product that cites a clause it does not have is a bug", () => {
  expect(() => clauseOf(product, "1.3")).toThrow("broken promise: sample v3 has clause 1.3");
});
