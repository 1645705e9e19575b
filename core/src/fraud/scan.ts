// Understands what a carrier's scans say of a parcel's way: where it was taken, where it arrived, and whether it was turned back.

import type { Scan } from "../order/order.js";

/** Kinds of scan that cannot be the end of a journey, and kinds that cannot be its beginning. Others may be either. */
const TAKEN: readonly string[] = ["picked_up", "collected", "accepted"];
const DEPARTURES: readonly string[] = [...TAKEN, "in_transit", "departed"];
const ARRIVALS: readonly string[] = ["delivered", "signed"];
/** The consignee would not, or could not, have it: it goes back by itself. */
const TURNED_BACK: readonly string[] = [
  "refused",
  "rejected",
  "undeliverable",
  "address_unknown",
  "returning",
  "returned_to_sender",
];

const kindOf = ({ kind }: Pick<Scan, "kind">): string => kind.trim().toLowerCase();

export const isTaken = (scan: Pick<Scan, "kind">): boolean => TAKEN.includes(kindOf(scan));
export const isDeparture = (scan: Pick<Scan, "kind">): boolean => DEPARTURES.includes(kindOf(scan));
export const isArrival = (scan: Pick<Scan, "kind">): boolean => ARRIVALS.includes(kindOf(scan));
export const isTurnedBack = (scan: Pick<Scan, "kind">): boolean => TURNED_BACK.includes(kindOf(scan));

/** Scans by time, whatever the order in which they were told. */
export const inOrder = (scans: readonly Scan[]): readonly Scan[] => [...scans].sort((a, b) => a.at - b.at);

/** The weights that a parcel was scanned with. Zero is how many feeds write that nobody weighed it. */
export function weightsOf(scans: readonly Scan[]): readonly number[] {
  return inOrder(scans).flatMap(({ weightGrams }) => (weightGrams === null || weightGrams === 0 ? [] : [weightGrams]));
}

/** Whether two weights cannot be those of the same goods. */
export function differ(
  one: number,
  other: number,
  { grams, percent }: { readonly grams: number; readonly percent: number },
): boolean {
  const [least, most] = [Math.min(one, other), Math.max(one, other)];
  return most - least > grams && (most - least) * 100 > most * percent;
}
