// Understands the call that lists orders: a buyer's covers by order, a shop's orders with what is insured of them.

import { bookOf } from "@anxin/core/id";
import { RETURN_MODES } from "@anxin/core/order/order";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { rangeQuery, readRange } from "../http/range.js";
import { closedObject, ExternalId, nullable, oneOf, pageOfItems } from "../http/schema.js";
import { LineView } from "./goods.js";
import { type ListItem, listOrders, listView } from "./list.js";
import { ClaimSummaryBody, HeldCover, PolicySummary } from "./wire.js";

/** Who may look at orders; buyers and merchants see their own. */
export const ORDER_READERS = [
  "server",
  "buyer",
  "merchant",
  "adjuster",
  "supervisor",
  "finance",
  "auditor",
  "platform",
  "admin",
] as const satisfies Access;

const text = Type.String();
const time = Type.String({ description: "RFC 3339" });
const names = Type.Object({ zh: text, en: text });
const { lineId: _lineId, ...policyFields } = PolicySummary.properties;

const OrderItem = Type.Object({
  orderId: text,
  version: Type.Integer(),
  currency: text,
  merchantId: text,
  merchantName: nullable(text),
  buyerId: text,
  placedAt: time,
  paidAt: nullable(time),
  cancelledAt: nullable(time),
  recordedAt: Type.String({ description: "when the order was first told" }),
  updatedAt: time,
  lines: Type.Array(
    Type.Object({
      lineId: text,
      ...LineView.properties,
      covers: Type.Array(Type.Object({ ...policyFields, productName: names })),
      claims: Type.Array(Type.Object({ ...ClaimSummaryBody.properties, policyId: text })),
    }),
  ),
  shipments: Type.Array(
    Type.Object({
      ...{ shipmentId: text, lineIds: Type.Array(text), carrier: text, waybill: text },
      ...{ shippedAt: nullable(time), deliveredAt: nullable(time) },
    }),
  ),
  returns: Type.Array(
    Type.Object({
      ...{
        returnId: text,
        lineIds: Type.Array(text),
        reason: text,
        mode: oneOf(RETURN_MODES),
        carrier: text,
        waybill: text,
      },
      ...{ requestedAt: nullable(time), shippedAt: nullable(time), receivedAt: nullable(time) },
      ...{ refundedAt: nullable(time), cancelledAt: nullable(time) },
    }),
  ),
  declined: Type.Array(Type.Object({ product: text, lineId: text, code: text })),
  held: Type.Array(HeldCover),
});

/** Buyers and merchants look at their own, whatever else they ask for; null where that is nothing. */
function ownSubjects(
  { role, subject }: Principal,
  { buyerId, merchantId }: { readonly buyerId?: string; readonly merchantId?: string },
): { readonly buyerId: string | null; readonly merchantId: string | null } | null {
  if (role === "buyer" && buyerId !== undefined && buyerId !== subject) return null;
  if (role === "merchant" && merchantId !== undefined && merchantId !== subject) return null;
  return {
    buyerId: role === "buyer" ? subject : (buyerId ?? null),
    merchantId: role === "merchant" ? subject : (merchantId ?? null),
  };
}

export function orderListRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/orders",
    {
      config: { access: ORDER_READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listOrders",
        tags: ["orders"],
        summary: "Orders with their goods, parcels, covers and claims, newest first",
        description:
          "By when an order was first told. Of one buyer, the orders that have cover, the one with the newest cover first; an order without cover is read by its id.",
        querystring: closedObject({
          merchantId: Type.Optional(ExternalId),
          buyerId: Type.Optional(ExternalId),
          ...rangeQuery,
          ...pageQuery,
        }),
        response: { 200: pageOfItems(OrderItem) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const range = readRange(query, languageOf(request));
      const own = ownSubjects(principal, query);
      if (own === null) return { data: [], next: null };
      const book = own.merchantId === null ? null : bookOf(principal.tenantId, own.merchantId);
      const items = await inTransaction(context.db, principal.tenantId, (tx) =>
        listOrders(context, tx, { ...range, ...own, book }, page.after, page.limit + 1),
      );
      const now = context.clock.now();
      return pageAnswer(context, request, items, page, {
        position: (item: ListItem) => item.position,
        item: (item: ListItem) => listView(context, item, now),
      });
    },
  );
}
