// Understands that every product says completely what is recovered under it, or nothing of it.

import { clauseOf } from "@anxin/core/product/product";
import { expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";

test.each(CATALOGUE.map((product) => [product.code, product] as const))(
  "%s names debtor, clause and shares, or none",
  (_code, product) => {
    const { recovery, recoveryFrom, coverage } = product;
    expect(recovery === undefined).toBe(recoveryFrom === null);
    if (recovery === undefined) return;
    const clause = clauseOf(product, recovery.clause);
    expect(clause.text.zh).toContain("追偿");
    expect(clause.text.en).toMatch(/recover/);
    const perils = coverage.perils.map(({ code }) => code);
    expect(Object.keys(recovery.percentByPeril).sort()).toEqual([...perils].sort());
    for (const percent of Object.values(recovery.percentByPeril)) expect(percent > 0 && percent <= 100).toBe(true);
    expect(recovery.within.days).toBeGreaterThan(0);
  },
);

test("carriers answer for transit damage, merchants for counterfeits and for quality", () => {
  const debtors = CATALOGUE.filter(({ recoveryFrom }) => recoveryFrom !== null);
  expect(Object.fromEntries(debtors.map(({ code, recoveryFrom }) => [code, recoveryFrom]))).toEqual({
    "transit-damage": "carrier",
    authenticity: "merchant",
    quality: "merchant",
  });
});
