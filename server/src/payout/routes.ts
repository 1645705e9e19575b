// Understands the calls by which payouts are followed, and retried where they failed for good.

import { bookOfId, type Id, type IdKind, parseId } from "@anxin/core/id";
import { Refused, refuse } from "@anxin/core/refusal";
import { claimsOfPolicies } from "@anxin/store/claim-history";
import { findOrder } from "@anxin/store/order";
import {
  listPayouts,
  listPayoutsOfClaims,
  type PayoutFilter,
  type PayoutRow,
  payoutAttempts,
  payoutsById,
} from "@anxin/store/payout";
import { policiesOfOrders } from "@anxin/store/policy";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { type Access, type Api, type Principal, ROLES } from "../http/api.js";
import { etagOf, isUnchanged } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closed, closedObject, ExternalId, fieldRefusal, known, line, oneOf, pageOfItems } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { laneOf } from "../order/load.js";
import { retry } from "./retry.js";
import { PAYOUT_STATUSES, PayoutSummary, PayoutView, payoutName, payoutSummary, payoutView } from "./view.js";

const READERS: Access = ["server", ...ROLES];
/** Who may send money once more. */
const PAYERS: Access = ["finance", "supervisor", "platform", "admin", "server"];

const ACCOUNT_LENGTH_MAX = 100;
const NAME_LENGTH_MAX = 128;

const Params = Type.Object({ payoutId: Type.String({ maxLength: 64 }) });
const OurId = Type.String({ maxLength: 64 });
const Query = Type.Object(
  {
    claimId: Type.Optional(OurId),
    policyId: Type.Optional(OurId),
    orderId: Type.Optional(ExternalId),
    status: Type.Optional(oneOf(PAYOUT_STATUSES)),
    humanTask: Type.Optional(Type.Boolean({ description: "true: only those that wait for a person" })),
    ...pageQuery,
  },
  closed,
);
const payee = { channel: oneOf(["alipay"]), account: line(ACCOUNT_LENGTH_MAX, 1), name: line(NAME_LENGTH_MAX) };
/** Where money is to go. */
export const PayeeBody = closedObject(payee);
const RetryBody = closedObject({
  payee: Type.Optional(closedObject(payee, "corrected; without it the money goes where it was to go before")),
});

const describe = (operationId: string, summary: string) => ({ operationId, tags: ["payouts"], summary });
const tagOf = (row: PayoutRow): string => etagOf("payout", payoutName(row), row.revision);

interface Named {
  readonly claimId?: string;
  readonly policyId?: string;
  readonly orderId?: string;
}

function idOf(kind: IdKind, text: string, pointer: string): Id {
  const id = parseId(kind, text);
  if (id === null) throw new Refused(fieldRefusal(pointer, "pattern", `is not the id of a ${kind}`));
  return id;
}

/** The claims that a list is narrowed to; null when it is not. Several filters narrow one another. */
async function claimsNamed(tx: Tx, { claimId, policyId, orderId }: Named) {
  const sets: Id[][] = [];
  if (claimId !== undefined) sets.push([idOf("claim", claimId, "/query/claimId")]);
  if (policyId !== undefined) {
    const id = idOf("policy", policyId, "/query/policyId");
    sets.push(await claimIdsOf(tx, [{ book: bookOfId(id), policyId: id }]));
  }
  if (orderId !== undefined) {
    const order = await findOrder(tx, tx.tenantId, laneOf(orderId), orderId);
    const policies = order === null ? [] : await policiesOfOrders(tx, tx.tenantId, [{ book: order.book, orderId }]);
    sets.push(await claimIdsOf(tx, policies));
  }
  const [first, ...others] = sets;
  if (first === undefined) return null;
  const ids = first.filter((id) => others.every((other) => other.includes(id)));
  return ids.map((id) => ({ book: bookOfId(id), claimId: id }));
}

