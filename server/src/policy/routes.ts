// Understands the calls that read policies.

import { bookOf, type Id, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { listPolicies } from "@anxin/store/policy";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { ExternalId, known, nullable, oneOf, pageOfItems } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { PolicySummary } from "../order/wire.js";
import { findHistory, historiesOf } from "./history.js";
import { policyView } from "./view.js";

const STATUSES = ["pending", "in_force", "exhausted", "expired", "cancelled"] as const;
/** Who may look at policies; `maySee` narrows it to their own. */
export const READERS = [
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
] as const;

const Names = Type.Object({ zh: Type.String(), en: Type.String() });
const Open = Type.Object({}, { additionalProperties: true });
const PolicyView = Type.Object({
  ...PolicySummary.properties,
  currency: Type.String(),
  orderId: Type.String(),
  merchantId: Type.String(),
  buyerId: Type.String(),
  campaignId: nullable(Type.String()),
  productName: Names,
  filing: Type.String(),
  boundAt: Type.String(),
  issuedAt: Type.String(),
  rating: Type.Object({
    tariff: Type.String(),
    factors: Type.Array(Type.Object({ factor: Type.String(), value: Type.String() })),
  }),
  coverages: Type.Array(Open),
  endorsements: Type.Array(Open),
  claims: Type.Array(Open),
  documents: Type.Array(
    Type.Object({ kind: Type.String(), url: Type.String(), language: Type.Optional(Type.String()) }),
  ),
  clauses: Type.Array(Open),
});

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/policies",
    {
      config: { access: READERS },
      schema: {
        operationId: "listPolicies",
        tags: ["policies"],
        summary: "Policies, newest first",
        querystring: Type.Object(
          {
            orderId: Type.Optional(ExternalId),
            buyerId: Type.Optional(ExternalId),
            merchantId: Type.Optional(ExternalId),
            status: Type.Optional(oneOf(STATUSES)),
            ...pageQuery,
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOfItems(PolicyView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      // Buyers and merchants look at their own, whatever else they ask for.
      const buyerId = principal.role === "buyer" ? principal.subject : (query.buyerId ?? null);
      const merchantId = principal.role === "merchant" ? principal.subject : (query.merchantId ?? null);
      const [position] = page.after ?? [];
      const before: Id | null = position === undefined ? null : BigInt(position);
      const filter = {
        orderId: query.orderId ?? null,
        buyerId,
        merchantId,
        status: query.status === undefined ? null : known(STATUSES, String(query.status)),
        now: context.clock.now(),
        before,
      };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const book = merchantId === null ? null : bookOf(principal.tenantId, merchantId);
        const policies = await listPolicies(tx, principal.tenantId, { ...filter, limit: page.limit + 1 }, book);
        const histories = await historiesOf(context, tx, policies);
        return pageAnswer(context, request, histories, page, {
          position: (history) => [history.known.policy.policyId.toString()],
          item: (history) => policyView(history, filter.now),
        });
      });
    },
  );
}

function reading(api: Api, context: Context): void {
  api.get(
    "/v1/policies/:policyId",
    {
      config: { access: READERS },
      schema: {
        operationId: "readPolicy",
        tags: ["policies"],
        summary: "A policy with coverages, limits used and left, endorsements and product version",
        params: Type.Object({ policyId: Type.String({ maxLength: 64 }) }),
        response: { 200: PolicyView },
      },
    },
    async (request) => {
      const { principal } = request;
      const policyId = parseId("policy", request.params.policyId);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const history = policyId === null ? null : await findHistory(context, tx, policyId);
        if (history === null || !maySee(principal, history.known.policy))
          return refuse("not_found", `there is no policy ${request.params.policyId}`);
        return policyView(history, context.clock.now());
      });
    },
  );
}

export function policyRoutes(api: Api, context: Context): void {
  listing(api, context);
  reading(api, context);
}
