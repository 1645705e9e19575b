// Understands that a repair costs what was agreed with the repairer.

import { bestMatch, invalidOn, rateFor } from "../../register/match.js";
import { moneyField, textField } from "../field.js";
import { registerDay } from "../register-question.js";
import type { Rule } from "../rule.js";

/**
 * A cost above the repairer's agreed rate refers. Without an entry that counts, a rate or a cost there is nothing to compare:
 * what a stranger charges is bounded by what rules may pay at all. Source: the product's clause on repair.
 */
export const withinRateCard: Rule = ({ claim, line, register }, { coverage: { benefit } }) => {
  const repairer = textField(claim.fields, "repairer");
  const cost = benefit.kind === "repair_cost" ? moneyField(claim.fields, benefit.costField) : null;
  const day = registerDay(claim);
  const need = { category: line.category, peril: claim.peril, brand: null };
  const entry = repairer === null ? null : (bestMatch(register, repairer, day, need)?.entry ?? null);
  const rate = entry === null || invalidOn(entry, day) !== null ? null : rateFor(entry, need);
  const inputs = { repairer, entryId: entry?.entryId ?? null, revision: entry?.revision ?? null, cost, rate };
  if (cost === null || rate === null) return { outcome: "not_applicable", inputs };
  return cost <= rate ? { outcome: "met", inputs } : { outcome: "refer", reason: "above_rate_card", inputs };
};
