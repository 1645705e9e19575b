// Understands the clause on how many claims a policy pays.

import type { Rule } from "../rule.js";

/** Refuses when the policy has paid `claimsMax` claims. Source: the product's clause on the number of claims. */
export const claimsLeft: Rule = ({ policy }, { coverage }) => {
  const { claimsPaid } = policy;
  const { claimsMax } = coverage;
  const inputs = { claimsPaid, claimsMax };
  if (claimsPaid < claimsMax) return { outcome: "met", inputs };
  return { outcome: "not_met", reason: claimsMax === 1 ? "already_claimed" : "limit_exhausted", inputs };
};
