import ts from "typescript";
import type { Rule } from "../rule.js";
import { isForTools, judgeNodes } from "../syntax.js";

const exportsDefault = (node: ts.Node): boolean => {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === "default";
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((each) => each.kind === ts.SyntaxKind.DefaultKeyword)
  );
};

export const defaultExports: Rule = {
  name: "default-exports",
  why: "A thing has one name, the same wherever it is used.",
  check: (tree) =>
    judgeNodes(
      tree,
      (path) => !isForTools(path),
      (node) => (exportsDefault(node) ? "export it by its name" : null),
    ),
};
