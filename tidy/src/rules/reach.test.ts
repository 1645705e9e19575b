import { expect, test } from "vitest";
import { NO_IMPORTS } from "../import-graph.js";
import { NO_RATCHET } from "../ratchet.js";
import { treeOf } from "../tree.js";
import { CORE_REACH_FILES_MAX, FLOW_REACH_FILES_MAX, reach } from "./reach.js";

/** `from` needs the first of a chain of files, each of which needs the next. */
function chain(from: string, length: number, ratchet = NO_RATCHET) {
  const paths = [from, ...Array.from({ length }, (_, index) => `store/src/chain/${index}.ts`)];
  const imports = new Map(paths.map((path, index) => [path, paths.slice(index + 1, index + 2)]));
  return treeOf({}, { graph: () => ({ ...NO_IMPORTS, imports }), ratchet });
}

test("accepts a decision that needs a dozen files, and a flow that needs forty", () => {
  expect(reach.check(chain("core/src/claim/adjudicate.ts", CORE_REACH_FILES_MAX))).toEqual([]);
  expect(reach.check(chain("server/src/claim/adjudicate.ts", FLOW_REACH_FILES_MAX))).toEqual([]);
});

test("asks nothing of what builds or names everything: the entry and the routes", () => {
  expect(reach.check(chain("server/src/main.ts", 100))).toEqual([]);
  expect(reach.check(chain("server/src/claim/routes.ts", 100))).toEqual([]);
});

test("refuses one file more", () => {
  expect(reach.check(chain("core/src/claim/adjudicate.ts", CORE_REACH_FILES_MAX + 1))).toHaveLength(1);
  expect(reach.check(chain("server/src/claim/adjudicate.ts", FLOW_REACH_FILES_MAX + 1))).toHaveLength(1);
});

test("accepts what the ratchet lists", () => {
  const ratchet = { ...NO_RATCHET, reach: { "core/src/claim/adjudicate.ts": 20 } };
  expect(reach.check(chain("core/src/claim/adjudicate.ts", 20, ratchet))).toEqual([]);
  expect(reach.check(chain("core/src/claim/adjudicate.ts", 21, ratchet))).toHaveLength(1);
});

test("counts a folder of rules as one file, and what the rules need one by one", () => {
  const rules = Array.from({ length: 30 }, (_, index) => `core/src/claim/rules/${index}.ts`);
  const imports = new Map<string, readonly string[]>([["core/src/claim/adjudicate.ts", rules]]);
  for (const [index, path] of rules.entries()) imports.set(path, [`core/src/${index % CORE_REACH_FILES_MAX}.ts`]);
  const findings = reach.check(treeOf({}, { graph: () => ({ ...NO_IMPORTS, imports }) }));
  expect(findings).toMatchObject([{ path: "core/src/claim/adjudicate.ts" }]);
  expect(findings[0]?.message).toContain(`: ${CORE_REACH_FILES_MAX + 1}, `);
});
