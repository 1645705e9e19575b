// Understands the calls about a shop's own keys, which its people make for its systems, and which the house may look up and end.

import { listShopKeys } from "@anxin/store/people";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, ExternalId, pageOfItems, readInstant } from "../http/schema.js";
import { readShop, visibleShop } from "../merchant/shop.js";
import { addApiKey, endApiKey, requireRoomForKey, rotateApiKey } from "./api-keys.js";
import {
  created,
  KeyView,
  keyId,
  keyView,
  NewKeyView,
  newKeyFields,
  Rotation,
  readOverlap,
  termsOf,
} from "./key-routes.js";
import { placeOf } from "./shop-place.js";

export const ACCESS_READERS = ["merchant", "platform", "admin", "auditor"] as const satisfies Access;
export const ACCESS_ENDERS = ["merchant", "platform", "admin"] as const satisfies Access;
const TAGS = ["people"];
const LABEL_LENGTH_MAX = 64;

const ShopPath = closedObject({ merchantId: ExternalId });
const KeyPath = closedObject({ merchantId: ExternalId, keyId });
const NewKey = closedObject({
  label: Type.String({
    minLength: 1,
    maxLength: LABEL_LENGTH_MAX,
    // Without "@", which ends the label in the name that the log gives to who acts.
    pattern: "^[^@\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$",
    description: "which system will use it; no @",
  }),
  ...newKeyFields,
});

const actOn = ({ caller }: Principal, action: `merchant.key_${string}`, merchantId: string) => ({
  ...{ actor: caller, action },
  subject: { kind: "merchant", id: merchantId },
});

function reading(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/api-keys",
    {
      config: { access: ACCESS_READERS, signedIn: true, problems: ["not_found", "cursor_invalid"] },
      schema: {
        ...{ operationId: "listShopKeys", tags: TAGS, summary: "A shop's own keys, newest first" },
        params: ShopPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(KeyView) },
      },
    },
    async (request) => {
      const { principal } = request;
      const key = visibleShop(principal, request.params.merchantId);
      const page = pageOf(context, request);
      const rows = await inTransaction(context.db, principal.tenantId, async (tx) => {
        await readShop(tx, key);
        return listShopKeys(tx, key.merchantId, placeOf(page.after), page.limit + 1);
      });
      return pageAnswer(context, request, rows, page, {
        position: (row) => [String(row.created_at), row.key_hash.toString("hex")],
        item: keyView,
      });
    },
  );
}

function making(api: Api, context: Context): void {
  const access: Access = ["merchant"];
  api.post(
    "/v1/merchants/:merchantId/api-keys",
    {
      config: { access, signedIn: true, idempotency: "required", problems: ["not_found", "limit_exceeded"] },
      schema: {
        ...{
          operationId: "createShopKey",
          tags: TAGS,
          summary: "Make a key for a shop's own system; it is shown once",
        },
        description:
          "The key may do what the shop's people may, as far as its scopes reach: everything with `*`, only reading with `*:read`. " +
          "It never makes, rotates or ends keys, and ends nobody's session.",
        params: ShopPath,
        body: NewKey,
        response: { 201: NewKeyView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const { merchantId } = visibleShop(principal, params.merchantId);
      const { label, scopes = ["*"], expiresAt = null } = body;
      const end = expiresAt === null ? null : readInstant(expiresAt, "/expiresAt", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        await readShop(tx, visibleShop(principal, merchantId));
        await requireRoomForKey(tx, merchantId);
        const key = await addApiKey(context, tx, { label, scopes, expiresAt: end, merchantId });
        const after = { keyId: key.keyId, ...termsOf(key) };
        await noteAct(context, tx, { ...actOn(principal, "merchant.key_created", merchantId), after });
        return created(key);
      });
    },
  );
  api.post(
    "/v1/merchants/:merchantId/api-keys/:keyId/rotations",
    {
      config: { access, signedIn: true, idempotency: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "rotateShopKey",
        tags: TAGS,
        summary: "Make the successor of a shop's key; the old one runs out after the overlap",
        params: KeyPath,
        body: Rotation,
        response: { 201: NewKeyView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const { merchantId } = visibleShop(principal, params.merchantId);
      const overlapMs = readOverlap(request.body);
      return idempotently(context, request, reply, async (tx) => {
        const key = await rotateApiKey(context, tx, { keyId: params.keyId, merchantId, overlapMs });
        const after = { keyId: params.keyId, ...termsOf(key), successor: key.keyId, overlapMs };
        await noteAct(context, tx, { ...actOn(principal, "merchant.key_rotated", merchantId), after });
        return created(key);
      });
    },
  );
}

export function shopKeyRoutes(api: Api, context: Context): void {
  reading(api, context);
  making(api, context);
  api.delete(
    "/v1/merchants/:merchantId/api-keys/:keyId",
    {
      config: { access: ACCESS_ENDERS, signedIn: true, problems: ["not_found"] },
      schema: {
        ...{ operationId: "revokeShopKey", tags: TAGS, summary: "End a shop's key at once" },
        params: KeyPath,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const { merchantId } = visibleShop(principal, params.merchantId);
      const which = { keyId: params.keyId, owner: { merchantId } };
      await endApiKey(context, principal.tenantId, which, (tx, { label }) =>
        noteAct(context, tx, {
          ...actOn(principal, "merchant.key_revoked", merchantId),
          after: { keyId: params.keyId, label },
        }),
      );
      reply.code(204);
      return null;
    },
  );
}
