// Understands the clause that the insured event falls into the period of cover.

import { within } from "../../time.js";
import { insuredEventAt } from "../event.js";
import type { Rule } from "../rule.js";

/**
 * Refuses an event outside [effectiveAt, expiresAt) or after a cancellation; a loss before a later cancellation stays
 * covered, and so does not what fell between a cancellation and a reinstatement. A policy that is used up is not refused here: `claims_left` and `within_limits` say so in better words.
 * Source: Insurance Law art. 13-14 (cover runs from the agreed time), the product's clause on the period.
 */
export const policyInForce: Rule = (facts, product) => {
  const { effectiveAt, expiresAt, cancelledAt, suspensions } = facts.policy;
  const eventAt = insuredEventAt(facts, product);
  const suspension = suspensions.find((gap) => within(gap, eventAt));
  const ended = { effectiveAt, expiresAt, cancelledAt };
  const inputs = { eventAt, ...ended, ...(suspension === undefined ? {} : { reinstatedAt: suspension.until }) };
  const covered =
    effectiveAt !== null &&
    within({ from: effectiveAt, until: expiresAt }, eventAt) &&
    (cancelledAt === null || eventAt < cancelledAt) &&
    suspension === undefined;
  return covered ? { outcome: "met", inputs } : { outcome: "not_met", reason: "not_in_force", inputs };
};
