import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Room } from "../http/server.js";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { DEMO_SHOPS, openDemoShops } from "../sandbox/demo.js";
import { expectProblem } from "../testing/problem.js";
import { type Answer, startTestServer } from "../testing/server.js";
import type { SandboxUser } from "./page.js";
import { homeRoutes } from "./routes.js";

let market: Marketplace;
beforeAll(open);
afterAll(() => market.close());

const ODD: SandboxUser = { role: "finance", email: '"><script>x</script>', password: "p", totpSecret: "t" };

/** The tenant of the test server stands for the sandbox's, with two adjusters of whom one has a name. */
async function open(): Promise<void> {
  const users: SandboxUser[] = [];
  market = await openMarketplace(["return-freight"], {
    more: [
      (api, context) => {
        const openShops = () => openDemoShops(api, market.server.tenant.apiKey);
        homeRoutes(api, context, { users, tenantId: 1, openShops });
      },
    ],
  });
  const { staff, otherAdjuster } = market.server.tenant;
  const user = ({ email, password, totpSecret }: typeof otherAdjuster) => ({ email, password, totpSecret });
  users.push(
    { role: "adjuster", ...user(staff.adjuster), name: "理赔员 <陈>" },
    { role: "adjuster", ...user(otherAdjuster) },
    { role: "platform", ...user(staff.platform) },
    ODD,
  );
}

const page = (language = "zh-CN") => market.server.api.inject({ url: `/?language=${language}` });

const OWN = { "sec-fetch-site": "same-origin" };
async function enter(form: Record<string, string>, headers: Record<string, string> = OWN): Promise<Answer> {
  const answer = await market.server.api.inject({
    method: "POST",
    url: "/home/enter",
    headers: { "content-type": "application/x-www-form-urlencoded", "accept-language": "en", ...headers },
    payload: new URLSearchParams(form).toString(),
  });
  const { statusCode: status, headers: said, body } = answer;
  return { status, headers: said, body: body === "" ? null : (JSON.parse(body) as unknown) };
}

/** Whom the cookie of an answer makes of a browser. */
async function whoIs(answer: Answer): Promise<unknown> {
  const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  return (await market.server.call("GET", "/v1/sessions/current", { headers: { cookie } })).body;
}

it("the first page is there in both languages, without a script of its own and with everything escaped", async () => {
  const zh = await market.server.api.inject({ url: "/" });
  expect(zh.headers["content-type"]).toContain("text/html");
  expect(zh.headers["content-security-policy"]).toContain("script-src 'self'");
  expect(zh.headers["content-security-policy"]).toContain("form-action 'self'");
  expect(zh.headers["referrer-policy"]).toBe("same-origin");
  expect(zh.body).toContain('lang="zh-CN"');
  expect(zh.body).not.toContain("<script>x");
  expect(zh.body).toContain("理赔员 &lt;陈&gt;");
  expect((await page("en")).body).toContain('lang="en"');
  expect(zh.body).toContain('href="/demo"');
  for (const file of ["home.css", "home.js", "mark.svg"]) {
    expect((await market.server.api.inject({ url: `/home/${file}` })).statusCode, file).toBe(200);
  }
});

