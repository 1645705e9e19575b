// Understands the most that anyone may grant on a claim, whatever they think of it.

import { type Fen, larger, portion, smaller, sum } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import { pricePaid } from "../product/rate.js";
import type { ClaimFacts } from "./facts.js";

/** What bounds a grant. */
export type CeilingLimit = "claims_max" | "return_waybill" | "sum_insured" | "claim_limit" | "loss";

export interface Ceiling {
  /** In fen; zero when nothing may be granted. */
  readonly amount: Fen;
  readonly limit: CeilingLimit;
}

/**
 * The tightest of: the number of claims, the return parcel that pays once, what is left of the sum insured, the limit of one
 * claim, and for indemnity covers the loss less what other covers of the line were granted. A person may read the facts
 * otherwise than the clauses suggest, but never past this (Insurance Law art. 18, 55 and 56).
 */
export function grantCeiling(facts: ClaimFacts, product: ProductVersion): Ceiling {
  const { sumInsured, amountPaid, claimsPaid } = facts.policy;
  if (claimsPaid >= product.coverage.claimsMax) return { amount: 0n, limit: "claims_max" };
  if (facts.return?.waybillHeldElsewhere === true) return { amount: 0n, limit: "return_waybill" };
  const { claimLimit } = product.coverage;
  const bounds: Ceiling[] = [{ amount: sumInsured - amountPaid, limit: "sum_insured" }];
  if (claimLimit !== null) bounds.push({ amount: claimLimit, limit: "claim_limit" });
  if (product.indemnity) bounds.push({ amount: lossLeft(facts, product), limit: "loss" });
  const tightest = bounds.reduce((least, bound) => (bound.amount < least.amount ? bound : least));
  return { ...tightest, amount: larger(tightest.amount, 0n) };
}

/** The price paid, or what the benefit promises beyond it (a multiple, a proven fee), less what others granted. */
function lossLeft({ line, otherIndemnities }: ClaimFacts, { coverage: { benefit } }: ProductVersion): Fen {
  const price = line.unitPrice * BigInt(line.quantity);
  const promised =
    benefit.kind === "refund" ? portion(price, BigInt(benefit.percentOfPrice), 100n, "half_up") + benefit.feeMax : 0n;
  return larger(pricePaid(line), promised) - sum(otherIndemnities.map(({ amount }) => amount));
}

/** Whether a grant of `amount` uses the policy up: its last claim, or the rest of its sum insured. */
export function exhausts(facts: ClaimFacts, product: ProductVersion, amount: Fen): boolean {
  const { sumInsured, amountPaid, claimsPaid } = facts.policy;
  return amount > 0n && (claimsPaid + 1 >= product.coverage.claimsMax || amountPaid + amount >= sumInsured);
}

/**
 * What may have to be paid, so far as the clauses can say it: the case reserve of a claim that a person decides. Where they say
 * nothing yet it is the product's average, or what was asked for where that is less.
 */
export function caseReserve(facts: ClaimFacts, product: ProductVersion, suggested: Fen): Fen {
  const { amount } = grantCeiling(facts, product);
  const average = portion(facts.policy.sumInsured, BigInt(product.averageClaimPercent), 100n, "half_up");
  const expected = suggested > 0n ? suggested : smaller(average, facts.claim.requestedAmount ?? average);
  return smaller(expected, amount);
}
