// Understands the calls about who is signed in for a shop: the marketplace brings its people in, so that they are its open sessions.

import { refuse } from "@anxin/core/refusal";
import { instant } from "@anxin/core/time";
import { type EndedSession, endShopSessions, listShopSessions, type ShopSessionRow } from "@anxin/store/people";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import { noteAct } from "../audit/record.js";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { tokenOf } from "../http/access.js";
import type { Api, Principal } from "../http/api.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  instantText,
  instantTextOrNull,
  known,
  line,
  nullable,
  oneOf,
  pageOfItems,
} from "../http/schema.js";
import { readShop, visibleShop } from "../merchant/shop.js";
import { forgetCredential } from "./credentials.js";
import { BROWSERS, SYSTEMS } from "./device.js";
import { ACCESS_ENDERS, ACCESS_READERS } from "./shop-key-routes.js";
import { placeOf } from "./shop-place.js";
import { hashOf } from "./token.js";

const TAGS = ["people"];
const SESSION_ID = /^ses_([0-9a-f]{16})$/;
/** Letters of a hash that name a session: they tell which one, and nothing of its token. */
const NAMED_LENGTH = 16;

const SessionView = Type.Object({
  sessionId: Type.String(),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  lastUsedAt: nullable(Type.String({ description: "to the minute" })),
  device: nullable(
    Type.Object(
      { browser: oneOf(BROWSERS), system: oneOf(SYSTEMS) },
      { description: "null: no browser came in, the marketplace's server holds the token" },
    ),
  ),
  isCurrent: Type.Boolean({ description: "whether it is the session that asks" }),
});
const ShopPath = closedObject({ merchantId: ExternalId });
const SessionPath = closedObject({ merchantId: ExternalId, sessionId: line(64, 1) });

type Asking = Parameters<typeof tokenOf>[0];
const ownHash = (request: Asking): Buffer => hashOf(tokenOf(request)?.token ?? "");

function sessionView(row: ShopSessionRow, own: Buffer): Static<typeof SessionView> {
  const { token_hash: hash, browser, system } = row;
  return {
    sessionId: `ses_${hash.toString("hex").slice(0, NAMED_LENGTH)}`,
    createdAt: instantText(row.created_at),
    expiresAt: instantText(row.expires_at),
    lastUsedAt: instantTextOrNull(row.last_used_at),
    device:
      browser === null || system === null
        ? null
        : { browser: known(BROWSERS, browser), system: known(SYSTEMS, system) },
    isCurrent: hash.equals(own),
  };
}

/** Ends them here at once, elsewhere within seconds. Answers how many somebody was using. */
async function end(
  context: Context,
  { tenantId, caller }: Principal,
  merchantId: string,
  which: Parameters<typeof endShopSessions>[3],
): Promise<number> {
  const isUsed = ({ last_used_at }: EndedSession): boolean => last_used_at !== null;
  const ended = await inTransaction(context.db, tenantId, async (tx) => {
    const rows = await endShopSessions(tx, merchantId, instant(wallClockMs()), which);
    if (rows.length === 0) return rows;
    await noteAct(context, tx, {
      ...{ actor: caller, action: "merchant.sessions_ended", subject: { kind: "merchant", id: merchantId } },
      after: { ended: rows.filter(isUsed).length },
    });
    return rows;
  });
  for (const { token_hash } of ended) forgetCredential(context, token_hash);
  return ended.filter(isUsed).length;
}

function ending(api: Api, context: Context): void {
  api.delete(
    "/v1/merchants/:merchantId/sessions",
    {
      config: { access: ACCESS_ENDERS, signedIn: true, problems: ["not_found"] },
      schema: {
        operationId: "endShopSessions",
        tags: TAGS,
        summary: "Sign everybody out for a shop, but the session that asks",
        description: "Ends also what nobody has used yet: addresses that still open the portal, and tokens.",
        params: ShopPath,
        response: { 200: Type.Object({ ended: Type.Integer({ description: "sessions that somebody used" }) }) },
      },
    },
    async (request) => {
      const { principal } = request;
      const key = visibleShop(principal, request.params.merchantId);
      await inTransaction(context.db, principal.tenantId, (tx) => readShop(tx, key));
      return { ended: await end(context, principal, key.merchantId, { but: ownHash(request) }) };
    },
  );
  api.delete(
    "/v1/merchants/:merchantId/sessions/:sessionId",
    {
      config: { access: ACCESS_ENDERS, signedIn: true, problems: ["not_found"] },
      schema: {
        ...{ operationId: "endShopSession", tags: TAGS, summary: "End one session of a shop" },
        params: SessionPath,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const { merchantId } = visibleShop(principal, params.merchantId);
      const prefix = SESSION_ID.exec(params.sessionId)?.[1];
      const ended = prefix === undefined ? 0 : await end(context, principal, merchantId, { prefix });
      if (ended === 0) refuse("not_found", "no session of this id is open");
      reply.code(204);
      return null;
    },
  );
}

export function shopSessionRoutes(api: Api, context: Context): void {
  ending(api, context);
  api.get(
    "/v1/merchants/:merchantId/sessions",
    {
      config: { access: ACCESS_READERS, signedIn: true, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listShopSessions",
        tags: TAGS,
        summary: "Who is signed in for a shop now, newest first",
        description: "A token that nobody has used yet is nobody who is signed in, and is not listed.",
        params: ShopPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(SessionView) },
      },
    },
    async (request) => {
      const { principal } = request;
      const key = visibleShop(principal, request.params.merchantId);
      const page = pageOf(context, request);
      const at = instant(wallClockMs());
      const rows = await inTransaction(context.db, principal.tenantId, async (tx) => {
        await readShop(tx, key);
        return listShopSessions(tx, { merchantId: key.merchantId, at }, placeOf(page.after), page.limit + 1);
      });
      const own = ownHash(request);
      return pageAnswer(context, request, rows, page, {
        position: (row) => [String(row.created_at), row.token_hash.toString("hex")],
        item: (row) => sessionView(row, own),
      });
    },
  );
}
