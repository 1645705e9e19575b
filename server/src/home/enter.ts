// Understands how a newcomer to the sandbox becomes anybody of it by one click, without a password.

import { Refused, refuse } from "@anxin/core/refusal";
import { findMerchant } from "@anxin/store/merchant";
import { findStaffByEmail } from "@anxin/store/people";
import { inTransaction, withCredential } from "@anxin/store/transaction";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { requireOwnPage, SESSION_COOKIE } from "../http/access.js";
import { type Api, ROLES, type Role } from "../http/api.js";
import { closedObject, ExternalId, fieldRefusal, oneOf } from "../http/schema.js";
import { merchantKey, requireMerchant } from "../merchant/shop.js";
import { deviceOf } from "../people/device.js";
import { cookieFor, portalOf } from "../people/portal.js";
import { openSession, PORTAL_SESSION_MS, STAFF_SESSION_MS } from "../people/sessions.js";
import { DEMO_SHOPS } from "../sandbox/demo.js";
import type { SandboxUser } from "./page.js";

/** Who is in the sandbox. */
export interface SandboxHouse {
  readonly tenantId: number;
  /** Known once the sandbox is furnished. */
  readonly users: readonly SandboxUser[];
  /** Opens the demo's shops again, which a reset took away. */
  readonly openShops: () => Promise<void>;
}

const FORM_BYTES_MAX = 4_096;

/** A path of a portal, without dots, second slashes or anything else that a browser might read as another place. */
const NEXT_PATTERN = "^/(buyer|console)(/[A-Za-z0-9_-]+)*/?([?][A-Za-z0-9_=&-]*)?$";

const EnterForm = closedObject({
  role: oneOf(ROLES),
  account: Type.Optional(Type.String({ pattern: "^[1-9]$", description: "which of several colleagues of a role" })),
  buyerId: Type.Optional(ExternalId),
  merchantId: Type.Optional(ExternalId),
  next: Type.Optional(
    Type.String({ pattern: NEXT_PATTERN, maxLength: 300, description: "a page of the portal that is entered" }),
  ),
});
interface Wish {
  readonly role: Role;
  readonly account?: string;
  readonly buyerId?: string;
  readonly merchantId?: string;
  readonly next?: string;
}

interface Person {
  readonly role: Role;
  readonly subject: string;
  readonly lastsMs: number;
}

const missing = (field: string, role: Role): Refused =>
  new Refused(fieldRefusal(`/${field}`, "required", `is missing; a ${role} has one`));

async function merchantOf(context: Context, { tenantId, openShops }: SandboxHouse, merchantId: string): Promise<void> {
  const isThere = () =>
    inTransaction(context.db, tenantId, (tx) => findMerchant(tx, merchantKey(tenantId, merchantId)));
  const isOfDemo = DEMO_SHOPS.some((shop) => shop.merchantId === merchantId);
  if (isOfDemo && (await isThere()) === null) await openShops();
  await inTransaction(context.db, tenantId, (tx) => requireMerchant(tx, merchantId));
}

async function colleagueOf(context: Context, { tenantId, users }: SandboxHouse, wish: Wish): Promise<string> {
  const user = users.filter(({ role }) => role === wish.role)[Number(wish.account ?? "1") - 1];
  if (user === undefined) refuse("not_found", `this sandbox has no such ${wish.role}`);
  const staff = await withCredential(context.db, user.email, (tx) => findStaffByEmail(tx, user.email));
  if (staff === null || staff.tenant_id !== tenantId || staff.disabled_at !== null)
    refuse("not_found", `${user.email} does not work here any more`);
  return staff.staff_id.toString();
}

/** Whom a wish names. Refuses with `validation_failed`, `merchant_unknown` and `not_found`. */
async function personOf(context: Context, house: SandboxHouse, wish: Wish): Promise<Person> {
  const { role, buyerId, merchantId } = wish;
  if (role === "buyer") {
    if (buyerId === undefined) throw missing("buyerId", role);
    return { role, subject: buyerId, lastsMs: PORTAL_SESSION_MS };
  }
  if (role === "merchant") {
    if (merchantId === undefined) throw missing("merchantId", role);
    await merchantOf(context, house, merchantId);
    return { role, subject: merchantId, lastsMs: PORTAL_SESSION_MS };
  }
  return { role, subject: await colleagueOf(context, house, wish), lastsMs: STAFF_SESSION_MS };
}

/** Where whoever has come in goes: to the page that was asked for, if it is in their portal. */
function pageFor({ role, next }: Wish): string {
  const portal = portalOf(role);
  if (next === undefined) return portal;
  if (!`${next}/`.startsWith(portal)) throw new Refused(fieldRefusal("/next", "pattern", `is no page for a ${role}`));
  return next;
}

/** A form as browsers send it; of a field that comes twice, the last. */
function readForms(scope: Api): void {
  scope.removeAllContentTypeParsers();
  const read = async (_request: FastifyRequest, body: string): Promise<object> =>
    Object.fromEntries(new URLSearchParams(body));
  const limits = { parseAs: "string", bodyLimit: FORM_BYTES_MAX } as const;
  scope.addContentTypeParser("application/x-www-form-urlencoded", limits, read);
}

/** For a sandbox alone: in a house where money is real nobody comes in without a password. */
export function enterRoutes(api: Api, context: Context, house: SandboxHouse): void {
  api.register(async (scope) => {
    readForms(scope as Api);
    (scope as Api).post(
      "/home/enter",
      {
        config: { access: "public", problems: ["csrf", "not_found", "merchant_unknown"] },
        bodyLimit: FORM_BYTES_MAX,
        schema: { hide: true, body: EnterForm, response: { 303: Type.Null() } },
      },
      async (request, reply) => {
        requireOwnPage(request);
        const wish = request.body as Wish;
        const page = pageFor(wish);
        const person = await personOf(context, house, wish);
        const device = deviceOf(request.headers["user-agent"]);
        const session = await inTransaction(context.db, house.tenantId, (tx) =>
          openSession(context, tx, { ...person, device }),
        );
        reply.setCookie(SESSION_COOKIE, session.token, cookieFor(context, person.lastsMs));
        reply.redirect(page, 303);
      },
    );
  });
}
