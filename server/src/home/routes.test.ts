import { afterEach, expect, it } from "vitest";
import { type Marketplace, ORDER, openMarketplace } from "../order/testing/marketplace.js";
import { homeRoutes } from "./routes.js";

let market: Marketplace;
afterEach(() => market.close());

const USER = { role: "adjuster", email: '"><script>x</script>', password: "p", totpSecret: "t" };
const open = async (mode: "sandbox" | "production") => {
  market = await openMarketplace(["return-freight"], {
    config: { mode },
    more: [(api, context) => homeRoutes(api, context, mode === "sandbox" ? [USER] : [], 1)],
  });
};

it("the first page is there in both languages, without a script of its own and with everything escaped", async () => {
  await open("sandbox");
  const zh = await market.server.api.inject({ url: "/" });
  expect(zh.headers["content-type"]).toContain("text/html");
  expect(zh.headers["content-security-policy"]).toContain("script-src 'self'");
  expect(zh.body).toContain('lang="zh-CN"');
  expect(zh.body).not.toContain("<script>x");
  expect((await market.server.api.inject({ url: "/?language=en" })).body).toContain('lang="en"');
  expect(zh.body).toContain('href="/demo"');
  for (const file of ["home.css", "home.js", "mark.svg"]) {
    expect((await market.server.api.inject({ url: `/home/${file}` })).statusCode, file).toBe(200);
  }
});

it("the counts are those of the moment", async () => {
  await open("sandbox");
  await market.feed([ORDER]);
  expect((await market.server.api.inject({ url: "/home/counts" })).json()).toEqual({
    policies: "1",
    claims: "0",
    payouts: "0",
    paid: "0.00",
  });
});
