// Understands the signal that a parcel which never reached its buyer comes back as their return.

import { isTurnedBack } from "../../fraud/scan.js";
import { parseProvince } from "../../region.js";
import type { ClaimFacts } from "../facts.js";
import type { Rule } from "../rule.js";

/** From so many scans with a known province on, one of them lies where the parcel was handed over. */
const SCANS_MIN = 2;

/** Scans enough to see a way, and none of them in the buyer's province. Null where too little is known. */
function neverAtBuyers({ return: back, order }: ClaimFacts): boolean | null {
  const home = order.shipTo === null ? null : parseProvince(order.shipTo.province);
  const seen = (back?.scans ?? []).flatMap(({ province }) => parseProvince(province) ?? []);
  return home === null || seen.length < SCANS_MIN ? null : !seen.some(({ code }) => code === home.code);
}

/**
 * An outbound parcel that was refused or could not be delivered goes back by itself and costs nobody freight: its scans say so,
 * or those of the return do, or none of these lies where the buyer would have handed it over. A person looks.
 * Source: Measures against Insurance Fraud (2024); the product's clause on signals.
 */
export const bounceNotReturn: Rule = (facts) => {
  const { return: back, order, signals } = facts;
  if (back === null || back.mode === "refund_only") return { outcome: "not_applicable", inputs: { returnId: null } };
  const outboundTurnedBack = signals.outbound.some(({ scans }) => scans.some(isTurnedBack));
  const returnTurnedBack = back.scans.some(isTurnedBack);
  const noScanAtBuyers = neverAtBuyers(facts);
  const inputs = {
    outboundTurnedBack,
    returnTurnedBack,
    noScanAtBuyers,
    deliveredAt: order.deliveredAt,
    shipTo: order.shipTo?.province ?? null,
  };
  // What was delivered after a first attempt did reach the buyer.
  const bounced = outboundTurnedBack && order.deliveredAt === null;
  if (bounced || returnTurnedBack || noScanAtBuyers === true)
    return { outcome: "refer", reason: "suspected_fraud", inputs };
  return { outcome: "met", inputs };
};
