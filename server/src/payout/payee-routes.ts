// Understands the calls by which the insured has a claim paid to another account.

import { formatId } from "@anxin/core/id";
import type { PayeeChangeRow } from "@anxin/store/payee-change";
import { payeeChanges } from "@anxin/store/payee-change";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import { findVisible } from "../claim/case.js";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import {
  closedObject,
  InstantText,
  instantText,
  instantTextOrNull,
  known,
  line,
  nullable,
  oneOf,
} from "../http/schema.js";
import { CODE_TRIES_MAX, requestPayeeChange, verifyPayeeChange } from "./payee-change.js";
import { PayeeBody } from "./routes.js";

const ASKERS: Access = ["server", "buyer"];
const READERS: Access = [...ASKERS, "adjuster", "supervisor", "finance", "auditor"];
const STATES = ["requested", "verified", "superseded", "exhausted"] as const;

const Params = Type.Object({ claimId: Type.String({ maxLength: 64 }) });
const ChangeParams = Type.Object({ claimId: Type.String({ maxLength: 64 }), changeId: Type.String({ maxLength: 64 }) });
const ChangeView = Type.Object({
  changeId: Type.String(),
  claimId: Type.String(),
  payee: Type.String({ description: "masked" }),
  state: oneOf(STATES),
  requestedAt: InstantText,
  expiresAt: InstantText,
  settledAt: nullable(InstantText),
  triesLeft: Type.Integer({ description: "wrong codes that are borne yet" }),
});
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["payouts"], summary });

function changeView(row: PayeeChangeRow) {
  return {
    changeId: formatId("payeeChange", row.change_id),
    claimId: formatId("claim", row.claim_id),
    payee: row.payee_mask,
    state: known(STATES, row.state),
    requestedAt: instantText(row.requested_at),
    expiresAt: instantText(row.expires_at),
    settledAt: instantTextOrNull(row.settled_at),
    triesLeft: CODE_TRIES_MAX - row.tries,
  };
}

export function payeeRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/claims/:claimId/payee-changes",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("listPayeeChanges", "Changes of where the claim's money goes, newest first"),
        params: Params,
        response: { 200: Type.Object({ data: Type.Array(ChangeView), next: Type.Null() }) },
      },
    },
    async ({ principal, params }) =>
      inTransaction(context.db, principal.tenantId, async (tx) => {
        const claim = await findVisible(tx, principal, params.claimId);
        return { data: (await payeeChanges(tx, claim)).map(changeView), next: null };
      }),
  );

  api.post(
    "/v1/claims/:claimId/payee-changes",
    {
      config: {
        access: ASKERS,
        idempotency: "required",
        problems: ["not_found", "state_conflict", "validation_failed"],
      },
      schema: {
        ...schema(
          "requestPayeeChange",
          "Ask for another account; a code goes to the buyer, which puts the change in force",
        ),
        params: Params,
        body: closedObject({ payee: PayeeBody }),
        response: { 201: ChangeView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      await idempotently(context, request, reply, async (tx) => {
        const payee = { ...body.payee, channel: "alipay" as const };
        const change = await requestPayeeChange(context, tx, principal, { claimId: params.claimId, payee });
        return { status: 201, body: changeView(change) };
      });
      return reply;
    },
  );

  api.post(
    "/v1/claims/:claimId/payee-changes/:changeId/verification",
    {
      config: { access: ASKERS, idempotency: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        ...schema("verifyPayeeChange", "Try the code; the right one puts the change in force, a wrong one is counted"),
        params: ChangeParams,
        body: closedObject({ code: line(6, 6) }),
        response: { 200: ChangeView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      await idempotently(context, request, reply, async (tx) => {
        const change = await verifyPayeeChange(context, tx, principal, { ...params, code: body.code });
        return { status: 200, body: changeView(change) };
      });
      return reply;
    },
  );
}
