// Understands the signal that a return pays more than the goods in its parcel cost.

import type { Rule } from "../rule.js";

/**
 * Sending back goods for more than their price is how parcels are sent round in circles for the freight. A person looks.
 * Source: Measures against Insurance Fraud (2024); a signal, so it never refuses.
 */
export const payoutBelowPrice: Rule = (
  { line: { unitPrice, quantity }, signals: { parcelPrice } },
  _product,
  amount,
) => {
  const price = parcelPrice ?? unitPrice * BigInt(quantity);
  const inputs = { amount, price };
  if (amount === null) return { outcome: "not_applicable", inputs };
  return amount > price ? { outcome: "refer", reason: "suspected_fraud", inputs } : { outcome: "met", inputs };
};
