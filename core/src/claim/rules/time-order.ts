// Understands in which order the movements of a return can have happened.

import type { Instant } from "../../time.js";
import type { Rule } from "../rule.js";

/** Whether the first happened before the second; unknown times prove nothing. */
const before = (first: Instant | null, second: Instant | null): boolean =>
  first !== null && second !== null && first < second;

/**
 * Goods that came back before they left never left: that is refused. Every other disorder (sent back or scanned before
 * delivery or before the return was asked for, received before it was sent or scanned) may be a late or wrong entry, and refers.
 * Source: the product's exclusion of returns that precede the delivery.
 */
export const timeOrder: Rule = ({ return: back, order }) => {
  if (back === null || back.mode === "refund_only") return { outcome: "not_applicable", inputs: { returnId: null } };
  const { requestedAt, shippedAt, receivedAt, scans } = back;
  const firstScanAt = scans.reduce<Instant | null>(
    (first, { at }) => (first === null || at < first ? at : first),
    null,
  );
  const times = {
    outboundAt: order.shippedAt,
    deliveredAt: order.deliveredAt,
    requestedAt,
    shippedAt,
    firstScanAt,
    receivedAt,
  };
  const disorders = [
    before(receivedAt, order.shippedAt) && "received_before_outbound",
    before(shippedAt, order.shippedAt) && "shipped_before_outbound",
    before(shippedAt, order.deliveredAt) && "shipped_before_delivery",
    before(receivedAt, order.deliveredAt) && "received_before_delivery",
    before(receivedAt, shippedAt) && "received_before_shipped",
    before(firstScanAt, requestedAt) && "scanned_before_request",
    before(firstScanAt, order.deliveredAt) && "scanned_before_delivery",
    before(receivedAt, firstScanAt) && "received_before_scanned",
  ].filter((name) => name !== false);
  const inputs = { ...times, disorders: disorders.join(" ") };
  if (disorders.length === 0) return { outcome: "met", inputs };
  const outcome = before(receivedAt, order.shippedAt) ? "not_met" : "refer";
  return { outcome, reason: "time_order", inputs };
};
