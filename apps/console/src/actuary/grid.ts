// Understands a tariff as a table that is typed: one column for each factor, the premium last; where a key leads, and what it changes.

import { FACTOR_VALUES, type NamedCell } from "@anxin/core/product/tariff-check";
import type { Factor, Premium, Row, Tariff } from "./content.js";

/** A place in the table: a row from 0, and a column, of which the last is the premium. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const ANY = "*";

/** What a cell of a factor may hold: any, or one of the factor's values; and what it holds, should that be none of them. */
export const valuesFor = (factor: Factor, held: string): readonly string[] => [
  ANY,
  ...FACTOR_VALUES[factor],
  ...(held === ANY || FACTOR_VALUES[factor].includes(held) ? [] : [held]),
];

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));

/** Where a key leads from a cell; null for a key that leads nowhere. */
export function moved({ row, column }: Place, key: string, size: { rows: number; columns: number }): Place | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: within(nextRow, last.row),
    column: within(nextColumn, last.column),
  });
  switch (key) {
    case "ArrowUp":
      return to(row - 1, column);
    case "ArrowDown":
      return to(row + 1, column);
    case "ArrowLeft":
      return to(row, column - 1);
    case "ArrowRight":
      return to(row, column + 1);
    case "Home":
      return to(row, 0);
    case "End":
      return to(row, last.column);
    case "PageUp":
      return to(row - 10, column);
    case "PageDown":
      return to(row + 10, column);
    default:
      return null;
  }
}

/** The cell after a cell, row by row; the last is its own. */
export function after({ row, column }: Place, step: 1 | -1, size: { rows: number; columns: number }): Place {
  const at = within(row * size.columns + column + step, size.rows * size.columns - 1);
  return { row: Math.floor(at / size.columns), column: at % size.columns };
}

const withRows = (tariff: Tariff, rows: Row[]): Tariff => ({ ...tariff, rows });

export const setValue = (tariff: Tariff, { row, column }: Place, value: string): Tariff =>
  withRows(
    tariff,
    tariff.rows.map((each, at) =>
      at === row ? { ...each, match: each.match.map((held, place) => (place === column ? value : held)) } : each,
    ),
  );

export const setPremium = (tariff: Tariff, row: number, premium: Premium): Tariff =>
  withRows(
    tariff,
    tariff.rows.map((each, at) => (at === row ? { ...each, premium } : each)),
  );

/** A row below another. A new one is for any line, and charges what the row above it does. */
export function insertRow(tariff: Tariff, below: number, match?: readonly string[]): Tariff {
  const premium: Premium = tariff.rows[below]?.premium ?? { kind: "amount", amount: tariff.minimum };
  const row: Row = { match: [...(match ?? tariff.by.map(() => ANY))], premium };
  return withRows(tariff, [...tariff.rows.slice(0, below + 1), row, ...tariff.rows.slice(below + 1)]);
}

export const duplicateRow = (tariff: Tariff, row: number): Tariff => insertRow(tariff, row, tariff.rows[row]?.match);

export const removeRow = (tariff: Tariff, row: number): Tariff =>
  withRows(
    tariff,
    tariff.rows.filter((_each, at) => at !== row),
  );

/** A row for a cell that has none, at the end; its premium is for somebody to type. */
export const rowFor = (tariff: Tariff, { at }: NamedCell): Tariff =>
  insertRow(
    tariff,
    tariff.rows.length - 1,
    tariff.by.map((factor) => at[factor] ?? ANY),
  );

/** Multipliers of one, which leave the premium as it is, for values that have none. */
export const multipliersFor = (tariff: Tariff, factor: Factor, cells: readonly NamedCell[]): Tariff => ({
  ...tariff,
  relativities: tariff.relativities.map((each) =>
    each.factor === factor
      ? {
          ...each,
          ppm: { ...each.ppm, ...Object.fromEntries(cells.map(({ at }) => [at[factor] ?? "", 1_000_000])) },
        }
      : each,
  ),
});
