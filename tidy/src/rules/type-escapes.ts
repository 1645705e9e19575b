import ts from "typescript";
import type { Finding } from "../finding.js";
import type { Rule } from "../rule.js";
import { judgeNodes, scripts, visit } from "../syntax.js";

/**
 * In pieces, so that this file does not switch off what it is about. Biome's comment for one line is left: Biome refuses it
 * without a reason.
 */
const SILENCERS = new RegExp(`(@ts-${"(ignore|nocheck)"}|biome-${"ignore-(all|start)"}|eslint-${"disable"})`, "g");

function judge(node: ts.Node): string | null {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any; say what is known, or unknown";
  if (ts.isNonNullExpression(node)) return "non-null !; assert with core/assert, or handle the absence";
  const definite =
    (ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken !== undefined;
  return definite ? "definite !; give it a value" : null;
}

/** Anywhere but in a literal: no identifier can be spelled so, hence it stands in a comment. */
function silenced(source: ts.SourceFile, path: string): readonly Finding[] {
  const literals: ts.Node[] = [];
  visit(source, (node) => {
    if (ts.isLiteralExpression(node) || ts.isTemplateExpression(node)) literals.push(node);
  });
  return [...source.text.matchAll(SILENCERS)]
    .filter((match) => !literals.some((node) => node.getStart(source) <= match.index && match.index < node.getEnd()))
    .map((match) => {
      const { line } = source.getLineAndCharacterOfPosition(match.index);
      return { path, line: line + 1, message: `${match[0]} silences a check; mend what it says` };
    });
}

export const typeEscapes: Rule = {
  name: "type-escapes",
  why: "Each of these tells the compiler to look away exactly where it would have helped.",
  check: (tree) => [
    ...judgeNodes(tree, () => true, judge),
    ...scripts(tree).flatMap((path) => silenced(tree.source(path), path)),
  ],
};
