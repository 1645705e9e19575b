// Understands the clause that one return parcel pays once, anywhere.

import type { Rule } from "../rule.js";

/**
 * Refuses a waybill that another claim holds, of whatever order, shop or marketplace.
 * Source: the product's exclusion of reused waybills.
 */
export const waybillUnused: Rule = ({ return: back }) => {
  const waybillKey = back?.waybillKey ?? null;
  if (back === null || waybillKey === null) return { outcome: "not_applicable", inputs: { waybillKey } };
  const { waybillHeldElsewhere } = back;
  const inputs = { waybillKey, waybillHeldElsewhere };
  return waybillHeldElsewhere ? { outcome: "not_met", reason: "waybill_reused", inputs } : { outcome: "met", inputs };
};
