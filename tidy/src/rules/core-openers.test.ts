import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { coreOpeners } from "./core-openers.js";

test("accepts a core file that says what it understands, and asks nothing of tests and other floors", () => {
  const tree = treeOf({
    "core/src/money.ts": "// Understands amounts.\n",
    "core/src/money.test.ts": "",
    "store/src/policy.ts": "",
  });
  expect(coreOpeners.check(tree)).toEqual([]);
});

test("refuses a core file that begins with anything else", () => {
  expect(coreOpeners.check(treeOf({ "core/src/claim/file.ts": "// Money things.\n" }))).toMatchObject([{ line: 1 }]);
});
