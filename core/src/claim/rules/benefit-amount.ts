// Understands what the benefit promises for this loss, before limits and other covers.

import { never } from "../../assert.js";
import { type Fen, larger, portion, smaller } from "../../money.js";
import type { DegreeBenefit, RefundBenefit, RepairBenefit, RouteBenefit } from "../../product/product.js";
import { pricePaid } from "../../product/rate.js";
import { freightZone } from "../../region.js";
import type { ClaimFacts } from "../facts.js";
import { moneyField, textField } from "../field.js";
import type { FindingInput } from "../finding.js";
import type { Rule, RuleAnswer } from "../rule.js";

type Inputs = Readonly<Record<string, FindingInput>>;

/** A number that the benefit needs is not there: a person has to find it. */
const unknown = (inputs: Inputs): RuleAnswer => ({ outcome: "refer", reason: "needs_assessment", inputs });

function amountOf(amount: Fen, inputs: Inputs): RuleAnswer {
  if (amount <= 0n) return { outcome: "not_met", reason: "no_loss", inputs };
  return { outcome: "amount", amount, inputs };
}

function routeFreight({ order, return: back }: ClaimFacts, { schedule }: RouteBenefit): RuleAnswer {
  if (back === null) return { outcome: "not_applicable", inputs: { returnId: null } };
  const zone = order.shipTo === null || order.returnTo === null ? null : freightZone(order.shipTo, order.returnTo);
  const inputs = { mode: back.mode, zone };
  if (zone === null) return unknown(inputs);
  const { selfShip, pickup } = schedule[zone];
  return amountOf(back.mode === "pickup" ? pickup : selfShip, { ...inputs, selfShip, pickup });
}

/** The multiple is counted on the price of the goods alone (Consumer Protection Law art. 55), the freight is no part of it. */
function refund({ line, claim }: ClaimFacts, { percentOfPrice, feeField, feeMax }: RefundBenefit): RuleAnswer {
  const price = line.unitPrice * BigInt(line.quantity);
  const feeProven = feeField === null ? 0n : (moneyField(claim.fields, feeField) ?? 0n);
  const fee = smaller(feeProven, feeMax);
  const refunded = portion(price, BigInt(percentOfPrice), 100n, "half_up");
  return amountOf(refunded + fee, { price, percentOfPrice, refunded, feeProven, feeMax, fee });
}

function damageDegree({ line, claim }: ClaimFacts, { degreeField, percentByDegree }: DegreeBenefit): RuleAnswer {
  const paid = pricePaid(line);
  const degree = textField(claim.fields, degreeField);
  const percent = degree !== null && Object.hasOwn(percentByDegree, degree) ? percentByDegree[degree] : undefined;
  if (percent === undefined) return unknown({ paid, degree });
  return amountOf(portion(paid, BigInt(percent), 100n, "half_up"), { paid, degree, percent });
}

/** What the insured bears is rounded down: in doubt for the insured (Insurance Law art. 30). */
function repairCost({ line, claim }: ClaimFacts, benefit: RepairBenefit): RuleAnswer {
  const { costField, deductible, deductiblePercent } = benefit;
  const paid = pricePaid(line);
  const cost = moneyField(claim.fields, costField);
  if (cost === null) return unknown({ cost, paid, deductible, deductiblePercent });
  const shareBorne = portion(cost, BigInt(deductiblePercent), 100n, "down");
  const inputs = { cost, deductiblePercent, shareBorne, deductible, paid };
  return amountOf(smaller(larger(cost - shareBorne - deductible, 0n), paid), inputs);
}

/** The formula was computed when the facts were gathered. What it could not say, a person finds: it denies nobody. */
function formula({ formulas }: ClaimFacts): RuleAnswer {
  const computed = formulas?.amount ?? null;
  if (computed === null || computed.value === null)
    return unknown({ ...computed?.inputs, error: computed?.error ?? "not_computable" });
  return amountOf(computed.value, computed.inputs);
}

/**
 * Sets the amount by the coverage's benefit and shows every number that went into it, in fen. A benefit of nothing is no
 * loss; a number that is not there refers. Source: the product's clause on the benefit.
 */
export const benefitAmount: Rule = (facts, { coverage: { benefit } }) => {
  switch (benefit.kind) {
    case "route_schedule":
      return routeFreight(facts, benefit);
    case "refund":
      return refund(facts, benefit);
    case "damage_degree":
      return damageDegree(facts, benefit);
    case "repair_cost":
      return repairCost(facts, benefit);
    case "formula":
      return formula(facts);
    default:
      return never(benefit);
  }
};
