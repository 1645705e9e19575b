import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectProblem } from "../testing/problem.js";
import { STAIN_CARE } from "./testing/stain-care.js";

// Whatever a draft says, nothing is sold, offered or given on it: neither a next version of what is on sale, nor a new product.

let market: Marketplace;
beforeAll(async () => {
  market = await openMarketplace(["return-freight"]);
});
afterAll(() => market.close());

const actuary = (): string => market.server.tenant.staff.actuary.token;
const server = () => market.server.tenant.apiKey;
let keys = 0;
const post = (url: string, body: object | null, as: string) =>
  market.server.call("POST", url, { as, key: `k${++keys}`, ...(body === null ? {} : { body }) });
const LINE = { lineId: "1", sku: "TEE-L", category: "apparel", unitPrice: 12_900, quantity: 1 };
const GOODS = { ...LINE, title: "纯棉T恤", freight: 0 };

interface Drafted {
  readonly version: number;
  readonly draft: { readonly content: { tariff: { rows: { premium: { amount: number } }[] }; validFrom: string } };
}

/** A draft of return freight in which every premium is a fen, and whose first day has come. */
async function draftCheaper(): Promise<number> {
  const made = await post("/v1/products/return-freight/versions", { basedOn: 1 }, actuary());
  const { version, draft } = made.body as Drafted;
  const content = structuredClone(draft.content);
  for (const { premium } of content.tariff.rows) premium.amount = 1;
  const put = await market.server.call("PUT", `/v1/products/return-freight/versions/${version}`, {
    ...{ as: actuary(), body: { content } },
    headers: { "if-match": String(made.headers["etag"]) },
  });
  expect(put.status, JSON.stringify(put.body).slice(0, 300)).toBe(200);
  expect((await post(`/v1/products/return-freight/versions/${version}/tests`, null, actuary())).status).toBe(201);
  return version;
}

describe("a draft of a product that is on sale", () => {
  test("changes no premium, no version and no list", async () => {
    const before = (await market.get("/v1/products")).body;
    const version = await draftCheaper();
    expect((await market.get("/v1/products")).body).toEqual(before);
    expect(((await market.get("/v1/products/return-freight")).body as Drafted).version).toBe(1);
    expectProblem(await market.get(`/v1/products/return-freight/versions/${version}`), "not_found");
    expectProblem(
      await market.server.call("GET", `/v1/products/return-freight/versions/${version}/terms`),
      "not_found",
    );

    const { results } = await market.feed([{ ...ORDER, orderId: "draft-1", version: 1, lines: [GOODS] }]);
    expect(results[0]?.policies).toMatchObject([{ product: "return-freight", premium: 60 }]);
    const sold = await market.count(`select max(product_version)::int as n from policy`);
    expect(sold).toBe(1);
    const offers = await post(
      "/v1/offers",
      { merchantId: SHOP, buyerId: "b-42", lines: [LINE], shipTo: ORDER.shipTo },
      server(),
    );
    expect(JSON.stringify(offers.body)).not.toContain(`"version":${version}`);
  });
});

describe("a product that is only a draft", () => {
  const form = { ...STAIN_CARE, number: 60, payers: ["merchant", "buyer", "platform"], bindsOn: "shipment" };

  test("is offered to nobody, and no shop enrols, no campaign gives and no order takes it", async () => {
    const made = await post("/v1/products", { code: "stain-care", form }, actuary());
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(market.server.context.catalogue.all.some(({ code }) => code === "stain-care")).toBe(false);

    const offers = await post("/v1/offers", { merchantId: SHOP, buyerId: "b-42", lines: [LINE] }, server());
    expect(offers.status).toBe(200);
    expect(JSON.stringify(offers.body)).not.toContain("stain-care");
    const enrolled = await market.server.call("PUT", `/v1/merchants/${SHOP}/enrolments/stain-care`, {
      ...{ as: server(), body: { scope: { all: true }, status: "active" } },
    });
    expect([404, 422]).toContain(enrolled.status);
    const campaign = {
      ...{ product: "stain-care", name: "送防污", budget: 10_000, rules: {} },
      ...{ startsAt: "2026-11-11T00:00:00.000Z", endsAt: "2026-12-11T00:00:00.000Z" },
    };
    expectProblem(await post("/v1/campaigns", campaign, server()), "product_unknown");
    const lines = [{ ...GOODS, covers: [{ product: "stain-care", quote: "qt_forged" }] }];
    const { results } = await market.feed([{ ...ORDER, orderId: "draft-2", version: 1, lines }]);
    expect(results[0]?.policies.map(({ product }) => product) ?? []).not.toContain("stain-care");
    expect(await market.count(`select count(*)::int as n from policy where product = 'stain-care'`)).toBe(0);
  });
});
