// Understands the calls about integrators' keys.

import { Refused } from "@anxin/core/refusal";
import { parseDuration } from "@anxin/core/time";
import { type KeyListRow, listApiKeys } from "@anxin/store/people";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import type { Api, Principal } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  fieldRefusal,
  InstantText,
  instantText,
  instantTextOrNull,
  line,
  nullable,
  pageOfItems,
  readInstant,
} from "../http/schema.js";
import { addApiKey, type CreatedApiKey, endApiKey, keyIdOf, rotateApiKey, SCOPE } from "./api-keys.js";

const LABEL_LENGTH_MAX = 64;
const SCOPES_MAX = 50;
/** How long an old key may overlap its successor. */
const OVERLAP_MS_MIN = 60_000;
const OVERLAP_MS_MAX = 90 * 86_400_000;
const OVERLAP_DEFAULT = "P1D";

const keyFields = {
  keyId: Type.String(),
  label: Type.String(),
  scopes: Type.Array(Type.String()),
  createdAt: Type.String(),
  expiresAt: nullable(Type.String()),
};
const KeyView = Type.Object({ ...keyFields, revokedAt: nullable(Type.String()) });
const NewKeyView = Type.Object({ ...keyFields, key: Type.String({ description: "shown this once" }) });
const NewKey = closedObject({
  label: line(LABEL_LENGTH_MAX, 1),
  scopes: Type.Optional(
    Type.Array(Type.String({ pattern: SCOPE }), {
      minItems: 1,
      maxItems: SCOPES_MAX,
      uniqueItems: true,
      description: 'default: ["*"]',
    }),
  ),
  expiresAt: Type.Optional(nullable(InstantText)),
});
const KeyId = closedObject({ keyId: line(LABEL_LENGTH_MAX, 1) });

function created({ keyId, key, label, scopes, createdAt, expiresAt }: CreatedApiKey) {
  const body = {
    keyId,
    key,
    label,
    scopes,
    createdAt: instantText(createdAt),
    expiresAt: instantTextOrNull(expiresAt),
  };
  return { status: 201, body };
}

function keyView({ key_hash, label, scopes, created_at, expires_at, revoked_at }: KeyListRow) {
  return {
    keyId: keyIdOf(key_hash),
    label,
    scopes: [...scopes],
    createdAt: instantText(created_at),
    expiresAt: instantTextOrNull(expires_at),
    revokedAt: instantTextOrNull(revoked_at),
  };
}

const actOn = ({ caller }: Principal, action: `key.${string}`, keyId: string) => ({
  ...{ actor: caller, action },
  subject: { kind: "key", id: keyId },
});
/** What may be told of a key: all but the key. */
const termsOf = ({ label, scopes, expiresAt }: CreatedApiKey) => ({
  ...{ label, scopes, expiresAt: instantTextOrNull(expiresAt) },
});

/** Reads how long the old key stays good. Refuses what is no duration, or outside the limits. */
function readOverlap(text: string): number {
  const ms = parseDuration(text);
  if (ms === null || ms < OVERLAP_MS_MIN || ms > OVERLAP_MS_MAX) {
    throw new Refused(fieldRefusal("/overlap", "duration", "must be a duration from PT1M to P90D, such as P1D"));
  }
  return ms;
}

function readingRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/api-keys",
    {
      config: { access: ["admin"], problems: ["cursor_invalid"] },
      schema: {
        operationId: "listApiKeys",
        tags: ["people"],
        summary: "Keys of this tenant",
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(KeyView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const [after = null] = page.after ?? [];
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        listApiKeys(tx, after, page.limit + 1),
      );
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.key_hash.toString("hex")],
        item: keyView,
      });
    },
  );
}

export function keyRoutes(api: Api, context: Context): void {
  const access = ["admin"] as const;
  const tags = ["people"];
  readingRoutes(api, context);
  api.post(
    "/v1/api-keys",
    {
      config: { access, idempotency: "required" },
      schema: {
        operationId: "createApiKey",
        tags,
        summary: "Make a key for a server; it is shown once",
        body: NewKey,
        response: { 201: NewKeyView },
      },
    },
    async (request, reply) => {
      const { label, scopes = ["*"], expiresAt = null } = request.body;
      const end = expiresAt === null ? null : readInstant(expiresAt, "/expiresAt", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const key = await addApiKey(context, tx, { label, scopes, expiresAt: end });
        await noteAct(context, tx, { ...actOn(request.principal, "key.created", key.keyId), after: termsOf(key) });
        return created(key);
      });
    },
  );
  api.post(
    "/v1/api-keys/:keyId/rotations",
    {
      config: { access, idempotency: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "rotateApiKey",
        tags,
        summary: "Make a key's successor; the old one runs out after the overlap",
        params: KeyId,
        body: closedObject({
          overlap: Type.Optional(
            Type.String({ maxLength: 40, description: "ISO 8601 duration, PT1M to P90D; default P1D" }),
          ),
        }),
        response: { 201: NewKeyView },
      },
    },
    async (request, reply) => {
      const overlapMs = readOverlap(request.body.overlap ?? OVERLAP_DEFAULT);
      const { keyId } = request.params;
      return idempotently(context, request, reply, async (tx) => {
        const key = await rotateApiKey(context, tx, keyId, overlapMs);
        const after = { ...termsOf(key), successor: key.keyId, overlapMs };
        await noteAct(context, tx, { ...actOn(request.principal, "key.rotated", keyId), after });
        return created(key);
      });
    },
  );
  revokingRoute(api, context);
}

function revokingRoute(api: Api, context: Context): void {
  api.delete(
    "/v1/api-keys/:keyId",
    {
      config: { access: ["admin"], problems: ["not_found"] },
      schema: {
        operationId: "revokeApiKey",
        tags: ["people"],
        summary: "End a key at once",
        params: KeyId,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      await endApiKey(context, principal.tenantId, params.keyId, (tx, { label }) =>
        noteAct(context, tx, { ...actOn(principal, "key.revoked", params.keyId), after: { label } }),
      );
      reply.code(204);
      return null;
    },
  );
}
