import { expect, test } from "vitest";
import { RULE_NAMES, RULES } from "./rules.js";

test("every name leads to its rule, and only those names do", () => {
  expect(RULE_NAMES).toHaveLength(46);
  for (const name of RULE_NAMES) expect(RULES[name], name).toBeTypeOf("function");
  expect(Object.keys(RULES)).toEqual(RULE_NAMES);
  expect(new Set(Object.values(RULES)).size).toBe(RULE_NAMES.length);
  expect(RULES["constructor"]).toBeUndefined();
});

test("the amount is set before it is bounded, and authority looks at it last", () => {
  const order = ["benefit_amount", "no_double_indemnity", "within_limits", "not_above_request", "automatic_limit"];
  expect(RULE_NAMES.filter((name) => order.includes(name))).toEqual(order);
  expect(RULE_NAMES.at(-1)).toBe("automatic_limit");
});
