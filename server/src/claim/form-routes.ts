// Understands the calls by which a claimant learns, before any claim, what it takes and what it would pay.

import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { type Access, type Api, ROLES } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { type EstimateBody, estimateClaim } from "./estimate.js";
import { claimForm, type FormWish } from "./form.js";
import * as wire from "./wire.js";

const READERS: Access = ["server", ...ROLES];
const Params = Type.Object({ policyId: Type.String({ maxLength: 64 }) });
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["claims"], summary });

export function formRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/policies/:policyId/claim-form",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("readClaimForm", "The form on which a claim under this policy is made, and what it would pay"),
        params: Params,
        querystring: wire.FormQuerySchema,
        response: { 200: wire.ClaimForm },
      },
    },
    async ({ principal, params, query, headers }) => {
      const { province, city, ...asked } = query;
      const from = province === undefined || city === undefined ? null : { province, city };
      const wish = { ...asked, from } as FormWish;
      return inTransaction(context.db, principal.tenantId, (tx) =>
        claimForm(context, tx, principal, params.policyId, wish, languageOf({ headers })),
      );
    },
  );

  api.post(
    "/v1/policies/:policyId/claim-estimates",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("estimateClaim", "What a claim would be paid if it were made now, and why; nothing is written"),
        params: Params,
        body: wire.EstimateBodySchema,
        response: { 200: wire.ClaimEstimate },
      },
    },
    async ({ principal, params, body, headers }) => {
      const about = { policyId: params.policyId, body: body as EstimateBody, language: languageOf({ headers }) };
      return inTransaction(context.db, principal.tenantId, (tx) => estimateClaim(context, tx, principal, about));
    },
  );
}
