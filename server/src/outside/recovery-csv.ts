// Understands the two tables that are exchanged with a debtor as CSV: what is asked, and what is answered.
//
// RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it. A cell that a spreadsheet would take for a formula is
// written behind an apostrophe, and read without it.

import { formatYuan, parseYuan } from "@anxin/core/money";
import { formatInstant } from "@anxin/core/time";
import { CSV_MARK, csvCell, csvRow, isFormula } from "../http/csv.js";
import type { DebtorAnswer, RecoveryItem } from "./recovery-channel.js";

/** What a debtor gets, one line an attempt. Columns are added at the end and never change their meaning. */
export const ASKED_COLUMNS = [
  "reference",
  "recoveryId",
  "claimId",
  "orderId",
  "waybill",
  "shippedAt",
  "product",
  "peril",
  "amountYuan",
  "deadlineAt",
] as const;
/** What a debtor sends back: `answer` is accepted, partly, denied or paid. */
export const ANSWER_COLUMNS = ["reference", "answer", "amountYuan", "reason", "paymentReference"] as const;

/** Whether the text begins with our own apostrophe, or with one that stood there before. */
const isGuarded = (text: string): boolean =>
  text.startsWith("'") && (isFormula(text.slice(1)) || text.startsWith("'", 1));

/** A cell that is safe in a spreadsheet, and can be read back as it was. */
const cell = (text: string): string => csvCell(isFormula(text) || isGuarded(text) ? `'${text}` : text);
const uncell = (text: string): string => (isGuarded(text) ? text.slice(1) : text);
const line = (cells: readonly string[]): string => csvRow(cells.map(cell));

/** The table of what is asked. */
export function askedCsv(items: readonly RecoveryItem[]): string {
  const rows = items.map((item) =>
    line([
      item.reference,
      item.recoveryId,
      item.claimId,
      item.orderId,
      item.waybill,
      item.shippedAt === null ? "" : formatInstant(item.shippedAt),
      item.product,
      item.peril,
      formatYuan(item.amount),
      item.deadlineAt === null ? "" : formatInstant(item.deadlineAt),
    ]),
  );
  return `${CSV_MARK}${line(ASKED_COLUMNS)}${rows.join("")}`;
}

/** The table of what is answered, as a debtor writes it. */
export function answersCsv(answers: readonly DebtorAnswer[], askedOf: (reference: string) => bigint): string {
  const rows = answers.map((answer) => {
    if (answer.kind === "paid")
      return line([answer.reference, "paid", formatYuan(answer.amount), "", answer.paymentReference]);
    const { reference, accepted, reason } = answer;
    const word = accepted === 0n ? "denied" : accepted === askedOf(reference) ? "accepted" : "partly";
    return line([reference, word, accepted === 0n ? "" : formatYuan(accepted), reason, ""]);
  });
  return `${CSV_MARK}${line(ANSWER_COLUMNS)}${rows.join("")}`;
}

/** What is wrong with a cell: the line from 1, the header being line 1, and the column by its name. */
export interface CsvFault {
  readonly line: number;
  readonly column: string;
  readonly detail: string;
}

/** An answer with the line that it stands on. */
export interface CsvAnswer {
  readonly line: number;
  readonly answer: DebtorAnswer;
}

export type ReadCsv =
  | { readonly kind: "read"; readonly answers: readonly CsvAnswer[] }
  | { readonly kind: "faulty"; readonly faults: readonly CsvFault[] };

/** Lines that one file has at the most. */
export const CSV_LINES_MAX = 10_000;

/** The first cell of each line: what a table speaks of, whether it can be read or not. */
export function referencesIn(text: string): readonly string[] {
  const rows = splitCsv(text.startsWith(CSV_MARK) ? text.slice(CSV_MARK.length) : text) ?? [];
  return [...new Set(rows.slice(1, CSV_LINES_MAX + 1).map(({ cells }) => uncell(cells[0] ?? "").trim()))];
}

/** What an attempt asked for, in fen; null for a reference that nobody knows, and "skip" for one whose line does not matter. */
export type AskedOf = (reference: string) => bigint | null | "skip";