async function claimIdsOf(tx: Tx, policies: Parameters<typeof claimsOfPolicies>[2]): Promise<Id[]> {
  const claims = await claimsOfPolicies(tx, tx.tenantId, policies);
  return [...claims.values()].flat().map(({ claimId }) => claimId);
}

/** A payout that the caller may see; refuses any other with `not_found`. */
async function findVisible(tx: Tx, principal: Principal, text: string): Promise<PayoutRow> {
  const payoutId = parseId("payout", text);
  const [row] = payoutId === null ? [] : await payoutsById(tx, tx.tenantId, [{ book: bookOfId(payoutId), payoutId }]);
  if (row === undefined || !maySee(principal, { merchantId: row.merchant_id, buyerId: row.buyer_id })) {
    refuse("not_found", `there is no payout ${text}`);
  }
  return row;
}

/** The whole payout. Statements: 1, beyond the row itself. */
async function whole(tx: Tx, row: PayoutRow, principal: Principal) {
  return payoutView(row, await payoutAttempts(tx, tx.tenantId, [row]), principal);
}

export function payoutRoutes(api: Api, context: Context): void {
  listRoute(api, context);
  readRoute(api, context);
  retryRoute(api, context);
}

function listRoute(api: Api, context: Context): void {
  api.get(
    "/v1/payouts",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        ...describe("listPayouts", "Payouts, newest first"),
        querystring: Query,
        response: { 200: pageOfItems(PayoutSummary) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const [position] = page.after ?? [];
      const outside = principal.role === "buyer" || principal.role === "merchant";
      const filter: PayoutFilter = {
        status: query.status === undefined ? null : known(PAYOUT_STATUSES, String(query.status)),
        buyerId: principal.role === "buyer" ? principal.subject : null,
        merchantId: principal.role === "merchant" ? principal.subject : null,
        humanTask: outside ? null : (query.humanTask ?? null),
        before: position === undefined ? null : BigInt(position),
        limit: page.limit + 1,
      };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const claims = await claimsNamed(tx, query);
        const rows =
          claims === null
            ? await listPayouts(tx, tx.tenantId, filter)
            : await listPayoutsOfClaims(tx, tx.tenantId, filter, claims);
        return pageAnswer(context, request, rows, page, {
          position: (row) => [row.payout_id.toString()],
          item: (row) => payoutSummary(row, principal),
        });
      });
    },
  );
}

function readRoute(api: Api, context: Context): void {
  api.get(
    "/v1/payouts/:payoutId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...describe("readPayout", "A payout: where the money is, every exchange with the channel, what is next"),
        params: Params,
        response: { 200: PayoutView, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const { row, view } = await inTransaction(context.db, principal.tenantId, async (tx) => {
        const found = await findVisible(tx, principal, params.payoutId);
        return { row: found, view: await whole(tx, found, principal) };
      });
      reply.header("etag", tagOf(row));
      if (isUnchanged(request, tagOf(row))) {
        reply.code(304);
        return null;
      }
      return view;
    },
  );
}

/** Who has nothing to say may send nothing. */
function allowNoBody(request: FastifyRequest, _reply: unknown, done: () => void): void {
  request.body ??= {};
  done();
}

function retryRoute(api: Api, context: Context): void {
  api.post(
    "/v1/payouts/:payoutId/retries",
    {
      config: {
        access: PAYERS,
        idempotency: "required",
        problems: ["not_found", "payout_not_failed", "state_conflict", "switched_off", "validation_failed"],
      },
      preValidation: allowNoBody,
      schema: {
        ...describe(
          "retryPayout",
          "Send a payout once more, under a new number, after a query confirmed that it failed or came back",
        ),
        params: Params,
        body: RetryBody,
        response: { 201: PayoutView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      await idempotently(context, request, reply, async (tx) => {
        const row = await findVisible(tx, principal, params.payoutId);
        const payee = body.payee === undefined ? null : { ...body.payee, channel: "alipay" as const };
        const after = await retry(context, tx, row, { caller: principal.caller, payee });
        return { status: 201, body: await whole(tx, after, principal), etag: tagOf(after) };
      });
    },
  );
}
