// Understands the calls by which claims are filed, followed, decided and withdrawn.

import { present } from "@anxin/core/assert";
import { CLAIM_STATUSES, type ClaimStatus, categoryOf } from "@anxin/core/claim/claim";
import { bookOf, bookOfId, parseId } from "@anxin/core/id";
import type { ClaimRow } from "@anxin/store/claim";
import { type ClaimFilter, claimDecisions, claimEvents, listClaims } from "@anxin/store/claim-case";
import { listPayoutsOfClaims } from "@anxin/store/payout";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { type Created, idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { ExternalId, known, oneOf, pageOfItems } from "../http/schema.js";
import { decideByPerson, withdrawClaim } from "./adjuster.js";
import { etagOfClaim, findVisible } from "./case.js";
import { readCases } from "./facts.js";
import { type ClaimBody, fileClaim } from "./filing.js";
import { claimForm } from "./form.js";
import { claimSummaryView, claimView, findingsView, reviewView, type Viewer } from "./view.js";
import * as wire from "./wire.js";

const READERS: Access = [
  "server",
  "buyer",
  "merchant",
  "adjuster",
  "supervisor",
  "actuary",
  "finance",
  "auditor",
  "platform",
  "admin",
];
const CLAIMANTS: Access = ["server", "buyer"];
const DECIDERS: Access = ["adjuster", "supervisor"];
const REVIEWERS: Access = [...DECIDERS, "auditor"];

const Params = Type.Object({ claimId: Type.String({ maxLength: 64 }) });
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["claims"], summary });
/** Payouts that a claim's view lists. */
const PAYOUTS_SHOWN_MAX = 50;

/** A claim whole, as the viewer may see it. Statements: 8 to gather, 3 for events, decisions and payouts. */
async function showClaim(context: Context, tx: Tx, claim: ClaimRow, viewer: Viewer) {
  const [held] = await readCases(context, tx, [claim], context.clock.now());
  const any = {
    status: null,
    buyerId: null,
    merchantId: null,
    humanTask: null,
    before: null,
    limit: PAYOUTS_SHOWN_MAX,
  };
  return claimView(
    {
      held: present(held, "one claim gives one case"),
      events: await claimEvents(tx, claim),
      decisions: await claimDecisions(tx, claim),
      payouts: await listPayoutsOfClaims(tx, tx.tenantId, any, [claim]),
    },
    viewer,
  );
}

async function answerClaim(
  context: Context,
  tx: Tx,
  claim: ClaimRow,
  viewer: Viewer,
  status: number,
): Promise<Created> {
  return { status, body: await showClaim(context, tx, claim, viewer), etag: etagOfClaim(claim) };
}

export function claimRoutes(api: Api, context: Context): void {
  formRoute(api, context);
  filingRoutes(api, context);
  listRoute(api, context);
  readingRoutes(api, context);
  deskRoutes(api, context);
}

function formRoute(api: Api, context: Context): void {
  api.get(
    "/v1/policies/:policyId/claim-form",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("readClaimForm", "The form on which a claim under this policy is made, and what it would pay"),
        params: Type.Object({ policyId: Type.String({ maxLength: 64 }) }),
        response: { 200: wire.ClaimForm },
      },
    },
    async ({ principal, params, headers }) =>
      inTransaction(context.db, principal.tenantId, (tx) =>
        claimForm(context, tx, principal, params.policyId, languageOf({ headers })),
      ),
  );
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
        return answerClaim(context, tx, claim, { principal, language }, 201);
      });
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

const ListQuery = Type.Object(
  {
    policyId: Type.Optional(Type.String({ maxLength: 64 })),
    orderId: Type.Optional(ExternalId),
    buyerId: Type.Optional(ExternalId),
    merchantId: Type.Optional(ExternalId),
    status: Type.Optional(oneOf(CLAIM_STATUSES)),
    category: Type.Optional(oneOf(wire.CATEGORIES_OF_CLAIMS)),
    ...pageQuery,
  },
  { additionalProperties: false },
);

