// Understands where the demo shop lives in a sandbox: its server is handed each call below /shop/api, and its own cookie.

import { join } from "node:path";
import { openShop, SHOP_COOKIE, type ShopAnswer } from "@anxin/shop/backend/shop";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../context.js";
import { requireOwnPage } from "../http/access.js";
import type { Api } from "../http/api.js";
import { languageOf, languageTag } from "../http/language.js";

const PREFIX = "/shop/api";

/** Where the shop finds Anxin, as any marketplace would: over HTTP, with a key. */
export interface ShopAccess {
  readonly url: string;
  readonly apiKey: string;
}

/** A problem of the shop's own has no number yet; Anxin's keep theirs. */
function numbered({ body }: ShopAnswer, request: FastifyRequest): unknown {
  const isOurs = typeof body === "object" && body !== null && "requestId" in body && body.requestId === null;
  return isOurs ? { ...body, requestId: request.id } : body;
}

/** The demo shop, for a sandbox only. Who writes is one of its own pages, since the cookie says who shops. */
export function shopRoutes(api: Api, context: Context, access: () => ShopAccess): void {
  const shop = openShop({
    access,
    dataFolder: join(context.config.dataDirectory, "shop"),
    now: () => context.clock.now(),
  });
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.method === "POST") requireOwnPage(request);
    const answer = await shop.handle({
      method: request.method,
      path: request.url.slice(PREFIX.length),
      body: request.body,
      session: request.cookies[SHOP_COOKIE] ?? null,
      language: languageTag(languageOf(request)) === "en" ? "en" : "zh-CN",
    });
    reply.code(answer.status).headers(answer.headers);
    if (answer.body instanceof Uint8Array) return reply.send(Buffer.from(answer.body));
    if (answer.headers["content-type"] === undefined) reply.type("application/json; charset=utf-8");
    return reply.send(JSON.stringify(numbered(answer, request)));
  };
  for (const method of ["GET", "POST"] as const) {
    api.route({
      method,
      url: `${PREFIX}/*`,
      config: { access: "public" },
      schema: { hide: true },
      handler: handle,
    });
  }
}
