// Understands the list of orders whose cover waits behind a switch: who is on it follows from what was decided.

import type { Held } from "@anxin/core/order/held";
import type { Instant } from "@anxin/core/time";
import { type HeldOrder, holdOrders, releaseOrders } from "@anxin/store/held";
import type { Tx } from "@anxin/store/transaction";

/** What of an order was held before it was decided, and is after. */
interface HeldChange extends Pick<HeldOrder, "book" | "orderId"> {
  readonly before: readonly Held[];
  readonly after: readonly Held[];
}

/** Products of the first that are not among the second. */
function productsBeyond(held: readonly Held[], others: readonly Held[]): ReadonlySet<string> {
  const known = new Set(others.map(({ product }) => product));
  return new Set(held.map(({ product }) => product).filter((product) => !known.has(product)));
}

const listed = (
  changes: readonly HeldChange[],
  products: (change: HeldChange) => ReadonlySet<string>,
): readonly HeldOrder[] =>
  changes.flatMap((change) =>
    [...products(change)].map((product) => ({ book: change.book, orderId: change.orderId, product })),
  );

/** Brings the list in line with what was just decided: one statement for what joins, one for what leaves. */
export async function listHeld(tx: Tx, changes: readonly HeldChange[], now: Instant): Promise<void> {
  await releaseOrders(
    tx,
    listed(changes, ({ before, after }) => productsBeyond(before, after)),
  );
  await holdOrders(
    tx,
    listed(changes, ({ before, after }) => productsBeyond(after, before)),
    now,
  );
}
