import ts from "typescript";
import type { Rule } from "../rule.js";
import { scripts } from "../syntax.js";

const isReExport = (statement: ts.Statement): boolean =>
  ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;

export const barrels: Rule = {
  name: "barrels",
  why: "A file that only hands on others makes each importer reach all of them, and hides where a thing lives.",
  check: (tree) =>
    scripts(tree)
      .filter((path) => {
        const { statements } = tree.source(path);
        return (
          statements.some(isReExport) && statements.every((each) => isReExport(each) || ts.isImportDeclaration(each))
        );
      })
      .map((path) => ({ path, line: 0, message: "nothing but re-exports; import from where the things are" })),
};
