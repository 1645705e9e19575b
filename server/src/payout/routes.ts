// Understands the calls by which payouts are followed, and retried where they failed for good.

import { bookOfId, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { type PayoutRow, payoutAttempts, payoutsById } from "@anxin/store/payout";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { etagOf, isUnchanged } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { closedObject, line, oneOf } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { PAYOUT_READERS, payoutListRoutes } from "./list-routes.js";
import { retry } from "./retry.js";
import { PayoutView, payoutName, payoutView } from "./view.js";

/** Who may send money once more. */
const PAYERS: Access = ["finance", "supervisor", "platform", "admin", "server"];

const ACCOUNT_LENGTH_MAX = 100;
const NAME_LENGTH_MAX = 128;

const Params = Type.Object({ payoutId: Type.String({ maxLength: 64 }) });
const payee = { channel: oneOf(["alipay"]), account: line(ACCOUNT_LENGTH_MAX, 1), name: line(NAME_LENGTH_MAX) };
/** Where money is to go. */
export const PayeeBody = closedObject(payee);
const RetryBody = closedObject({
  payee: Type.Optional(closedObject(payee, "corrected; without it the money goes where it was to go before")),
});

const describe = (operationId: string, summary: string) => ({ operationId, tags: ["payouts"], summary });
const tagOf = (row: PayoutRow): string => etagOf("payout", payoutName(row), row.revision);

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
  payoutListRoutes(api, context);
  readRoute(api, context);
  retryRoute(api, context);
}

function readRoute(api: Api, context: Context): void {
  api.get(
    "/v1/payouts/:payoutId",
    {
      config: { access: PAYOUT_READERS, problems: ["not_found"] },
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
