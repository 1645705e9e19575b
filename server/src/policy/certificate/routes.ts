// Understands the call that hands out the certificate of a policy.

import { present } from "@anxin/core/assert";
import { parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { findMerchant } from "@anxin/store/merchant";
import { findOrder } from "@anxin/store/order";
import { findTenant } from "@anxin/store/tenant";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../../context.js";
import type { Api, Principal } from "../../http/api.js";
import { etagOf, isUnchanged } from "../../http/etag.js";
import { languageAsked, languageTag } from "../../http/language.js";
import { closedObject, languageQuery } from "../../http/schema.js";
import { maySee } from "../../http/sight.js";
import { laneOf } from "../../order/load.js";
import { maskName } from "../../order/payee.js";
import { openSnapshot } from "../../order/read.js";
import { findHistory } from "../history.js";
import { READERS } from "../routes.js";
import { verificationCode } from "../verify.js";
import { policyView } from "../view.js";
import { type CertificateFacts, certificateContent } from "./content.js";
import { editionOf, type Press, press } from "./press.js";

/** Counts the looks of the document: what was kept of an older look is asked for anew. */
const LAYOUT = 1;
/** A reader in the browser may show the document, and the document may load nothing. */
const DOCUMENT_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** The insured reads their own name, and the marketplace the name that it sent; everybody else reads it masked, as everywhere. */
const NAMED_TO: readonly Principal["role"][] = ["buyer", "server"];

/** Everything that stands on the certificate; refuses `not_found` for what the caller may not see. Five reads. */
async function factsOf(context: Context, principal: Principal, idText: string): Promise<CertificateFacts> {
  const { tenantId } = principal;
  const policyId = parseId("policy", idText);
  return inTransaction(context.db, tenantId, async (tx) => {
    const history = policyId === null ? null : await findHistory(context, tx, policyId);
    if (history === null || !maySee(principal, history.known.policy))
      return refuse("not_found", `there is no policy ${idText}`);
    const { book, orderId, merchantId } = history.known.policy;
    const row = present(await findOrder(tx, tenantId, laneOf(orderId), orderId), "a policy has its order");
    const order = openSnapshot(context, tenantId, row);
    const merchant = await findMerchant(tx, { book, merchantId });
    const tenant = await findTenant(tx, tenantId);
    const policy = policyView(history, context.clock.now());
    const name = order.payee?.name ?? "";
    return {
      policy,
      product: history.product,
      lines: order.lines,
      buyerName: name === "" || NAMED_TO.includes(principal.role) ? name : maskName(name),
      merchantName: merchant?.name ?? "",
      platformName: tenant.name,
      insurer: context.config.insurer,
      publicUrl: context.config.publicUrl,
      code: verificationCode(context.vault, tenantId, policy.policyNo),
      demo: context.config.mode === "sandbox",
    };
  });
}

export function certificateRoutes(api: Api, context: Context, printing = press(context.config)): void {
  api.addHook("onClose", () => printing.close());
  readRoute(api, context, printing);
}

function readRoute(api: Api, context: Context, printing: Press): void {
  api.get(
    "/v1/policies/:policyId/certificate.pdf",
    {
      config: { access: READERS, problems: ["not_found", "switched_off"] },
      schema: {
        operationId: "readCertificate",
        tags: ["policies"],
        summary: "The signed certificate of a policy (PDF/A), with a QR code that leads to its verification",
        params: closedObject({ policyId: Type.String({ maxLength: 64 }) }),
        querystring: closedObject(languageQuery),
        produces: ["application/pdf"],
        response: { 200: Type.String({ format: "binary" }), 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const language = languageAsked(request);
      const facts = await factsOf(context, request.principal, request.params.policyId);
      const content = certificateContent(facts, language);
      const etag = etagOf("certificate", editionOf(content), LAYOUT);
      reply
        .header("etag", etag)
        .header("cache-control", "private, no-cache")
        .header("content-language", languageTag(language))
        .header("vary", "accept-language, authorization, cookie");
      if (isUnchanged(request, etag)) return reply.code(304).send(null);
      const pdf = await printing.print({ template: "certificate", content }, context.clock.now());
      reply
        .header("content-type", "application/pdf")
        .header("content-disposition", `inline; filename="${content.policyNo}.${language}.pdf"`)
        .header("content-security-policy", DOCUMENT_POLICY);
      return reply.send(pdf as unknown as string);
    },
  );
}
