import { DAY_MS, formatInstant, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectInvariants } from "../testing/invariants.js";
import { expectProblem, pointersOf } from "../testing/problem.js";

let market: Marketplace;
let key: string;
beforeAll(async () => {
  market = await openMarketplace([]);
  key = market.server.tenant.apiKey;
});
afterAll(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

const inDays = (days: number): string => formatInstant(plus(market.server.clock.now(), days * DAY_MS));
const request = (changes: Record<string, unknown> = {}) => ({
  ...{ product: "return-freight", budget: 100_000, startsAt: inDays(-10), endsAt: inDays(30) },
  ...changes,
});
let keys = 0;

interface Campaign {
  readonly campaignId: string;
  readonly status: string;
  readonly spent: number;
  readonly etag: string;
}
async function start(changes: Record<string, unknown> = {}): Promise<Campaign> {
  const answer = await market.server.call("POST", "/v1/campaigns", {
    as: key,
    key: `e-${keys++}`,
    body: request(changes),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return { ...(answer.body as Campaign), etag: String(answer.headers["etag"]) };
}
const put = ({ campaignId, etag }: Pick<Campaign, "campaignId" | "etag">, body: object, as = key, language = "en") =>
  market.server.call("PUT", `/v1/campaigns/${campaignId}`, {
    as,
    body,
    headers: { "if-match": etag, "accept-language": language },
  });
async function changed(campaign: Pick<Campaign, "campaignId" | "etag">, body: object): Promise<Campaign> {
  const answer = await put(campaign, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { ...(answer.body as Campaign), etag: String(answer.headers["etag"]) };
}
async function fund(): Promise<number> {
  const { accounts } = (await market.get("/v1/ledger/trial-balance")).body as {
    accounts: { code: string; balance: number }[];
  };
  return accounts.find(({ code }) => code === "2204")?.balance ?? 0;
}
const dryRun = (changes: Record<string, unknown> = {}, as = key) =>
  market.server.call("POST", "/v1/campaigns/dry-runs", {
    as,
    body: { ...request({ startsAt: inDays(1) }), from: inDays(-10), until: inDays(0), ...changes },
  });

describe("an edit", () => {
  test("changes what it names and leaves the rest, and the history has all the terms", async () => {
    const first = await start({
      name: "double eleven",
      rules: { categories: ["apparel"], minPrice: 100, maxPerBuyer: 2 },
    });
    market.server.clock.advance(1_000);
    const rules = { maxPerMerchant: { gifts: 5 }, condition: "order.lines > 1" };
    const second = await changed(first, { name: "double twelve", endsAt: inDays(40), rules });
    expect(second).toMatchObject({
      name: "double twelve",
      budget: 100_000,
      endsAt: inDays(40),
      rules: {
        ...{ categories: ["apparel"], minPrice: 100, maxPerBuyer: 2, condition: "order.lines > 1" },
        maxPerMerchant: { gifts: 5, amount: null },
      },
    });
    const third = await put(
      second,
      { status: "paused", rules: { maxPerBuyer: null, maxPerMerchant: { amount: 900 }, condition: null } },
      market.server.tenant.staff.platform.token,
    );
    expect(third).toMatchObject({
      status: 200,
      body: {
        status: "paused",
        rules: { maxPerBuyer: null, maxPerMerchant: { gifts: null, amount: 900 }, condition: null },
      },
    });
    const history = async (query: string, as = key) => {
      const answer = await market.get(`/v1/campaigns/${first.campaignId}/changes${query}`, as);
      expect(answer.status).toBe(200);
      return answer.body as { data: { revision: number }[]; next: string | null };
    };
    const { data } = await history("", market.server.tenant.staff.auditor.token);
    expect(data).toMatchObject([
      { revision: 3, status: "paused", changedBy: "platform", rules: { maxPerBuyer: null, condition: null } },
      { revision: 2, name: "double twelve", endsAt: inDays(40), changedBy: "server:main", rules },
      { revision: 1, name: "double eleven", status: "active", rules: { maxPerBuyer: 2, maxPerMerchant: null } },
    ]);
    const page = await history("?limit=2");
    const rest = await history(`?limit=2&cursor=${encodeURIComponent(page.next ?? "")}`);
    expect([...page.data, ...rest.data].map(({ revision }) => revision)).toEqual([3, 2, 1]);
    expectProblem(await market.get(`/v1/campaigns/cmp_0000000000000/changes`), "not_found");
    expectProblem(
      await market.get(`/v1/campaigns/${first.campaignId}/changes`, market.server.other.apiKey),
      "not_found",
    );
    expectProblem(
      await market.get(`/v1/campaigns/${first.campaignId}/changes`, market.server.tenant.staff.adjuster.token),
      "forbidden",
    );
    expectProblem(await market.get(`/v1/campaigns/${first.campaignId}/changes?cursor=x`), "cursor_invalid");
  });

  test("raises a budget from the bank, lowers it down to what is spent, and not a fen further", async () => {
    const campaign = await start({ rules: { maxPerBuyer: 1 } });
    await market.feed([{ ...ORDER, orderId: "spent-1", buyerId: "spent-1" }]);
    const before = await fund();
    const raised = await changed(campaign, { budget: 150_000 });
    expect(await fund()).toBe(before + 50_000);
    expect(raised.spent).toBeGreaterThan(0);
    const refused = expectProblem(await put(raised, { budget: raised.spent - 1 }), "validation_failed");
    expect([pointersOf(refused), refused["limit"], refused["unit"]]).toEqual([["/budget"], raised.spent, "fen spent"]);
    const lowered = await changed(raised, { budget: raised.spent });
    expect(lowered).toMatchObject({ status: "exhausted", budget: raised.spent, left: 0, released: 0 });
    expect(await fund()).toBe(before + 50_000 - (150_000 - raised.spent));
    expect(await changed(lowered, { budget: 100_000 })).toMatchObject({ status: "active", exhaustedAt: null });
    await put({ ...lowered, etag: `"campaign.${campaign.campaignId}.4"` }, { status: "ended" });
  });

  test("that says the same changes nothing", async () => {
    const campaign = await start({ rules: { condition: "true" } });
    const same = await changed(campaign, { status: "active", budget: 100_000, rules: { condition: "true" } });
    expect(same.etag).toBe(campaign.etag);
    expect((await changed(campaign, {})).etag).toBe(campaign.etag);
    await changed(campaign, { status: "ended" });
  });

  test("ends it now and for good", async () => {
    const campaign = await start();
    const ended = await changed(campaign, { status: "ended" });
    expect(ended).toMatchObject({ status: "ended", endsAt: inDays(0), left: 100_000 });
    for (const body of [{ status: "active" }, { endsAt: inDays(50) }, { budget: 200_000 }]) {
      expectProblem(await put(ended, body), "state_conflict");
    }
  });

  test.each([
    ["a status that is none", { status: "exhausted" }, "validation_failed", "/status"],
    ["what never changes", { product: "quality" }, "validation_failed", "/product"],
    ["what never changes in the rules", { rules: { minPrice: 1 } }, "validation_failed", "/rules/minPrice"],
    ["an end in the past", { endsAt: "2026-11-10T00:00:00.000Z" }, "validation_failed", "/endsAt"],
    [
      "an end for one that is ended now",
      { status: "ended", endsAt: "2027-01-01T00:00:00Z" },
      "validation_failed",
      "/endsAt",
    ],
    ["no budget", { budget: 0 }, "validation_failed", "/budget"],
    ["more than a billion yuan", { budget: 100_000_000_001 }, "limit_exceeded", "/budget"],
    [
      "no gift a merchant",
      { rules: { maxPerMerchant: { gifts: 0 } } },
      "validation_failed",
      "/rules/maxPerMerchant/gifts",
    ],
    ["a condition that is none", { rules: { condition: "line.unitPrice" } }, "validation_failed", "/rules/condition"],
  ])("%s is refused", async (_name, body, code, pointer) => {
    const campaign = await start();
    expect(pointersOf(expectProblem(await put(campaign, body), code))).toContain(pointer);
    await changed(campaign, { status: "ended" });
  });

  test("with a condition that is wrong is told where, in the caller's language", async () => {
    const campaign = await start();
    const wrong = { rules: { condition: "line.price > 5 && lime == 1" } };
    expect(expectProblem(await put(campaign, wrong), "validation_failed")).toMatchObject({
      position: 19,
      errors: [
        { pointer: "/rules/condition", code: "unknown_variable", detail: "there is no variable lime (character 19)" },
      ],
    });
    expect(expectProblem(await put(campaign, wrong, key, "zh-CN"), "validation_failed")).toMatchObject({
      errors: [{ detail: "没有变量 lime（第 19 个字符）" }],
    });
    const created = await market.server.call("POST", "/v1/campaigns", {
      ...{ as: key, key: `e-${keys++}` },
      body: request(wrong),
    });
    expect(pointersOf(expectProblem(created, "validation_failed"))).toEqual(["/rules/condition"]);
    await changed(campaign, { status: "ended" });
  });
});

describe("a dry run", () => {
  test("tells what the campaign then really gives, and writes nothing", async () => {
    const shop = await openMarketplace([]);
    const call = (url: string, body: object, idempotency?: string) =>
      shop.server.call("POST", url, {
        as: shop.server.tenant.apiKey,
        body,
        ...(idempotency === undefined ? {} : { key: idempotency }),
      });
    const rules = { maxPerBuyer: 2, condition: "line.unitPrice >= 12000" };
    const lines = (unitPrice: number) => ORDER.lines.map((line) => ({ ...line, unitPrice }));
    const orders = Array.from({ length: 30 }, (_, i) => ({
      ...ORDER,
      orderId: `d-${i}`,
      buyerId: `d-${i % 10}`,
      lines: lines(i % 5 === 0 ? 11_999 : 12_900),
    }));
    await shop.feed(orders);
    const window = { from: inDays(-10), until: inDays(0) };
    const terms = { ...request(), rules };
    const rows = () =>
      shop.count("(select count(*) from transfer) + (select count(*) from policy) + (select count(*) from campaign)");
    const before = await rows();
    const rich = await call("/v1/campaigns/dry-runs", { ...terms, ...window });
    expect(await rows()).toBe(before);
    expect(rich.status, JSON.stringify(rich.body)).toBe(200);
    const told = rich.body as { gifts: number; cost: number; perDay: { day: string; gifts: number; cost: number }[] };
    expect(rich.body).toMatchObject({
      ...{ currency: "CNY", orders: 30, lines: 30, covered: 0, overBudget: 0, truncated: false, ...window },
      seen: { orders: 30, stoppedBy: null, limit: null, unit: null },
    });
    expect(told.perDay).toEqual([{ day: "2026-11-10", gifts: told.gifts, cost: told.cost }]);
    const premium = told.cost / told.gifts;

    const poor = await call("/v1/campaigns/dry-runs", { ...terms, ...window, budget: 3 * premium + 1 });
    expect(poor.body).toMatchObject({ gifts: 3, cost: 3 * premium, overBudget: expect.any(Number) as number });
    expect((poor.body as { examples: object[] }).examples[0]).toMatchObject({
      ...{ merchantId: SHOP, lineId: "1", sku: "TEE-L", category: "apparel", unitPrice: 12_900, premium },
      at: "2026-11-10T08:00:00.000Z",
    });

    // The same orders under other names, now really given to.
    expect((await call("/v1/campaigns", terms, "real")).status).toBe(201);
    const { results } = await shop.feed(orders.map((order) => ({ ...order, orderId: `r${order.orderId}` })));
    const given = results.flatMap(({ policies }) => policies);
    expect([given.length, given.reduce((sum, each) => sum + each.premium, 0)]).toEqual([told.gifts, told.cost]);
    const again = await call("/v1/campaigns/dry-runs", { ...terms, ...window, rules: {} });
    expect(again.body).toMatchObject({ orders: 60, covered: told.gifts, gifts: 60 - told.gifts });
    await shop.close();
  });

  test("of a window without orders gives nothing", async () => {
    const answer = await dryRun({ from: inDays(-300), until: inDays(-290) });
    expect(answer).toMatchObject({
      status: 200,
      body: { orders: 0, gifts: 0, cost: 0, perDay: [], examples: [], truncated: false },
    });
  });

  test.each([
    [
      "a window that ends before it starts",
      { from: "2026-11-02T00:00:00Z", until: "2026-11-01T00:00:00Z" },
      "validation_failed",
      "/until",
    ],
    [
      "a window that has not begun",
      { from: "2027-11-01T00:00:00Z", until: "2027-11-02T00:00:00Z" },
      "validation_failed",
      "/from",
    ],
    [
      "a window of 93 days",
      { from: "2026-06-01T00:00:00Z", until: "2026-09-02T00:00:00.001Z" },
      "limit_exceeded",
      "/until",
    ],
    ["no window", { from: undefined }, "validation_failed", "/from"],
    ["a product that nobody knows", { product: "nothing" }, "product_unknown", "/product"],
    ["a product that platforms do not give", { product: "screen-crack" }, "not_eligible", "/product"],
    ["a condition that is wrong", { rules: { condition: "1" } }, "validation_failed", "/rules/condition"],
    ["a field that is none", { colour: "red" }, "validation_failed", "/colour"],
  ])("of %s is refused", async (_name, changes, code, pointer) => {
    expect(pointersOf(expectProblem(await dryRun(changes), code))).toContain(pointer);
  });

  test("of a product that is not on sale yet is refused", async () => {
    const early = await openMarketplace([], { catalogue: { ...market.server.context.catalogue, live: () => [] } });
    const body = { ...request(), from: inDays(-10), until: inDays(0) };
    const answer = await early.server.call("POST", "/v1/campaigns/dry-runs", { as: early.server.tenant.apiKey, body });
    expectProblem(answer, "product_not_live");
    await early.close();
  });

  test("is for the marketplace and its platform staff", async () => {
    const { staff } = market.server.tenant;
    expect((await dryRun({}, staff.platform.token)).status).toBe(200);
    for (const role of ["finance", "auditor", "adjuster"] as const) {
      expectProblem(await dryRun({}, staff[role].token), "forbidden");
    }
    expectProblem(await market.server.call("POST", "/v1/campaigns/dry-runs", { body: {} }), "unauthenticated");
  });
});
