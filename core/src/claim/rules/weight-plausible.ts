// Understands the signal that a parcel does not weigh what it should.

import { differ, weightsOf } from "../../fraud/scan.js";
import { isLighterThanSent, outboundWeight } from "../../fraud/weight.js";
import type { Rule } from "../rule.js";

/**
 * Weights of the return that differ on its way, or a return that is heavier than what was sent. A lighter one speaks against
 * the freight of who ships alone, which `self_ship_plausible` judges; of a pickup it refers here.
 * Source: the product's clause on signals, its thresholds.
 */
export const weightPlausible: Rule = (facts, { signals }) => {
  const { return: back } = facts;
  const weights = back === null ? [] : weightsOf(back.scans);
  const rules = signals?.parcel ?? null;
  if (back === null || rules === null || weights.length === 0)
    return { outcome: "not_applicable", inputs: { weights: "" } };
  const { weight } = rules;
  const [least, most] = [Math.min(...weights), Math.max(...weights)];
  const sent = outboundWeight(facts);
  const oddities = [
    differ(least, most, weight) && "changed_on_the_way",
    sent !== null && most > sent && differ(most, sent, weight) && "heavier_than_sent",
    back.mode !== "self_ship" && isLighterThanSent(facts, weight) && "lighter_than_sent",
  ].filter((name) => name !== false);
  const inputs = {
    least,
    most,
    sent,
    gramsMax: weight.grams,
    percentMax: weight.percent,
    oddities: oddities.join(" "),
  };
  return oddities.length > 0 ? { outcome: "refer", reason: "weight_mismatch", inputs } : { outcome: "met", inputs };
};