/** Reads a debtor's answers: all of them, or what is wrong with each line. Empty lines are left out. */
export function readAnswers(text: string, askedOf: AskedOf): ReadCsv {
  const rows = splitCsv(text.startsWith(CSV_MARK) ? text.slice(CSV_MARK.length) : text);
  if (rows === null) return faulty(1, "", "has a quote that is never closed");
  const [header, ...lines] = rows;
  const names = header?.cells.map((name) => name.trim()) ?? [];
  if (names.join() !== ANSWER_COLUMNS.join()) return faulty(1, names.join(","), `must be ${ANSWER_COLUMNS.join(",")}`);
  if (lines.length > CSV_LINES_MAX) return faulty(CSV_LINES_MAX + 2, "", `at most ${CSV_LINES_MAX} lines`);
  const faults: CsvFault[] = [];
  const answers: CsvAnswer[] = [];
  const seen = new Set<string>();
  for (const row of lines) {
    const read = readLine(row.cells.map(uncell), askedOf);
    if (read === "skip") continue;
    if ("column" in read) faults.push({ line: row.line, ...read });
    else if (seen.has(keyOf(read)))
      faults.push({ line: row.line, column: "reference", detail: "stands here a second time" });
    else answers.push({ line: row.line, answer: read });
    if (!("column" in read)) seen.add(keyOf(read));
  }
  return faults.length > 0 ? { kind: "faulty", faults } : { kind: "read", answers };
}

const faulty = (at: number, column: string, detail: string): ReadCsv => ({
  kind: "faulty",
  faults: [{ line: at, column, detail }],
});

/** An attempt is answered once; payments of one attempt may be several. */
const keyOf = (answer: DebtorAnswer): string =>
  answer.kind === "answered" ? `answered ${answer.reference}` : `paid ${answer.paymentReference}`;

type Fault = Omit<CsvFault, "line">;
const REASON_LENGTH_MAX = 500;
const REFERENCE = /^[\x21-\x7e]{1,64}$/;

function readLine(cells: readonly string[], askedOf: AskedOf): DebtorAnswer | Fault | "skip" {
  if (cells.length !== ANSWER_COLUMNS.length) {
    return { column: "", detail: `has ${cells.length} cells, and must have ${ANSWER_COLUMNS.length}` };
  }
  const [reference = "", word = "", yuan = "", reason = "", paymentReference = ""] = cells.map((each) => each.trim());
  const asked = askedOf(reference);
  if (asked === "skip") return asked;
  if (asked === null) return { column: "reference", detail: "is none that was asked of this debtor" };
  if (reason.length > REASON_LENGTH_MAX)
    return { column: "reason", detail: `is longer than ${REASON_LENGTH_MAX} characters` };
  const amount = yuan === "" ? null : parseYuan(yuan);
  if (yuan !== "" && amount === null)
    return { column: "amountYuan", detail: "must be yuan with two decimals, like 12.00" };
  switch (word) {
    case "accepted":
      if (amount !== null && amount !== asked) {
        return { column: "amountYuan", detail: `accepted is all that was asked, ${formatYuan(asked)}; write partly` };
      }
      return { kind: "answered", reference, accepted: asked, reason };
    case "partly":
      if (amount === null || amount === 0n || amount >= asked) {
        return { column: "amountYuan", detail: `must be above 0.00 and below ${formatYuan(asked)}` };
      }
      if (reason === "") return { column: "reason", detail: "must say why the rest is turned down" };
      return { kind: "answered", reference, accepted: amount, reason };
    case "denied":
      if (amount !== null && amount !== 0n)
        return { column: "amountYuan", detail: "must be empty where all is denied" };
      if (reason === "") return { column: "reason", detail: "must say why it is denied" };
      return { kind: "answered", reference, accepted: 0n, reason };
    case "paid":
      if (amount === null || amount === 0n) return { column: "amountYuan", detail: "must be above 0.00" };
      if (!REFERENCE.test(paymentReference)) {
        return { column: "paymentReference", detail: "must be 1 to 64 printable ASCII characters" };
      }
      return { kind: "paid", reference, amount, paymentReference };
    default:
      return { column: "answer", detail: "must be accepted, partly, denied or paid" };
  }
}

interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Cells of a text by RFC 4180, each row with the line it begins on; null when a quote is never closed. */
function splitCsv(text: string): CsvRow[] | null {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let value = "";
  let quoted = false;
  let at = 1;
  let begun = 1;
  const endRow = (): void => {
    if (cells.length > 0 || value !== "") rows.push({ line: begun, cells: [...cells, value] });
    cells = [];
    value = "";
    begun = at;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\n") at += 1;
    if (quoted) {
      if (character !== '"') value += character;
      else if (text.charAt(i + 1) === '"') value += text.charAt(++i);
      else quoted = false;
    } else if (character === '"' && value === "") quoted = true;
    else if (character === ",") {
      cells.push(value);
      value = "";
    } else if (character === "\n") endRow();
    else if (character !== "\r") value += character;
  }
  if (quoted) return null;
  at += 1;
  endRow();
  return rows;
}
