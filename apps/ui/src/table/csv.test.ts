import fc from "fast-check";
import { expect, test } from "vitest";
import { type CsvCell, csvCell, csvOf } from "./csv.js";

/** What a spreadsheet calculates, or hands to another program, when a cell begins so. */
const SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠"];

/** A reader of RFC 4180, written apart from the writer. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === ",") {
      row.push(cell);
      cell = "";
    } else if (sign === "\r" && text.charAt(at + 1) === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      at += 1;
    } else cell += sign;
  }
  return rows;
}

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...SIGNS, "'", '"', ",", "a", "1", "安", " ") }),
);
const anyCell: fc.Arbitrary<CsvCell> = fc.oneof(anyText, fc.integer(), fc.constant(null));
const anyTable = fc
  .integer({ min: 1, max: 6 })
  .chain((columns) =>
    fc.tuple(
      fc.array(anyText, { minLength: columns, maxLength: columns }),
      fc.array(fc.array(anyCell, { minLength: columns, maxLength: columns }), { maxLength: 20 }),
    ),
  );

test("no cell of text begins as a formula does, whatever was written into it", () => {
  fc.assert(
    fc.property(anyTable, ([titles, rows]) => {
      const cells = read(csvOf(titles, rows).slice(1));
      for (const [line, given] of [titles, ...rows].entries()) {
        for (const [place, cell] of given.entries()) {
          if (typeof cell === "string") expect(SIGNS).not.toContain(cells[line]?.[place]?.charAt(0));
        }
      }
    }),
  );
});

test("every cell is read back as it was, behind its apostrophe where it needs one", () => {
  fc.assert(
    fc.property(anyTable, ([titles, rows]) => {
      const told = [titles, ...rows].map((row) =>
        row.map((cell) => {
          const text = String(cell ?? "");
          return typeof cell === "string" && SIGNS.includes(text.charAt(0)) ? `'${text}` : text;
        }),
      );
      expect(read(csvOf(titles, rows).slice(1))).toEqual(told);
    }),
  );
});

test("numbers stay numbers, also below zero", () => {
  expect(csvCell(-1250)).toBe("-1250");
  expect(csvCell("-1250")).toBe("'-1250");
  expect(csvCell(null)).toBe("");
});

test("a table begins with the mark by which spreadsheets know UTF-8, and ends every line with CR LF", () => {
  expect(csvOf(["名称", "金额"], [['a "b"', 3]])).toBe('\uFEFF名称,金额\r\n"a ""b""",3\r\n');
});
