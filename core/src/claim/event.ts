// Understands which moment of a claim the period of cover is held against.

import type { ProductVersion } from "../product/product.js";
import type { Instant } from "../time.js";
import type { ClaimFacts } from "./facts.js";

/**
 * The insured event: the loss as reported, or, where the freight of a return is insured, the moment at which the goods
 * went back, since that is when the freight was spent.
 */
export function insuredEventAt(facts: ClaimFacts, product: ProductVersion): Instant {
  if (product.coverage.benefit.kind !== "route_schedule") return facts.claim.occurredAt;
  return facts.return?.shippedAt ?? facts.claim.occurredAt;
}
