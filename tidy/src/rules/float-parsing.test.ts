import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { floatParsing } from "./float-parsing.js";

test("accepts whole numbers, and the word in a text", () => {
  const tree = treeOf({ "core/src/money.ts": 'BigInt(text); Number.parseInt(text, 10); say("parseFloat(x)");' });
  expect(floatParsing.check(tree)).toEqual([]);
});

test.each(["parseFloat(text);", "Number.parseFloat(text);"])("refuses %s", (text) => {
  expect(floatParsing.check(treeOf({ "core/src/money.ts": text }))).toHaveLength(1);
});
