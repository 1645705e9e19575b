// Understands text in columns on a terminal, where a Chinese character is as wide as two letters.

/** East Asian Wide and Fullwidth characters (Unicode Standard Annex 11), as far as the stories use them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

const GAP = "  ";

function padded(text: string, width: number, align: Column["align"]): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? text + space : space + text;
}

/** A table with a rule below its titles; every cell of a column as wide as the widest. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], indent = "  "): string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, i) => Math.max(...[titles, ...rows].map((row) => widthOf(row[i] ?? ""))));
  const line = (row: readonly string[]): string => {
    const cells = columns.map(({ align }, i) => padded(row[i] ?? "", widths[i] ?? 0, align));
    return `${indent}${cells.join(GAP)}`.trimEnd();
  };
  return [line(titles), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

/** Breaks a paragraph into lines of at most this width: at spaces, and anywhere between wide characters. */
export function wrapped(text: string, width: number, indent = "  "): string[] {
  const pieces = text.match(/[\x21-\u10ff]+[，。、；：！？）」”]*|[^\s\x21-\u10ff][，。、；：！？）」”]*|\s/gu) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (widthOf(line + piece) > width && line !== "") {
      lines.push(line.trimEnd());
      line = "";
    }
    line += line === "" ? piece.trimStart() : piece;
  }
  if (line.trimEnd() !== "") lines.push(line.trimEnd());
  return lines.map((each) => `${indent}${each}`);
}
