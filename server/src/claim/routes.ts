// Understands the calls by which claims are filed, followed, decided and withdrawn.

import { present } from "@anxin/core/assert";
import { claimDecisions } from "@anxin/store/claim-case";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { decideByPerson, withdrawClaim } from "./adjuster.js";
import { etagOfClaim, findVisible } from "./case.js";
import { claimExportRoutes } from "./export-routes.js";
import { readCases } from "./facts.js";
import { fileClaim } from "./filing.js";
import { formRoutes } from "./form-routes.js";
import { CLAIM_READERS, claimListRoutes } from "./list-routes.js";
import type { ClaimBody } from "./notification.js";
import { answerClaim, showClaim } from "./show.js";
import { supplementRoutes } from "./supplement-routes.js";
import { findingsView } from "./view/findings.js";
import * as wire from "./wire.js";

const CLAIMANTS: Access = ["server", "buyer"];
const DECIDERS: Access = ["adjuster", "supervisor"];

const Params = Type.Object({ claimId: Type.String({ maxLength: 64 }) });
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["claims"], summary });

export function claimRoutes(api: Api, context: Context): void {
  formRoutes(api, context);
  filingRoutes(api, context);
  supplementRoutes(api, context);
  claimListRoutes(api, context);
  claimExportRoutes(api, context);
  readingRoutes(api, context);
  deskRoutes(api, context);
}

function filingRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/claims",
    {
      config: {
        access: CLAIMANTS,
        idempotency: "required",
        problems: ["not_found", "claim_not_possible", "declaration_missing", "evidence_unknown", "limit_exceeded"],
      },
      schema: {
        ...schema("fileClaim", "File a claim; where rules may decide, it is decided at once"),
        body: wire.ClaimBodySchema,
        response: { 201: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const language = languageOf(request);
      await idempotently(context, request, reply, async (tx) => {
        const claim = await fileClaim(context, tx, principal, request.body as ClaimBody, language);
        failpoint("claim_file.before_commit");
        return answerClaim(context, tx, claim, { principal, language }, 201);
      });
      failpoint("claim_file.after_commit");
      return reply;
    },
  );

  api.post(
    "/v1/claims/:claimId/withdrawal",
    {
      config: { access: CLAIMANTS, idempotency: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        ...schema("withdrawClaim", "Take a claim back before it is decided"),
        params: Params,
        body: Type.Optional(wire.WithdrawalBodySchema),
        response: { 200: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const language = languageOf(request);
      await idempotently(context, request, reply, async (tx) => {
        const { reason = "" } = request.body ?? {};
        const claim = await withdrawClaim(context, tx, principal, { claimId: params.claimId, reason });
        return answerClaim(context, tx, claim, { principal, language }, 200);
      });
      return reply;
    },
  );
}

function readingRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/claims/:claimId",
    {
      config: { access: CLAIM_READERS, problems: ["not_found"] },
      schema: {
        ...schema("readClaim", "A claim: where it stands, what happened, what is missing, until when what is due"),
        params: Params,
        response: { 200: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const { claim, view } = await inTransaction(context.db, principal.tenantId, async (tx) => {
        const found = await findVisible(tx, principal, params.claimId);
        return {
          claim: found,
          view: await showClaim(context, tx, found, { principal, language: languageOf(request) }),
        };
      });
      reply.header("etag", etagOfClaim(claim));
      return view;
    },
  );

  api.get(
    "/v1/claims/:claimId/findings",
    {
      config: { access: CLAIM_READERS, problems: ["not_found"] },
      schema: {
        ...schema("readFindings", "Every clause applied to the claim, with what it saw and said"),
        params: Params,
        response: { 200: wire.Findings },
      },
    },
    async (request) => {
      const { principal, params } = request;
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const claim = await findVisible(tx, principal, params.claimId);
        const [held] = await readCases(context, tx, [claim], context.clock.now());
        const decision = (await claimDecisions(tx, claim)).at(-1) ?? null;
        return findingsView(present(held, "one claim gives one case"), decision, {
          principal,
          language: languageOf(request),
        });
      });
    },
  );
}

function deskRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/decisions",
    {
      config: {
        access: DECIDERS,
        idempotency: "required",
        ifMatch: "required",
        problems: [
          "not_found",
          "claim_not_decidable",
          "merchant_not_heard",
          "claim_held",
          "reason_required",
          "amount_required",
          "amount_above_limit",
          "amount_below_agreed",
        ],
      },
      schema: {
        ...schema(
          "decideClaim",
          "Decide a claim that waits in review; above your authority it waits for a second pair of eyes",
        ),
        params: Params,
        body: wire.DecisionBodySchema,
        response: { 201: wire.ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const viewer = { principal, language: languageOf(request) };
      await idempotently(context, request, reply, async (tx) => {
        const command = { claimId: params.claimId, body, conditional: request };
        const claim = await decideByPerson(context, tx, principal, command);
        return answerClaim(context, tx, claim, viewer, 201);
      });
      return reply;
    },
  );
}
