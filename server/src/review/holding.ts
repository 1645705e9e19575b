// Understands that a claim which a colleague has in hand is left to them.

import { refuse } from "@anxin/core/refusal";
import { isHeldByAnother } from "@anxin/core/review/lease";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { findLease, type NamedLease } from "@anxin/store/review-lease";
import type { Tx } from "@anxin/store/transaction";

/** Who has a claim until when, as a refusal tells it beside its code. */
export const heldFacts = ({ name, expiresAt }: NamedLease) => ({ heldBy: name, heldUntil: formatInstant(expiresAt) });

/** Refuses with `claim_held`, saying who has it until when. */
export function refuseHeld(lease: NamedLease): never {
  const extra = heldFacts(lease);
  refuse("claim_held", `${extra.heldBy} has this claim in hand until ${extra.heldUntil}`, { extra });
}

/** Refuses unless the claim is free, or in this person's hands. Answers whether there is a lease at all. One statement. */
export async function requireInHand(tx: Tx, claim: ClaimRow, person: string | null, now: Instant): Promise<boolean> {
  const lease = await findLease(tx, claim);
  if (lease !== null && isHeldByAnother(lease, person ?? "", now)) refuseHeld(lease);
  return lease !== null;
}
