import { type ImportGraph, reachOf } from "../import-graph.js";
import { held, type Measure } from "../ratchet.js";
import type { Rule } from "../rule.js";
import { isForTests } from "../syntax.js";

/** A decision and all that it needs are read in one sitting: a dozen files. */
export const CORE_REACH_FILES_MAX = 12;
/** A flow of the server, with its decision, its SQL and the outside it talks to. */
export const FLOW_REACH_FILES_MAX = 40;

const isCore = (path: string): boolean => path.startsWith("core/src/") && !isForTests(path);

/** server/src/<room>/<flow>.ts; the files at the top build everything once and so reach everything, and routes name all flows. */
const isFlow = (path: string): boolean =>
  /^server\/src\/[^/]+\/[^/]+\.ts$/.test(path) && !path.endsWith("/routes.ts") && !isForTests(path);

function reachMeasures(graph: ImportGraph, covers: (path: string) => boolean): readonly Measure[] {
  return [...graph.imports.keys()].filter(covers).map((path) => {
    const value = reachOf(graph, path).size;
    return { key: path, value, path, line: 0, what: "files needed to run this one" };
  });
}

export const coreReach = (graph: ImportGraph): readonly Measure[] => reachMeasures(graph, isCore);
export const flowReach = (graph: ImportGraph): readonly Measure[] => reachMeasures(graph, isFlow);

export const reach: Rule = {
  name: "reach",
  why: "What a file needs in order to run is what its reader has to hold in mind.",
  check: (tree) => {
    const graph = tree.graph();
    const listed = Object.entries(tree.ratchet.reach);
    const of = (inCore: boolean) => Object.fromEntries(listed.filter(([path]) => path.startsWith("core/") === inCore));
    return [
      ...held(coreReach(graph), CORE_REACH_FILES_MAX, of(true)),
      ...held(flowReach(graph), FLOW_REACH_FILES_MAX, of(false)),
    ];
  },
};
