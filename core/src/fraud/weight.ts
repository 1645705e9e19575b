// Understands what the goods of a return weighed when they were sent.

import type { ClaimFacts } from "../claim/facts.js";
import { differ, weightsOf } from "./scan.js";
import type { ParcelRules } from "./threshold.js";

/**
 * The greatest weight, in grams, of the outbound parcel that carried the lines of the return and no others; null where there is
 * none, or nobody weighed it. A parcel with more in it says nothing of what comes back.
 */
export function outboundWeight({ return: back, signals }: Pick<ClaimFacts, "return" | "signals">): number | null {
  if (back === null) return null;
  const same = (lineIds: readonly string[]): boolean =>
    lineIds.length === back.lineIds.length && lineIds.every((lineId) => back.lineIds.includes(lineId));
  const weights = signals.outbound.flatMap((parcel) => (same(parcel.lineIds) ? weightsOf(parcel.scans) : []));
  return weights.length === 0 ? null : Math.max(...weights);
}

/** Whether what comes back weighs far less than what was sent: an empty parcel costs no such freight. */
export function isLighterThanSent(facts: Pick<ClaimFacts, "return" | "signals">, rule: ParcelRules["weight"]): boolean {
  const sent = outboundWeight(facts);
  const weights = facts.return === null ? [] : weightsOf(facts.return.scans);
  if (sent === null || weights.length === 0) return false;
  const most = Math.max(...weights);
  return most < sent && differ(most, sent, rule);
}
