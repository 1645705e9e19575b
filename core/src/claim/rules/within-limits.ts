// Understands the limits of a policy: for one claim, and for all claims together.

import { smaller } from "../../money.js";
import type { Rule } from "../rule.js";

/**
 * Bounds the amount by the limit of a claim and by what is left of the sum insured; refuses when nothing is left.
 * Source: Insurance Law art. 18 and 55 (the sum insured is the most that is paid), the product's clause on limits.
 */
export const withinLimits: Rule = ({ policy: { sumInsured, amountPaid } }, { coverage: { claimLimit } }, amount) => {
  const left = sumInsured - amountPaid;
  const limit = smaller(claimLimit ?? left, left);
  const inputs = { before: amount, sumInsured, amountPaid, left, claimLimit };
  if (limit <= 0n) return { outcome: "not_met", reason: "limit_exhausted", inputs };
  if (amount === null) return { outcome: "not_applicable", inputs };
  if (amount <= limit) return { outcome: "met", amount, inputs };
  return { outcome: "amount", reason: "limit_exhausted", amount: limit, inputs };
};
