import { readFileSync } from "node:fs";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { ClaimFacts } from "@anxin/core/claim/facts";
import { type FormulaError, hasExpressions } from "@anxin/core/claim/formula";
import { portion } from "@anxin/core/money";
import type { Condition, ProductVersion } from "@anxin/core/product/product";
import { DAY_MS, HOUR_MS, plus } from "@anxin/core/time";
import { CATALOGUE } from "@anxin/products/catalogue";
import { readProductForm } from "@anxin/products/product-form";
import type { Written } from "@anxin/products/scenario";
import { claimFactsOf } from "@anxin/products/scenario-facts";
import { play } from "@anxin/products/scenario-play";
import { claimGiven, scenariosOf } from "@anxin/products/testing/scenarios";
import { checkClaim } from "@anxin/products/testing/verdict";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMON, expressionProblems, FUNCTIONS, formulasOf } from "./formula.js";
import { STAIN_CARE, stainCare } from "./testing/stain-care.js";

const withFormulas = (product: ProductVersion, facts: ClaimFacts): ClaimFacts => ({
  ...facts,
  formulas: formulasOf(product)(facts),
});
const WRITTEN = CATALOGUE.filter(hasExpressions);

test("allergy and price protection ship as forms", () => {
  expect(WRITTEN.map(({ code }) => code)).toEqual(["allergy", "price-protection"]);
});

describe.each(WRITTEN.map((product) => [product.code, product] as const))("%s", (code, product) => {
  const claims = scenariosOf(code).flatMap((scenario) => (scenario.kind === "claim" ? [scenario] : []));
  test.each(claims.map((scenario) => [scenario.name, scenario] as const))("%s", (_name, scenario) => {
    checkClaim(product, withFormulas(product, claimFactsOf(product, scenario.given)), scenario.expect);
    expect(play(product, scenario, formulasOf(product))).toMatchObject({ green: true, differences: [] });
  });
});

describe("the formulas pay what the rules paid that they stand for", () => {
  const amount = fc.integer({ min: 0, max: 250_000 });
  const line = fc.record({
    unitPrice: fc.integer({ min: 100, max: 200_000 }),
    quantity: fc.integer({ min: 1, max: 50 }),
    freight: fc.integer({ min: 0, max: 5_000 }),
  });
  const benefitOf = (product: ProductVersion, given: Written) => {
    const facts = withFormulas(product, claimFactsOf(product, claimGiven(given)));
    const { findings, ...verdict } = adjudicate(facts, product);
    return { facts, verdict, benefit: findings.find(({ rule }) => rule === "benefit_amount") };
  };
  const [allergy, priceProtection] = WRITTEN as [ProductVersion, ProductVersion];

  test("allergy: the price of the goods, by the refund of a hundred percent", () => {
    fc.assert(
      fc.property(line, (given) => {
        const { facts, benefit } = benefitOf(allergy, { category: "beauty", ...given });
        const { unitPrice, quantity } = facts.line;
        expect(benefit).toMatchObject({ amount: portion(unitPrice * BigInt(quantity), 100n, 100n, "half_up") });
      }),
      { numRuns: 500 },
    );
  });

  test("price protection: what the price fell by for every piece; no loss where it did not; a person where nobody says", () => {
    fc.assert(
      fc.property(line, fc.option(amount), (given, lowerPrice) => {
        const fields = lowerPrice === null ? {} : { lowerPrice };
        const { facts, benefit, verdict } = benefitOf(priceProtection, { ...given, fields });
        const fall =
          lowerPrice === null ? null : (facts.line.unitPrice - BigInt(lowerPrice)) * BigInt(facts.line.quantity);
        if (fall === null)
          expect(benefit).toMatchObject({ outcome: "refer", reason: "needs_assessment", amount: null });
        else if (fall <= 0n) expect(benefit).toMatchObject({ outcome: "not_met", reason: "no_loss" });
        else expect(benefit).toMatchObject({ outcome: "amount", amount: fall });
        // The condition of the form says nothing that the rule did not say.
        if (fall !== null && fall <= 0n) expect(verdict).toMatchObject({ outcome: "reject", amount: 0n });
        else expect(verdict.reasons).not.toContain("no_loss");
      }),
      { numRuns: 500 },
    );
  });
});

