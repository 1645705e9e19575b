// Understands `npm run tidy`: every rule over the whole tree; prints `path:line rule message` and exits 1 when there is anything to say.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lowered, RATCHET_PATH, type Ratchet } from "./ratchet.js";
import { FILE_LINES_MAX, fileLengths } from "./rules/file-length.js";
import { FUNCTION_LINES_MAX, functionLengths } from "./rules/function-length.js";
import { CORE_REACH_FILES_MAX, coreReach, FLOW_REACH_FILES_MAX, flowReach } from "./rules/reach.js";
import { RULES } from "./rules.js";
import { readTree, type Tree } from "./tree.js";

const ROOT = join(import.meta.dirname, "..", "..");

/** Takes into the ratchet what was won since; it can never grow here, only by a hand that a reviewer sees. */
function lower(tree: Tree): void {
  const graph = tree.graph();
  const { fileLines, functionLines, reach } = tree.ratchet;
  const next: Ratchet = {
    fileLines: lowered(fileLengths(tree), FILE_LINES_MAX, fileLines),
    functionLines: lowered(functionLengths(tree), FUNCTION_LINES_MAX, functionLines),
    reach: {
      ...lowered(coreReach(graph), CORE_REACH_FILES_MAX, reach),
      ...lowered(flowReach(graph), FLOW_REACH_FILES_MAX, reach),
    },
  };
  writeFileSync(join(ROOT, RATCHET_PATH), `${JSON.stringify(next, null, 2)}\n`);
}

/** Answers the number of findings. */
function check(tree: Tree): number {
  let count = 0;
  for (const rule of RULES) {
    const findings = rule.check(tree);
    for (const { path, line, message } of findings) console.log(`${path}:${line} ${rule.name} ${message}`);
    if (findings.length > 0) console.log(`  ${rule.name}: ${rule.why}\n`);
    count += findings.length;
  }
  console.log(`tidy: ${RULES.length} rules, ${tree.paths.length} files, ${count} findings`);
  return count;
}

const tree = readTree(ROOT);
if (process.argv.includes("--lower")) lower(tree);
else process.exitCode = check(tree) === 0 ? 0 : 1;
