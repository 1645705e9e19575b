// Understands how somebody comes to listen, changes what they listen to, and stops.

import { present } from "@anxin/core/assert";
import { bookOf, formatId, type Id, parseId } from "@anxin/core/id";
import type { Text } from "@anxin/core/product/product";
import { type FieldProblem, Refused, refuse } from "@anxin/core/refusal";
import { HOUR_MS, plus } from "@anxin/core/time";
import { ALL_TYPES, MERCHANT_TYPES } from "@anxin/core/webhook/event-type";
import { findMerchant } from "@anxin/store/merchant";
import { lockReader, startReader } from "@anxin/store/outbox-reader";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import {
  countEndpoints,
  deleteEndpoint,
  type EndpointRow,
  type EndpointTerms,
  findEndpoint,
  insertEndpoint,
  lockEndpoint,
  rotateSecret,
  updateEndpoint,
  WEBHOOK_READER,
} from "@anxin/store/webhook";
import { divertAll } from "@anxin/store/webhook-delivery";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import type { Language } from "../http/language.js";
import { fieldRefusal } from "../http/schema.js";
import type { AddressFault } from "../outside/webhook-sender.js";
import { callerName } from "../people/staff.js";
import { newSecret, sealWebhookSecret } from "./secret.js";

/** Endpoints of one tenant, and of one shop or of the marketplace itself. */
const ENDPOINTS_MAX = 2_000;
const ENDPOINTS_OF_ONE_MAX = 20;
/** After a new secret was made, the old one signs too for so long. */
const SECRET_OVERLAP_MS = 24 * HOUR_MS;

export const endpointName = ({ endpoint_id: id }: Pick<EndpointRow, "endpoint_id">): string => formatId("webhook", id);
export const endpointEtag = (row: Pick<EndpointRow, "endpoint_id" | "revision">): string =>
  etagOf("webhook", endpointName(row), row.revision);

const FAULTS: Readonly<Record<AddressFault, Text>> = {
  url_malformed: { zh: "应为完整的网址，仅含可见 ASCII 字符", en: "must be a whole URL in visible ASCII characters" },
  scheme: { zh: "应以 https:// 开头", en: "must begin with https://" },
  userinfo: { zh: "不得包含用户名或密码", en: "must not hold a user or a password" },
  fragment: { zh: "不得包含 # 片段", en: "must not hold a fragment" },
  port: { zh: "端口应为默认端口或不小于 1024", en: "must have the scheme's own port, or one from 1024 on" },
  address_not_public: {
    zh: "应指向公网地址，不得为本机、内网、链路本地或元数据地址",
    en: "must lead to a public address: none of this machine, a private network, a link, or a metadata service",
  },
};
const NOT_OF_MERCHANT: Text = {
  zh: "与单个商家无关，商家端点收不到",
  en: "is about no shop, so that a shop's endpoint never hears of it",
};

/** Refuses an address at which nobody may listen. Looks its name up: never inside a transaction. */
export async function requireAddress({ webhooks }: Context, url: string, language: Language): Promise<void> {
  const fault = await webhooks.objection(url);
  if (fault !== null) throw new Refused(fieldRefusal("/url", fault, FAULTS[fault][language]));
}

/** The types as they are kept: all of them are "*" alone. Refuses what a shop's endpoint can never hear of. */
export function typesOf(types: readonly string[], merchantId: string | null, language: Language): readonly string[] {
  if (types.includes(ALL_TYPES)) return [ALL_TYPES];
  const errors = types.flatMap((type, i): FieldProblem[] =>
    merchantId === null || MERCHANT_TYPES.includes(type)
      ? []
      : [{ pointer: `/types/${i}`, code: "not_of_merchant", detail: NOT_OF_MERCHANT[language] }],
  );
  if (errors.length > 0) refuse("validation_failed", NOT_OF_MERCHANT[language], { errors });
  return types;
}

export interface EndpointWish {
  readonly url: string;
  readonly types: readonly string[];
  readonly description: string;
  readonly merchantId: string | null;
}

/** Whose endpoint is asked for. A shop makes its own, and no other's. */
export function merchantOf({ role, subject }: Principal, merchantId: string | null): string | null {
  if (role !== "merchant") return merchantId;
  if (merchantId !== null && merchantId !== subject) refuse("forbidden", "a shop listens to itself alone");
  return subject;
}

/**
 * Has somebody listen from now on. Answers the endpoint, and its secret, which is shown this once. Refuses with
 * `merchant_unknown` and `limit_exceeded`. Statements: at most 7 (merchant, reader's place twice, place, count, endpoint, audit log).
 */
export async function addEndpoint(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  { url, types, description, merchantId }: EndpointWish,
): Promise<{ readonly row: EndpointRow; readonly secret: string }> {
  if (merchantId !== null) await requireMerchant(tx, merchantId);
  // Held until the end, so that of two who come first at once only one begins the reading, and none is one too many.
  await lockReader(tx, WEBHOOK_READER);
  const { all, own } = await countEndpoints(tx, merchantId);
  if (all >= ENDPOINTS_MAX) refuseMore(ENDPOINTS_MAX);
  if (own >= ENDPOINTS_OF_ONE_MAX) refuseMore(ENDPOINTS_OF_ONE_MAX);
  if (all === 0) await startReader(tx, WEBHOOK_READER);
  const secret = newSecret(context);
  const row = await insertEndpoint(tx, {
    ...{ endpointId: context.ids.next(0), merchantId, url, types, description, by: caller, at: context.clock.now() },
    secretSealed: sealWebhookSecret(context, tx.tenantId, secret),
  });
  const added = present(row, "an endpoint that was written is there");
  await noteAct(context, tx, { ...actOn(caller, "webhook.added", added), after: termsToTell(added) });
  return { row: added, secret };
}

