// Understands what is in the cart: goods and how many of each, kept by the browser, the same in all of its tabs.

import { useSyncExternalStore } from "react";

export interface CartItem {
  readonly sku: string;
  readonly quantity: number;
}

export const QUANTITY_MAX = 9;
const STORED_AS = "anxin-shop-cart";
const LINES_MAX = 20;
const NOTHING: readonly CartItem[] = [];

const isItem = (value: unknown): value is CartItem =>
  typeof value === "object" &&
  value !== null &&
  "sku" in value &&
  typeof value.sku === "string" &&
  "quantity" in value &&
  Number.isInteger(value.quantity) &&
  Number(value.quantity) > 0 &&
  Number(value.quantity) <= QUANTITY_MAX;

/** What somebody else may have written there is not trusted. */
export function readCart(text: string | null): readonly CartItem[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter(isItem).slice(0, LINES_MAX) : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** The cart with so many of one of the goods; none takes them out. */
export function withQuantity(items: readonly CartItem[], sku: string, quantity: number): readonly CartItem[] {
  const kept = Math.min(quantity, QUANTITY_MAX);
  if (kept <= 0) return items.filter((each) => each.sku !== sku);
  if (items.some((each) => each.sku === sku)) {
    return items.map((each) => (each.sku === sku ? { sku, quantity: kept } : each));
  }
  return [...items, { sku, quantity: kept }].slice(-LINES_MAX);
}

let kept: { readonly text: string | null; readonly items: readonly CartItem[] } = { text: null, items: NOTHING };
const listeners = new Set<() => void>();

function present(): readonly CartItem[] {
  const text = localStorage.getItem(STORED_AS);
  if (text !== kept.text) kept = { text, items: readCart(text) };
  return kept.items;
}

function keep(items: readonly CartItem[]): void {
  localStorage.setItem(STORED_AS, JSON.stringify(items));
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

export const useCart = (): readonly CartItem[] => useSyncExternalStore(listen, present);
export const putInCart = (sku: string, quantity: number): void => keep(withQuantity(present(), sku, quantity));
export const addToCart = (sku: string, quantity: number): void => {
  const already = present().find((each) => each.sku === sku)?.quantity ?? 0;
  putInCart(sku, already + quantity);
};
export const takeOut = (skus: readonly string[]): void => keep(present().filter(({ sku }) => !skus.includes(sku)));
