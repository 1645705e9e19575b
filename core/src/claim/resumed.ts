// Understands what the clauses look at when a decision had to wait: the facts of then, within what is left now.

import type { ClaimFacts } from "./facts.js";

/**
 * The facts as they were when rules would have decided, but for what was granted on the same policy, line or return since:
 * limits are never passed twice because a decision waited. `now` is the same claim's facts as they are.
 */
export function resumedFacts(then: ClaimFacts, now: ClaimFacts): ClaimFacts {
  const { claimsPaid, amountPaid } = now.policy;
  const { returnsPaid } = now.order;
  return {
    ...then,
    policy: { ...then.policy, claimsPaid, amountPaid },
    order: { ...then.order, returnsPaid },
    otherIndemnities: now.otherIndemnities,
  };
}
