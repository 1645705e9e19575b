import ts from "typescript";
import { held, type Measure } from "../ratchet.js";
import type { Rule } from "../rule.js";
import { isTest, lineOf, scripts, visit } from "../syntax.js";
import type { Tree } from "../tree.js";

export const FUNCTION_LINES_MAX = 70;
/** Markup is an outline, one line an attribute: a page is scanned, and not followed step by step. */
export const MARKUP_LINES_MAX = 120;
const isMarkup = (path: string): boolean => path.endsWith(".tsx");

/** `describe` groups tests as a heading groups paragraphs; its length says nothing. */
const isGroupOfTests = (path: string, node: ts.Node): boolean =>
  isTest(path) && ts.isCallExpression(node.parent) && /^(describe|suite)\b/.test(node.parent.expression.getText());

/** The nearest name that a reader would use for a function: its own, its variable's, its property's, or its caller's. */
function nameOf(node: ts.Node): string {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isConstructorDeclaration(at)) return "constructor";
    const named = (at as { readonly name?: ts.Node }).name;
    if (named !== undefined && (ts.isIdentifier(named) || ts.isStringLiteral(named) || ts.isPrivateIdentifier(named))) {
      return at === node || !ts.isFunctionLike(at) ? named.text : `${named.text}/inner`;
    }
    if (at !== node && ts.isCallExpression(at)) return `${at.expression.getText().split("(")[0] ?? ""}(…)`;
  }
  return "(unnamed)";
}

export function functionLengths(tree: Tree): readonly Measure[] {
  return scripts(tree).flatMap((path) => {
    const source = tree.source(path);
    const measures: Measure[] = [];
    visit(source, (node) => {
      if (!ts.isFunctionLike(node) || (node as ts.FunctionLikeDeclaration).body === undefined) return;
      if (isGroupOfTests(path, node)) return;
      const line = lineOf(source, node);
      const value = source.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - line;
      const name = nameOf(node);
      measures.push({ key: `${path}#${name}`, value, path, line, what: `lines in ${name}` });
    });
    return measures;
  });
}

export const functionLength: Rule = {
  name: "function-length",
  why: "A function fits a screen, so that its reader never has to remember what scrolled away.",
  check: (tree) => {
    const of = (markup: boolean, limit: number) => {
      const measures = functionLengths(tree).filter(({ path }) => isMarkup(path) === markup);
      const listed = Object.entries(tree.ratchet.functionLines);
      const own = listed.filter(([key]) => isMarkup(key.split("#")[0] ?? "") === markup);
      return held(measures, limit, Object.fromEntries(own));
    };
    return [...of(false, FUNCTION_LINES_MAX), ...of(true, MARKUP_LINES_MAX)];
  },
};