interface ListFilters {
  readonly policyId?: string;
  readonly orderId?: string;
  readonly buyerId?: string;
  readonly merchantId?: string;
  readonly status?: string;
  readonly category?: string;
}

/** The statuses that a filter admits; null for all. */
function statusesOf({ status, category }: ListFilters): readonly ClaimStatus[] | null {
  if (status === undefined && category === undefined) return null;
  const wanted = status === undefined ? CLAIM_STATUSES : [known(CLAIM_STATUSES, status)];
  return wanted.filter((each) => category === undefined || categoryOf(each) === category);
}

/** Buyers and merchants look at their own, whatever else they ask for; a policy that is none has no claims. */
function filterOf(
  { role, subject, tenantId }: Principal,
  query: ListFilters,
): Omit<ClaimFilter, "from" | "limit"> | null {
  const policyId = query.policyId === undefined ? null : parseId("policy", query.policyId);
  if (query.policyId !== undefined && policyId === null) return null;
  const buyerId = query.buyerId ?? (role === "buyer" ? subject : null);
  const merchantId = query.merchantId ?? (role === "merchant" ? subject : null);
  if ((role === "buyer" && buyerId !== subject) || (role === "merchant" && merchantId !== subject)) return null;
  const book = policyId === null ? (merchantId === null ? null : bookOf(tenantId, merchantId)) : bookOfId(policyId);
  return { book, policyId, orderId: query.orderId ?? null, buyerId, merchantId, statuses: statusesOf(query) };
}

function listRoute(api: Api, context: Context): void {
  api.get(
    "/v1/claims",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        ...schema("listClaims", "Claims, newest first"),
        querystring: ListQuery,
        response: { 200: pageOfItems(wire.ClaimSummary) },
      },
    },
    async (request) => {
      const { principal } = request;
      const page = pageOf(context, request);
      const [position] = page.after ?? [];
      const filter = filterOf(principal, request.query);
      const claims =
        filter === null
          ? []
          : await inTransaction(context.db, principal.tenantId, (tx) =>
              listClaims(
                tx,
                { ...filter, from: position === undefined ? null : BigInt(position), limit: page.limit + 1 },
                "newest_first",
              ),
            );
      return pageAnswer(context, request, claims, page, {
        position: (claim) => [claim.claimId.toString()],
        item: claimSummaryView,
      });
    },
  );
}

function readingRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/claims/:claimId",
    {
      config: { access: READERS, problems: ["not_found"] },
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
      config: { access: READERS, problems: ["not_found"] },
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
  api.get(
    "/v1/review/claims",
    {
      config: { access: REVIEWERS, problems: ["cursor_invalid"] },
      schema: {
        ...schema("listReviewQueue", "Claims that wait for a person, oldest first, each with what the clauses suggest"),
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: pageOfItems(wire.ReviewItem) },
      },
    },
    async (request) => {
      const { principal } = request;
      const page = pageOf(context, request);
      const [position] = page.after ?? [];
      const viewer = { principal, language: languageOf(request) };
      const any = { book: null, policyId: null, orderId: null, buyerId: null, merchantId: null };
      const from = position === undefined ? null : BigInt(position);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const claims = await listClaims(
          tx,
          { ...any, statuses: ["in_review"], from, limit: page.limit + 1 },
          "oldest_first",
        );
        const cases = await readCases(context, tx, claims, context.clock.now());
        return pageAnswer(context, request, cases, page, {
          position: ({ claim }) => [claim.claimId.toString()],
          item: (held) => reviewView(held, viewer),
        });
      });
    },
  );

  api.post(
    "/v1/claims/:claimId/decisions",
    {
      config: {
        access: DECIDERS,
        idempotency: "required",
        ifMatch: "required",
        problems: ["not_found", "claim_not_decidable", "reason_required", "amount_required", "amount_above_limit"],
      },
      schema: {
        ...schema("decideClaim", "Decide a claim that waits in review"),
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
