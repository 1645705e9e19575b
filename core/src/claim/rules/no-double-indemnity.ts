// Understands that covers which make a loss good never pay it twice.

import { larger, sum } from "../../money.js";
import { pricePaid } from "../../product/rate.js";
import type { Rule } from "../rule.js";

/**
 * What other indemnity covers of the same line have been granted is taken off the loss: the price paid or, where the benefit
 * promises more than that (a proven fee, a multiple), the benefit. The covers are asked in the order merchant, buyer,
 * platform; the facts hold what those before were granted, and whoever is decided later pays the rest.
 * Source: Insurance Law art. 55-56 (double insurance); the product's clause on other covers.
 */
export const noDoubleIndemnity: Rule = ({ line, otherIndemnities }, { indemnity }, before) => {
  if (!indemnity || before === null) return { outcome: "not_applicable", inputs: { indemnity, before } };
  const paidByOthers = sum(otherIndemnities.map(({ amount }) => amount));
  const loss = larger(pricePaid(line), before);
  const left = loss - paidByOthers;
  const payers = otherIndemnities.map(({ payer, product }) => `${payer}:${product}`).join(" ");
  const inputs = { indemnity, before, loss, paidByOthers, payers, left };
  if (left <= 0n) return { outcome: "not_met", reason: "other_cover_paid", inputs };
  if (left >= before) return { outcome: "met", amount: before, inputs };
  return { outcome: "amount", reason: "other_cover_paid", amount: left, inputs };
};