describe("an expression that is wrong is named by where it stands", () => {
  const changed = (expression: string, condition: Partial<Condition> = {}): ProductVersion => {
    const product = stainCare();
    const { coverage, conditions = [] } = product;
    return {
      ...product,
      coverage: { ...coverage, benefit: { kind: "formula", expression, words: { zh: "赔", en: "paid" } } },
      conditions: conditions.map((each, i) => (i === 1 ? { ...each, ...condition } : each)),
    };
  };
  const faults = (product: ProductVersion) =>
    expressionProblems(product, "en").map(({ pointer, code }) => `${pointer} ${code}`);

  test.each([
    ["fields.price", "unknown_variable"],
    ["prices.lowest", "unknown_variable"],
    ["files.receipt", "unknown_variable"],
    ["has(fields.price) ? 1 : 2", "unknown_variable"],
    ["has(price) ? 1 : 2", "not_available"],
    ["fields.stain", "type"],
    ["line.goods * 0.5", "not_available"],
    ["line.goods > 5", "type"],
    ["min(line.goods)", "type"],
    ["min(line.goods, fields.stain)", "type"],
    ["line.goods +", "syntax"],
    ["[1, 2].map(x, x)[0]", "not_available"],
    ["size(fields.stain.matches('(a+)+$') ? 'a' : 'b')", "not_available"],
    [Array.from({ length: 150 }, () => "1").join("+"), "too_complex"],
    [`size("${"a".repeat(1_000)}")`, "too_long"],
  ])("%s: %s", (expression, code) => {
    expect(faults(changed(expression))).toEqual([`/coverage/benefit/expression ${code}`]);
  });

  test("conditions are yes or no", () => {
    expect(faults(changed("1", { expression: "line.goods" }))).toEqual(["/conditions/1/expression type"]);
    expect(faults(changed("1", { expression: 'order.paidAt < timestamp("soon")' }))).toEqual([
      "/conditions/1/expression time",
    ]);
  });

  test("a version that has one cannot be sold, and a sound one can", () => {
    expect(() => formulasOf(changed("fields.price"))).toThrow(
      "stain-care/1 /coverage/benefit/expression there is no variable price (character 8): it cannot be sold",
    );
    expect(faults(stainCare())).toEqual([]);
  });
});

