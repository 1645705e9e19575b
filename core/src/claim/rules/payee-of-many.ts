// Understands the signal that one account is paid for the claims of many buyers.

import type { Rule } from "../rule.js";

/**
 * A family shares an account, a crowd does not. Source: Measures against Insurance Fraud (2024), the product's threshold; a
 * signal, it never refuses.
 */
export const payeeOfMany: Rule = ({ signals: { payeeBuyers } }, { signals }) => {
  if (payeeBuyers === null || signals === undefined) return { outcome: "not_applicable", inputs: { payeeBuyers } };
  const { buyersMax, days } = signals.payee;
  const inputs = { payeeBuyers, buyersMax, days };
  return payeeBuyers > buyersMax ? { outcome: "refer", reason: "suspected_fraud", inputs } : { outcome: "met", inputs };
};
