// Understands whether a returned parcel travelled from the buyer to the merchant.

import { inOrder, isArrival, isDeparture } from "../../fraud/scan.js";
import { parseProvince } from "../../region.js";
import type { Rule } from "../rule.js";

/** False only where both provinces are known and differ. */
function agrees(scanned: string | null, promised: string | null): boolean | null {
  const from = scanned === null ? null : parseProvince(scanned);
  const to = promised === null ? null : parseProvince(promised);
  return from === null || to === null ? null : from.code === to.code;
}

/**
 * The first scan has to lie in the buyer's province and the last in the merchant's. People do send from elsewhere (work,
 * holidays), so a mismatch refers. Without scans, or with provinces that nobody knows, there is nothing to compare.
 * Source: the product's clause on the route; a signal, so it never refuses.
 */
export const routeMatches: Rule = ({ return: back, order }) => {
  const scans = inOrder(back?.scans ?? []);
  const first = scans.at(0);
  const last = scans.at(-1);
  const origin = first === undefined || isArrival(first) ? null : first.province;
  const destination = last === undefined || isDeparture(last) ? null : last.province;
  const shipTo = order.shipTo?.province ?? null;
  const returnTo = order.returnTo?.province ?? null;
  const inputs = { scans: scans.length, origin, shipTo, destination, returnTo };
  const ends = [agrees(origin, shipTo), agrees(destination, returnTo)];
  if (ends.includes(false)) return { outcome: "refer", reason: "route_mismatch", inputs };
  return { outcome: ends.includes(true) ? "met" : "not_applicable", inputs };
};
