import ts from "typescript";
import type { Rule } from "../rule.js";
import { isMember, judgeNodes } from "../syntax.js";

export const floatParsing: Rule = {
  name: "float-parsing",
  why: 'No float stands for money or a rate, and parseFloat reads "12abc" as 12.',
  check: (tree) =>
    judgeNodes(
      tree,
      () => true,
      (node) => {
        const called =
          ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "parseFloat";
        return called || isMember(node, "Number", "parseFloat")
          ? "read whole minor units or parts per million instead"
          : null;
      },
    ),
};
