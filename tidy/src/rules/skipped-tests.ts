import ts from "typescript";
import type { Rule } from "../rule.js";
import { isForTests, judgeNodes } from "../syntax.js";

const GROUPS = /^(describe|suite|it|test|bench)\b/;
const OFF = new Set(["only", "skip", "todo"]);

export const skippedTests: Rule = {
  name: "skipped-tests",
  why: "A skipped test promises nothing, and a focused one silences all the others.",
  check: (tree) =>
    judgeNodes(tree, isForTests, (node) => {
      if (!ts.isPropertyAccessExpression(node) || !OFF.has(node.name.text)) return null;
      return GROUPS.test(node.expression.getText()) ? `.${node.name.text} leaves tests out` : null;
    }),
};
