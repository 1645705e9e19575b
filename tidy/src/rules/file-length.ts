import { held, type Measure } from "../ratchet.js";
import type { Rule } from "../rule.js";
import type { Tree } from "../tree.js";

export const FILE_LINES_MAX = 500;

/** Dumped or generated: nobody reads it from top to bottom. */
const WRITTEN_BY_MACHINE = /(^|\/)schema\.sql$|\.generated\.\w+$/;

export function fileLengths(tree: Tree): readonly Measure[] {
  return tree.paths
    .filter((path) => /\.([cm]?[jt]s|sql)$/.test(path) && !WRITTEN_BY_MACHINE.test(path))
    .map((path) => {
      const value = tree.text(path).replace(/\n$/, "").split("\n").length;
      return { key: path, value, path, line: 0, what: "lines in this file" };
    });
}

export const fileLength: Rule = {
  name: "file-length",
  why: "A file is read in one sitting.",
  check: (tree) => held(fileLengths(tree), FILE_LINES_MAX, tree.ratchet.fileLines),
};
