import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { clock } from "./clock.js";

test("accepts the clocks of server and browser, types, and a test that compares with a fixed date", () => {
  const tree = treeOf({
    "server/src/clock.ts": "export const now = () => Date.now();",
    "apps/elements/src/clock.ts": "export const written = (at: number) => new Date(at).toISOString();",
    "core/src/time.ts": "export type Given = Date; // Date.now() would be wrong here",
    "core/src/time.test.ts": "new Date(0).toISOString(); Date.UTC(2026, 0, 1);",
  });
  expect(clock.check(tree)).toEqual([]);
});

test.each(["Date.now();", "new Date();", "Date();", "new Date(1);", "Date.parse(text);", "Date.UTC(2026);"])(
  "refuses %s in what ships",
  (text) => {
    expect(clock.check(treeOf({ "server/src/claim/decide.ts": `\n${text}` }))).toMatchObject([{ line: 2 }]);
  },
);

test("refuses a second clock of an app", () => {
  expect(clock.check(treeOf({ "apps/elements/src/badge/clock.ts": "Date.now();" }))).toHaveLength(1);
});

test.each(["Date.now();", "new Date();", "Date();"])("refuses %s in a test", (text) => {
  expect(clock.check(treeOf({ "core/src/time.test.ts": text }))).toHaveLength(1);
});
