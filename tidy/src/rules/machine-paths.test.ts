import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { machinePaths } from "./machine-paths.js";

/** Put together here for the same reason as in the rule. */
const under = (home: string): string => `/${home}/someone/anxin`;

test("accepts paths that every machine has, and routes", () => {
  const text = "/usr/lib/postgresql/15/bin /tmp/x ./work/a https://example.com/home/page GET /v1/orders\n";
  expect(machinePaths.check(treeOf({ "docs/a.md": text, ".ci/run": "#!/usr/bin/env bash\n" }))).toEqual([]);
});

test.each([
  under("work"),
  under("root"),
  under("home"),
  under("Users"),
  `../${"shared"}/x`,
  `https://${"registry"}.npmjs.org/x`,
])("refuses %s", (text) => {
  expect(machinePaths.check(treeOf({ "docs/a.md": `see ${text}\n` }))).toMatchObject([{ path: "docs/a.md", line: 1 }]);
});
