// Understands the clause that a loss is reported while the claim window is open.

import { DAY_MS, plus } from "../../time.js";
import type { Rule } from "../rule.js";

/**
 * The window is open from inception until `reportingDays` after expiry, and as long as no expiry is known.
 * Source: the product's clause on the claim window; within the limitation of two years of Insurance Law art. 26.
 */
export const withinReportingWindow: Rule = (facts, product) => {
  const { expiresAt } = facts.policy;
  const { reportedAt } = facts.claim;
  const { reportingDays } = product;
  const windowEndsAt = expiresAt === null ? null : plus(expiresAt, reportingDays * DAY_MS);
  const inputs = { reportedAt, expiresAt, reportingDays, windowEndsAt };
  const inTime = windowEndsAt === null || reportedAt < windowEndsAt;
  return inTime ? { outcome: "met", inputs } : { outcome: "not_met", reason: "outside_window", inputs };
};
