// Understands the calls by which documents are asked for and added, and by which the merchant is heard.

import { Type } from "typebox";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { type StatementBody, stateByMerchant } from "./hearing.js";
import { answerClaim } from "./show.js";
import { addEvidence, type EvidenceBody, type RequestBody, requestEvidence } from "./supplement.js";
import * as wire from "./wire.js";

const CLAIMANTS: Access = ["server", "buyer"];
const MERCHANTS: Access = ["server", "merchant"];
const DECIDERS: Access = ["adjuster", "supervisor"];

const Params = Type.Object({ claimId: Type.String({ maxLength: 64 }) });
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["claims"], summary });

export function supplementRoutes(api: Api, context: Context): void {
  requestRoute(api, context);
  evidenceRoute(api, context);
  statementRoute(api, context);
}

function requestRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/evidence-requests",
    {
      config: {
        access: DECIDERS,
        idempotency: "required",
        ifMatch: "optional",
        problems: ["not_found", "state_conflict", "supplement_again", "claim_held"],
      },
      schema: {
        ...schema(
          "requestEvidence",
          "Ask for documents, in one complete list; the law's clock stands until all is there",
        ),
        params: Params,
        body: wire.EvidenceRequestBodySchema,
        response: { 201: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const language = languageOf(request);
      const body = request.body as RequestBody;
      await idempotently(context, request, reply, async (tx) => {
        const wish = { claimId: params.claimId, body, conditional: request, language };
        const claim = await requestEvidence(context, tx, principal, wish);
        failpoint("supplement.before_commit");
        return answerClaim(context, tx, claim, { principal, language }, 201);
      });
      failpoint("supplement.after_commit");
      return reply;
    },
  );
}

function evidenceRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/evidence",
    {
      config: {
        access: CLAIMANTS,
        idempotency: "required",
        problems: ["not_found", "state_conflict", "limitation_over", "evidence_unknown", "limit_exceeded"],
      },
      schema: {
        ...schema(
          "addEvidence",
          "Add documents; when all is there the review goes on, and rules decide where they may",
        ),
        params: Params,
        body: wire.EvidenceBodySchema,
        response: { 201: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const language = languageOf(request);
      const body = request.body as EvidenceBody;
      await idempotently(context, request, reply, async (tx) => {
        const claim = await addEvidence(context, tx, principal, { claimId: params.claimId, body, language });
        failpoint("supplement.before_commit");
        return answerClaim(context, tx, claim, { principal, language }, 201);
      });
      failpoint("supplement.after_commit");
      return reply;
    },
  );
}

function statementRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/merchant-statement",
    {
      config: {
        access: MERCHANTS,
        idempotency: "required",
        problems: ["not_found", "state_conflict", "evidence_unknown", "limit_exceeded"],
      },
      schema: {
        ...schema(
          "stateAsMerchant",
          "The merchant's side and its evidence; may be said again until the claim is decided",
        ),
        params: Params,
        body: wire.StatementBodySchema,
        response: { 201: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const language = languageOf(request);
      const body = request.body as StatementBody;
      await idempotently(context, request, reply, async (tx) => {
        const claim = await stateByMerchant(context, tx, principal, { claimId: params.claimId, body, language });
        return answerClaim(context, tx, claim, { principal, language }, 201);
      });
      return reply;
    },
  );
}
