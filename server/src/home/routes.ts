// Understands the calls behind the first page.

import { readFileSync } from "node:fs";
import { formatYuan } from "@anxin/core/money";
import { countBusiness } from "@anxin/store/sandbox";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { enterRoutes, type SandboxHouse } from "./enter.js";
import { homePage } from "./page.js";

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const ASSETS = [
  ["home.css", "text/css; charset=utf-8"],
  ["home.js", "text/javascript; charset=utf-8"],
  ["mark.svg", "image/svg+xml"],
] as const;

const asset = (name: string): Buffer => readFileSync(new URL(`../../assets/${name}`, import.meta.url));

/** The first page and its files. The counts are those of the sandbox's tenant; a production house shows none. */
export function homeRoutes(api: Api, context: Context, house: SandboxHouse): void {
  const { users, tenantId } = house;
  const sandbox = context.config.mode === "sandbox";
  const config = { access: "public" } as const;
  const hide = { hide: true } as const;

  api.get(
    "/",
    {
      config,
      schema: { ...hide, querystring: Type.Object({ language: Type.Optional(Type.String({ maxLength: 10 })) }) },
    },
    (request, reply) => {
      const { language: wish } = request.query;
      const language = wish === undefined ? languageOf(request) : languageOf({ headers: { "accept-language": wish } });
      reply
        .type("text/html; charset=utf-8")
        .header("content-security-policy", PAGE_POLICY)
        // A form says where it comes from only where a page may tell.
        .header("referrer-policy", "same-origin")
        .send(homePage({ language, sandbox, users }));
    },
  );
  for (const [name, type] of ASSETS) {
    const bytes = asset(name);
    api.get(`/home/${name}`, { config, schema: hide }, (_request, reply) => {
      reply.type(type).header("cache-control", "public, max-age=60").send(bytes);
    });
  }
  if (!sandbox) return;
  enterRoutes(api, context, house);
  const Counts = Type.Object({
    policies: Type.String(),
    claims: Type.String(),
    payouts: Type.String(),
    paid: Type.String(),
  });
  api.get("/home/counts", { config, schema: { ...hide, response: { 200: Counts } } }, async () => {
    const counts = await inTransaction(context.db, tenantId, (tx) => countBusiness(tx, tenantId));
    return {
      policies: counts.policies.toString(),
      claims: counts.claims.toString(),
      payouts: counts.payouts.toString(),
      paid: formatYuan(counts.paid),
    };
  });
}
