// Understands the clause on freight that the scans do not show to have been spent.

import { weightsOf } from "../../fraud/scan.js";
import { isLighterThanSent, outboundWeight } from "../../fraud/weight.js";
import { smaller } from "../../money.js";
import { freightZone } from "../../region.js";
import type { Rule } from "../rule.js";

/**
 * Who ships alone is paid near the market price of such a parcel. Where the parcel weighs far less than what was sent to them,
 * the lower of the amounts for shipping alone and for a pickup is paid; where that is no lower a person looks.
 * Source: the product's clause on what is paid in doubt; a signal downgrades, it never refuses.
 */
export const selfShipPlausible: Rule = (facts, { coverage: { benefit }, signals }, amount) => {
  const { return: back, order } = facts;
  const { shipTo, returnTo } = order;
  const zone = shipTo === null || returnTo === null ? null : freightZone(shipTo, returnTo);
  const rules = signals?.parcel ?? null;
  if (back?.mode !== "self_ship" || benefit.kind !== "route_schedule" || zone === null || rules === null)
    return { outcome: "not_applicable", inputs: { mode: back?.mode ?? null, zone } };
  const { grams, percent } = rules.weight;
  const weights = weightsOf(back.scans);
  const { pickup } = benefit.schedule[zone];
  const weighed = { most: weights.length === 0 ? null : Math.max(...weights), sent: outboundWeight(facts) };
  const inputs = { ...weighed, gramsMax: grams, percentMax: percent, before: amount, pickup };
  if (!isLighterThanSent(facts, rules.weight)) return { outcome: "met", inputs };
  const reason = "self_ship_unproven";
  if (amount === null || smaller(amount, pickup) === amount) return { outcome: "refer", reason, inputs };
  return { outcome: "amount", reason, amount: pickup, inputs };
};
