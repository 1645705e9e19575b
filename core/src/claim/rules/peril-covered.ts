// Understands the clause that lists what is covered.

import type { Rule } from "../rule.js";

/**
 * The peril that the claim names has to be one of the coverage's.
 * Source: Insurance Law art. 18 (the contract names the liability); the product's clause on what is covered.
 */
export const perilCovered: Rule = (facts, product) => {
  const { peril } = facts.claim;
  const covered = product.coverage.perils.map(({ code }) => code);
  const inputs = { peril, covered: covered.join(" ") };
  return covered.includes(peril) ? { outcome: "met", inputs } : { outcome: "not_met", reason: "not_covered", inputs };
};
