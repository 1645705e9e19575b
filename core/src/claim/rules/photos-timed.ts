// Understands when photos of damage on the way can have been taken.

import { HOUR_MS } from "../../time.js";
import type { Rule } from "../rule.js";

/**
 * The time that a photo carries is a claim of the file, not a proof: one that lies before the delivery, or long after it,
 * refers. Photos without a time say nothing. Source: the product's clause on inspection.
 */
export const photosTimed: Rule = ({ claim: { evidence }, order: { deliveredAt } }, { signature }) => {
  const timed = evidence.flatMap(({ capturedAt }) => (capturedAt === null ? [] : [capturedAt]));
  if (signature === undefined || deliveredAt === null || timed.length === 0)
    return { outcome: "not_applicable", inputs: { deliveredAt, timed: timed.length } };
  const { photoHoursBefore, photoHoursAfter } = signature;
  const early = timed.filter((at) => at < deliveredAt - photoHoursBefore * HOUR_MS).length;
  const late = timed.filter((at) => at > deliveredAt + photoHoursAfter * HOUR_MS).length;
  const inputs = { deliveredAt, timed: timed.length, photoHoursBefore, early, photoHoursAfter, late };
  return early + late === 0 ? { outcome: "met", inputs } : { outcome: "refer", reason: "suspected_fraud", inputs };
};
