// Understands the merchant's right to answer before a claim against their goods is decided.

import { wasHeard } from "../merchant-fact.js";
import type { Rule } from "../rule.js";

/**
 * Until the merchant has answered, also by saying nothing, or the days for it are over, the case waits: nobody grants or
 * refuses. What they say binds nobody. Source: the product's clause on the merchant's answer.
 */
export const merchantHeard: Rule = ({ merchant, decidedAt }) => {
  if (merchant === null) return { outcome: "not_applicable", inputs: { askedAt: null } };
  const { askedAt, answeredAt, answerUntil, position } = merchant;
  const inputs = { askedAt, answeredAt, answerUntil, position };
  return wasHeard(merchant, decidedAt)
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "merchant_not_heard", inputs };
};
