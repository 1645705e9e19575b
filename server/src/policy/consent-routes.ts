// Understands the call that shows how a policy was sold.

import { bookOfId, parseId } from "@anxin/core/id";
import { CONSENT_GAPS } from "@anxin/core/offer/consent";
import { TEXT_KINDS } from "@anxin/core/order/order";
import { refuse } from "@anxin/core/refusal";
import { findConsent } from "@anxin/store/consent";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { languageOf, languageTag } from "../http/language.js";
import { closedObject, Fen53, line, nullable, oneOf } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { consentView } from "./consent-view.js";
import { findHistory } from "./history.js";

/** The buyer themself, the marketplace that sold, and the insurer's people; not the shop: it is no party to the sale. */
const READERS: Access = [
  "server",
  "buyer",
  "adjuster",
  "supervisor",
  "actuary",
  "finance",
  "auditor",
  "platform",
  "admin",
];

const NamedText = {
  kind: oneOf(TEXT_KINDS),
  version: Type.Integer(),
  sha256: Type.String({ description: "of the text's UTF-8 bytes" }),
};
const ConsentView = Type.Object({
  policyId: Type.String(),
  policyNo: Type.String(),
  orderId: Type.String(),
  orderVersion: Type.Integer({ description: "the version of the order with which the policy was issued" }),
  lineId: Type.String(),
  buyerId: Type.String(),
  product: Type.String(),
  productVersion: Type.Integer(),
  productName: Type.String(),
  filing: Type.String(),
  currency: Type.String(),
  quote: Type.Object({
    token: Type.String({ description: "as the order carried it" }),
    expiresAt: Type.String(),
    sku: Type.String(),
    unitPrice: Fen53,
    quantity: Type.Integer(),
    rating: Type.String(),
    premium: Fen53,
    sumInsured: Fen53,
  }),
  language: Type.String({ description: "of the quote" }),
  texts: Type.Array(
    Type.Object({
      ...NamedText,
      url: Type.String(),
      text: Type.String({ description: "word for word" }),
      intact: Type.Boolean({ description: "whether `text` still has the hash that was kept" }),
    }),
    { description: "what the quote went with, and had to be shown" },
  ),
  ticked: nullable(
    Type.Object({ product: Type.String(), language: Type.String(), texts: Type.Array(Type.Object(NamedText)) }),
  ),
  channel: nullable(Type.String()),
  shownAt: nullable(Type.String()),
  agreedAt: nullable(Type.String()),
  recordedAt: Type.String(),
  gaps: Type.Array(Type.Object({ code: oneOf(CONSENT_GAPS), detail: Type.String() })),
  keptUntil: nullable(
    Type.String({ description: "the record is kept at least until this day; null while no end is known" }),
  ),
});

export function consentRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/policies/:policyId/consent",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readConsent",
        tags: ["policies"],
        summary: "What the buyer was shown and agreed to before buying this policy",
        params: closedObject({ policyId: line(64, 1) }),
        response: { 200: ConsentView },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const policyId = parseId("policy", request.params.policyId);
      const language = languageOf(request);
      reply.header("content-language", languageTag(language));
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const history = policyId === null ? null : await findHistory(context, tx, policyId);
        if (policyId === null || history === null || !maySee(principal, history.known.policy))
          return refuse("not_found", `there is no policy ${request.params.policyId}`);
        const row = await findConsent(tx, bookOfId(policyId), policyId);
        if (row === null)
          return refuse("not_found", "no buyer bought this policy: it was given by merchant or platform");
        return consentView(history, row, language);
      });
    },
  );
}
