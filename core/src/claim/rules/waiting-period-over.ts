// Understands the clause that a loss during the waiting period is not covered.

import { DAY_MS, plus } from "../../time.js";
import { insuredEventAt } from "../event.js";
import type { Rule } from "../rule.js";

/**
 * Cover begins when the waiting period is over, so that `effectiveAt` is its end, and it began `waitingDays` earlier.
 * An event before even that is none of this clause's business: `policy_in_force` refuses it.
 * Source: the product's clause on the waiting period.
 */
export const waitingPeriodOver: Rule = (facts, product) => {
  const { waitingDays } = product.period;
  const { effectiveAt } = facts.policy;
  if (waitingDays === 0 || effectiveAt === null)
    return { outcome: "not_applicable", inputs: { waitingDays, effectiveAt } };
  const eventAt = insuredEventAt(facts, product);
  const waitingFrom = plus(effectiveAt, -waitingDays * DAY_MS);
  const inputs = { eventAt, waitingDays, waitingFrom, effectiveAt };
  if (eventAt >= effectiveAt) return { outcome: "met", inputs };
  if (eventAt < waitingFrom) return { outcome: "not_applicable", inputs };
  return { outcome: "not_met", reason: "waiting_period", inputs };
};
