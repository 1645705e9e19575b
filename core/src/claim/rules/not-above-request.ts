// Understands that nobody is paid more than they ask for.

import type { Rule } from "../rule.js";

/**
 * A smaller request bounds the amount; a greater one leaves it, with the reason why less than asked for is paid.
 * Source: Insurance Law art. 22-23 (the claimant asks, the insurer determines).
 */
export const notAboveRequest: Rule = ({ claim: { requestedAmount } }, _product, amount) => {
  const inputs = { before: amount, requestedAmount };
  if (requestedAmount === null || amount === null) return { outcome: "not_applicable", inputs };
  if (requestedAmount <= 0n) return { outcome: "not_met", reason: "no_loss", inputs };
  if (requestedAmount < amount) return { outcome: "amount", amount: requestedAmount, inputs };
  if (requestedAmount === amount) return { outcome: "met", amount, inputs };
  return { outcome: "amount", reason: "requested_above_benefit", amount, inputs };
};
