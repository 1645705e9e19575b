import { expect, test } from "vitest";
import { assert, never, present } from "./assert.js";

test("a promise that holds passes, one that does not is a bug with its name", () => {
  expect(() => assert(true, "it holds")).not.toThrow();
  expect(() => assert(false, "it holds")).toThrow("broken promise: it holds");
});

test("what is there is handed on, also when it is falsy", () => {
  for (const value of [0, "", false, 0n]) expect(present(value, "there")).toBe(value);
  expect(() => present(null, "there")).toThrow("broken promise: there");
  expect(() => present(undefined, "there")).toThrow("broken promise: there");
});

test("a forgotten case says which", () => {
  expect(() => never("new_kind" as never)).toThrow('unhandled case: "new_kind"');
});
