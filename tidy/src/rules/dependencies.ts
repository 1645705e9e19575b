import type { Finding } from "../finding.js";
import type { Rule } from "../rule.js";
import type { Tree } from "../tree.js";

const TOLD_IN = "ARCHITECTURE.md";
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const ofThisHouse = (name: string): boolean => name.startsWith("@anxin/");

const ROW = /^\| `([^`]+)` \| (\d\S*) \|/gm;

/** Every library of a manifest, with its version. */
function librariesOf(tree: Tree, path: string): readonly (readonly [name: string, version: string])[] {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(tree.text(path)) as Manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
}

export const dependencies: Rule = {
  name: "dependencies",
  why: "Each library is someone else's code in our payments: it is pinned, and a table says why it is here and under which licence.",
  check: (tree) => {
    const told = tree.paths.includes(TOLD_IN) ? tree.text(TOLD_IN) : "";
    const rows = new Set([...told.matchAll(ROW)].map(([, name, version]) => `${name} ${version}`));
    const used = new Set<string>();
    const findings: Finding[] = [];
    for (const path of tree.paths.filter((each) => /^([\w-]+\/){0,2}package\.json$/.test(each))) {
      for (const [name, version] of librariesOf(tree, path)) {
        const library = `${name} ${version}`;
        used.add(library);
        if (!EXACT.test(version)) findings.push({ path, line: 0, message: `${library} is not one version` });
        else if (!ofThisHouse(name) && !rows.has(library))
          findings.push({ path, line: 0, message: `${library} is not in the table of ${TOLD_IN}` });
      }
    }
    const stale = [...rows].filter((row) => !used.has(row));
    return [...findings, ...stale.map((row) => ({ path: TOLD_IN, line: 0, message: `${row} is in no manifest` }))];
  },
};
