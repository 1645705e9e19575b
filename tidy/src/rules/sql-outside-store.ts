import ts from "typescript";
import type { Rule } from "../rule.js";
import { isForTests, judgeNodes } from "../syntax.js";

const NAME = '[\\w."$]+';
/** The openings of statements, as people write them: in lower or upper case, never in title case, which is prose. */
const OPENINGS = [
  "(?:select|SELECT)\\s.*\\s(?:from|FROM)\\s",
  "(?:with|WITH)\\s.*\\s(?:as|AS)\\s*(?:materialized\\s*)?\\(\\s*(?:select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE|values|VALUES)\\s",
  `(?:insert into|INSERT INTO)\\s+${NAME}`,
  `(?:update|UPDATE)\\s+${NAME}(?:\\s+(?:as\\s+)?\\w+)?\\s+(?:set|SET)\\s`,
  `(?:delete from|DELETE FROM)\\s+${NAME}`,
  `(?:truncate|TRUNCATE)\\s+${NAME}`,
  `(?:create|CREATE|alter|ALTER|drop|DROP)\\s+(?:table|TABLE|index|INDEX|role|ROLE|schema|SCHEMA|database|DATABASE|extension|EXTENSION)\\s`,
  `(?:copy|COPY)\\s+${NAME}.*\\s(?:from|to|FROM|TO)\\s+(?:stdin|stdout|STDIN|STDOUT)`,
];
const STATEMENT = new RegExp(`^\\s*(?:${OPENINGS.join("|")})`, "s");

/** The text of a string or template; what is put into a template reads as "$". */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map((span) => `$${span.literal.text}`).join("");
}

export const sqlOutsideStore: Rule = {
  name: "sql-outside-store",
  why: "All SQL is in the store, where each statement is prepared on a fresh database and compared with its declared row.",
  check: (tree) =>
    judgeNodes(
      tree,
      (path) => !/^(store|bench|tools)\//.test(path) && !isForTests(path),
      (node) => (STATEMENT.test(textOf(node) ?? "") ? "this is SQL; it belongs into store/src/<room>.ts" : null),
    ),
};
