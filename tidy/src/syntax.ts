// Understands how to look through a TypeScript file for the things that rules ask about.
import ts from "typescript";
import type { Finding } from "./finding.js";
import type { Tree } from "./tree.js";

export const isTest = (path: string): boolean => path.endsWith(".test.ts");
/** Tests, and what only tests use. */
export const isForTests = (path: string): boolean => isTest(path) || path.split("/").includes("testing");
/** Vitest, ESLint and their like load their configuration from the root, and their plugins from `tools`. */
export const isForTools = (path: string): boolean =>
  path.startsWith("tools/") || /^(apps\/)?[\w.-]+\.config\.[cm]?[jt]s$/.test(path);

export const scripts = (tree: Tree): readonly string[] =>
  tree.paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/\.(d|generated)\.ts$/.test(path));

export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** Looks at every node of every script that `covers` admits; `judge` answers a message where the node is not allowed. */
export function judgeNodes(
  tree: Tree,
  covers: (path: string) => boolean,
  judge: (node: ts.Node, path: string) => string | null,
): readonly Finding[] {
  return scripts(tree)
    .filter(covers)
    .flatMap((path) => {
      const source = tree.source(path);
      const findings: Finding[] = [];
      visit(source, (node) => {
        const message = judge(node, path);
        if (message !== null) findings.push({ path, line: lineOf(source, node), message });
      });
      return findings;
    });
}

/** `object.name`, written plainly. */
export function isMember(node: ts.Node, object: string, name: string): node is ts.PropertyAccessExpression {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === object &&
    node.name.text === name
  );
}

/** The module that an import, a re-export or a dynamic import names; null for any other node and for imports of types alone. */
export function moduleNeeded(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return node.importClause?.isTypeOnly === true ? null : node.moduleSpecifier.text;
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return node.isTypeOnly ? null : node.moduleSpecifier.text;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [named] = node.arguments;
    return named !== undefined && ts.isStringLiteralLike(named) ? named.text : null;
  }
  return null;
}
