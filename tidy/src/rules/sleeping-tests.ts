import ts from "typescript";
import type { Rule } from "../rule.js";
import { isTest, judgeNodes, moduleNeeded } from "../syntax.js";

/** new Promise((done) => setTimeout(done, 500)), in any spelling of the inner part. */
function isSleep(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) || node.expression.getText() !== "Promise") return false;
  const executor = node.arguments?.[0];
  if (executor === undefined || !(ts.isArrowFunction(executor) || ts.isFunctionExpression(executor))) return false;
  const done = executor.parameters[0]?.name.getText();
  const body = ts.isBlock(executor.body) ? executor.body.statements : [executor.body];
  if (done === undefined || body.length !== 1) return false;
  return new RegExp(`^(return )?(void )?(globalThis\\.)?setTimeout\\(\\s*(${done}\\b|\\(\\) => ${done}\\()`).test(
    body[0]?.getText() ?? "",
  );
}

const importsSleep = (node: ts.Node): boolean => /^(node:)?timers\/promises$/.test(moduleNeeded(node) ?? "");

export const sleepingTests: Rule = {
  name: "sleeping-tests",
  why: "A test that sleeps is slow on a good day and red on a bad one; it waits on a condition instead.",
  check: (tree) =>
    judgeNodes(tree, isTest, (node) =>
      isSleep(node) || importsSleep(node) ? "wait on a condition (vi.waitFor, expect.poll)" : null,
    ),
};
