import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { FUNCTION_LINES_MAX, functionLength, MARKUP_LINES_MAX } from "./function-length.js";

const body = (lines: number): string => "  a();\n".repeat(lines);
const FITS = FUNCTION_LINES_MAX - 2;

test("accepts a function that fits a screen, whatever stands above it", () => {
  const text = `/**\n${" * long\n".repeat(100)} */\nfunction f() {\n${body(FITS)}}\n`;
  expect(functionLength.check(treeOf({ "core/src/a.ts": text }))).toEqual([]);
});

test("accepts a long group of tests, since its tests are measured one by one", () => {
  const text = `describe("x", () => {\n${body(FITS * 2)}});\n`;
  expect(functionLength.check(treeOf({ "core/src/a.test.ts": text }))).toEqual([]);
});

test.each([
  ["f", `function f() {\n${body(FITS + 1)}}\n`],
  ["g", `const g = async () => {\n${body(FITS + 1)}};\n`],
  ["m", `class C {\n  m() {\n${body(FITS + 1)}  }\n}\n`],
  ["app.post(…)", `app.post("/v1/orders", () => {\n${body(FITS + 1)}});\n`],
])("refuses %s with one line more, and names it", (name, text) => {
  const [finding, ...others] = functionLength.check(treeOf({ "core/src/a.ts": text }));
  expect(finding?.message).toBe(`lines in ${name}: ${FUNCTION_LINES_MAX + 1}, the limit is ${FUNCTION_LINES_MAX}`);
  expect(others).toEqual([]);
});

test("refuses a long test", () => {
  const text = `test("x", () => {\n${body(FITS + 1)}});\n`;
  expect(functionLength.check(treeOf({ "core/src/a.test.ts": text }))).toHaveLength(1);
});

test("gives markup more room, and not without end", () => {
  const page = (lines: number): string =>
    `const Page = () => (\n  <p>\n${"    <br />\n".repeat(lines - 4)}  </p>\n);\n`;
  expect(functionLength.check(treeOf({ "apps/console/src/a.tsx": page(MARKUP_LINES_MAX) }))).toEqual([]);
  expect(functionLength.check(treeOf({ "apps/console/src/a.tsx": page(MARKUP_LINES_MAX + 1) }))).toHaveLength(1);
});
