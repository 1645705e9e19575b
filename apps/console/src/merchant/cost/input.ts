// Understands what a cost is simulated for, and how that is written into an address so that it can be kept and shared.

import { CATEGORIES, type Category } from "@anxin/core/product/product";

export interface CostRow {
  readonly category: Category;
  readonly ordersPerMonth: number;
  /** Of one order, fen. */
  readonly averagePrice: number;
}

export interface CostInput {
  readonly rows: readonly CostRow[];
  /** Parts per million of the orders; null for the shop's own rate. */
  readonly returnRatePpm: number | null;
}

export const ORDERS_MAX = 10_000_000;
export const PRICE_FEN_MAX = 100_000_000;
export const PPM = 1_000_000;

export const FIRST_INPUT: CostInput = {
  rows: [{ category: "apparel", ordersPerMonth: 1_000, averagePrice: 12_900 }],
  returnRatePpm: null,
};

const isWhole = (text: string | undefined, max: number): text is string =>
  text !== undefined && /^\d{1,12}$/.test(text) && Number(text) <= max;

function readRow(text: string): CostRow | null {
  const [name, orders, price] = text.split("-");
  const category = CATEGORIES.find((each) => each === name);
  if (category === undefined || !isWhole(orders, ORDERS_MAX) || !isWhole(price, PRICE_FEN_MAX)) return null;
  return { category, ordersPerMonth: Number(orders), averagePrice: Number(price) };
}

/** `apparel-1000-12900.shoes-200-39900~35000`: rows, and after a tilde the return rate. */
export const writeInput = ({ rows, returnRatePpm }: CostInput): string =>
  rows.map((row) => `${row.category}-${row.ordersPerMonth}-${row.averagePrice}`).join(".") +
  (returnRatePpm === null ? "" : `~${returnRatePpm}`);

/** What an address or a browser kept; null for what is none, whoever wrote it. */
export function readInput(text: string | null): CostInput | null {
  if (text === null) return null;
  const [list = "", rate, ...more] = text.split("~");
  if (more.length > 0 || (rate !== undefined && !isWhole(rate, PPM))) return null;
  const rows = list.split(".").map(readRow);
  if (rows.some((row) => row === null)) return null;
  const found = rows.flatMap((row) => (row === null ? [] : [row]));
  if (new Set(found.map(({ category }) => category)).size !== found.length) return null;
  return { rows: found, returnRatePpm: rate === undefined ? null : Number(rate) };
}

/** The first category that has no row yet. */
export const nextCategory = (rows: readonly CostRow[]): Category | null =>
  CATEGORIES.find((category) => !rows.some((row) => row.category === category)) ?? null;
