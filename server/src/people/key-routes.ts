// Understands the calls about integrators' keys.

import { Refused } from "@anxin/core/refusal";
import { parseDuration } from "@anxin/core/time";
import { type KeyListRow, listApiKeys } from "@anxin/store/people";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import { noteAct } from "../audit/record.js";
import { wallClockMs } from "../clock.js";
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
  oneOf,
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
  merchantId: nullable(Type.String({ description: "the shop whose key it is; null: the marketplace's own" })),
  createdAt: Type.String(),
  expiresAt: nullable(Type.String()),
};
export const KeyView = Type.Object({
  ...keyFields,
  revokedAt: nullable(Type.String()),
  status: oneOf(["active", "expired", "revoked"]),
  lastUsedAt: nullable(Type.String({ description: "to the minute; null: never yet" })),
});
export const NewKeyView = Type.Object({ ...keyFields, key: Type.String({ description: "shown this once" }) });
export const newKeyFields = {
  scopes: Type.Optional(
    Type.Array(Type.String({ pattern: SCOPE }), {
      minItems: 1,
      maxItems: SCOPES_MAX,
      uniqueItems: true,
      description: 'default: ["*"]',
    }),
  ),
  expiresAt: Type.Optional(nullable(InstantText)),
};
const NewKey = closedObject({ label: line(LABEL_LENGTH_MAX, 1), ...newKeyFields });
export const keyId = line(LABEL_LENGTH_MAX, 1);
const KeyId = closedObject({ keyId });
export const Rotation = closedObject({
  overlap: Type.Optional(Type.String({ maxLength: 40, description: "ISO 8601 duration, PT1M to P90D; default P1D" })),
});

export function created(made: CreatedApiKey) {
  const { keyId, key, label, scopes, merchantId, createdAt, expiresAt } = made;
  const times = { createdAt: instantText(createdAt), expiresAt: instantTextOrNull(expiresAt) };
  return { status: 201, body: { keyId, key, label, scopes, merchantId, ...times } };
}

/** Keys live on the wall clock. */
const hasRunOut = ({ expires_at: end }: KeyListRow): boolean => end !== null && wallClockMs() >= end;

export function keyView(row: KeyListRow): Static<typeof KeyView> {
  const { key_hash, label, scopes, merchant_id: merchantId } = row;
  return {
    keyId: keyIdOf(key_hash),
    label,
    scopes: [...scopes],
    merchantId,
    createdAt: instantText(row.created_at),
    expiresAt: instantTextOrNull(row.expires_at),
    revokedAt: instantTextOrNull(row.revoked_at),
    status: row.revoked_at !== null ? "revoked" : hasRunOut(row) ? "expired" : "active",
    lastUsedAt: instantTextOrNull(row.last_used_at),
  };
}

const actOn = ({ caller }: Principal, action: `key.${string}`, keyId: string) => ({
  ...{ actor: caller, action },
  subject: { kind: "key", id: keyId },
});
/** What may be told of a key: all but the key. */
export const termsOf = ({ label, scopes, expiresAt }: CreatedApiKey) => ({
  ...{ label, scopes: [...scopes], expiresAt: instantTextOrNull(expiresAt) },
});

/** Reads how long the old key stays good. Refuses what is no duration, or outside the limits. */
export function readOverlap({ overlap: text = OVERLAP_DEFAULT }: Static<typeof Rotation>): number {
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
        summary: "Keys of this tenant, its shops' among them",
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
        const key = await addApiKey(context, tx, { label, scopes, expiresAt: end, merchantId: null });
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
        body: Rotation,
        response: { 201: NewKeyView },
      },
    },
    async (request, reply) => {
      const overlapMs = readOverlap(request.body);
      const { keyId } = request.params;
      return idempotently(context, request, reply, async (tx) => {
        const key = await rotateApiKey(context, tx, { keyId, merchantId: null, overlapMs });
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
      const which = { keyId: params.keyId, owner: "anybody" } as const;
      await endApiKey(context, principal.tenantId, which, (tx, { label, merchant_id: merchantId }) =>
        noteAct(context, tx, { ...actOn(principal, "key.revoked", params.keyId), after: { label, merchantId } }),
      );
      reply.code(204);
      return null;
    },
  );
}
