// Understands the calls about service orders: a repair or replacement in place of money.

import { present } from "@anxin/core/assert";
import { SERVICE_ORDER_STATUSES } from "@anxin/core/service-order/machine";
import {
  grantsInKind,
  listServiceOrders,
  type ServiceOrderRow,
  serviceOrderEvents,
  serviceOrdersOf,
} from "@anxin/store/service-order";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { Type } from "typebox";
import { findVisible } from "../claim/case.js";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { heedIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, line, oneOf, pageOfItems } from "../http/schema.js";
import { type OrderBody, openServiceOrder } from "./open.js";
import { findVisibleOrder, type StepBody, serviceOrderEtag, takeOrderStep } from "./step.js";
import {
  grantView,
  OrderBodySchema,
  OrdersOfClaim,
  ServiceOrderView,
  StepBodySchema,
  serviceOrderView,
} from "./wire.js";

const READERS: Access = [
  "server",
  "buyer",
  "merchant",
  "adjuster",
  "supervisor",
  "actuary",
  "finance",
  "auditor",
  "platform",
  "admin",
];
const OPENERS: Access = ["server", "buyer", "adjuster", "supervisor"];
const STEPPERS: Access = [...OPENERS, "finance"];
const DESKS: Access = ["server", "adjuster", "supervisor", "actuary", "finance", "auditor", "admin"];

const schema = (operationId: string, summary: string) => ({ operationId, tags: ["service-orders"], summary });
const ClaimPath = Type.Object({ claimId: Type.String({ maxLength: 64 }) });
const OrderPath = closedObject({ serviceOrderId: line(64, 1) });

/** Orders with their logs, as the caller may see them; one statement for orders of one book. */
async function viewsOf(tx: Tx, principal: Principal, rows: readonly ServiceOrderRow[]) {
  const books = new Map<number, bigint[]>();
  for (const { book, service_order_id: id } of rows) books.set(book, [...(books.get(book) ?? []), id]);
  const logs: Awaited<ReturnType<typeof serviceOrderEvents>>[] = [];
  for (const [book, ids] of books) logs.push(await serviceOrderEvents(tx, book, ids));
  return rows.map((row) => {
    const log = logs.map((each) => each.get(row.service_order_id)).find((each) => each !== undefined);
    return serviceOrderView(row, log ?? [], principal);
  });
}

async function viewOf(tx: Tx, principal: Principal, row: ServiceOrderRow) {
  const [view] = await viewsOf(tx, principal, [row]);
  return present(view, "every order has a view");
}

function claimRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/service-orders",
    {
      config: {
        access: OPENERS,
        idempotency: "required",
        problems: ["not_found", "service_order_not_possible"],
      },
      schema: {
        ...schema("openServiceOrder", "Order the repair or replacement that a claim was granted, or have it paid out"),
        params: ClaimPath,
        body: OrderBodySchema,
        response: { 201: ServiceOrderView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      return idempotently(context, request, reply, async (tx) => {
        const row = await openServiceOrder(context, tx, principal, params.claimId, request.body as OrderBody);
        return { status: 201, body: await viewOf(tx, principal, row), etag: serviceOrderEtag(row) };
      });
    },
  );

  api.get(
    "/v1/claims/:claimId/service-orders",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema(
          "listServiceOrdersOfClaim",
          "What a claim was granted in kind, and its service orders, first to last",
        ),
        params: ClaimPath,
        response: { 200: OrdersOfClaim },
      },
    },
    async ({ principal, params }) =>
      inTransaction(context.db, principal.tenantId, async (tx) => {
        const claim = await findVisible(tx, principal, params.claimId);
        const grants = (await grantsInKind(tx, claim)).map(grantView);
        return { grants, data: await viewsOf(tx, principal, await serviceOrdersOf(tx, claim)), next: null };
      }),
  );
}

function readingRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/service-orders",
    {
      config: { access: DESKS, problems: ["cursor_invalid"] },
      schema: {
        ...schema("listServiceOrders", "Service orders, newest first"),
        querystring: closedObject({
          ...pageQuery,
          status: Type.Optional(oneOf(SERVICE_ORDER_STATUSES)),
          unpaid: Type.Optional(
            Type.Boolean({ description: "only those whose work is done and not paid for, or only others" }),
          ),
        }),
        response: { 200: pageOfItems(ServiceOrderView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const filter = { status: query.status ?? null, unpaid: query.unpaid ?? null, before, limit: page.limit + 1 };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const rows = await listServiceOrders(tx, filter);
        const views = await viewsOf(tx, principal, rows);
        const items = rows.map(({ service_order_id: id }, i) => ({
          id,
          view: present(views[i], "every order has a view"),
        }));
        return pageAnswer(context, request, items, page, {
          position: ({ id }) => [id.toString()],
          item: ({ view }) => view,
        });
      });
    },
  );

  api.get(
    "/v1/service-orders/:serviceOrderId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("readServiceOrder", "A service order: who does the work, what it costs, and what happened"),
        params: OrderPath,
        response: { 200: ServiceOrderView },
      },
    },
    async ({ principal, params }, reply) =>
      inTransaction(context.db, principal.tenantId, async (tx) => {
        const row = await findVisibleOrder(tx, principal, params.serviceOrderId);
        reply.header("etag", serviceOrderEtag(row));
        return viewOf(tx, principal, row);
      }),
  );
}

function stepRoute(api: Api, context: Context): void {
  api.post(
    "/v1/service-orders/:serviceOrderId/steps",
    {
      config: {
        access: STEPPERS,
        idempotency: "required",
        ifMatch: "optional",
        problems: ["not_found", "state_conflict", "payment_known"],
      },
      schema: {
        ...schema(
          "stepServiceOrder",
          "What happens to a service order next: accepted, begun, done, failed, paid out, settled",
        ),
        params: OrderPath,
        body: StepBodySchema,
        response: { 200: ServiceOrderView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const command = { text: params.serviceOrderId, body: request.body as StepBody };
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeOrderStep(context, tx, principal, command, (current) => heedIfMatch(request, current));
        return { status: 200, body: await viewOf(tx, principal, row), etag: serviceOrderEtag(row) };
      });
    },
  );
}

export function serviceOrderRoutes(api: Api, context: Context): void {
  claimRoutes(api, context);
  readingRoutes(api, context);
  stepRoute(api, context);
}
