import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { typeEscapes } from "./type-escapes.js";

test("accepts unknown, narrowing, and the words in a text", () => {
  const text = 'const a: unknown = read(); if (a !== null) use(a); say("any @ts-ignore !");';
  expect(typeEscapes.check(treeOf({ "core/src/a.ts": text }))).toEqual([]);
});

test("accepts Biome's comment for one line, which has to give a reason", () => {
  const text = `// biome-${"ignore"} lint/suspicious/x: these characters are what is refused.\nconst a = 1;`;
  expect(typeEscapes.check(treeOf({ "core/src/a.ts": text }))).toEqual([]);
});

test.each([
  "const a: any = 1;",
  "use(a as any);",
  "use(a!.b);",
  "let a!: number;",
  "class C { a!: number }",
  `// @ts-${"ignore"}`,
  `/* @ts-${"nocheck"} */`,
  `// biome-${"ignore"}-all lint: x`,
  `// eslint-${"disable"}-next-line`,
])("refuses %s", (text) => {
  expect(typeEscapes.check(treeOf({ "core/src/a.ts": `\n${text}\n` }))).toMatchObject([{ line: 2 }]);
});
