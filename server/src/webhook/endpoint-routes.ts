// Understands the calls about who listens.

import { inTransaction } from "@anxin/store/transaction";
import { listEndpoints } from "@anxin/store/webhook";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, ExternalId, line, pageOfItems } from "../http/schema.js";
import {
  addEndpoint,
  editEndpoint,
  endEndpoint,
  endpointEtag,
  merchantOf,
  readEndpoint,
  renewSecret,
  requireAddress,
  typesOf,
} from "./endpoint.js";
import { EndpointBody, EndpointView, EndpointWithSecret, endpointView, NewEndpointBody } from "./wire.js";

/** A shop for itself, whoever speaks for the marketplace for all. */
export const LISTENERS: Access = ["server", "merchant", "platform", "admin"];
export const LOOKERS: Access = ["server", "merchant", "platform", "admin", "auditor"];
export const TAGS = ["webhooks"];
export const EndpointPath = closedObject({ endpointId: line(64, 1) });

/** Stands for the body of a call that has none. */
const NO_BODY = Buffer.alloc(0);

function reading(api: Api, context: Context): void {
  api.get(
    "/v1/webhook-endpoints",
    {
      config: { access: LOOKERS },
      schema: {
        operationId: "listWebhookEndpoints",
        tags: TAGS,
        summary: "Who listens to events, newest first",
        querystring: closedObject({ ...pageQuery, merchantId: Type.Optional(ExternalId) }),
        response: { 200: pageOfItems(EndpointView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const merchantId = merchantOf(principal, query.merchantId ?? null);
      const rows = await inTransaction(context.db, principal.tenantId, (tx) =>
        listEndpoints(tx, { merchantId, before, limit: page.limit + 1 }),
      );
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.endpoint_id.toString()],
        item: endpointView,
      });
    },
  );
  api.get(
    "/v1/webhook-endpoints/:endpointId",
    {
      config: { access: LOOKERS },
      schema: {
        operationId: "readWebhookEndpoint",
        tags: TAGS,
        summary: "An endpoint",
        params: EndpointPath,
        response: { 200: EndpointView },
      },
    },
    async ({ principal, params }, reply) => {
      const row = await inTransaction(context.db, principal.tenantId, (tx) =>
        readEndpoint(tx, principal, params.endpointId),
      );
      reply.header("etag", endpointEtag(row));
      return endpointView(row);
    },
  );
}

function adding(api: Api, context: Context): void {
  api.post(
    "/v1/webhook-endpoints",
    {
      config: { access: LISTENERS, idempotency: "required", problems: ["merchant_unknown", "limit_exceeded"] },
      schema: {
        operationId: "addWebhookEndpoint",
        tags: TAGS,
        summary: "Listen to events from now on; the answer shows the secret this once",
        description: `The address is https and public. With \`merchantId\` it hears of that shop alone; a shop's own session always makes
such an endpoint, for itself.`,
        body: NewEndpointBody,
        response: { 201: EndpointWithSecret },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const language = languageOf(request);
      const merchantId = merchantOf(principal, body.merchantId ?? null);
      const types = typesOf(body.types.map(String), merchantId, language);
      await requireAddress(context, body.url, language);
      return idempotently(context, request, reply, async (tx) => {
        const wish = { url: body.url, types, description: body.description ?? "", merchantId };
        const { row, secret } = await addEndpoint(context, tx, principal, wish);
        return { status: 201, body: { ...endpointView(row), secret }, etag: endpointEtag(row) };
      });
    },
  );
  api.post(
    "/v1/webhook-endpoints/:endpointId/secret-rotations",
    {
      config: { access: LISTENERS, idempotency: "required", problems: ["not_found"] },
      schema: {
        operationId: "rotateWebhookSecret",
        tags: TAGS,
        summary: "Make a new secret, shown this once; for 24 hours the old one signs too",
        params: EndpointPath,
        response: { 201: EndpointWithSecret },
      },
    },
    (request, reply) =>
      idempotently(
        context,
        request,
        reply,
        async (tx) => {
          const { row, secret } = await renewSecret(context, tx, request.principal, request.params.endpointId);
          return { status: 201, body: { ...endpointView(row), secret }, etag: endpointEtag(row) };
        },
        NO_BODY,
      ),
  );
}

function changing(api: Api, context: Context): void {
  api.put(
    "/v1/webhook-endpoints/:endpointId",
    {
      config: { access: LISTENERS, ifMatch: "required", problems: ["not_found"] },
      schema: {
        operationId: "putWebhookEndpoint",
        tags: TAGS,
        summary: "Change where an endpoint is and what it hears of, pause it, or take it up again",
        description: `What waits for an endpoint when it is paused is set aside, and so is what happens meanwhile: replay it when it
is active again (recoveries).`,
        params: EndpointPath,
        body: EndpointBody,
        response: { 200: EndpointView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const language = languageOf(request);
      await requireAddress(context, body.url, language);
      const row = await editEndpoint(
        context,
        principal,
        params.endpointId,
        (before) => ({
          url: body.url,
          types: typesOf(body.types.map(String), before.merchant_id, language),
          description: body.description ?? before.description,
          status: (body.status ?? before.status) === "paused" ? "paused" : "active",
        }),
        (current) => requireIfMatch(request, current),
      );
      reply.header("etag", endpointEtag(row));
      return endpointView(row);
    },
  );
  api.delete(
    "/v1/webhook-endpoints/:endpointId",
    {
      config: { access: LISTENERS, problems: ["not_found"] },
      schema: {
        operationId: "deleteWebhookEndpoint",
        tags: TAGS,
        summary: "Listen no more; what was not delivered never will be",
        params: EndpointPath,
        response: { 204: Type.Null() },
      },
    },
    async ({ principal, params }, reply) => {
      await endEndpoint(context, principal, params.endpointId);
      reply.code(204);
      return null;
    },
  );
}

export function endpointRoutes(api: Api, context: Context): void {
  reading(api, context);
  adding(api, context);
  changing(api, context);
}
