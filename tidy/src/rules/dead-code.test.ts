import { expect, test } from "vitest";
import { scratchTree } from "../testing/scratch.js";
import { treeOf } from "../tree.js";
import { deadCode } from "./dead-code.js";

const knip = JSON.stringify({ entry: ["main.ts"], project: ["**/*.ts"] });

test("accepts what is reached from an entry", () => {
  const tree = scratchTree({
    "knip.json": knip,
    "main.ts": 'import { used } from "./used.js";\nconsole.log(used);\n',
    "used.ts": "export const used = 1;\n",
  });
  expect(deadCode.check(tree)).toEqual([]);
});

test("refuses a file and an export that nobody imports", () => {
  const tree = scratchTree({
    "knip.json": knip,
    "main.ts": 'import { used } from "./used.js";\nconsole.log(used);\n',
    "used.ts": "export const used = 1;\nexport const unused = 2;\n",
    "alone.ts": "export const alone = 3;\n",
  });
  expect(deadCode.check(tree)).toEqual(
    expect.arrayContaining([
      { path: "alone.ts", line: 0, message: "nobody imports this file: alone.ts" },
      { path: "used.ts", line: 2, message: "nobody imports this export: unused" },
    ]),
  );
});

test("refuses a file of a floor that nobody imports or starts, and accepts one that is started by its path", () => {
  const tree = treeOf({
    "package.json": '{ "scripts": { "start": "node server/dist/main.js" } }',
    "server/src/main.ts": 'spawn(new URL("./gateway-main.js", import.meta.url));',
    "server/src/gateway-main.ts": "listen();",
    "server/src/alone.ts": "listen();",
  });
  expect(deadCode.check(tree)).toEqual([
    { path: "server/src/alone.ts", line: 0, message: "nobody imports or starts this file" },
  ]);
});
