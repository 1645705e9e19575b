import { expect, test } from "vitest";
import { held, lowered, type Measure, parseRatchet } from "./ratchet.js";

const measure = (key: string, value: number): Measure => ({ key, value, path: key, line: 0, what: "lines" });

test("what is listed may stand at its measure, and neither grow nor shrink unnoticed", () => {
  expect(held([measure("a", 80)], 70, { a: 80 })).toEqual([]);
  expect(held([measure("a", 81)], 70, { a: 80 })).toMatchObject([{ message: expect.stringContaining("allows it 80") }]);
  expect(held([measure("a", 79)], 70, { a: 80 })).toMatchObject([
    { message: expect.stringContaining('lower "a" from 80') },
  ]);
  expect(held([measure("a", 70)], 70, { a: 80 })).toMatchObject([{ message: expect.stringContaining('take "a" out') }]);
});

test("what is listed and gone is refused, and so is what is new and too long", () => {
  expect(held([], 70, { a: 80 })).toMatchObject([{ path: "tidy/ratchet.json" }]);
  expect(held([measure("b", 71)], 70, {})).toMatchObject([{ message: "lines: 71, the limit is 70" }]);
});

test("of two functions with one name the longer counts", () => {
  expect(held([measure("a", 10), measure("a", 90), measure("a", 20)], 70, {})).toHaveLength(1);
  expect(held([measure("a", 10), measure("a", 90), measure("a", 20)], 70, { a: 90 })).toEqual([]);
});

test("lowering takes what was won, and never adds or grows", () => {
  const measures = [measure("a", 75), measure("b", 70), measure("c", 95), measure("new", 200)];
  expect(lowered(measures, 70, { a: 80, b: 80, c: 90, gone: 80 })).toEqual({ a: 75, c: 90 });
});

test("a table that does not exist is refused by name", () => {
  expect(() => parseRatchet('{"fileLine": {}}')).toThrow("no table called fileLine");
});
