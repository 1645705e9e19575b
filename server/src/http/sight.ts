// Understands who may see what belongs to a buyer and a merchant.

import type { Principal } from "./api.js";

/** The marketplace and the insurer see all, a buyer their own, a merchant their shop's. What nobody may see is not found. */
export function maySee(
  { role, subject }: Principal,
  owner: { readonly merchantId: string; readonly buyerId: string },
): boolean {
  if (role === "buyer") return owner.buyerId === subject;
  if (role === "merchant") return owner.merchantId === subject;
  return true;
}

/** Buyers and merchants see what was decided and why, not how the house works, what it sets aside, or who sits at its desks. */
export const isOutside = ({ role }: Pick<Principal, "role">): boolean => role === "buyer" || role === "merchant";
