import { expect, test } from "vitest";
import { NO_RATCHET } from "../ratchet.js";
import { treeOf } from "../tree.js";
import { FILE_LINES_MAX, fileLength } from "./file-length.js";

const lines = (count: number): string => "a;\n".repeat(count);

test("accepts a file at the limit, and a dump of any length", () => {
  const tree = treeOf({ "core/src/a.ts": lines(FILE_LINES_MAX), "store/schema.sql": lines(FILE_LINES_MAX * 3) });
  expect(fileLength.check(tree)).toEqual([]);
});

test("refuses one line more, in SQL too", () => {
  const tree = treeOf({
    "core/src/a.ts": lines(FILE_LINES_MAX + 1),
    "store/migrations/0001_orders.sql": lines(FILE_LINES_MAX + 1),
  });
  expect(fileLength.check(tree)).toHaveLength(2);
});

test("accepts what the ratchet lists, at exactly that length", () => {
  const ratchet = { ...NO_RATCHET, fileLines: { "core/src/a.ts": FILE_LINES_MAX + 5 } };
  expect(fileLength.check(treeOf({ "core/src/a.ts": lines(FILE_LINES_MAX + 5) }, { ratchet }))).toEqual([]);
  expect(fileLength.check(treeOf({ "core/src/a.ts": lines(FILE_LINES_MAX + 6) }, { ratchet }))).toHaveLength(1);
  expect(fileLength.check(treeOf({ "core/src/a.ts": lines(FILE_LINES_MAX + 4) }, { ratchet }))).toHaveLength(1);
});