const actOn = (actor: string, action: `webhook.${string}`, row: Pick<EndpointRow, "endpoint_id">) => ({
  ...{ actor, action },
  subject: { kind: "webhook_endpoint", id: endpointName(row) },
});

/** What auditors see of an endpoint: of its address only the server, since paths and queries may hold secrets. */
const termsToTell = ({ url, types, merchant_id: merchantId, status }: EndpointRow) => ({
  ...{ server: new URL(url).origin, types, merchantId, status },
});

async function requireMerchant(tx: Tx, merchantId: string): Promise<void> {
  const merchant = await findMerchant(tx, { book: bookOf(tx.tenantId, merchantId), merchantId });
  if (merchant === null) refuse("merchant_unknown", `there is no merchant ${merchantId}`);
}

const refuseMore = (limit: number): never =>
  refuse("limit_exceeded", `there are ${limit} endpoints already`, { limit, unit: "endpoints" });

const mine = ({ role, subject }: Principal, row: EndpointRow | null): row is EndpointRow =>
  row !== null && (role !== "merchant" || row.merchant_id === subject);

const noEndpoint = (text: string): never => refuse("not_found", `there is no webhook endpoint ${text}`);

/** An endpoint that the caller may see; refuses any other with `not_found`. */
export async function readEndpoint(tx: Tx, principal: Principal, text: string): Promise<EndpointRow> {
  const endpointId = parseId("webhook", text);
  const row = endpointId === null ? null : await findEndpoint(tx, endpointId);
  return mine(principal, row) ? row : noEndpoint(text);
}

/** As `readEndpoint`, and holds it until the transaction ends. */
export async function holdEndpoint(tx: Tx, principal: Principal, text: string): Promise<EndpointRow> {
  const endpointId = parseId("webhook", text);
  const row = endpointId === null ? null : await lockEndpoint(tx, endpointId);
  return mine(principal, row) ? row : noEndpoint(text);
}

/**
 * Changes an endpoint. `heed` sees the version that is there and may refuse. What waits for one that is paused is set aside, to be
 * replayed by somebody. Statements: at most 5 (endpoint, name of who changed it, endpoint, deliveries, audit log).
 */
export function editEndpoint(
  context: Context,
  principal: Principal,
  text: string,
  terms: (row: EndpointRow) => EndpointTerms,
  heed: (current: CurrentVersion) => void,
): Promise<EndpointRow> {
  return inTransaction(context.db, principal.tenantId, async (tx) => {
    const before = await holdEndpoint(tx, principal, text);
    // Who of the marketplace or the insurer it was is nothing that a shop learns.
    const changedBy = principal.role === "merchant" ? null : await callerName(tx, before.changed_by);
    heed({ etag: endpointEtag(before), changedBy, changedAt: before.changed_at });
    const by = { by: principal.caller, at: context.clock.now() };
    const after = await updateEndpoint(tx, before.endpoint_id, terms(before), by);
    const changed = present(after, "an endpoint that is held is there");
    if (changed.status === "paused") await divertAll(tx, before.endpoint_id, "endpoint_paused");
    const told = { before: termsToTell(before), after: termsToTell(changed) };
    await noteAct(context, tx, { ...actOn(principal.caller, "webhook.changed", changed), ...told });
    return changed;
  });
}

/** Ends an endpoint: nothing goes out to it any more, and nothing of it is shown. */
export function endEndpoint(context: Context, principal: Principal, text: string): Promise<void> {
  return inTransaction(context.db, principal.tenantId, async (tx) => {
    const row = await holdEndpoint(tx, principal, text);
    await divertAll(tx, row.endpoint_id, "endpoint_deleted");
    await deleteEndpoint(tx, row.endpoint_id, { by: principal.caller, at: context.clock.now() });
    await noteAct(context, tx, { ...actOn(principal.caller, "webhook.ended", row), before: termsToTell(row) });
  });
}

/** Makes a new secret; the old one signs too for SECRET_OVERLAP_MS, so that a receiver can change over in its own time. */
export async function renewSecret(
  context: Context,
  tx: Tx,
  principal: Principal,
  text: string,
): Promise<{ readonly row: EndpointRow; readonly secret: string }> {
  const { endpoint_id: endpointId }: { readonly endpoint_id: Id } = await holdEndpoint(tx, principal, text);
  const now = context.clock.now();
  const secret = newSecret(context);
  const sealed = sealWebhookSecret(context, tx.tenantId, secret);
  const by = { by: principal.caller, at: now };
  const rotated = await rotateSecret(tx, endpointId, { sealed, previousUntil: plus(now, SECRET_OVERLAP_MS) }, by);
  const row = present(rotated, "an endpoint that is held is there");
  await noteAct(context, tx, actOn(principal.caller, "webhook.secret_renewed", row));
  return { row, secret };
}
