// Understands what a list of claims may be narrowed by, to what each caller's is narrowed anyway, and a page of one.

import { CLAIM_STATUSES, type ClaimStatus, categoryOf } from "@anxin/core/claim/claim";
import { bookOf, bookOfId, parseId } from "@anxin/core/id";
import type { ClaimRow } from "@anxin/store/claim";
import { type ClaimFilter, listClaims } from "@anxin/store/claim-case";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import type { TIME_SORTS } from "../http/lists.js";
import { rangeQuery, readRange } from "../http/range.js";
import { closedObject, ExternalId, known, line, oneOf } from "../http/schema.js";
import { type Goods, goodsOfLines } from "../order/goods.js";
import { CATEGORIES_OF_CLAIMS } from "./wire.js";

/** Spread into the querystring schema. */
export const claimFilters = {
  policyId: Type.Optional(Type.String({ maxLength: 64 })),
  orderId: Type.Optional(ExternalId),
  buyerId: Type.Optional(ExternalId),
  merchantId: Type.Optional(ExternalId),
  status: Type.Optional(oneOf(CLAIM_STATUSES)),
  category: Type.Optional(oneOf(CATEGORIES_OF_CLAIMS)),
  product: Type.Optional(line(64, 1)),
  waitsForMerchant: Type.Optional(
    Type.Boolean({ description: "true: only open claims whose merchant was asked and has not answered" }),
  ),
  ...rangeQuery,
};
const Filters = closedObject(claimFilters);
type Asked = Static<typeof Filters>;

/** The statuses that a filter admits; null for all. */
function statusesOf({ status, category }: Asked): readonly ClaimStatus[] | null {
  if (status === undefined && category === undefined) return null;
  const wanted = status === undefined ? CLAIM_STATUSES : [known(CLAIM_STATUSES, String(status))];
  return wanted.filter((each) => category === undefined || categoryOf(each) === category);
}

/** Buyers and merchants look at their own, whatever else they ask for; a policy that is none has no claims. */
export function claimFilterOf(
  { role, subject, tenantId }: Principal,
  query: Asked,
  language: Language,
): Omit<ClaimFilter, "from" | "limit"> | null {
  const policyId = query.policyId === undefined ? null : parseId("policy", query.policyId);
  if (query.policyId !== undefined && policyId === null) return null;
  const buyerId = query.buyerId ?? (role === "buyer" ? subject : null);
  const merchantId = query.merchantId ?? (role === "merchant" ? subject : null);
  if ((role === "buyer" && buyerId !== subject) || (role === "merchant" && merchantId !== subject)) return null;
  const book = policyId === null ? (merchantId === null ? null : bookOf(tenantId, merchantId)) : bookOfId(policyId);
  const { from: since, until } = readRange(query, language);
  const about = { book, policyId, orderId: query.orderId ?? null, buyerId, merchantId, product: query.product ?? null };
  return { ...about, statuses: statusesOf(query), since, until, waitsForMerchant: query.waitsForMerchant === true };
}

/** A claim of a list with what it is about. */
export interface Listed {
  readonly claim: ClaimRow;
  readonly goods: Goods;
}

/** A page of claims. Statements: 2, claims and goods. */
export async function readClaims(
  context: Context,
  tenantId: number,
  filter: ClaimFilter,
  sort: (typeof TIME_SORTS)[number],
): Promise<Listed[]> {
  return inTransaction(context.db, tenantId, async (tx) => {
    const claims = await listClaims(tx, filter, sort === "oldest" ? "oldest_first" : "newest_first");
    const goods = await goodsOfLines(tx, claims);
    return claims.flatMap((claim, i) => {
      const own = goods[i];
      return own === undefined ? [] : [{ claim, goods: own }];
    });
  });
}
