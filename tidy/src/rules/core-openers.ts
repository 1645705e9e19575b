import type { Rule } from "../rule.js";
import { isForTests } from "../syntax.js";

const OPENER = "// Understands ";

export const coreOpeners: Rule = {
  name: "core-openers",
  why: "One sentence at the top says what a file is for; who cannot write it has put two things into one file.",
  check: (tree) =>
    tree.paths
      .filter((path) => /^core\/src\/.*\.ts$/.test(path) && !isForTests(path) && !tree.text(path).startsWith(OPENER))
      .map((path) => ({ path, line: 1, message: `open with "${OPENER}…"` })),
};