it("a newcomer is led to the shop first, and every door of the page opens", async () => {
  const { body } = await page("en");
  expect(body.indexOf('href="/shop/"')).toBeLessThan(body.indexOf("/home/enter"));
  const forms = [...body.matchAll(/<form[^>]*action="([^"]+)">(.*?)<button>/g)];
  const wishes = forms.map(([, , inputs = ""]) =>
    Object.fromEntries([...inputs.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  );
  expect(wishes.map(({ role, account }) => `${role} ${account ?? ""}`.trim())).toEqual([
    ...["buyer", "buyer", "buyer", "merchant", "merchant", "merchant", "merchant"],
    ...["adjuster 1", "adjuster 2", "platform 1", "finance 1"],
  ]);
  for (const wish of wishes.filter(({ role }) => role !== "finance")) {
    const answer = await enter(wish);
    expect(answer.status, JSON.stringify(wish)).toBe(303);
    expect(answer.headers["location"]).toBe(wish["role"] === "buyer" ? "/buyer/" : "/console/");
    expect(String(answer.headers["set-cookie"])).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  }
});

describe("entering", () => {
  it("makes a browser the one that was asked for", async () => {
    const { otherAdjuster, staff } = market.server.tenant;
    expect(await whoIs(await enter({ role: "adjuster", account: "2" }))).toMatchObject({
      ...{ role: "adjuster", subject: otherAdjuster.staffId, displayName: "adjuster-2" },
    });
    expect(await whoIs(await enter({ role: "platform" }))).toMatchObject({ subject: staff.platform.staffId });
    expect(await whoIs(await enter({ role: "buyer", buyerId: "b-42" }))).toMatchObject({
      role: "buyer",
      subject: "b-42",
    });
    expect(await whoIs(await enter({ role: "merchant", merchantId: SHOP }))).toMatchObject({ displayName: "Shop" });
  });

  it("leads straight to a page of the portal that is entered", async () => {
    const next = "/console/review/claims/clm_06yh909tja800";
    expect((await enter({ role: "adjuster", next })).headers["location"]).toBe(next);
    const claims = "/buyer/claims?page=2&sort=created_at";
    expect((await enter({ role: "buyer", buyerId: "b-42", next: claims })).headers["location"]).toBe(claims);
  });

  it("a shop of the demo that a reset took away is opened again", async () => {
    const { merchantId = "" } = DEMO_SHOPS[0] ?? {};
    await market.server.database.owner.query("delete from merchant where merchant_id = $1", [merchantId]);
    expect((await market.get(`/v1/merchants/${merchantId}`)).status).toBe(404);
    expect((await enter({ role: "merchant", merchantId })).status).toBe(303);
    expect((await market.get(`/v1/merchants/${merchantId}`)).status).toBe(200);
  });

  it.each([
    [{}, "validation_failed"],
    [{ role: "king" }, "validation_failed"],
    [{ role: "server" }, "validation_failed"],
    [{ role: "buyer" }, "validation_failed"],
    [{ role: "merchant" }, "validation_failed"],
    [{ role: "adjuster", account: "0" }, "validation_failed"],
    [{ role: "adjuster", staffId: "1" }, "validation_failed"],
    [{ role: "adjuster", next: "https://evil.example/" }, "validation_failed"],
    [{ role: "adjuster", next: "//evil.example/console/" }, "validation_failed"],
    [{ role: "adjuster", next: "/console/../shop" }, "validation_failed"],
    [{ role: "adjuster", next: "/console//evil.example" }, "validation_failed"],
    [{ role: "adjuster", next: "/console\\evil.example" }, "validation_failed"],
    [{ role: "adjuster", next: "/console/review\r\nset-cookie: x=1" }, "validation_failed"],
    [{ role: "adjuster", next: "/consoles" }, "validation_failed"],
    [{ role: "adjuster", next: "/buyer/claims/clm_1" }, "validation_failed"],
    [{ role: "adjuster", next: "/v1/claims" }, "validation_failed"],
    [{ role: "buyer", buyerId: "b-42", next: "/console/review" }, "validation_failed"],
    [{ role: "adjuster", account: "3" }, "not_found"],
    [{ role: "auditor" }, "not_found"],
    [{ role: "finance" }, "not_found"],
    [{ role: "merchant", merchantId: "nobody" }, "merchant_unknown"],
  ])("%j is refused with %s", async (form, code) => {
    const answer = await enter(form as Record<string, string>);
    expectProblem(answer, code);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("another site's page cannot make a browser somebody, nor can what is no form", async () => {
    const form = { role: "admin" };
    expectProblem(await enter(form, { "sec-fetch-site": "cross-site" }), "csrf");
    expectProblem(await enter(form, { origin: "null" }), "csrf");
    expectProblem(await enter(form, {}), "csrf");
    expectProblem(await enter(form, { ...OWN, "content-type": "application/json" }), "unsupported_media_type");
    expectProblem(await enter({ role: "x".repeat(5_000) }), "body_too_large");
  });

  it("is not there in production, where the page shows neither users nor counts", async () => {
    const room: Room = (api, context) =>
      homeRoutes(api, context, { users: [ODD], tenantId: 1, openShops: () => Promise.resolve() });
    const real = await startTestServer({ config: { mode: "production" }, rooms: [room] });
    try {
      expectProblem(await real.call("POST", "/home/enter", { headers: OWN }), "route_not_found");
      expectProblem(await real.call("GET", "/home/counts"), "route_not_found");
      const { body } = await real.api.inject({ url: "/" });
      expect(body).toContain('href="/console/"');
      expect(body).not.toMatch(/home\/enter|data-count|\/shop\/|script/);
    } finally {
      await real.close();
    }
  });
});

it("the counts are those of the moment", async () => {
  await market.feed([ORDER]);
  expect((await market.server.api.inject({ url: "/home/counts" })).json()).toEqual({
    policies: "1",
    claims: "0",
    payouts: "0",
    paid: "0.00",
  });
});
