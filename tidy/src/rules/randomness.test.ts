import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { randomness } from "./randomness.js";

test("accepts a generator that was handed in", () => {
  expect(randomness.check(treeOf({ "core/src/id.ts": "ids.next(); Math.max(1, 2);" }))).toEqual([]);
});

test("refuses Math.random, in tests too", () => {
  expect(randomness.check(treeOf({ "core/src/id.test.ts": "\nMath.random();" }))).toMatchObject([{ line: 2 }]);
});
