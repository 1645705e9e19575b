import type { Finding } from "../finding.js";
import type { Rule } from "../rule.js";

/** Put together from pieces, so that this file does not say what it forbids. */
const HOMES = ["work", "farm", "root"];
const HOMES_OF_PEOPLE = ["home", "Users"];
const PATTERNS: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  { pattern: new RegExp(`(?<![\\w.@-])/(?:${HOMES.join("|")})/[\\w.-]+`), message: "a path of one machine" },
  {
    pattern: new RegExp(`(?<![\\w.@-])/(?:${HOMES_OF_PEOPLE.join("|")})/[\\w.-]+/[\\w.-]+`),
    message: "somebody's own folder",
  },
  { pattern: new RegExp(`\\.\\./${"shared"}\\b`), message: "a folder that is not in this repository" },
  { pattern: new RegExp(`\\b${"registry"}\\.[a-z-]+\\.[a-z]+`), message: "a package registry's host" },
];
const TEXT =
  /\.([cm]?[jt]sx?|json|ya?ml|md|sql|svg|sh|csv|txt|html|css)$|(^|\/)(run|LICENSE|NOTICE|\.gitignore|\.npmrc)$/;

export const machinePaths: Rule = {
  name: "machine-paths",
  why: "The tree has to work from a fresh clone on a machine that none of us has seen.",
  check: (tree) =>
    tree.paths
      .filter((path) => TEXT.test(path))
      .flatMap((path) =>
        tree
          .text(path)
          .split("\n")
          .flatMap((text, index): Finding[] =>
            PATTERNS.filter(({ pattern }) => pattern.test(text)).map(({ message }) => ({
              path,
              line: index + 1,
              message,
            })),
          ),
      ),
};
