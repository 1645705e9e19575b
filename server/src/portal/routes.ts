// Understands how the portals are handed out: pages that are asked for anew each time, and files whose names change with them.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fastifyStatic } from "@fastify/static";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { closedObject } from "../http/schema.js";

/** Where `npm run portals` puts what it built. */
const BUILT = fileURLToPath(new URL("../../../apps/dist/", import.meta.url));

/** Scripts and styles are files of ours; pictures may come from a file that is about to be uploaded. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const YEAR_S = 31_536_000;

/** A page of a portal, under each address below it: which page that is, its own script knows. */
function pageRoutes(api: Api, portal: string): void {
  const path = `${BUILT}${portal}/index.html`;
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run portals`);
  for (const url of [`/${portal}`, `/${portal}/*`]) {
    api.get(url, { config: { access: "public" }, schema: { hide: true } }, async (_request, reply) => {
      const html = await readFile(path);
      return reply
        .type("text/html; charset=utf-8")
        .header("cache-control", "no-cache")
        .header("content-security-policy", PAGE_POLICY)
        .send(html);
    });
  }
}

/** The buyer's portal and the console; and in a sandbox the shop to try them in. */
export function portalRoutes(api: Api, context: Context): void {
  api.register(fastifyStatic, {
    root: `${BUILT}assets`,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header("cache-control", `public, max-age=${YEAR_S}, immutable`);
    },
  });
  const params = closedObject({ file: Type.String({ pattern: "^[A-Za-z0-9_.-]{1,100}$" }) });
  api.get("/portals/assets/:file", { config: { access: "public" }, schema: { hide: true, params } }, (request, reply) =>
    reply.sendFile(request.params.file),
  );
  for (const portal of context.config.mode === "sandbox" ? ["buyer", "console", "shop"] : ["buyer", "console"]) {
    pageRoutes(api, portal);
  }
}
