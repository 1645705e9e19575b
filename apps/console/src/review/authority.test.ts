// When the page says that a second pair of eyes is needed.

import { expect, test } from "vitest";
import { authorityOf, needsSecond } from "./authority.js";

const limit = (role: "adjuster" | "supervisor", level: number, product: string | null, amountMax: number | null) => ({
  ...{ role, level, product, amountMax, effectiveAt: "", reason: "", setBy: "", setAt: "", revision: 1 },
});
const launch = [
  { role: "adjuster" as const, amountMax: 200_000 },
  { role: "supervisor" as const, amountMax: 5_000_000 },
];
const limits = (...inForce: ReturnType<typeof limit>[]) => ({
  currency: "CNY",
  launch,
  inForce,
  planned: [],
  history: [],
});

test("the launch's limits hold where none is set; a product's own goes first", () => {
  expect(authorityOf(limits(), "adjuster", "quality")).toBe(200_000);
  expect(authorityOf(limits(), "auditor", "quality")).toBe(0);
  expect(authorityOf(undefined, "adjuster", "quality")).toBe(0);
  const set = limits(
    ...[
      limit("adjuster", 1, null, 90_000),
      limit("adjuster", 1, "quality", 50_000),
      limit("adjuster", 3, null, 700_000),
    ],
    ...[limit("supervisor", 1, null, 9_000_000), limit("adjuster", 1, "allergy", 1)],
  );
  expect(authorityOf(set, "adjuster", "quality")).toBe(50_000);
  expect(authorityOf(set, "adjuster", "transit-damage")).toBe(90_000);
});

test("what the server said of the suggestion goes before what the limits let one think", () => {
  const suggestion = (amount: number, second: boolean) => ({
    ...{ outcome: "approve" as const, amount, reasonCodes: [], reasons: [], amountMax: 900_000, needsSecond: second },
  });
  expect(needsSecond(100, 50, suggestion(100, false))).toBe(false);
  expect(needsSecond(101, 50, suggestion(100, false))).toBe(true);
  expect(needsSecond(100, 500, suggestion(100, true))).toBe(true);
  expect(needsSecond(99, 500, suggestion(100, true))).toBe(false);
  expect(needsSecond(99, 50, undefined)).toBe(true);
});
