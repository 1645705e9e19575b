import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { defaultExports } from "./default-exports.js";

test("accepts names, and the configuration files whose tools ask for a default", () => {
  const tree = treeOf({ "core/src/a.ts": "export const a = 1;", "vitest.config.ts": "export default {};" });
  expect(defaultExports.check(tree)).toEqual([]);
});

test.each([
  "export default {};",
  "export default function f() {}",
  "const a = 1; export { a as default };",
  "export = 1;",
])("refuses %s", (text) => {
  expect(defaultExports.check(treeOf({ "core/src/a.ts": text }))).toHaveLength(1);
});
