// Understands the calls of people: signing in and out, and coming in from the marketplace.

import { Refused } from "@anxin/core/refusal";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { requireOwnPage, SESSION_COOKIE, tokenOf } from "../http/access.js";
import { type Api, ROLES } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { signInRates } from "../http/rates.js";
import { closedObject, ExternalId, fieldRefusal, instantText, oneOf } from "../http/schema.js";
import { requireMerchant } from "../merchant/shop.js";
import { deviceOf } from "./device.js";
import { keyRoutes } from "./key-routes.js";
import { PASSWORD_LENGTH_MAX } from "./password.js";
import { cookieFor, portalOf } from "./portal.js";
import {
  enterPortal,
  openPortal,
  PORTAL_SESSION_MS,
  type Session,
  STAFF_SESSION_MS,
  signIn,
  signOut,
} from "./sessions.js";
import { shopKeyRoutes } from "./shop-key-routes.js";
import { shopSessionRoutes } from "./shop-session-routes.js";
import { emailKey } from "./staff.js";
import { staffRoutes } from "./staff-routes.js";
import { CallerView, whoCalls } from "./who.js";

const EMAIL_LENGTH_MAX = 254;

const SessionView = Type.Object({ token: Type.String(), role: oneOf(ROLES), expiresAt: Type.String() });
const PortalView = Type.Object({ url: Type.String(), token: Type.String(), expiresAt: Type.String() });
const Credentials = closedObject({
  email: Type.String({
    minLength: 3,
    maxLength: EMAIL_LENGTH_MAX,
    pattern: "^[^\\s@\\u0000-\\u001f]+@[^\\s@\\u0000-\\u001f]+$",
  }),
  password: Type.String({ minLength: 1, maxLength: PASSWORD_LENGTH_MAX }),
  totp: Type.String({ pattern: "^[0-9]{6}$" }),
});
const PortalUser = closedObject({
  role: oneOf(["buyer", "merchant"]),
  buyerId: Type.Optional(ExternalId),
  merchantId: Type.Optional(ExternalId),
});

const view = ({ token, role, expiresAt }: Session) => ({ token, role, expiresAt: instantText(expiresAt) });

function sessionRoutes(api: Api, context: Context): void {
  const tries = signInRates(api, context.config.limits);
  const tags = ["people"];
  api.post(
    "/v1/sessions",
    {
      config: { access: "public", problems: ["credentials_wrong", "totp_wrong", "csrf"] },
      schema: {
        operationId: "signIn",
        tags,
        summary: "Sign in as staff",
        body: Credentials,
        response: { 201: SessionView },
      },
    },
    async (request, reply) => {
      // A browser says where its request comes from, and may not be signed in by another site's page.
      if (request.headers["sec-fetch-site"] !== undefined || request.headers.origin !== undefined)
        requireOwnPage(request);
      await tries.begin(request, emailKey(request.body.email));
      const session = await signIn(context, request.body);
      tries.succeed(request);
      reply.setCookie(SESSION_COOKIE, session.token, cookieFor(context, STAFF_SESSION_MS));
      reply.code(201);
      return view(session);
    },
  );
  api.get(
    "/v1/sessions/current",
    {
      config: { access: ["server", ...ROLES] },
      schema: { operationId: "readSession", tags, summary: "Who am I", response: { 200: CallerView } },
    },
    (request) => whoCalls(context, request.principal, tokenOf(request)?.token ?? ""),
  );
  api.delete(
    "/v1/sessions/current",
    {
      config: { access: ROLES, signedIn: true },
      schema: { operationId: "signOut", tags, summary: "Sign out", response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await signOut(context, request.principal, tokenOf(request)?.token ?? "");
      reply.clearCookie(SESSION_COOKIE, cookieFor(context, STAFF_SESSION_MS));
      reply.code(204);
      return null;
    },
  );
}

/** Whom a portal is for. Refuses an id that does not belong to the role, and a merchant that is not registered. */
async function portalSubject(
  tx: Tx,
  user: { role: "buyer" | "merchant"; buyerId?: string; merchantId?: string },
): Promise<string> {
  const [own, other] =
    user.role === "buyer" ? (["buyerId", "merchantId"] as const) : (["merchantId", "buyerId"] as const);
  const subject = user[own];
  if (subject === undefined)
    throw new Refused(fieldRefusal(`/${own}`, "required", `is missing; a ${user.role} has one`));
  if (user[other] !== undefined)
    throw new Refused(fieldRefusal(`/${other}`, "unknown_field", `does not belong to a ${user.role}`));
  if (user.role === "merchant") await requireMerchant(tx, subject);
  return subject;
}

function portalRoutes(api: Api, context: Context): void {
  const tags = ["people"];
  api.post(
    "/v1/portal-sessions",
    {
      config: { access: ["server"], idempotency: "optional", problems: ["merchant_unknown"] },
      schema: {
        operationId: "openPortal",
        tags,
        summary: "Bring a buyer or a merchant in",
        description: "`url` opens the portal once, within five minutes; `token` works as a bearer token.",
        body: PortalUser,
        response: { 201: PortalView },
      },
    },
    async (request, reply) => {
      const open = async (tx: Tx) => {
        const { role } = request.body;
        const { url, token, expiresAt } = await openPortal(context, tx, role, await portalSubject(tx, request.body));
        return { status: 201, body: { url, token, expiresAt: instantText(expiresAt) } } as const;
      };
      if (request.headers["idempotency-key"] !== undefined) return idempotently(context, request, reply, open);
      const { status, body } = await inTransaction(context.db, request.principal.tenantId, open);
      reply.code(status);
      return body;
    },
  );
  api.get(
    "/portal/:ticket",
    {
      config: { access: "public", problems: ["not_found"] },
      schema: {
        operationId: "enterPortal",
        tags,
        summary: "Follow a portal's address",
        params: closedObject({ ticket: Type.String({ maxLength: 100 }) }),
        response: { 303: Type.Null() },
      },
    },
    async (request, reply) => {
      const session = await enterPortal(context, request.params.ticket, deviceOf(request.headers["user-agent"]));
      reply.setCookie(SESSION_COOKIE, session.token, cookieFor(context, PORTAL_SESSION_MS));
      reply.redirect(portalOf(session.role), 303);
    },
  );
}

export function peopleRoutes(api: Api, context: Context): void {
  sessionRoutes(api, context);
  portalRoutes(api, context);
  keyRoutes(api, context);
  shopKeyRoutes(api, context);
  shopSessionRoutes(api, context);
  staffRoutes(api, context);
}
