// Understands the call by which anybody who holds a certificate asks whether it is genuine.

import { parsePolicyNo } from "@anxin/core/id";
import { findTenant } from "@anxin/store/tenant";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageAsked } from "../http/language.js";
import { announcePage, wantsPage } from "../http/page.js";
import { closedObject, languageQuery, line } from "../http/schema.js";
import { findHistory } from "./history.js";
import { tenantOfCode } from "./verify.js";
import { verifyPage } from "./verify-page.js";
import { NOT_GENUINE, type Verification, VerificationBody, verification } from "./verify-view.js";

/**
 * The code is weighed before anything is looked up: without a code that fits, nothing tells a policy number that exists from one that
 * does not, neither in the answer nor in its time.
 */
async function verify(context: Context, policyNo: string, code: string): Promise<Verification> {
  const tenantId = tenantOfCode(context.vault, policyNo, code);
  const policyId = parsePolicyNo(policyNo);
  if (tenantId === null || policyId === null) return NOT_GENUINE;
  return inTransaction(context.db, tenantId, async (tx) => {
    const history = await findHistory(context, tx, policyId);
    if (history === null) return NOT_GENUINE;
    const insured = history.product.funding === "insurance";
    const { name } = await findTenant(tx, tenantId);
    return verification(history, insured ? context.config.insurer : { zh: name, en: name }, context.clock.now());
  });
}

export function verifyRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/verify/:policyNo",
    {
      config: { access: "public" },
      schema: {
        operationId: "verifyPolicy",
        tags: ["policies"],
        summary: "Whether a certificate is genuine, and how its policy stands; JSON, or a page for browsers",
        params: closedObject({ policyNo: line(64, 1) }),
        querystring: closedObject({
          code: Type.Optional({ ...line(64), description: "as printed on the certificate" }),
          ...languageQuery,
        }),
        response: { 200: Type.Union([VerificationBody, Type.String()]) },
      },
    },
    async (request, reply) => {
      const { policyNo } = request.params;
      const { code = "" } = request.query;
      const found = await verify(context, policyNo, code);
      if (!wantsPage(request)) {
        reply.header("vary", "accept");
        return found;
      }
      const language = languageAsked(request);
      announcePage(reply, language);
      return verifyPage({ policyNo, code }, found, language);
    },
  );
}
