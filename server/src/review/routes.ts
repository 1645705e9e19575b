// Understands the calls of the workbench: the queue, claims taken in hand, and the second pair of eyes.

import { formatId } from "@anxin/core/id";
import { formatInstant, instant } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import { etagOfClaim } from "../claim/case.js";
import { answerClaim } from "../claim/show.js";
import { ApprovalBodySchema, ClaimView } from "../claim/wire.js";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, line, nullable, pageOfItems } from "../http/schema.js";
import { callerName } from "../people/staff.js";
import { approveByPerson } from "./approve.js";
import { bulkRoutes } from "./bulk-routes.js";
import { giveBack, type LeaseTaken, takeLease, takeNext } from "./lease.js";
import { limitRoutes } from "./limit-routes.js";
import { itemView, questionOf, readQueue } from "./queue.js";
import { replayRoutes } from "./replay-routes.js";
import { sampleRoutes } from "./sample-routes.js";
import { teamRoutes } from "./team-routes.js";
import { viewRoutes } from "./view-routes.js";
import * as wire from "./wire.js";

const DECIDERS: Access = ["adjuster", "supervisor"];
const READERS: Access = [...DECIDERS, "auditor"];
const REASON_LENGTH_MAX = 500;

const schema = (operationId: string, summary: string) => ({ operationId, tags: ["review"], summary });
const ClaimParams = Type.Object({ claimId: Type.String({ maxLength: 64 }) });

export function reviewRoutes(api: Api, context: Context): void {
  queueRoute(api, context);
  viewRoutes(api, context);
  nextRoute(api, context);
  leaseRoutes(api, context);
  approvalRoute(api, context);
  bulkRoutes(api, context);
  limitRoutes(api, context);
  sampleRoutes(api, context);
  replayRoutes(api, context);
  teamRoutes(api, context);
}

function queueRoute(api: Api, context: Context): void {
  api.get(
    "/v1/review/claims",
    {
      config: { access: READERS, problems: ["cursor_invalid", "not_found"] },
      schema: {
        ...schema(
          "listReviewQueue",
          "Claims that wait for a person, with what the clauses suggest, until when, and in whose hands",
        ),
        querystring: Type.Object(
          { view: wire.viewField, ...wire.filterFields, ...pageQuery },
          { additionalProperties: false },
        ),
        response: { 200: pageOfItems(wire.ReviewItem) },
      },
    },
    async (request) => {
      const { principal } = request;
      const page = pageOf(context, request);
      const language = languageOf(request);
      const [asOfText, rank, claimId] = page.after ?? [];
      // All pages of a list are as of its first one: what is scored by time stays where it was.
      const asOf = asOfText === undefined ? context.clock.now() : instant(Number(asOfText));
      const after =
        rank === undefined || claimId === undefined ? null : { rank: BigInt(rank), claimId: BigInt(claimId) };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const question = await questionOf(tx, principal, request.query, asOf, language);
        const items = await readQueue(context, tx, principal, question, after, page.limit + 1);
        return pageAnswer(context, request, items, page, {
          position: ({ row }) => [String(asOf), row.rank.toString(), row.claim_id.toString()],
          item: (item) => itemView(item, principal, asOf, language),
        });
      });
    },
  );
}

function leaseView({ claim, lease, change }: LeaseTaken, name: string): Static<typeof wire.LeaseView> {
  const [takenAt, expiresAt] = [formatInstant(lease.takenAt), formatInstant(lease.expiresAt)];
  const holder = { name, until: expiresAt, isMe: true };
  return { claimId: formatId("claim", claim.claimId), holder, takenAt, expiresAt, change };
}

function nextRoute(api: Api, context: Context): void {
  api.post(
    "/v1/review/next",
    {
      config: { access: DECIDERS, idempotency: "required", problems: ["not_found"] },
      schema: {
        ...schema(
          "takeNextClaim",
          "Take the first claim of a view that nobody has in hand; no two people get the same",
        ),
        body: closedObject({ view: wire.viewField, ...wire.filterFields }),
        response: { 200: Type.Object({ lease: nullable(wire.LeaseView), etag: nullable(Type.String()) }) },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const language = languageOf(request);
      await idempotently(context, request, reply, async (tx) => {
        const question = await questionOf(tx, principal, request.body, context.clock.now(), language);
        const taken = await takeNext(context, tx, principal, question);
        if (taken === null) return { status: 200, body: { lease: null, etag: null } };
        const lease = leaseView(taken, await callerName(tx, principal.caller));
        return { status: 200, body: { lease, etag: etagOfClaim(taken.claim) } };
      });
      return reply;
    },
  );
}

function leaseRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/review/claims/:claimId/lease",
    {
      config: { access: DECIDERS, problems: ["not_found", "claim_held", "state_conflict", "reason_required"] },
      schema: {
        ...schema("leaseClaim", "Take a claim in hand, or keep it there; a supervisor takes it over with a reason"),
        params: ClaimParams,
        body: Type.Optional(closedObject({ reason: Type.Optional(line(REASON_LENGTH_MAX)) })),
        response: { 200: wire.LeaseView },
      },
    },
    async ({ principal, params, body }) =>
      inTransaction(context.db, principal.tenantId, async (tx) => {
        const { reason = "" } = body ?? {};
        const taken = await takeLease(context, tx, principal, { claimId: params.claimId, reason: reason.trim() });
        return leaseView(taken, await callerName(tx, principal.caller));
      }),
  );
  api.delete(
    "/v1/review/claims/:claimId/lease",
    {
      config: { access: DECIDERS, problems: ["not_found", "claim_held"] },
      schema: {
        ...schema("giveBackClaim", "Give a claim back that you have in hand"),
        params: ClaimParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ principal, params }, reply) => {
      await inTransaction(context.db, principal.tenantId, (tx) => giveBack(context, tx, principal, params.claimId));
      reply.code(204);
      return null;
    },
  );
}

function approvalRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/decisions/:decisionId/approval",
    {
      config: {
        access: DECIDERS,
        idempotency: "required",
        ifMatch: "required",
        problems: [
          "not_found",
          "state_conflict",
          "same_person",
          "authority_exceeded",
          "amount_above_limit",
          "claim_held",
        ],
      },
      schema: {
        ...schema("checkDecision", "The second pair of eyes: let a decision stand, or send it back to its maker"),
        params: Type.Object({ ...ClaimParams.properties, decisionId: Type.String({ maxLength: 64 }) }),
        body: ApprovalBodySchema,
        response: { 200: ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const viewer = { principal, language: languageOf(request) };
      await idempotently(context, request, reply, async (tx) => {
        const { approve, note = "" } = body;
        const claim = await approveByPerson(context, tx, principal, { ...params, approve, note, conditional: request });
        return answerClaim(context, tx, claim, viewer, 200);
      });
      return reply;
    },
  );
}
