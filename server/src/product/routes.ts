// Understands the calls about products: what is sold now, and any version that ever was.

import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import { type Api, ROLES } from "../http/api.js";
import { etagOf, isUnchanged } from "../http/etag.js";
import { type Language, languageOf, languageTag } from "../http/language.js";
import { closedObject, line, pageOfItems } from "../http/schema.js";
import { draftEtag, readOpenDraft } from "./draft.js";
import { keyOf, mayReadDrafts, VersionPath } from "./draft-access.js";
import { draftDetail } from "./draft-routes.js";
import { ProductDetail, ProductSummary, productDetail, productSummary } from "./view.js";

const ACCESS = ["server", ...ROLES] as const;
const TAGS = ["products"];
const Code = line(64, 1);

/** What is asked of a request and its reply; parts of Fastify's. */
interface Asking {
  readonly headers: { readonly "accept-language"?: string | undefined; readonly "if-none-match"?: string | undefined };
}

interface Replying {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
}

function versionsOf(context: Context, code: string): readonly number[] {
  return context.catalogue.all.filter((each) => each.code === code).map((each) => each.version);
}

/** A version's tag: it never changes, but its words depend on the language. */
const etag = ({ code, version }: ProductVersion, language: Language): string =>
  etagOf("product", `${code}.${language}`, version);

/** The version in the caller's language, or nothing but 304 for who has it. */
function detail(
  context: Context,
  product: ProductVersion,
  request: Asking,
  reply: Replying,
): Static<typeof ProductDetail> | null {
  const language = languageOf(request);
  const tag = etag(product, language);
  reply.header("etag", tag);
  reply.header("content-language", languageTag(language));
  reply.header("vary", "accept-language");
  if (isUnchanged(request, tag)) {
    reply.code(304);
    return null;
  }
  return productDetail(product, versionsOf(context, product.code), language);
}

export function productRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/products",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "listProducts",
        tags: TAGS,
        summary: "Products on sale",
        response: { 200: pageOfItems(ProductSummary) },
      },
    },
    (request, reply) => {
      const language = languageOf(request);
      reply.header("content-language", languageTag(language));
      return {
        data: context.catalogue.live(context.clock.now()).map((each) => productSummary(each, language)),
        next: null,
      };
    },
  );
  api.get(
    "/v1/products/:code",
    {
      config: { access: ACCESS, problems: ["not_found"] },
      schema: {
        operationId: "readProduct",
        tags: TAGS,
        summary: "The version of a product that is on sale",
        params: closedObject({ code: Code }),
        response: { 200: ProductDetail, 304: Type.Null() },
      },
    },
    (request, reply) => {
      const { code } = request.params;
      const product = context.catalogue.live(context.clock.now()).find((each) => each.code === code);
      return detail(context, product ?? refuse("not_found", `no product ${code} is on sale`), request, reply);
    },
  );
  api.get(
    "/v1/products/:code/versions/:version",
    {
      config: { access: ACCESS, problems: ["not_found"] },
      schema: {
        operationId: "readProductVersion",
        tags: TAGS,
        summary: "Any version of a product, with coverages, tariff, clauses and terms",
        description: `A draft is for actuary, admin, supervisor, auditor, finance and platform; \`draft\` holds all of it that may be edited, and
why it cannot be approved yet.`,
        params: VersionPath,
        response: { 200: ProductDetail, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const key = keyOf(request.params);
      const product = context.catalogue.version(key.code, key.version);
      if (product !== null) return detail(context, product, request, reply);
      const { principal } = request;
      if (!mayReadDrafts(principal.role)) refuse("not_found", `there is no version ${key.version} of ${key.code}`);
      const language = languageOf(request);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const draft = await readOpenDraft(tx, key);
        reply.header("etag", draftEtag(draft.row));
        reply.header("content-language", languageTag(language));
        return draftDetail(context, tx, draft, language);
      });
    },
  );
}
