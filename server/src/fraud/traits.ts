// Understands by what claims are recognised: hashes that tell one buyer, account, place or parcel from another and nothing more.

import { hash as hashOf } from "node:crypto";
import { waybillKey } from "@anxin/core/claim/waybill";
import type { Payee, Place } from "@anxin/core/order/order";
import { parseProvince } from "@anxin/core/region";
import type { Vault } from "../vault.js";

const PURPOSE = "claim-trait";

const hash64 = (...parts: readonly string[]): bigint =>
  hashOf("sha256", parts.join("\u0000"), "buffer").readBigInt64BE();

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();

/** A buyer, or a shop, among the claims of a product. */
export const buyerHash = (product: string, buyerId: string): bigint => hash64("buyer", product, buyerId);
export const merchantHash = (product: string, merchantId: string): bigint => hash64("merchant", product, merchantId);

/** A city that sends goods back to a shop, however it is spelled. */
export function placeHash(product: string, merchantId: string, { province, city }: Place): bigint {
  const known = parseProvince(province)?.code ?? plain(province);
  return hash64("place", product, merchantId, known, plain(city).replace(/市$/u, ""));
}

/** An account. Keyed: whoever reads the table cannot try accounts against it. */
export function payeeHash(vault: Vault, tenantId: number, product: string, { channel, account }: Payee): bigint {
  return vault.sign(PURPOSE, [tenantId, product, channel, plain(account)].join("\u0000")).readBigInt64BE();
}

/** A parcel by its number alone, whichever carrier is named with it; null where the number is none. */
export function parcelHash(carrier: string, waybill: string): bigint | null {
  const key = waybillKey(carrier, waybill);
  return key === null ? null : hash64("parcel", key.slice(key.lastIndexOf(":") + 1));
}

/** An order, where its parcels are told apart. */
export const orderHash = (orderId: string): bigint => hash64("order", orderId);