describe("what an expression comes to", () => {
  const given: Written = {
    category: "apparel",
    unitPrice: 20_000,
    quantity: 1,
    occurredAt: "delivery + 2d",
    fields: { stain: "food", cleaningCost: 6_000 },
    evidence: { cleaning_receipt: 1 },
  };
  const product = stainCare();
  const facts = (more: Written = {}): ClaimFacts => claimFactsOf(product, claimGiven({ ...given, ...more }));
  const paying = (expression: string, of: ClaimFacts = facts()) => {
    const { coverage } = product;
    const benefit = { kind: "formula", expression, words: { zh: "赔", en: "paid" } } as const;
    return formulasOf({ ...product, coverage: { ...coverage, benefit } })(of)?.amount;
  };

  test("is kept with the values that it asked for", () => {
    expect(formulasOf(product)(facts())).toEqual({
      conditions: {
        notDyed: { value: true, error: null, inputs: { "fields.stain": "food" } },
        cleanedAfterwards: {
          value: true,
          error: null,
          inputs: { "fields.cleanedOn": null, "claim.occurredAt": expect.stringMatching(/Z$/) },
        },
      },
      amount: { value: 5_000n, error: null, inputs: { "fields.cleaningCost": 6_000n, "line.goods": 20_000n } },
    });
  });

  test.each<readonly [string, FormulaError]>([
    ["line.goods / (line.quantity - 1)", "division_by_zero"],
    ["9223372036854775807 * line.goods", "overflow"],
    ["9007199254740992 * line.quantity", "overflow"],
    ["line.quantity - 9007199254740993", "overflow"],
    ["percent(-line.goods, 50)", "not_computable"],
    ["daysBetween(fields.cleanedOn, claim.occurredAt)", "field_missing"],
  ])("%s: %s, which a person settles", (expression, error) => {
    const computed = paying(expression);
    expect(computed).toMatchObject({ value: null, error });
    const formulas = { conditions: {}, amount: computed ?? null };
    const verdict = adjudicate({ ...facts(), formulas }, product);
    expect(verdict).toMatchObject({ automatic: false, reasons: ["needs_assessment"] });
    expect(verdict.outcome).not.toBe("reject");
  });

  test("times, files, choices and what is not told", () => {
    const { deliveredAt, paidAt } = facts().order;
    const hours = Math.floor(((deliveredAt ?? 0) - (paidAt ?? 0)) / HOUR_MS);
    expect(paying("hoursBetween(order.paidAt, order.deliveredAt)")?.value).toBe(BigInt(hours));
    expect(paying("daysBetween(order.deliveredAt, claim.occurredAt)")?.value).toBe(2n);
    expect(paying('has(fields.cleanedOn) ? 1 : fields.stain == "food" ? 2 : 3')?.value).toBe(2n);
    expect(paying("files.cleaning_receipt", facts({ evidence: { cleaning_receipt: ["a", "b", "a"] } }))?.value).toBe(
      2n,
    );
    const unsent = { ...facts(), order: { ...facts().order, deliveredAt: null } };
    expect(paying("has(order.deliveredAt) ? 1 : 2", unsent)?.value).toBe(2n);
    expect(paying("max(line.paid, line.goods) - line.freight")?.value).toBe(20_000n);
  });

  test("a day ends at midnight in Beijing, to the millisecond", () => {
    const cleanedOn = "2026-11-16";
    const start = facts({ fields: { ...(given["fields"] as object), cleanedOn } });
    const midnight = 1_794_758_400_000 as ClaimFacts["decidedAt"];
    for (const [shift, days] of [
      [-1, 1n],
      [0, 0n],
      [1, 0n],
    ] as const) {
      const occurredAt = plus(midnight, shift);
      const of = { ...start, claim: { ...start.claim, occurredAt } };
      expect(paying("daysBetween(claim.occurredAt, fields.cleanedOn)", of)?.value, String(shift)).toBe(days);
    }
    expect(midnight % DAY_MS).toBe(16 * HOUR_MS);
  });

  test("whatever is written and whatever the facts: it is refused, or it comes to an amount or a named error, at once", () => {
    const part = fc.constantFrom(
      ...["line.goods", "line.quantity", "fields.cleaningCost", "fields.cleanedOn", "fields.stain", "claim.occurredAt"],
      ...["has(", "min(", "percent(", "daysBetween(", "size(", "(", ")", ",", "+", "-", "*", "/", "%", "?", ":", "=="],
      ...["1", "0", "9223372036854775807", '"food"', "true", "[", "]", "in", "map", "matches", "\u0000"],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const expression = parts.join(" ");
        const benefit = { kind: "formula", expression, words: { zh: "赔", en: "paid" } } as const;
        const version = { ...product, coverage: { ...product.coverage, benefit } };
        if (expressionProblems(version, "en").length > 0) return;
        const { value, error } = formulasOf(version)(facts())?.amount ?? { value: null, error: null };
        expect(value === null).toBe(error !== null);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a form that is wrong", () => {
  const problems = (change: object) => {
    const read = readProductForm({ ...STAIN_CARE, ...change });
    return "problems" in read ? read.problems.map(({ pointer, code }) => `${pointer} ${code}`) : [];
  };

  test("is refused with everything that is wrong with it, by where it stands", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ number: 0, name: { zh: "名" }, colour: "red", payers: ["thief"] })).toEqual([
      "/colour unknown_field",
      "/number integer",
      "/name/en text",
      "/payers/0 enum",
    ]);
    const [first, ...others] = STAIN_CARE.adjudication;
    expect(problems({ adjudication: others })).toEqual(["/adjudication order"]);
    expect(
      problems({ adjudication: [...STAIN_CARE.adjudication.slice(0, -1), first, STAIN_CARE.adjudication.at(-1)] }),
    ).toEqual(["/adjudication order"]);
    expect(problems({ conditions: [] })).toEqual([
      "/adjudication/6/clause condition",
      "/adjudication/7/clause condition",
    ]);
    expect(problems({ indemnity: false })).toEqual(["/indemnity adjudication"]);
    expect(problems({ documents: [] })).toEqual(["/documents adjudication"]);
    expect(problems({ tariff: { ...STAIN_CARE.tariff, rows: [{ match: [], ppm: 1, amount: 1 }] } })).toEqual([
      "/tariff/rows/0/match length",
      "/tariff/rows/0 premium",
    ]);
    expect(problems({ fields: [...STAIN_CARE.fields, STAIN_CARE.fields[1]] })).toEqual(["/fields/3 duplicate"]);
  });

  test("of any shape at all is refused without harm", () => {
    fc.assert(
      fc.property(fc.anything(), (written) => {
        expect("problems" in readProductForm(written)).toBe(true);
      }),
    );
  });
});

test("the operators' page names every variable and every function", () => {
  const page = readFileSync(new URL("../../../docs/operations/product-forms.md", import.meta.url), "utf8");
  for (const [variable, fields] of Object.entries(COMMON)) {
    const row = page.split("\n").find((each) => each.startsWith(`| \`${variable}\` |`)) ?? "";
    const named = [...row.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(named).toEqual([variable, ...Object.keys(fields)]);
  }
  for (const { signature } of FUNCTIONS) expect(page).toContain(`\`${signature.slice(0, signature.indexOf("("))}(`);
});
