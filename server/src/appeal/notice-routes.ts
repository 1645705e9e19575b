// Understands the calls by which refusal notices are read, and verified by anybody who holds one.

import { bookOfId, parseRefusalNo } from "@anxin/core/id";
import { findRefusalNotice } from "@anxin/store/refusal-notice";
import { findTenant } from "@anxin/store/tenant";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { etagOf, isUnchanged } from "../http/etag.js";
import { languageAsked, languageTag } from "../http/language.js";
import { announcePage, wantsPage } from "../http/page.js";
import { closedObject, languageQuery, line } from "../http/schema.js";
import { editionOf, type Press, press } from "../policy/certificate/press.js";
import { tenantOfCode } from "../policy/verify.js";
import { type FoundNotice, readNotice } from "./notice-read.js";
import {
  NOT_GENUINE,
  type NoticeVerification,
  NoticeVerificationBody,
  verification,
  verificationPage,
} from "./notice-verify.js";
import { NoticeBody, noticeBody, noticeContent, noticePage } from "./notice-view.js";

/** A refusal is between the insurer and the insured: the shop reads the decision in the claim. */
const READERS: Access = ["server", "buyer", "adjuster", "supervisor", "auditor", "platform", "admin"];
/** Counts the looks of the document: what was kept of an older look is asked for anew. */
const LAYOUT = 1;
/** A reader in the browser may show the document, and the document may load nothing. */
const DOCUMENT_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const Params = closedObject({ claimId: Type.String({ maxLength: 64 }) });
const Query = closedObject({
  decisionId: Type.Optional({ ...line(64, 1), description: "of an earlier decision; the last one's otherwise" }),
  ...languageQuery,
});
const TAGS = ["appeals"];

export function refusalNoticeRoutes(api: Api, context: Context, printing = press(context.config)): void {
  api.addHook("onClose", () => printing.close());
  jsonRoute(api, context);
  pageRoute(api, context);
  documentRoute(api, context, printing);
  verifyRoute(api, context);
}

interface Asking {
  readonly principal: Parameters<typeof readNotice>[2];
  readonly params: Static<typeof Params>;
  readonly query: Static<typeof Query>;
}

const read = (context: Context, { principal, params, query }: Asking): Promise<FoundNotice> =>
  inTransaction(context.db, principal.tenantId, (tx) =>
    readNotice(context, tx, principal, { claimId: params.claimId, decisionId: query.decisionId }),
  );

function jsonRoute(api: Api, context: Context): void {
  api.get(
    "/v1/claims/:claimId/refusal-notice",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readRefusalNotice",
        tags: TAGS,
        summary: "Why a claim is not paid, or not in full: reasons, clauses, facts, and what can be done about it",
        params: Params,
        querystring: Query,
        response: { 200: NoticeBody },
      },
    },
    async (request) => noticeBody(await read(context, request), languageAsked(request), context.config),
  );
}

function pageRoute(api: Api, context: Context): void {
  api.get(
    "/v1/claims/:claimId/refusal-notice.html",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readRefusalNoticePage",
        tags: TAGS,
        summary: "The refusal notice as a page",
        params: Params,
        querystring: Query,
        produces: ["text/html"],
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const language = languageAsked(request);
      const found = await read(context, request);
      announcePage(reply, language);
      return noticePage(found, language, context.config);
    },
  );
}

function documentRoute(api: Api, context: Context, printing: Press): void {
  api.get(
    "/v1/claims/:claimId/refusal-notice.pdf",
    {
      config: { access: READERS, problems: ["not_found", "switched_off"] },
      schema: {
        operationId: "readRefusalNoticeDocument",
        tags: TAGS,
        summary: "The signed refusal notice (PDF/A)",
        params: Params,
        querystring: Query,
        produces: ["application/pdf"],
        response: { 200: Type.String({ format: "binary" }), 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const language = languageAsked(request);
      const content = noticeContent(await read(context, request), language, context.config);
      const etag = etagOf("refusal-notice", editionOf(content), LAYOUT);
      reply
        .header("etag", etag)
        .header("cache-control", "private, no-cache")
        .header("content-language", languageTag(language))
        .header("vary", "accept-language, authorization, cookie");
      if (isUnchanged(request, etag)) return reply.code(304).send(null);
      const pdf = await printing.print({ template: "refusal-notice", content }, context.clock.now());
      reply
        .header("content-type", "application/pdf")
        .header("content-disposition", `inline; filename="${content.number}.${language}.pdf"`)
        .header("content-security-policy", DOCUMENT_POLICY);
      return reply.send(pdf as unknown as string);
    },
  );
}

/** As with certificates, the code is weighed before anything is looked up. */
async function verify(context: Context, number: string, code: string): Promise<NoticeVerification> {
  const tenantId = tenantOfCode(context.vault, number, code);
  const noticeId = parseRefusalNo(number);
  if (tenantId === null || noticeId === null) return NOT_GENUINE;
  return inTransaction(context.db, tenantId, async (tx) => {
    const row = await findRefusalNotice(tx, bookOfId(noticeId), noticeId);
    const product = row === null ? null : context.catalogue.version(row.product, row.product_version);
    if (row === null || product === null) return NOT_GENUINE;
    const { name } = await findTenant(tx, tenantId);
    const issuer = product.funding === "insurance" ? context.config.insurer : { zh: name, en: name };
    return verification(row, number, product, issuer);
  });
}

function verifyRoute(api: Api, context: Context): void {
  api.get(
    "/v1/verify/refusal-notices/:number",
    {
      config: { access: "public" },
      schema: {
        operationId: "verifyRefusalNotice",
        tags: TAGS,
        summary: "Whether a refusal notice is genuine; JSON, or a page for browsers",
        params: closedObject({ number: line(64, 1) }),
        querystring: closedObject({
          code: Type.Optional({ ...line(64), description: "as printed on the notice" }),
          ...languageQuery,
        }),
        response: { 200: Type.Union([NoticeVerificationBody, Type.String()]) },
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const { code = "" } = request.query;
      const found = await verify(context, number, code);
      if (!wantsPage(request)) {
        reply.header("vary", "accept");
        return found;
      }
      const language = languageAsked(request);
      announcePage(reply, language);
      return verificationPage({ number, code }, found, language);
    },
  );
}
