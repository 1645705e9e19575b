// Understands the signal that the number of a return is known from another order.

import type { Rule } from "../rule.js";

/** Sightings that a finding names. */
const SHOWN_MAX = 5;

/**
 * Another order's way out, or a return on which a claim was made, whatever became of it and however its carrier was spelled. A
 * number that another claim holds is refused by its own clause already. Source: the product's clause on signals.
 */
export const parcelSeenOnce: Rule = ({ return: back, signals: { parcelSeen } }) => {
  if (back === null || back.waybillKey === null) return { outcome: "not_applicable", inputs: { waybillKey: null } };
  const { waybillKey, waybillHeldElsewhere } = back;
  const seen = parcelSeen.filter(({ side }) => side === "outbound" || !waybillHeldElsewhere);
  const subjects = (side: "outbound" | "return"): string =>
    seen
      .filter((each) => each.side === side)
      .slice(0, SHOWN_MAX)
      .map(({ subject }) => subject)
      .join(" ");
  const inputs = { waybillKey, outboundOfOrders: subjects("outbound"), returnOfClaims: subjects("return") };
  return seen.length > 0 ? { outcome: "refer", reason: "suspected_fraud", inputs } : { outcome: "met", inputs };
};
