import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { sleepingTests } from "./sleeping-tests.js";

test("accepts waiting on a condition, and a deadline", () => {
  const text = "await vi.waitFor(f); new Promise((_, fail) => setTimeout(() => fail(new Error()), 1000));";
  const tree = treeOf({
    "core/src/a.test.ts": text,
    "server/src/http.ts": "new Promise((done) => setTimeout(done, 5));",
  });
  expect(sleepingTests.check(tree)).toEqual([]);
});

test.each([
  "await new Promise((done) => setTimeout(done, 500));",
  "await new Promise<void>((done) => { setTimeout(() => done(), 500); });",
  "await new Promise(function (done) { return setTimeout(done, 500); });",
  'import { setTimeout as sleep } from "node:timers/promises";',
])("refuses %s", (text) => {
  expect(sleepingTests.check(treeOf({ "core/src/a.test.ts": text }))).toHaveLength(1);
});
