import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsv } from "./csv.js";

const rows = (text: string) => {
  const file = parseCsv(text);
  return "broken" in file ? file : file.rows.map(({ line, values }) => [line, values]);
};

test("rows are read by the names of the first, with the line in which they begin", () => {
  expect(rows('\uFEFFname,"also, called"\r\nA,"x ""y"""\r\n\r\n"B\nC", z \n')).toEqual([
    [2, { name: "A", "also, called": 'x "y"' }],
    [4, { name: "B\nC", "also, called": "z" }],
  ]);
});

test("a file that ends in a comma has one more empty value, and what is beyond the columns is told", () => {
  expect(rows("a,b\n1,")).toEqual([[2, { a: "1", b: "" }]]);
  expect(rows("a\n1,2")).toEqual([[2, { a: "1", "#2": "2" }]]);
});

test("no text is no file", () => {
  expect(parseCsv("")).toEqual({ columns: [], rows: [] });
  expect(parseCsv("\n\n")).toEqual({ columns: [], rows: [] });
});

test("a quote that is never closed, or closed too early, is told by its line", () => {
  expect(rows('a\n1\n"2')).toEqual({ broken: 3 });
  expect(rows('a\n"1"2\n')).toEqual({ broken: 2 });
});

test("what is written is read again", () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", ",", '"', "\n", "é", "名"), maxLength: 6 })
    .map((text) => text.trim());
  const table = fc.array(fc.tuple(fc.constant("k"), cell, cell), { maxLength: 6 });
  const written = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(table, fc.constantFrom("\n", "\r\n"), (cells, end) => {
      const text = [["id", "one", "two"], ...cells].map((row) => row.map(written).join(",")).join(end);
      const file = parseCsv(text);
      expect(
        "broken" in file ? null : file.rows.map(({ values }) => [values["id"], values["one"], values["two"]]),
      ).toEqual(cells);
    }),
  );
});
