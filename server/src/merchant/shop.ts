// Understands which merchant a call is about, and whether the caller may see it.

import { bookOf } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { findMerchant, type MerchantKey, type MerchantRow } from "@anxin/store/merchant";
import type { Tx } from "@anxin/store/transaction";
import type { Access, Principal } from "../http/api.js";

/** Who may change what belongs to a shop: the marketplace for all of them, a merchant for their own. */
export const SHOP_WRITERS = ["server", "platform", "admin", "merchant"] as const satisfies Access;
export const SHOP_READERS = [...SHOP_WRITERS, "finance", "auditor"] as const satisfies Access;

/** Who sees how a shop is doing: itself, and whoever keeps the marketplace or its books. */
export const OVERVIEW_READERS = [...SHOP_READERS, "supervisor", "actuary"] as const satisfies Access;

export const merchantKey = (tenantId: number, merchantId: string): MerchantKey => ({
  book: bookOf(tenantId, merchantId),
  merchantId,
});

/** The merchant's key, where the caller may see it: to a merchant, other shops do not exist. Refuses with `not_found`. */
export function visibleShop({ tenantId, role, subject }: Principal, merchantId: string): MerchantKey {
  if (role === "merchant" && subject !== merchantId) refuseUnknown();
  return merchantKey(tenantId, merchantId);
}

/** The merchant of an address. Refuses with `not_found` when it is not registered. */
export async function readShop(tx: Tx, key: MerchantKey): Promise<MerchantRow> {
  return (await findMerchant(tx, key)) ?? refuseUnknown();
}

/** Refuses with `merchant_unknown` when a body names a merchant that is not registered. */
export async function requireMerchant(tx: Tx, merchantId: string): Promise<void> {
  if ((await findMerchant(tx, merchantKey(tx.tenantId, merchantId))) !== null) return;
  refuse("merchant_unknown", "register the merchant first: PUT /v1/merchants/{merchantId}", {
    errors: [{ pointer: "/merchantId", code: "merchant_unknown", detail: "is not registered" }],
  });
}

function refuseUnknown(): never {
  refuse("not_found", "there is no merchant of this id; register it with PUT /v1/merchants/{merchantId}");
}
