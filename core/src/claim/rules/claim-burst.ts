// Understands the signal that claims of one buyer, shop, account or place come in bursts.

import { burstRulesFor } from "../../fraud/threshold.js";
import type { FindingInput } from "../finding.js";
import type { Rule } from "../rule.js";

/**
 * More claims than the product's threshold in one of its windows: a person looks. A shop is counted while it is young, a place
 * where the goods are cheap beside what is paid. Source: Measures against Insurance Fraud (2024); a signal, it never refuses.
 */
export const claimBurst: Rule = ({ signals }, product, amount) => {
  if (product.signals === undefined) return { outcome: "not_applicable", inputs: {} };
  const { shopDays, parcelPrice: price, bursts } = signals;
  const asked = burstRulesFor(product.signals, { shopDays, price, pays: amount ?? 0n });
  const inputs: Record<string, FindingInput> = {};
  let over = false;
  for (const { subject, days, claims, others } of bursts) {
    const rule = asked.find((each) => each.subject === subject && each.days === days);
    if (rule === undefined) continue;
    inputs[`${subject}_${days}d`] = `${claims}/${rule.claimsMax}`;
    if (claims <= rule.claimsMax) continue;
    over = true;
    inputs[`${subject}_${days}d_claims`] = others.join(" ");
  }
  if (over) return { outcome: "refer", reason: "suspected_fraud", inputs: { shopDays, price, ...inputs } };
  return { outcome: "met", inputs };
};
