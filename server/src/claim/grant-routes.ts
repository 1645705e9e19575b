// Understands the calls by which money goes ahead of a decision, a grant is put right, and a reserve is set.

import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { closedObject, Fen53, prose, readFen } from "../http/schema.js";
import { etagOfClaim } from "./case.js";
import { adjustReserve, advancePart, proposeCorrection } from "./grant.js";
import { answerClaim, showClaim } from "./show.js";
import * as wire from "./wire.js";

const DECIDERS: Access = ["adjuster", "supervisor"];
const NOTE_LENGTH_MAX = 2_000;

const Params = Type.Object({ claimId: Type.String({ maxLength: 64 }) });
const amount = { amount: Fen53, note: prose(NOTE_LENGTH_MAX, 1) };
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["claims"], summary, params: Params });

export function grantRoutes(api: Api, context: Context): void {
  advanceRoute(api, context);
  correctionRoute(api, context);
  reserveRoute(api, context);
}

function advanceRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/advances",
    {
      config: {
        access: DECIDERS,
        idempotency: "required",
        ifMatch: "required",
        problems: ["not_found", "claim_not_decidable", "amount_required", "amount_above_limit", "authority_exceeded"],
      },
      schema: {
        ...schema("advanceClaim", "Pay the part of a claim that nobody disputes, before the whole is decided"),
        body: closedObject(amount),
        response: { 201: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const viewer = { principal, language: languageOf(request) };
      await idempotently(context, request, reply, async (tx) => {
        const wish = { ...params, note: body.note, amount: readFen(body.amount, "/amount", viewer.language) };
        const claim = await advancePart(context, tx, principal, { ...wish, conditional: request });
        return answerClaim(context, tx, claim, viewer, 201);
      });
      return reply;
    },
  );
}

function correctionRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/corrections",
    {
      config: {
        access: DECIDERS,
        idempotency: "required",
        ifMatch: "required",
        problems: ["not_found", "state_conflict", "appeal_open", "amount_below_agreed", "amount_above_limit"],
      },
      schema: {
        ...schema("proposeCorrection", "Propose to raise what a decided claim was granted; another person approves it"),
        body: closedObject({ ...amount, reasonCodes: wire.ReasonCodes }),
        response: { 201: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const viewer = { principal, language: languageOf(request) };
      await idempotently(context, request, reply, async (tx) => {
        const wish = { ...params, note: body.note, amount: readFen(body.amount, "/amount", viewer.language) };
        const about = { ...wish, reasonCodes: body.reasonCodes ?? [], conditional: request };
        return answerClaim(context, tx, await proposeCorrection(context, tx, principal, about), viewer, 201);
      });
      return reply;
    },
  );
}

function reserveRoute(api: Api, context: Context): void {
  api.put(
    "/v1/claims/:claimId/reserve",
    {
      config: {
        access: DECIDERS,
        ifMatch: "required",
        problems: ["not_found", "state_conflict", "amount_above_limit"],
      },
      schema: {
        ...schema("adjustReserve", "Set what is set aside for a claim that waits for its decision"),
        body: closedObject(amount),
        response: { 200: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const viewer = { principal, language: languageOf(request) };
      const { claim, view } = await inTransaction(context.db, principal.tenantId, async (tx) => {
        const wish = { ...params, note: body.note, amount: readFen(body.amount, "/amount", viewer.language) };
        const adjusted = await adjustReserve(context, tx, principal, { ...wish, conditional: request });
        return { claim: adjusted, view: await showClaim(context, tx, adjusted, viewer) };
      });
      reply.header("etag", etagOfClaim(claim));
      return view;
    },
  );
}
