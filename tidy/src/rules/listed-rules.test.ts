import { expect, test } from "vitest";
import { type ImportGraph, NO_IMPORTS } from "../import-graph.js";
import { treeOf } from "../tree.js";
import { listedRules } from "./listed-rules.js";

const RULE = "core/src/claim/rules/in-force.ts";
const TEST = "core/src/claim/rules/in-force.test.ts";

const graphOf = (from: string) => (): ImportGraph => ({ ...NO_IMPORTS, imports: new Map([[from, [RULE]]]) });
const LIST = "core/src/claim/rules.ts";

test("accepts a rule that is in a list and has its test beside it", () => {
  expect(listedRules.check(treeOf({ [RULE]: "", [TEST]: "" }, { graph: graphOf(LIST) }))).toEqual([]);
});

test("refuses a rule without a test, and one that only its test imports", () => {
  expect(listedRules.check(treeOf({ [RULE]: "", [TEST]: "" }, { graph: graphOf(TEST) }))).toMatchObject([
    { message: "is in no list of rules" },
  ]);
  expect(listedRules.check(treeOf({ [RULE]: "" }, { graph: graphOf(LIST) }))).toMatchObject([
    { message: `has no test beside it, ${TEST}` },
  ]);
});
