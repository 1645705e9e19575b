// Understands comma-separated values as spreadsheets write them (RFC 4180).

/** A row of a file, by the names of its first row; and where it begins, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

export type CsvFile =
  | { readonly columns: readonly string[]; readonly rows: readonly CsvRow[] }
  | { readonly broken: number };

/**
 * Reads a file whose first row names its columns; a byte order mark and empty lines are passed over, values are trimmed. `broken`:
 * the line in which a quote is opened and never closed, or closed and followed by more.
 */
export function parseCsv(text: string): CsvFile {
  const records = recordsOf(text.replace(/^\uFEFF/, ""));
  if (!Array.isArray(records)) return records;
  const [head, ...rest] = records;
  if (head === undefined) return { columns: [], rows: [] };
  const columns = head.cells;
  return {
    columns,
    rows: rest.map(({ line, cells }) => ({
      line,
      // What stands beyond the columns is a value of nothing, and told as such.
      values: Object.fromEntries(cells.map((cell, i) => [columns[i] ?? `#${i + 1}`, cell])),
    })),
  };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** One cell and what ends it; sticky, so that a file is read once from its beginning to its end. */
const CELL = /(?:[ \t]*"((?:[^"]|"")*)"[ \t]*|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

function recordsOf(text: string): CsvRecord[] | { readonly broken: number } {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let line = 1;
  let begins = 1;
  const pattern = new RegExp(CELL);
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return { broken: line };
    const [whole, quoted, plain = "", end] = match;
    cells.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ",") {
      // A comma at the very end is followed by one more, empty, cell.
      if (pattern.lastIndex === text.length) cells.push("");
      continue;
    }
    if (cells.some((cell) => cell !== "")) records.push({ line: begins, cells });
    [cells, begins] = [[], line];
  }
  if (cells.some((cell) => cell !== "")) records.push({ line: begins, cells });
  return records;
}
