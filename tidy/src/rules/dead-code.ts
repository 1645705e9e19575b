import { posix } from "node:path";
import { FLOORS } from "../import-graph.js";
import type { Rule } from "../rule.js";
import { isTest, scripts } from "../syntax.js";
import type { Tree } from "../tree.js";

const onAFloor = (path: string): boolean => FLOORS.some((floor) => path.startsWith(`${floor}/`));

/** A program is started by its path: by a script of the manifest, a process that spawns it, or a page that loads it. */
function isStarted(tree: Tree, path: string): boolean {
  const name = posix.basename(path).replace(/\.[jt]sx?$/, "");
  const spelled = new RegExp(`[/"'\`]${name}\\.[jt]sx?["'\`\\s]`);
  return tree.paths.some(
    (other) => other !== path && /\.(ts|json|html)$/.test(other) && spelled.test(tree.text(other)),
  );
}

/**
 * knip takes every file that a package exports for one that somebody may want, and so says nothing of files without exports; those
 * are looked for here.
 */
export const deadCode: Rule = {
  name: "dead-code",
  why: "What nobody uses still has to be read, typed and kept working.",
  check: (tree) => {
    const { imported } = tree.graph();
    const orphans = scripts(tree).filter(
      (path) => onAFloor(path) && !isTest(path) && !imported.has(path) && !isStarted(tree, path),
    );
    return [
      ...tree.unused(),
      ...orphans.map((path) => ({ path, line: 0, message: "nobody imports or starts this file" })),
    ];
  },
};
