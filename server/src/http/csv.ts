// Understands tables for spreadsheets: cells that are no formulas, and answers that are written as they are read.

import { Readable } from "node:stream";
import type { Text } from "@anxin/core/product/product";
import type { FastifyReply } from "fastify";
import { Type } from "typebox";
import type { Language } from "./language.js";

/** By which spreadsheets know a text to be UTF-8. */
export const CSV_MARK = "\uFEFF";
/**
 * What a spreadsheet takes for the beginning of a formula, or of a command: the signs themselves, their full-width twins, which
 * some programs read alike, and white space, behind which they look for one.
 */
const FORMULA = /^[=+\-@\t\r\n|%＝＋－＠]/;

/** Whether a spreadsheet would take the text for a formula. */
export const isFormula = (text: string): boolean => FORMULA.test(text);

/** A cell of RFC 4180: quoted where it has to be. */
export const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell of text from outside, which is never taken for a formula. */
export const csvText = (text: string): string => csvCell(isFormula(text) ? `'${text}` : text);

/** A row of cells that are ready. Numbers are ours and stay numbers; whatever comes from outside went through `csvText`. */
export const csvRow = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;

/** A column: what it is called, and what it says of a row. `text` holds what comes from outside. */
export interface CsvColumn<R> {
  readonly title: Text;
  readonly text?: (row: R) => string | null;
  /** Digits, our own ids and times. */
  readonly plain?: (row: R) => string | null;
}

/** Rows that one export has at the most. */
export const EXPORT_ROWS_MAX = 50_000;
/** Rows that are read at a time. */
const EXPORT_PAGE_ROWS = 1_000;

const CUT: Text = {
  zh: `仅含前 ${EXPORT_ROWS_MAX} 行，其余请缩小范围后再导出`,
  en: `only the first ${EXPORT_ROWS_MAX} rows: narrow the filter for the rest`,
};

/** What the route of an export says of itself, beside its own. */
export const csvSchema = {
  description: `UTF-8 with a mark, cells that no spreadsheet takes for a formula; up to ${EXPORT_ROWS_MAX} rows, then a row that says so. Amounts are in yuan, times in Shanghai.`,
  produces: ["text/csv"],
  response: { 200: Type.String() },
};

/** Reads rows after a position, `null` for the first ones, and says where the next ones begin; null when these are the last. */
export type ReadPage<R, P> = (
  after: P | null,
  limit: number,
) => Promise<{ readonly rows: readonly R[]; readonly next: P | null }>;

/** Rows page by page, each read when it is asked for; the last is null where there are more than an export holds. */
async function* allRows<R, P>(read: ReadPage<R, P>): AsyncGenerator<readonly R[] | null> {
  let after: P | null = null;
  for (let left = EXPORT_ROWS_MAX; ; ) {
    const page: { readonly rows: readonly R[]; readonly next: P | null } = await read(
      after,
      Math.min(left, EXPORT_PAGE_ROWS),
    );
    yield page.rows;
    left -= page.rows.length;
    after = page.next;
    if (after === null) return;
    if (left <= 0) {
      yield null;
      return;
    }
  }
}

/** A table in UTF-8 that is written while it is read; a last row says so where it was cut. */
export function csvTable<R, P>(
  columns: readonly CsvColumn<R>[],
  read: ReadPage<R, P>,
  language: Language,
): AsyncGenerator<string> {
  const cells = (row: R): string[] =>
    columns.map(({ text, plain }) => (text === undefined ? (plain?.(row) ?? "") : csvText(text(row) ?? "")));
  async function* lines(): AsyncGenerator<string> {
    yield `${CSV_MARK}${csvRow(columns.map(({ title }) => csvText(title[language])))}`;
    for await (const rows of allRows(read)) {
      yield rows === null ? csvRow([csvText(CUT[language])]) : rows.map((row) => csvRow(cells(row))).join("");
    }
  }
  return lines();
}

/** Answers a table under a name that a browser keeps it by. The first page is read before anything is sent, so that a refusal is one. */
export async function answerCsv(reply: FastifyReply, name: string, lines: AsyncGenerator<string>): Promise<void> {
  const first = [(await lines.next()).value as string, (await lines.next()).value as string | undefined];
  async function* whole(): AsyncGenerator<string> {
    for (const each of first) if (each !== undefined && each !== "") yield each;
    yield* lines;
  }
  reply
    .type("text/csv; charset=utf-8; header=present")
    .header("content-disposition", `attachment; filename="${name}.csv"`)
    .header("x-content-type-options", "nosniff");
  await reply.send(Readable.from(whole(), { objectMode: false }));
}
