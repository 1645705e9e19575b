// Understands tables for spreadsheets: cells that no program takes for a formula, and numbers that stay numbers.

/** Numbers are written as they are; null leaves the cell empty. */
export type CsvCell = string | number | null;

/** By which spreadsheets know a text to be UTF-8. */
const MARK = "\uFEFF";
/** The signs with which spreadsheets begin a formula or a command, their full-width twins, and the white space that hides them. */
const FORMULA = /^[=+\-@\t\r\n|%＝＋－＠]/;

/** A cell of RFC 4180. Text that a spreadsheet would calculate stands behind an apostrophe; numbers are ours and need none. */
export function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table in the form of RFC 4180: its titles first, every line ended by CR LF. */
export function csvOf(titles: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `${MARK}${[titles, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}

/** Hands a table to the browser to be kept under a name; made on the page, so that it holds what the page shows. */
export function keepCsv(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
