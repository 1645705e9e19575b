// Understands the clause that the merchant confirms the return inside the period of cover.

import { within } from "../../time.js";
import type { Rule } from "../rule.js";

/**
 * Money given back with no parcel is another clause's matter. Otherwise the merchant's confirmation opens a return-freight claim; it has to fall into [effectiveAt, expiresAt).
 * Source: the product's clause on the claim window (90 days from shipment).
 */
export const returnConfirmed: Rule = (facts) => {
  if (facts.return === null) return { outcome: "not_applicable", inputs: { returnId: null } };
  const { returnId, receivedAt, mode } = facts.return;
  if (mode === "refund_only") return { outcome: "not_applicable", inputs: { returnId, mode } };
  const { effectiveAt, expiresAt } = facts.policy;
  const inputs = { returnId, receivedAt, effectiveAt, expiresAt };
  const confirmed =
    receivedAt !== null && effectiveAt !== null && within({ from: effectiveAt, until: expiresAt }, receivedAt);
  return confirmed ? { outcome: "met", inputs } : { outcome: "not_met", reason: "outside_window", inputs };
};
