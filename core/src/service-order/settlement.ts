// Understands how a benefit is given: as money, as a repair, or as a replacement.

import type { ClaimFacts } from "../claim/facts.js";
import { textField } from "../claim/field.js";
import { type Fen, larger, portion, smaller } from "../money.js";
import type { ProductVersion, RepairBenefit } from "../product/product.js";

export const SETTLEMENTS = ["cash", "repair", "replace"] as const;
export type Settlement = (typeof SETTLEMENTS)[number];
/** What is not money. */
export type InKind = Exclude<Settlement, "cash">;

/** The repair that a product promises, which may be given instead of its price; null where money is all there is. */
export const repairBenefit = ({ coverage: { benefit } }: Pick<ProductVersion, "coverage">): RepairBenefit | null =>
  benefit.kind === "repair_cost" ? benefit : null;

/** What the claimant chose on the form; money where nothing was chosen, or where there is no choice. */
export function chosenOnForm(
  fields: ClaimFacts["claim"]["fields"],
  product: Pick<ProductVersion, "coverage">,
): Settlement {
  const chosen = textField(fields, "settlement");
  if (repairBenefit(product) === null) return "cash";
  return SETTLEMENTS.find((settlement) => settlement === chosen) ?? "cash";
}

/**
 * What of a bill the insurer bears, in fen: the bill less what the insured bears by the terms, and at most what was granted. The
 * insured's share of the cost is rounded down: in doubt for the insured (Insurance Law art. 30).
 */
export function insurersShare({ deductible, deductiblePercent }: RepairBenefit, finalCost: Fen, granted: Fen): Fen {
  const borne = portion(finalCost, BigInt(deductiblePercent), 100n, "down") + deductible;
  return smaller(larger(finalCost - borne, 0n), granted);
}
