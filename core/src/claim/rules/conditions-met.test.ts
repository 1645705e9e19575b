import { describe, expect, test } from "vitest";
import type { Condition } from "../../product/product.js";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { adjudicate } from "../adjudicate.js";
import { decodeFacts, encodeFacts } from "../facts.js";
import type { Computed } from "../formula.js";
import { conditionsMet } from "./conditions-met.js";

const condition = (name: string, more: Partial<Condition> = {}): Condition => ({
  ...{ name, clause: "3.2", expression: "true", otherwise: "reject", reason: "not_covered" },
  ...more,
});
const is = (value: boolean): Computed<boolean> => ({ value, error: null, inputs: { "line.sku": "TEE" } });
const FAILED: Computed<boolean> = { value: null, error: "overflow", inputs: {} };

const judge = (conditions: readonly Condition[], results: Readonly<Record<string, Computed<boolean>>>) =>
  conditionsMet(
    someFacts({ formulas: { conditions: results, amount: null } }),
    { ...PRODUCT, conditions },
    null,
    "3.2",
  );

describe("the conditions of a clause", () => {
  const first = condition("worn");
  const second = condition("old", { otherwise: "refer", reason: "needs_assessment" });

  test("that all hold allow the claim, and show what they asked for", () => {
    expect(judge([first, second], { worn: is(true), old: is(true) })).toEqual({
      outcome: "met",
      inputs: { "line.sku": "TEE", worn: true, old: true },
    });
  });

  test("refuse with their reason where they say so, and refer otherwise", () => {
    expect(judge([first, second], { worn: is(false), old: is(false) })).toMatchObject({
      outcome: "not_met",
      reason: "not_covered",
    });
    expect(judge([first, second], { worn: is(true), old: is(false) })).toMatchObject({
      outcome: "refer",
      reason: "needs_assessment",
    });
    const strict = condition("new", { reason: "outside_window" });
    expect(judge([second, strict], { old: is(false), new: is(false) })).toMatchObject({ reason: "outside_window" });
  });

  test("that could not be computed are left to a person, and deny nobody", () => {
    for (const results of [{ worn: FAILED }, {}])
      expect(judge([first], results)).toMatchObject({ outcome: "refer", reason: "needs_assessment" });
    expect(judge([first], { worn: FAILED }).inputs).toEqual({ worn: "overflow" });
  });

  test("are those of this clause alone", () => {
    expect(judge([condition("other", { clause: "4.1" })], { other: is(false) })).toEqual({
      outcome: "not_applicable",
      inputs: {},
    });
    expect(conditionsMet(someFacts({}), PRODUCT, null, "3.2").outcome).toBe("not_applicable");
  });

  test("are found again from stored facts, clause by clause, without reading an expression", () => {
    const product = {
      ...PRODUCT,
      conditions: [condition("worn"), condition("late", { clause: "4.1", reason: "outside_window" })],
      adjudication: [
        { rule: "conditions_met", clause: "3.2" },
        { rule: "conditions_met", clause: "4.1" },
      ],
    };
    const facts = someFacts({ formulas: { conditions: { worn: is(true), late: is(false) }, amount: null } });
    const verdict = adjudicate(facts, product);
    expect(verdict.findings.map(({ clause, outcome, reason }) => [clause, outcome, reason])).toEqual([
      ["3.2", "met", null],
      ["4.1", "not_met", "outside_window"],
    ]);
    expect(adjudicate(decodeFacts(encodeFacts(facts)), product)).toEqual(verdict);
  });
});
