// Understands in which order the server is asked for a table's rows; it stands in the address, so that it can be shared.

import { useSearchParams } from "react-router";
import { useAddress } from "./address.js";

/** How the server calls a column's two orders; one alone where it knows no other. */
export interface Directions {
  readonly ascending?: string;
  readonly descending?: string;
}
export type Direction = keyof Directions;

/** A name alone is that of the order from the greatest or latest down. */
export const directionsOf = (sort: string | Directions): Directions =>
  typeof sort === "string" ? { descending: sort } : sort;

/** The order in which a column now stands; null where the table is sorted by another. */
export function directionOf({ ascending, descending }: Directions, sort: string | undefined): Direction | null {
  if (sort === undefined) return null;
  if (sort === ascending) return "ascending";
  return sort === descending ? "descending" : null;
}

/** The order that a press on a column's title asks for: the other one of the column that sorts, else its first. */
export function nextSort(directions: Directions, sort: string | undefined): string | undefined {
  const { ascending, descending } = directions;
  return directionOf(directions, sort) === "ascending" ? (descending ?? ascending) : (ascending ?? descending);
}

const nameOf = (id: string): string => `${id}-sort`;

/**
 * The order that the address asks for of the table `id`: one of what the server takes, in the words of the server; undefined where
 * the server's own order is good.
 */
export function useSort<const S extends string>(id: string, choices: readonly S[]): S | undefined {
  const [search] = useSearchParams();
  const asked = search.get(nameOf(id));
  return choices.find((each) => each === asked);
}

/** Writes an order into the address. */
export function useSortBy(id: string): (sort: string | undefined) => void {
  const [, say] = useAddress();
  return (sort) => say(nameOf(id), sort ?? "");
}
