import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { skippedTests } from "./skipped-tests.js";

test("accepts tests that run, and the same words elsewhere", () => {
  expect(
    skippedTests.check(treeOf({ "core/src/a.test.ts": 'test("x", f); test.each([])("y", f); cursor.skip(1);' })),
  ).toEqual([]);
});

test.each(["only", "skip", "todo"])("refuses .%s", (word) => {
  const text = `describe.${word}("x", f); it.${word}("y", f); test.concurrent.${word}("z", f);`;
  expect(skippedTests.check(treeOf({ "core/src/a.test.ts": text }))).toHaveLength(3);
});
