// Understands up to which amount rules alone may decide.

import { never } from "../../assert.js";
import type { Rule } from "../rule.js";

/**
 * Refers every case of a product that a person decides, and every amount above what rules may approve alone. Without an
 * amount there is nothing to hold against the limit. Source: the insurer's authority table; PIPL art. 24.
 */
export const automaticLimit: Rule = (_facts, { decision: { mode, automaticMax } }, amount) => {
  const inputs = { mode, automaticMax, amount };
  switch (mode) {
    case "person":
      return { outcome: "refer", reason: "needs_assessment", inputs };
    case "automatic":
      return { outcome: "met", inputs };
    case "automatic_under_limit":
      if (amount === null) return { outcome: "not_applicable", inputs };
      return amount > automaticMax
        ? { outcome: "refer", reason: "above_automatic_limit", inputs }
        : { outcome: "met", inputs };
    default:
      return never(mode);
  }
};
