// Understands the clause that a return is proven by a well-formed waybill number.

import type { Rule } from "../rule.js";

/**
 * `waybillKey` is null where the number is empty or malformed after normalisation (`core/claim/waybill.ts`).
 * Source: the product's clause on the return waybill.
 */
export const waybillValid: Rule = ({ return: back }) => {
  if (back === null || back.mode === "refund_only") return { outcome: "not_applicable", inputs: { waybill: null } };
  const { carrier, waybill, waybillKey } = back;
  const inputs = { carrier, waybill, waybillKey };
  return waybillKey === null ? { outcome: "not_met", reason: "waybill_invalid", inputs } : { outcome: "met", inputs };
};
