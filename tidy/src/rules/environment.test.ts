import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { environment } from "./environment.js";

test("accepts the one file of settings, a child process, tests, and the tools' configuration", () => {
  const text = "process.env;";
  const tree = treeOf({
    "server/src/config.ts": text,
    "server/src/outside/gateway-main.ts": text,
    "store/src/db.test.ts": text,
    "vitest.config.ts": text,
  });
  expect(environment.check(tree)).toEqual([]);
});

test.each(['process.env["PORT"];', "const { PORT } = process.env;", 'import { env } from "node:process";'])(
  "refuses %s",
  (text) => {
    expect(environment.check(treeOf({ "server/src/http.ts": text }))).toHaveLength(1);
  },
);
