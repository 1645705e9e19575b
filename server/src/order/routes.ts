// Understands the calls that feed and read orders.

import { present } from "@anxin/core/assert";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { refuse } from "@anxin/core/refusal";
import { findOrder } from "@anxin/store/order";
import { findTenant } from "@anxin/store/tenant";
import { inTransaction } from "@anxin/store/transaction";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { ORDERS_BODY_BYTES_MAX } from "../http/limits.js";
import { refusalObject } from "../http/problem.js";
import { ExternalId } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { claimSummary, policySummary } from "../policy/view.js";
import { isRefusal, nameOf, readEnvelope, readOrders } from "./envelope.js";
import type { OrderIntake } from "./intake.js";
import { ORDER_READERS, orderListRoutes } from "./list-routes.js";
import { laneOf, loadHistories } from "./load.js";
import { openSnapshot } from "./read.js";
import { heldView, OrderView, orderView, resultView } from "./view.js";
import { OrdersAnswer, OrdersBody } from "./wire.js";

/** Reads the orders of a call, applies those that can be read, and answers each in its place. */
async function feed(context: Context, intake: OrderIntake, request: FastifyRequest) {
  const bodies = readEnvelope(request.body);
  const parsed = readOrders(bodies, languageOf(request));
  const tenant = await findTenant(context.db, request.principal.tenantId);
  const applied = await intake.submit(
    tenant,
    parsed.filter((order): order is OrderSnapshot => !isRefusal(order)),
  );
  const now = context.clock.now();
  let next = 0;
  return parsed.map((order, i) => {
    if (!isRefusal(order)) {
      const result = present(applied[next++], "every order that was read has a result");
      return resultView(result, now, result.refusal === null ? null : refusalObject(result.refusal, request));
    }
    const refused = { outcome: "rejected" as const, policies: [], declined: [], held: [], claims: [] };
    return { ...nameOf(bodies[i]), ...refused, problem: refusalObject(order, request) };
  });
}

function feeding(api: Api, context: Context, intake: OrderIntake): void {
  api.post(
    "/v1/orders",
    {
      config: { access: ["server"], problems: ["limit_exceeded", "currency_unsupported"] },
      bodyLimit: ORDERS_BODY_BYTES_MAX,
      // Orders are validated one by one in the handler, so that a malformed one harms no other.
      validatorCompiler: () => () => true,
      schema: {
        operationId: "feedOrders",
        tags: ["orders"],
        summary: "Feed orders as they now stand; covers and claims follow",
        body: OrdersBody,
        response: { 200: OrdersAnswer },
      },
    },
    async (request) => ({ results: await feed(context, intake, request) }),
  );
}

function reading(api: Api, context: Context): void {
  api.get(
    "/v1/orders/:orderId",
    {
      config: { access: ORDER_READERS },
      schema: {
        operationId: "readOrder",
        tags: ["orders"],
        summary: "An order with its policies and claims",
        params: Type.Object({ orderId: ExternalId }),
        response: { 200: OrderView },
      },
    },
    async ({ principal, params: { orderId } }) =>
      inTransaction(context.db, principal.tenantId, async (tx) => {
        const row = await findOrder(tx, principal.tenantId, laneOf(orderId), orderId);
        if (row === null || !maySee(principal, { merchantId: row.merchant_id, buyerId: row.buyer_id })) {
          refuse("not_found", `there is no order ${orderId}`);
        }
        const history = (await loadHistories(tx, [row])).get(orderId);
        const now = context.clock.now();
        return {
          ...orderView(openSnapshot(context, principal.tenantId, row)),
          policies: (history?.policies ?? []).map((known) => policySummary(known, now)),
          declined: [...(history?.outcomes.declined ?? [])],
          held: heldView(history?.outcomes.held ?? []),
          claims: (history?.claims ?? []).map(claimSummary),
        };
      }),
  );
}

export function orderRoutes(api: Api, context: Context, intake: OrderIntake): void {
  feeding(api, context, intake);
  orderListRoutes(api, context);
  reading(api, context);
}
