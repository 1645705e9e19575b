import ts from "typescript";
import type { Rule } from "../rule.js";
import { isForTests, isMember, judgeNodes } from "../syntax.js";

const THE_CLOCK = "server/src/clock.ts";
/** A page in a browser has a clock of its own, also in one file. */
const isClock = (path: string): boolean => path === THE_CLOCK || /^apps\/[\w-]+\/src\/clock\.ts$/.test(path);

const readsTheClock = (node: ts.Node): boolean => {
  if (isMember(node, "Date", "now")) return true;
  if (ts.isCallExpression(node)) return ts.isIdentifier(node.expression) && node.expression.text === "Date";
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== "Date") return false;
  return (node.arguments ?? []).length === 0;
};

const usesDate = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "Date") ||
  isMember(node, "Date", "parse") ||
  isMember(node, "Date", "UTC");

export const clock: Rule = {
  name: "clock",
  why: "Time arrives as an argument, so that any moment can be replayed; the server's clock is the one place that reads it.",
  check: (tree) =>
    judgeNodes(
      tree,
      (path) => !isClock(path),
      (node, path) => {
        if (readsTheClock(node)) return `take the time as an argument; only ${THE_CLOCK} asks what time it is`;
        if (usesDate(node) && !isForTests(path))
          return "use core/time; Date has a zone of its own and no half-open periods";
        return null;
      },
    ),
};
