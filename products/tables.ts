// Understands how the plain tables of a tariff become its rows and relativities.

import type { Fen } from "@anxin/core/money";
import type { BasePremium, TariffRow } from "@anxin/core/product/tariff";

type Table<T> = Readonly<Record<string, T>>;

const amount = (fen: Fen): BasePremium => ({ kind: "amount", amount: fen });
const rate = (ppm: bigint): BasePremium => ({ kind: "rate", ppm });

function rows<T>(table: Table<T>, premium: (cell: T) => BasePremium): TariffRow[] {
  return Object.entries(table).map(([value, cell]) => ({ match: [value], premium: premium(cell) }));
}

function grid<T>(table: Table<Table<T>>, premium: (cell: T) => BasePremium): TariffRow[] {
  return Object.entries(table).flatMap(([first, columns]) =>
    Object.entries(columns).map(([second, cell]) => ({ match: [first, second], premium: premium(cell) })),
  );
}

/** One agreed premium in fen for each value of one factor. */
export const amountsBy = (table: Table<Fen>): TariffRow[] => rows(table, amount);
/** One rate on the price paid, in parts per million, for each value of one factor. */
export const ratesBy = (table: Table<bigint>): TariffRow[] => rows(table, rate);
/** Agreed premiums in fen, by the values of a first factor (down) and a second (across). */
export const amountGrid = (table: Table<Table<Fen>>): TariffRow[] => grid(table, amount);
/** Rates in parts per million, by the values of a first factor (down) and a second (across). */
export const rateGrid = (table: Table<Table<bigint>>): TariffRow[] => grid(table, rate);
