import type { ShopRule } from "@anxin/core/product/product";
import { DAY_MS, formatInstant, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../catalogue.js";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectProblem, pointersOf } from "../testing/problem.js";

/** Freight for shops of a month that send back less than half; the others as they are sold. */
const RULE: ShopRule = { wholeShop: false, ageDaysMin: 30, returnRateMaxPpm: 500_000n, exposuresMin: 100n };
const strict = {
  ...catalogue,
  live: (at: Parameters<typeof catalogue.live>[0]) =>
    catalogue.live(at).map((product) => (product.code === "return-freight" ? { ...product, shop: RULE } : product)),
};

let market: Marketplace;
let key: string;
beforeAll(async () => {
  market = await openMarketplace([], { catalogue: strict });
  key = market.server.tenant.apiKey;
});
afterAll(() => market.close());

let shops = 0;
/** A shop that opened so many days ago. */
async function openShop(days: number): Promise<string> {
  const id = `shop-${shops++}`;
  const since = formatInstant(plus(market.server.clock.now(), -days * DAY_MS));
  const returnAddress = { province: "浙江省", city: "杭州市" };
  const answer = await market.server.call("PUT", `/v1/merchants/${id}`, {
    as: key,
    body: { name: id, since, returnAddress },
  });
  expect(answer.status).toBe(201);
  await market.server.call("POST", `/v1/merchants/${id}/wallet/top-ups`, {
    as: key,
    key: id,
    body: { amount: 100_000 },
  });
  return id;
}
const enrol = (
  shop: string,
  body: object = {},
  { product = "quality", as = key, language = "en" }: { product?: string; as?: string; language?: string } = {},
) =>
  market.server.call("PUT", `/v1/merchants/${shop}/enrolments/${product}`, {
    as,
    body: { scope: { all: true }, status: "active", ...body },
    headers: { "accept-language": language },
  });
/** As if the night had rated the shop. */
const rate = (shop: string, exposures: number, returns: number) =>
  market.server.database.owner.query(
    `insert into rating_band (tenant_id, subject_kind, subject_id, effective_on, decided_on, band, exposures, returns, collective_ppm,
       credibility_ppm, weighted_ppm)
     values ($1, 'merchant', $2, '2026-11-11', '2026-11-10', 'c', $3, $4, 0, 0, 0)`,
    [market.server.tenant.tenantId, shop, exposures, returns],
  );

describe("exclusions", () => {
  test("leave goods out of every scope, at once for new orders", async () => {
    const shop = await openShop(100);
    const products = async (changes: object) => {
      const lines = ORDER.lines.map((line) => ({ ...line, ...changes }));
      const { results } = await market.feed([{ ...ORDER, orderId: `x-${shops++}`, merchantId: shop, lines }]);
      return results[0]?.policies.map(({ product }) => product);
    };
    expect(await products({})).toEqual([]);
    const exclusions = { categories: ["shoes"], skus: ["TEE-XL", "CAP"] };
    const first = await enrol(shop, { exclusions });
    expect(first).toMatchObject({
      status: 200,
      body: { scope: { all: true }, exclusions: { categories: ["shoes"], skus: ["CAP", "TEE-XL"] } },
    });
    expect(await products({})).toEqual(["quality"]);
    expect(await products({ sku: "TEE-XL" })).toEqual([]);
    expect(await products({ category: "shoes" })).toEqual([]);
    await enrol(shop, { scope: { categories: ["apparel"] }, exclusions: { skus: ["TEE-L"] } });
    expect([await products({}), await products({ sku: "TEE-M" })]).toEqual([[], ["quality"]]);
  });

  test("stay when they are left out of an edit, and go with null", async () => {
    const shop = await openShop(100);
    await enrol(shop, { exclusions: { skus: ["A"] } });
    const none = { categories: [], skus: [] };
    expect((await enrol(shop, { status: "paused" })).body).toMatchObject({
      exclusions: { categories: [], skus: ["A"] },
    });
    expect((await enrol(shop, { exclusions: null })).body).toMatchObject({ exclusions: none });
    expect((await enrol(shop)).body).toMatchObject({ exclusions: none, revision: 3 });
    const wrong = { exclusions: { categories: ["toys"], colours: ["red"] } };
    expect(pointersOf(expectProblem(await enrol(shop, wrong), "validation_failed"))).toContain(
      "/exclusions/categories/0",
    );
  });
});

describe("a product that demands the whole shop", () => {
  test.each([
    ["some categories", { scope: { categories: ["apparel"] } }, ["/scope"]],
    ["some goods", { scope: { skus: ["TEE"] } }, ["/scope"]],
    ["all but some", { exclusions: { skus: ["TEE"] } }, ["/exclusions"]],
    ["some of some", { scope: { skus: ["TEE"] }, exclusions: { categories: ["bags"] } }, ["/scope", "/exclusions"]],
  ])("refuses %s, with the clause and what to do", async (_name, body, pointers) => {
    const shop = await openShop(100);
    const problem = expectProblem(await enrol(shop, body, { product: "price-protection" }), "whole_shop_required");
    expect(pointersOf(problem)).toEqual(pointers);
    expect(problem).toMatchObject({ clause: "6.4" });
    expect(problem["detail"]).toMatch(/^6\.4 Whole shop: .+ set scope to all: true, without exclusions$/);
    const zh = await enrol(shop, body, { product: "price-protection", language: "zh-CN" });
    expect(expectProblem(zh, "whole_shop_required")["detail"]).toMatch(/^6\.4 全店投保: .+请改为全部商品/);
  });

  test("takes the whole shop, and lets one that was partial be paused but not changed", async () => {
    const shop = await openShop(100);
    const product = "price-protection";
    expect((await enrol(shop, {}, { product })).status).toBe(200);
    await market.server.database.owner.query(
      "update enrolment set scope_kind = 'skus', scope_values = '{TEE}' where merchant_id = $1",
      [shop],
    );
    const scope = { skus: ["TEE"] };
    expect((await enrol(shop, { scope }, { product })).status).toBe(200);
    expectProblem(await enrol(shop, { scope: { skus: ["CAP"] } }, { product }), "whole_shop_required");
    expect((await enrol(shop, { scope, status: "paused" }, { product })).status).toBe(200);
    expectProblem(await enrol(shop, { scope }, { product }), "whole_shop_required");
  });
});

describe("a shop that is not eligible", () => {
  const product = "return-freight";
  const eligibility = (shop: string, { as = key, of = product, language = "en" } = {}) =>
    market.server.call("GET", `/v1/merchants/${shop}/enrolments/${of}/eligibility`, {
      as,
      headers: { "accept-language": language },
    });

  test("for its age is told when it will be, and enrols then", async () => {
    const shop = await openShop(20);
    const from = formatInstant(plus(market.server.clock.now(), 10 * DAY_MS));
    expect(await eligibility(shop)).toMatchObject({
      status: 200,
      body: {
        ...{ product, eligible: false, wholeShop: false, clause: null },
        checks: [
          {
            ...{ code: "age_days", measured: 20, limit: 30, holds: false, from },
            detail: "The shop is 20 days old; 30 are asked for, which is from 2026-11-21 on",
          },
          { code: "exposures", measured: 0, limit: 100, holds: true },
          { code: "return_rate_ppm", measured: 0, limit: 500_000, holds: true, from: null },
        ],
      },
    });
    const problem = expectProblem(await enrol(shop, {}, { product }), "shop_not_eligible");
    expect(problem).toMatchObject({ measure: "age_days", measured: 20, bound: 30, eligibleFrom: from });
    expect(pointersOf(problem)).toEqual(["/path/merchantId"]);
    const zh = expectProblem(await enrol(shop, {}, { product, language: "zh-CN" }), "shop_not_eligible");
    expect(zh["detail"]).toBe("开店 20 天，须满 30 天；2026-11-21 起可以投保");
  });

  test("for its returns is told the rate and the most; one with too few policies is not asked", async () => {
    const few = await openShop(100);
    await rate(few, 99, 99);
    expect((await enrol(few, {}, { product })).status).toBe(200);
    const many = await openShop(100);
    await rate(many, 200, 101);
    const problem = expectProblem(await enrol(many, {}, { product }), "shop_not_eligible");
    expect(problem).toMatchObject({
      ...{ measure: "return_rate_ppm", measured: 505_000, bound: 500_000, eligibleFrom: null },
      detail: "A return rate of 50.5% lately is above the most, 50%; apply again when it has fallen",
    });
    expect((await eligibility(many, { language: "zh-CN" })).body).toMatchObject({
      eligible: false,
      checks: [{}, { detail: "近期保单 200 份，已满 100 份，考核退货率" }, { holds: false }],
    });
  });

  test("is not thrown out when it already is enrolled, but does not come back once it paused", async () => {
    const shop = await openShop(100);
    await enrol(shop, {}, { product });
    await rate(shop, 200, 150);
    expect((await enrol(shop, { exclusions: { skus: ["A"] } }, { product })).status).toBe(200);
    expect((await enrol(shop, { status: "paused" }, { product })).status).toBe(200);
    expectProblem(await enrol(shop, {}, { product }), "shop_not_eligible");
  });

  test("the question is answered to who may see the shop", async () => {
    const shop = await openShop(100);
    const own = await market.server.session(market.server.tenant, "merchant", shop);
    expect((await eligibility(shop, { as: own })).body).toMatchObject({ eligible: true });
    expect((await eligibility(shop, { of: "price-protection" })).body).toMatchObject({
      wholeShop: true,
      clause: "6.4",
    });
    expectProblem(await eligibility(SHOP, { as: own }), "not_found");
    expectProblem(await eligibility("nobody"), "not_found");
    expectProblem(await eligibility(shop, { of: "nothing" }), "product_unknown");
    expectProblem(await eligibility(shop, { of: "screen-crack" }), "not_eligible");
    expectProblem(await eligibility(shop, { as: market.server.tenant.staff.adjuster.token }), "forbidden");
  });

  test("a product that is not on sale yet is said so", async () => {
    const early = await openMarketplace([], { catalogue: { ...catalogue, live: () => [] } });
    expectProblem(await early.get(`/v1/merchants/${SHOP}/enrolments/quality/eligibility`), "product_not_live");
    await early.close();
  });
});

describe("the history of an enrolment", () => {
  test("tells who changed what, newest first; a merchant reads sides, not names", async () => {
    const shop = await openShop(100);
    const own = await market.server.session(market.server.tenant, "merchant", shop);
    await enrol(shop, { exclusions: { skus: ["A"] } });
    await enrol(shop, { scope: { categories: ["bags"] } }, { as: own });
    await enrol(
      shop,
      { scope: { categories: ["bags"] }, status: "paused" },
      { as: market.server.tenant.staff.platform.token },
    );
    const history = async (as: string, query = "") => {
      const answer = await market.get(`/v1/merchants/${shop}/enrolments/quality/changes${query}`, as);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body as { data: { revision: number; changedBy: string }[]; next: string | null };
    };
    expect((await history(key)).data).toMatchObject([
      { revision: 3, status: "paused", scope: { categories: ["bags"] }, changedBy: "platform" },
      { revision: 2, status: "active", exclusions: { categories: [], skus: ["A"] } },
      {
        revision: 1,
        scope: { all: true },
        changedBy: "server:main",
        changedAt: formatInstant(market.server.clock.now()),
      },
    ]);
    expect((await history(own)).data.map(({ changedBy }) => changedBy)).toEqual(["staff", "merchant", "server"]);
    const page = await history(key, "?limit=2");
    const rest = await history(key, `?limit=2&cursor=${encodeURIComponent(page.next ?? "")}`);
    expect([...page.data, ...rest.data].map(({ revision }) => revision)).toEqual([3, 2, 1]);
    const url = `/v1/merchants/${shop}/enrolments`;
    expectProblem(await market.get(`${url}/allergy/changes`), "not_found");
    expectProblem(await market.get(`${url}/quality/changes?cursor=x`), "cursor_invalid");
    expectProblem(await market.get(`/v1/merchants/${SHOP}/enrolments/quality/changes`, own), "not_found");
    expectProblem(await market.get(`${url}/quality/changes`, market.server.other.apiKey), "not_found");
    expectProblem(await market.get(`${url}/quality/changes`, market.server.tenant.staff.adjuster.token), "forbidden");
  });
});
