import { held, type Measure } from "../ratchet.js";
import type { Rule } from "../rule.js";
import type { Tree } from "../tree.js";

export const FILE_LINES_MAX = 500;

/** Dumped or generated, or a catalogue of words: nobody reads it from top to bottom. */
const NOT_FOR_READING = /(^|\/)schema\.sql$|\.generated\.\w+$|\/messages\/\w+\/\w+\.ts$/;

export function fileLengths(tree: Tree): readonly Measure[] {
  return tree.paths
    .filter((path) => /\.([cm]?[jt]sx?|sql)$/.test(path) && !NOT_FOR_READING.test(path))
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
