import ts from "typescript";
import type { Rule } from "../rule.js";
import { isForTests, isForTools, isMember, judgeNodes, moduleNeeded } from "../syntax.js";

const CONFIG = "server/src/config.ts";
/** A process that the server starts is handed secrets through its environment, where no list of processes shows them. */
const isChild = (path: string): boolean => path.endsWith("-main.ts");

const importsEnv = (node: ts.Node): boolean => {
  if (!ts.isImportDeclaration(node) || moduleNeeded(node)?.replace(/^node:/, "") !== "process") return false;
  const named = node.importClause?.namedBindings;
  return (
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.some((each) => (each.propertyName ?? each.name).text === "env")
  );
};

export const environment: Rule = {
  name: "environment",
  why: "What can be set is read and checked once, in one file, which is then the list of all settings.",
  check: (tree) =>
    judgeNodes(
      tree,
      (path) => path !== CONFIG && !isChild(path) && !isForTests(path) && !isForTools(path),
      (node) => (isMember(node, "process", "env") || importsEnv(node) ? `settings are read in ${CONFIG}` : null),
    ),
};
