import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { dependencies } from "./dependencies.js";

const manifest = (version: string): string => JSON.stringify({ dependencies: { pg: version, "@anxin/core": "0.1.0" } });
const TABLE = "| library | version | licence | why |\n| `pg` | 8.23.1 | MIT | speaks to PostgreSQL |\n";

test("accepts a pinned version that the table names, and floors of the house", () => {
  const tree = treeOf({ "store/package.json": manifest("8.23.1"), "ARCHITECTURE.md": TABLE });
  expect(dependencies.check(tree)).toEqual([]);
});

test.each([
  ["a range", "^8.23.1"],
  ["a version that the table does not name", "8.23.2"],
])("refuses %s", (_, version) => {
  const tree = treeOf({ "store/package.json": manifest(version), "ARCHITECTURE.md": TABLE });
  expect(dependencies.check(tree)).toContainEqual(expect.objectContaining({ path: "store/package.json" }));
});

test("reads the manifests of apps, a folder deeper", () => {
  const tree = treeOf({ "apps/elements/package.json": manifest("8.23.1") });
  expect(dependencies.check(tree)).toMatchObject([{ path: "apps/elements/package.json" }]);
});

test("refuses a row of the table that no manifest has", () => {
  expect(dependencies.check(treeOf({ "ARCHITECTURE.md": TABLE }))).toEqual([
    { path: "ARCHITECTURE.md", line: 0, message: "pg 8.23.1 is in no manifest" },
  ]);
});
