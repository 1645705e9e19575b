// Understands the call that shows the terms of a product version to whoever wants to read them.

import { refuse } from "@anxin/core/refusal";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { etagOf, isUnchanged } from "../http/etag.js";
import { languageAsked } from "../http/language.js";
import { announcePage } from "../http/page.js";
import { closedObject, languageQuery, line } from "../http/schema.js";
import { termsPage } from "./terms-page.js";

/** Counts the looks of the page; it is part of what a browser keeps. */
const LAYOUT = 1;
const VERSION = "^[1-9][0-9]{0,5}$";

export function termsRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/products/:code/versions/:version/terms",
    {
      config: { access: "public", problems: ["not_found"] },
      schema: {
        operationId: "readTerms",
        tags: ["products"],
        summary: "The terms of a product version, as a page (HTML)",
        params: closedObject({ code: line(64, 1), version: Type.String({ pattern: VERSION }) }),
        querystring: closedObject(languageQuery),
        produces: ["text/html"],
        response: { 200: Type.String(), 304: Type.Null() },
      },
    },
    (request, reply) => {
      const { code, version } = request.params;
      const product = context.catalogue.version(code, Number(version));
      if (product === null) refuse("not_found", `there is no version ${version} of ${code}`);
      const language = languageAsked(request);
      const etag = etagOf("terms", `${product.code}.${product.version}.${language}`, LAYOUT);
      announcePage(reply, language);
      // What was sold never changes.
      reply.header("etag", etag).header("cache-control", "public, max-age=3600");
      if (!isUnchanged(request, etag)) return termsPage(product, language);
      reply.code(304);
      return null;
    },
  );
}
