// Understands what a list of policies may be narrowed by, and to what each caller's is narrowed anyway.

import { bookOf } from "@anxin/core/id";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { rangeQuery, readRange } from "../http/range.js";
import { ExternalId, known, line, oneOf } from "../http/schema.js";

const STATUSES = ["pending", "in_force", "exhausted", "expired", "cancelled"] as const;
const PAYERS = ["merchant", "buyer", "platform"] as const;

/** Spread into the querystring schema. */
export const policyFilters = {
  orderId: Type.Optional(ExternalId),
  buyerId: Type.Optional(ExternalId),
  merchantId: Type.Optional(ExternalId),
  status: Type.Optional(oneOf(STATUSES)),
  product: Type.Optional(line(64, 1)),
  payer: Type.Optional(oneOf(PAYERS)),
  ...rangeQuery,
};

type Asked = Static<ReturnType<typeof Type.Object<typeof policyFilters>>>;

/** Buyers and merchants look at their own, whatever else they ask for. */
export function policyFilterOf(
  context: Context,
  { role, subject, tenantId }: Principal,
  query: Asked,
  language: Language,
) {
  const merchantId = role === "merchant" ? subject : (query.merchantId ?? null);
  const filter = {
    orderId: query.orderId ?? null,
    buyerId: role === "buyer" ? subject : (query.buyerId ?? null),
    merchantId,
    status: query.status === undefined ? null : known(STATUSES, String(query.status)),
    product: query.product ?? null,
    payer: query.payer === undefined ? null : known(PAYERS, String(query.payer)),
    ...readRange(query, language),
    now: context.clock.now(),
  };
  return { filter, book: merchantId === null ? null : bookOf(tenantId, merchantId) };
}
