// Understands the written terms of a product as pieces that a page or a document is set from.

/** A stretch of text in one weight. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
}

export type TermsPiece =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | {
      readonly kind: "clause";
      readonly id: string;
      readonly title: string;
      readonly runs: readonly Run[];
      /** Bold from end to end: it exempts the insurer or lessens its liability (Insurance Law art. 17). */
      readonly exempts: boolean;
    }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** "3.2 Title: text" or "3.2 标题：正文", bold from end to end where it exempts. */
const CLAUSE = /^(\*\*)?(\d+\.\d+) ([^\uFF1A:]+)(?:\uFF1A|: )(.+?)(\*\*)?$/;
const TABLE_RULE = /^\|(?:\s*:?-+:?\s*\|)+$/;

/** Reads the Markdown that terms are written in: headings, clauses a line each, paragraphs, tables and bold. The rest stays text. */
export function readTerms(markdown: string): readonly TermsPiece[] {
  const pieces: TermsPiece[] = [];
  let table: string[] = [];
  const endTable = (): void => {
    if (table.length > 0) pieces.push(tableOf(table));
    table = [];
  };
  for (const line of markdown.split("\n").map((each) => each.trim())) {
    if (line.startsWith("|")) {
      table.push(line);
      continue;
    }
    endTable();
    if (line !== "") pieces.push(pieceOf(line));
  }
  endTable();
  return pieces;
}

function pieceOf(line: string): TermsPiece {
  const [, marks = "", heading = ""] = /^(#{1,6}) +(.+)$/.exec(line) ?? [];
  if (marks !== "") return { kind: marks === "#" ? "title" : "heading", text: heading };
  const [, opens, id, title = "", text = "", closes] = CLAUSE.exec(line) ?? [];
  if (id === undefined) return { kind: "paragraph", runs: runsOf(line) };
  const exempts = opens !== undefined && closes !== undefined;
  // A mark that belongs to no pair around the whole line belongs to the text.
  const runs = exempts ? [{ text, bold: false }] : runsOf(`${text}${closes ?? ""}`);
  return { kind: "clause", id, title, runs, exempts };
}

function runsOf(text: string): readonly Run[] {
  return text
    .split("**")
    .map((part, index) => ({ text: part, bold: index % 2 === 1 }))
    .filter((run) => run.text !== "");
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

function tableOf(lines: readonly string[]): TermsPiece {
  const [head = "", ...rest] = lines.filter((line) => !TABLE_RULE.test(line));
  const columns = cellsOf(head);
  // A row has as many cells as the head: what is missing is empty, what is beyond is joined to the last.
  const rows = rest.map((line) => {
    const cells = cellsOf(line);
    return columns.map((_, i) => (i === columns.length - 1 ? cells.slice(i).join(" ") : (cells[i] ?? "")));
  });
  return { kind: "table", head: columns, rows };
}
