// Understands the calls by which evidence is found and looked at.

import { parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, plus } from "@anxin/core/time";
import { findEvidence, type HeldEvidence, listOrderEvidence, type OrderEvidence } from "@anxin/store/evidence";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import { actorShown } from "../claim/actor.js";
import type { Context } from "../context.js";
import type { Api, Principal } from "../http/api.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, ExternalId, instantTextOrNull, nullable, pageOfItems } from "../http/schema.js";
import { evidenceName } from "./accept.js";
import { bundleRoute } from "./bundle-routes.js";
import { LINK_MS, readLink, writeLink } from "./link.js";
import { asAttachment, KEPT_TYPES, keptBytes } from "./serve.js";
import { mayLook, READERS, seesAll } from "./sight.js";
import { uploadRoutes } from "./upload-routes.js";

const schema = (operationId: string, summary: string) => ({ operationId, tags: ["evidence"], summary });
const Params = Type.Object({ evidenceId: Type.String({ maxLength: 64 }) });
/** A token is shorter; others are told that there is no such link. */
const TOKEN_LENGTH_MAX = 128;

const OrderEvidenceView = Type.Object({
  evidenceId: Type.String(),
  kind: nullable(Type.String()),
  mediaType: Type.String(),
  sha256: Type.String({ description: "of the bytes as they are kept, hexadecimal" }),
  bytes: Type.Integer(),
  reencoded: Type.Boolean(),
  uploadedBy: Type.String({ description: "who sent it; buyers and merchants learn which side it was" }),
  uploadedAt: Type.String(),
  capturedAt: nullable(Type.String({ description: "when the file says that it was taken" })),
});

export function evidenceRoutes(api: Api, context: Context): void {
  uploadRoutes(api, context);
  listRoute(api, context);
  downloadRoute(api, context);
  linkRoutes(api, context);
  bundleRoute(api, context);
}

function unknown(what: string): never {
  return refuse("not_found", `there is no evidence ${what}`);
}

/** The evidence, if there is any that the caller may see; refuses with `not_found` otherwise. */
async function findVisible(context: Context, principal: Principal, text: string): Promise<HeldEvidence> {
  const evidenceId = parseId("evidence", text);
  if (evidenceId === null) return unknown(text);
  const found = await inTransaction(context.db, principal.tenantId, (tx) => findEvidence(tx, [evidenceId]));
  const held = found.get(evidenceId);
  return held !== undefined && mayLook(context, principal, held) ? held : unknown(text);
}

function listRoute(api: Api, context: Context): void {
  api.get(
    "/v1/evidence",
    {
      config: { access: READERS },
      schema: {
        ...schema(
          "listEvidence",
          "Files that were uploaded about an order, newest first; buyers and shops see their own",
        ),
        querystring: closedObject({ orderId: ExternalId, ...pageQuery }),
        response: { 200: pageOfItems(OrderEvidenceView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const wanted = {
        orderId: query.orderId,
        uploadedBy: seesAll(principal) ? null : principal.caller,
        before: page.after === null ? null : BigInt(page.after[0] ?? 0),
        limit: page.limit + 1,
      };
      const rows = await inTransaction(context.db, principal.tenantId, (tx) => listOrderEvidence(tx, wanted));
      return pageAnswer(context, request, rows, page, {
        position: (row) => [String(row.evidence_id)],
        item: (row) => orderEvidenceView(row, principal),
      });
    },
  );
}

function orderEvidenceView(row: OrderEvidence, principal: Principal) {
  return {
    evidenceId: evidenceName(row.evidence_id),
    kind: row.kind,
    mediaType: row.media_type,
    sha256: row.sha256.toString("hex"),
    bytes: row.bytes,
    reencoded: row.reencoded,
    uploadedBy: actorShown(row.uploaded_by, principal),
    uploadedAt: formatInstant(row.uploaded_at),
    capturedAt: instantTextOrNull(row.captured_at),
  };
}

const BYTES = Type.String({ format: "binary" });

function downloadRoute(api: Api, context: Context): void {
  api.get(
    "/v1/evidence/:evidenceId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("readEvidence", "The bytes of a piece of evidence, as an attachment"),
        params: Params,
        produces: KEPT_TYPES,
        response: { 200: BYTES, 206: BYTES },
      },
    },
    async (request, reply) => {
      const held = await findVisible(context, request.principal, request.params.evidenceId);
      const bytes = (await keptBytes(context, held)) ?? unknown(request.params.evidenceId);
      return reply.send(asAttachment(request, reply, held, bytes) as unknown as string);
    },
  );
}

function linkRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/evidence/:evidenceId/links",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("linkEvidence", "An address of this one file that works without signing in, for minutes"),
        params: Params,
        response: { 201: Type.Object({ url: Type.String(), expiresAt: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const { evidenceId } = await findVisible(context, principal, params.evidenceId);
      const expiresAt = plus(context.clock.now(), LINK_MS);
      const token = writeLink(context.vault, { tenantId: principal.tenantId, evidenceId, expiresAt });
      reply.code(201);
      return {
        url: `${context.config.publicUrl}/v1/evidence/links/${token}`,
        expiresAt: formatInstant(expiresAt),
      };
    },
  );
  api.get(
    "/v1/evidence/links/:token",
    {
      config: { access: "public", problems: ["not_found", "link_expired"] },
      schema: {
        ...schema("readEvidenceByLink", "The bytes that a link leads to, as an attachment"),
        params: Type.Object({ token: Type.String({ maxLength: TOKEN_LENGTH_MAX }) }),
        produces: KEPT_TYPES,
        response: { 200: BYTES, 206: BYTES },
      },
    },
    async (request, reply) => {
      const target = readLink(context.vault, request.params.token) ?? unknown("behind this link");
      if (context.clock.now() >= target.expiresAt)
        refuse("link_expired", "the link has expired; ask for a new one where you found it");
      const { tenantId, evidenceId } = target;
      const found = await inTransaction(context.db, tenantId, (tx) => findEvidence(tx, [evidenceId]));
      const held = found.get(evidenceId) ?? unknown("behind this link");
      const bytes = (await keptBytes(context, held)) ?? unknown("behind this link");
      return reply.send(asAttachment(request, reply, held, bytes) as unknown as string);
    },
  );
}
