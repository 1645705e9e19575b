// Understands the calls that read policies.

import { present } from "@anxin/core/assert";
import { type Id, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { listPolicies } from "@anxin/store/policy";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery, TIME_SORTS } from "../http/lists.js";
import { closedObject, Fen53, known, nullable, oneOf, pageOfItems } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { goodsFields, goodsOfLines } from "../order/goods.js";
import { ClaimSummaryBody, PolicySummary } from "../order/wire.js";
import { policyExportRoutes } from "./export-routes.js";
import { findHistory, historiesOf } from "./history.js";
import { policyFilterOf, policyFilters } from "./list-filter.js";
import { policyView } from "./view.js";

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
const EndorsementView = Type.Object({
  endorsementId: Type.String(),
  kind: Type.String(),
  recordedAt: Type.String(),
  effectiveAt: nullable(Type.String()),
  expiresAt: nullable(Type.String()),
  charge: Fen53,
  refund: Fen53,
  fullPremium: nullable(Fen53),
  sumInsured: nullable(Fen53),
  reason: nullable(Type.String()),
  returnId: nullable(Type.String()),
});
const PolicyView = Type.Object({
  ...PolicySummary.properties,
  ...goodsFields,
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
  coverages: Type.Array(
    Type.Object({
      code: Type.String(),
      title: Names,
      perils: Type.Array(Type.Object({ code: Type.String(), title: Names })),
      sumInsured: Fen53,
      used: Fen53,
      left: Fen53,
      claimsMax: Type.Integer({ description: "paid claims at most" }),
      claimsUsed: Type.Integer(),
    }),
  ),
  endorsements: Type.Array(EndorsementView),
  claims: Type.Array(ClaimSummaryBody),
  documents: Type.Array(
    Type.Object({ kind: Type.String(), url: Type.String(), language: Type.Optional(Type.String()) }),
  ),
  clauses: Type.Array(Type.Object({ rule: Type.String(), clause: Type.String(), title: Names })),
});

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/policies",
    {
      config: { access: READERS },
      schema: {
        operationId: "listPolicies",
        tags: ["policies"],
        summary: "Policies, newest first; `from` and `until` are about when they were issued",
        querystring: closedObject({ ...policyFilters, sort: Type.Optional(oneOf(TIME_SORTS)), ...pageQuery }),
        response: { 200: pageOfItems(PolicyView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const { filter, book } = policyFilterOf(context, principal, query, languageOf(request));
      const [position] = page.after ?? [];
      const after: Id | null = position === undefined ? null : BigInt(position);
      const sort = known(TIME_SORTS, query.sort ?? "newest");
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const wanted = { ...filter, after, limit: page.limit + 1 };
        const policies = await listPolicies(tx, principal.tenantId, wanted, book, sort);
        const histories = await historiesOf(context, tx, policies);
        const goods = await goodsOfLines(tx, policies);
        const rows = histories.map((history, i) => ({ history, goods: present(goods[i], "each line has its goods") }));
        return pageAnswer(context, request, rows, page, {
          position: ({ history }) => [history.known.policy.policyId.toString()],
          item: (row) => ({ ...policyView(row.history, filter.now), ...row.goods }),
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
        const [goods] = await goodsOfLines(tx, [history.known.policy]);
        return { ...policyView(history, context.clock.now()), ...present(goods, "each line has its goods") };
      });
    },
  );
}

export function policyRoutes(api: Api, context: Context): void {
  listing(api, context);
  policyExportRoutes(api, context);
  reading(api, context);
}
