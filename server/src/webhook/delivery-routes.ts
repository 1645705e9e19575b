// Understands the calls about what was delivered, and the wish to have it delivered once more.

import { DAY_MS } from "@anxin/core/time";
import { DELIVERED_KEPT_MS, DELIVERY_STATES, DIVERTED_KEPT_MS } from "@anxin/core/webhook/delivery";
import { TEST_TYPE, WEBHOOK_TYPES } from "@anxin/core/webhook/event-type";
import { inTransaction } from "@anxin/store/transaction";
import { attemptsOf, listDeliveries } from "@anxin/store/webhook-delivery";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, InstantText, line, oneOf, pageOfItems, readInstant } from "../http/schema.js";
import { readEndpoint } from "./endpoint.js";
import { EndpointPath, LISTENERS, LOOKERS, TAGS } from "./endpoint-routes.js";
import { RECOVERIES_MAX, readDelivery, recover, replay, tryOut, type WholeDelivery } from "./replay.js";
import { DeliveryView, deliveryView } from "./wire.js";

const SUBJECT_LENGTH_MAX = 300;
const DeliveryPath = closedObject({ endpointId: line(64, 1), deliveryId: line(64, 1) });
const ListQuery = closedObject({
  state: Type.Optional(oneOf(DELIVERY_STATES)),
  type: Type.Optional(oneOf([...WEBHOOK_TYPES, TEST_TYPE])),
  eventId: Type.Optional(line(64, 1)),
  subject: Type.Optional(line(SUBJECT_LENGTH_MAX, 1)),
  since: Type.Optional(InstantText),
  ...pageQuery,
});

const days = (ms: number): number => ms / DAY_MS;
const KEPT =
  `A delivery is kept for ${days(DELIVERED_KEPT_MS)} days after it was taken; one that was set aside, unless it is replayed, ` +
  `for ${days(DIVERTED_KEPT_MS)} days after it was made. One that waits for its next attempt is kept.`;

const viewOf = ({ endpoint, delivery, attempts }: WholeDelivery) => deliveryView(endpoint, delivery, attempts);

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/webhook-endpoints/:endpointId/deliveries",
    {
      config: { access: LOOKERS },
      schema: {
        operationId: "listWebhookDeliveries",
        tags: TAGS,
        summary: "Deliveries to an endpoint with every attempt, newest first",
        description: KEPT,
        params: EndpointPath,
        querystring: ListQuery,
        response: { 200: pageOfItems(DeliveryView) },
      },
    },
    async (request) => {
      const { principal, params, query } = request;
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const since = query.since === undefined ? null : readInstant(query.since, "/query/since", languageOf(request));
      const { state = null, type = null, eventId = null, subject = null } = query;
      const filter = { deliveryId: null, state, type, eventId, subject, since, before, limit: page.limit + 1 };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const endpoint = await readEndpoint(tx, principal, params.endpointId);
        const rows = await listDeliveries(tx, endpoint.endpoint_id, filter);
        const attempts = await attemptsOf(
          tx,
          endpoint.endpoint_id,
          rows.map((row) => row.delivery_id),
        );
        return pageAnswer(context, request, rows, page, {
          position: (row) => [row.delivery_id.toString()],
          item: (row) => deliveryView(endpoint, row, attempts.get(row.delivery_id) ?? []),
        });
      });
    },
  );
  api.get(
    "/v1/webhook-endpoints/:endpointId/deliveries/:deliveryId",
    {
      config: { access: LOOKERS },
      schema: {
        operationId: "readWebhookDelivery",
        tags: TAGS,
        summary: "A delivery with every attempt",
        params: DeliveryPath,
        response: { 200: DeliveryView },
      },
    },
    ({ principal, params }) =>
      inTransaction(context.db, principal.tenantId, async (tx) => {
        const endpoint = await readEndpoint(tx, principal, params.endpointId);
        return viewOf(await readDelivery(tx, endpoint, params.deliveryId));
      }),
  );
}

function sending(api: Api, context: Context): void {
  api.post(
    "/v1/webhook-endpoints/:endpointId/test",
    {
      config: { access: LISTENERS, problems: ["not_found"] },
      schema: {
        operationId: "testWebhookEndpoint",
        tags: TAGS,
        summary: "Send the endpoint an event of its own, once, and answer what came of it",
        description:
          "Takes as long as the endpoint lets us wait, 15 seconds at the most. A paused endpoint can be tried too.",
        params: EndpointPath,
        response: { 200: DeliveryView },
      },
    },
    async ({ principal, params }) => viewOf(await tryOut(context, principal, params.endpointId)),
  );
  api.post(
    "/v1/webhook-endpoints/:endpointId/deliveries/:deliveryId/replay",
    {
      config: { access: LISTENERS, problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "replayWebhookDelivery",
        tags: TAGS,
        summary: "Make a delivery once more, under the same webhook-id, whatever became of it",
        params: DeliveryPath,
        response: { 200: DeliveryView },
      },
    },
    async ({ principal, params }) => viewOf(await replay(context, principal, params)),
  );
  api.post(
    "/v1/webhook-endpoints/:endpointId/recoveries",
    {
      config: { access: LISTENERS, problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "recoverWebhookDeliveries",
        tags: TAGS,
        summary: `Make everything once more that the endpoint has not got since a time, ${RECOVERIES_MAX} at a time`,
        params: EndpointPath,
        body: closedObject({ since: InstantText }),
        response: {
          200: Type.Object({
            replayed: Type.Integer(),
            isComplete: Type.Boolean({ description: "false: as many as one call takes; call again for the rest" }),
          }),
        },
      },
    },
    async (request) => {
      const since = readInstant(request.body.since, "/since", languageOf(request));
      const replayed = await recover(context, request.principal, request.params.endpointId, since);
      return { replayed, isComplete: replayed < RECOVERIES_MAX };
    },
  );
}

export function deliveryRoutes(api: Api, context: Context): void {
  listing(api, context);
  sending(api, context);
}
