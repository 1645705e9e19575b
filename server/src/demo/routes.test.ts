import { afterAll, beforeAll, expect, it } from "vitest";
import { type Marketplace, openMarketplace } from "../order/testing/marketplace.js";
import { GOODS } from "./goods.js";
import { demoRoutes } from "./routes.js";

let market: Marketplace;
beforeAll(async () => {
  market = await openMarketplace([], { more: [(api) => demoRoutes(api, () => market.server.tenant.apiKey)] });
});
afterAll(() => market?.close());

interface Line {
  readonly lineId: string;
  readonly included: readonly { readonly product: string; readonly termsUrl: string }[];
  readonly optional: readonly { readonly product: string; readonly title: string }[];
}

const get = (url: string, language = "zh-CN") =>
  market.server.api.inject({ url, headers: { "accept-language": language } });
const ask = (body: object, language = "zh-CN") =>
  market.server.api.inject({
    method: "POST",
    url: "/demo/offers",
    headers: { "accept-language": language },
    payload: body,
  });

it("the page is there in both languages and three themes, without a script or key of its own", async () => {
  const zh = await get("/demo");
  expect(zh.headers["content-security-policy"]).toContain("script-src 'self'");
  expect(zh.body).toContain('<html lang="zh-CN" data-theme="auto">');
  expect((await get("/demo", "en")).body).toContain('<html lang="en"');
  expect((await get("/demo?language=en&theme=dark")).body).toContain('<html lang="en" data-theme="dark">');
  expect((await get("/demo?theme=pink")).statusCode).toBe(400);
  expect(zh.body).not.toMatch(/<script>|<style|style=|ak_/);
  for (const name of ["demo.css", "demo.js", ...GOODS.map(({ picture }) => picture)]) {
    expect((await get(`/demo/${name}`)).statusCode, name).toBe(200);
  }
});

it("offers come for goods of several merchants at once, by the prices of the shop, in the page's language", async () => {
  const lines = GOODS.map(({ sku }) => ({ sku, quantity: 1 }));
  const answer = await ask({ lines }, "en");
  expect(answer.statusCode).toBe(200);
  const offered = (answer.json() as { lines: readonly Line[] }).lines;
  expect(offered.map(({ lineId }) => lineId).sort()).toEqual(GOODS.map(({ sku }) => sku).sort());
  const phone = offered.find(({ lineId }) => lineId === "demo-phone");
  expect(phone?.optional.map(({ product }) => product)).toContain("screen-crack");
  expect(phone?.optional.map(({ title }) => title)).toContain("Cracked screen");
  expect(phone?.included[0]?.termsUrl).toMatch(/^\/v1\/products\/[\w-]+\/versions\/\d+\/terms$/);
  const single = (await get("/demo/offers/demo-phone", "en")).json() as { lines: readonly Line[] };
  expect(single.lines.map(({ lineId }) => lineId)).toEqual(["demo-phone"]);
});

it.each([
  ["goods that the shop does not sell", { lines: [{ sku: "gold", quantity: 1 }] }, 404, "not_found"],
  ["no goods", { lines: [] }, 400, "validation_failed"],
  [
    "a price of the browser's own",
    { lines: [{ sku: "demo-tee", quantity: 1, unitPrice: 1 }] },
    400,
    "validation_failed",
  ],
  ["half a shirt", { lines: [{ sku: "demo-tee", quantity: 0.5 }] }, 400, "validation_failed"],
])("refuses %s", async (_, body, status, code) => {
  const answer = await ask(body);
  expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([status, code]);
});

it("an unknown sku has no offer", async () => {
  expect((await get("/demo/offers/gold")).statusCode).toBe(404);
});
