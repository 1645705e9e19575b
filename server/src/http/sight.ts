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
