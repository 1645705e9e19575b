import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { barrels } from "./barrels.js";

test("accepts a file that adds something of its own", () => {
  expect(barrels.check(treeOf({ "core/src/a.ts": 'export { b } from "./b.js";\nexport const c = 1;\n' }))).toEqual([]);
});

test("refuses a file that only hands on others", () => {
  const tree = treeOf({ "core/src/index.ts": 'export * from "./money.js";\nexport { dayOf } from "./time.js";\n' });
  expect(barrels.check(tree)).toMatchObject([{ path: "core/src/index.ts" }]);
});
