import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT, SIGNALS } from "../../testing/product.js";
import { payeeOfMany } from "./payee-of-many.js";

const product = { ...PRODUCT, signals: SIGNALS };
const shared = (payeeBuyers: number | null) => payeeOfMany(someFacts({ signals: { payeeBuyers } }), product, 1n);

test("an account of more buyers than a family has refers", () => {
  const inputs = { buyersMax: 3, days: 90 };
  expect(shared(3)).toEqual({ outcome: "met", inputs: { payeeBuyers: 3, ...inputs } });
  expect(shared(4)).toEqual({ outcome: "refer", reason: "suspected_fraud", inputs: { payeeBuyers: 4, ...inputs } });
});

test("where nobody told of an account, or nobody counts, there is nothing to say", () => {
  expect(shared(null).outcome).toBe("not_applicable");
  expect(payeeOfMany(someFacts({ signals: { payeeBuyers: 9 } }), PRODUCT, 1n).outcome).toBe("not_applicable");
});
