// Understands the demo shop's own server: it serves the page, and asks for offers with the key that no browser may see.

import { readFileSync } from "node:fs";
import { assert } from "@anxin/core/assert";
import { refuse } from "@anxin/core/refusal";
import { Type } from "typebox";
import type { Api } from "../http/api.js";
import { languageOf, languageTag } from "../http/language.js";
import { closedObject, ExternalId, oneOf } from "../http/schema.js";
import { openDemoShops } from "../sandbox/demo.js";
import { BUYER, GOODS, type Goods, SHIP_TO } from "./goods.js";
import { demoPage, THEMES } from "./page.js";

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ASSETS = [
  ["demo.css", "text/css; charset=utf-8"],
  ["demo.js", "text/javascript; charset=utf-8"],
  ...GOODS.map(({ picture }) => [picture, "image/svg+xml"] as const),
] as const;

const LINES_MAX = 20;
const QUANTITY_MAX = 99;

interface Wanted {
  readonly goods: Goods;
  readonly quantity: number;
}

interface Answered {
  readonly status: number;
  readonly body: { readonly code?: string; readonly lines?: readonly unknown[] };
}

/** Asks Anxin for one merchant's goods, as the shop's server would over the network. */
async function ask(api: Api, apiKey: string, wanted: readonly Wanted[], language: string): Promise<Answered> {
  const lines = wanted.map(({ goods: { sku, category, unitPrice }, quantity }) => ({
    ...{ lineId: sku, sku, category, unitPrice, quantity },
  }));
  const response = await api.inject({
    method: "POST",
    url: "/v1/offers",
    headers: { authorization: `Bearer ${apiKey}`, "accept-language": language },
    payload: { merchantId: wanted[0]?.goods.merchantId, buyerId: BUYER, shipTo: SHIP_TO, lines },
  });
  return { status: response.statusCode, body: response.json() };
}

function wantedOf(lines: readonly { readonly sku: string; readonly quantity: number }[]): readonly Wanted[] {
  return lines.map(({ sku, quantity }) => {
    const goods = GOODS.find((each) => each.sku === sku) ?? refuse("not_found", `the demo shop does not sell ${sku}`);
    return { goods, quantity };
  });
}

function byMerchant(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const groups = new Map<string, Wanted[]>();
  for (const each of wanted) {
    const { merchantId } = each.goods;
    groups.set(merchantId, [...(groups.get(merchantId) ?? []), each]);
  }
  return [...groups.values()];
}

/** Offers of all that is wanted, whoever sells it. Shops that a reset took away are opened again. */
function offersOf(api: Api, apiKey: () => string) {
  let opening: Promise<void> | null = null;
  const reopen = (): Promise<void> => {
    opening ??= openDemoShops(api, apiKey()).finally(() => {
      opening = null;
    });
    return opening;
  };
  return async (wanted: readonly Wanted[], language: string): Promise<{ currency: string; lines: unknown[] }> => {
    const lines: unknown[] = [];
    for (const group of byMerchant(wanted)) {
      let answered = await ask(api, apiKey(), group, language);
      if (answered.body.code === "merchant_unknown") {
        await reopen();
        answered = await ask(api, apiKey(), group, language);
      }
      assert(answered.status === 200, `the demo shop gets offers, not ${answered.status} ${answered.body.code}`);
      lines.push(...(answered.body.lines ?? []));
    }
    return { currency: "CNY", lines };
  };
}

function pageRoutes(api: Api): void {
  const config = { access: "public" } as const;
  const querystring = Type.Object({
    language: Type.Optional(Type.String({ maxLength: 10 })),
    theme: Type.Optional(oneOf(THEMES)),
  });
  api.get("/demo", { config, schema: { hide: true, querystring } }, (request, reply) => {
    const { language: wish, theme = "auto" } = request.query;
    const language = wish === undefined ? languageOf(request) : languageOf({ headers: { "accept-language": wish } });
    reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", PAGE_POLICY)
      .send(demoPage({ language, theme: THEMES.find((each) => each === theme) ?? "auto" }));
  });
  for (const [name, type] of ASSETS) {
    const bytes = readFileSync(new URL(`../../assets/demo/${name}`, import.meta.url));
    api.get(`/demo/${name}`, { config, schema: { hide: true } }, (_request, reply) => {
      reply.type(type).header("cache-control", "public, max-age=60").send(bytes);
    });
  }
}

/** The demo shop, for a sandbox only. `apiKey` is the demo tenant's, known once the sandbox is furnished. */
export function demoRoutes(api: Api, apiKey: () => string): void {
  pageRoutes(api);
  const offers = offersOf(api, apiKey);
  const config = { access: "public", problems: ["not_found"] } as const;
  const response = { 200: Type.Object({}, { additionalProperties: true }) };
  const quantity = Type.Integer({ minimum: 1, maximum: QUANTITY_MAX, default: 1 });
  const line = closedObject({ sku: ExternalId, quantity });
  const body = closedObject({ lines: Type.Array(line, { minItems: 1, maxItems: LINES_MAX }) });
  api.post("/demo/offers", { config, schema: { hide: true, body, response } }, (request) =>
    offers(wantedOf(request.body.lines), languageTag(languageOf(request))),
  );
  api.get(
    "/demo/offers/:sku",
    { config, schema: { hide: true, params: closedObject({ sku: ExternalId }), response } },
    (request) => offers(wantedOf([{ sku: request.params.sku, quantity: 1 }]), languageTag(languageOf(request))),
  );
}
