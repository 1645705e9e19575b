// Understands the call that lists claims.

import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery, TIME_SORTS } from "../http/lists.js";
import { closedObject, known, oneOf, pageOfItems } from "../http/schema.js";
import { claimFilterOf, claimFilters, readClaims } from "./list-filter.js";
import { claimSummaryView } from "./view/summary.js";
import { ClaimSummary } from "./wire.js";

export const CLAIM_READERS: Access = [
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

export function claimListRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/claims",
    {
      config: { access: CLAIM_READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listClaims",
        tags: ["claims"],
        summary: "Claims, newest first; `from` and `until` are about when they were reported",
        querystring: closedObject({ ...claimFilters, sort: Type.Optional(oneOf(TIME_SORTS)), ...pageQuery }),
        response: { 200: pageOfItems(ClaimSummary) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const [position] = page.after ?? [];
      const filter = claimFilterOf(principal, query, languageOf(request));
      const from = position === undefined ? null : BigInt(position);
      const wanted = filter === null ? null : { ...filter, from, limit: page.limit + 1 };
      const sort = known(TIME_SORTS, String(query.sort ?? "newest"));
      const rows = wanted === null ? [] : await readClaims(context, principal.tenantId, wanted, sort);
      return pageAnswer(context, request, rows, page, {
        position: ({ claim }) => [claim.claimId.toString()],
        item: ({ claim, goods }) => claimSummaryView(claim, goods),
      });
    },
  );
}
