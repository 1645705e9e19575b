import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../catalogue.js";
import { uploaded } from "../claim/testing/shop.js";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { type OpenGateway, rehearse } from "../outside/testing/rehearsal.js";
import { expectInvariants } from "../testing/invariants.js";
import { expectProblem } from "../testing/problem.js";
import { settle } from "../worker.js";
import { catalogueWith, STAIN_CARE, stainCare } from "./testing/stain-care.js";

const rehearsal = rehearse();
let gateway: OpenGateway;
let market: Marketplace;
beforeAll(async () => {
  gateway = await rehearsal.open();
  const channel = rehearsal.client("key", `${gateway.origin}/gateway.do`);
  market = await openMarketplace([], { catalogue: catalogueWith(stainCare(), catalogue), channel });
});
afterAll(async () => {
  await market.close();
  await gateway.close();
  rehearsal.end();
});

const apiKey = (): string => market.server.tenant.apiKey;
const GOODS = { lineId: "1", sku: "TEE-L", category: "apparel", unitPrice: 12_900, quantity: 1 };
const LINE = { ...GOODS, title: "纯棉T恤", freight: 0 };
let keys = 0;

interface ClaimBody {
  readonly claimId: string;
  readonly status: string;
  readonly amount: number;
  readonly decision: { readonly automatic: boolean; readonly reasonCodes: readonly string[] } | null;
}

/** Offers the cover, sells it with the order, and says that the goods were delivered. */
async function sell(orderId: string): Promise<string> {
  const { body } = await market.server.call("POST", "/v1/offers", {
    as: apiKey(),
    body: { merchantId: SHOP, buyerId: ORDER.buyerId, shipTo: ORDER.shipTo, lines: [GOODS] },
  });
  const [line] = (body as { lines: { optional: { product: string; quote: string; premium: number }[] }[] }).lines;
  const offered = line?.optional.find(({ product }) => product === "stain-care");
  expect(offered).toMatchObject({ premium: 129 });
  const order = {
    ...{ ...ORDER, orderId, version: 1, paidAt: "2026-11-11T00:00:00.000Z" },
    lines: [{ ...LINE, covers: [{ product: "stain-care", quote: offered?.quote }] }],
    shipments: [{ ...ORDER.shipments[0], shippedAt: "2026-11-11T00:00:00.000Z" }],
  };
  const { results } = await market.feed([order]);
  const [policy] = results[0]?.policies ?? [];
  expect(policy, JSON.stringify(results)).toMatchObject({ product: "stain-care", payer: "buyer", premium: 129 });
  const deliveredAt = "2026-11-11T00:00:00.000Z";
  await market.feed([{ ...order, version: 2, shipments: [{ ...order.shipments[0], deliveredAt }] }]);
  return policy?.policyId ?? "";
}

async function file(policyId: string, fields: Readonly<Record<string, unknown>>): Promise<ClaimBody> {
  const evidence = await uploaded(market.server, ["cleaning_receipt"], "server:main");
  const claim = { policyId, peril: "stain", occurredAt: "2026-11-11T00:00:00.000Z", description: "咖啡洒了" };
  const answer = await market.server.call("POST", "/v1/claims", {
    as: apiKey(),
    key: `claim-${++keys}`,
    body: { ...claim, fields, evidence, declaration: true },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as ClaimBody;
}

describe("a product that nobody wrote code for", () => {
  it("is offered, sold, claimed, decided by its own conditions and formula, and paid", async () => {
    const policyId = await sell("written-1");
    const form = (await market.get(`/v1/policies/${policyId}/claim-form`)).body;
    expect(form).toMatchObject({
      product: "stain-care",
      fields: [{ name: "stain" }, { name: "cleaningCost" }, { name: "cleanedOn" }],
      documents: [{ kind: "cleaning_receipt" }],
    });
    const claim = await file(policyId, { stain: "food", cleaningCost: 5_000 });
    expect(claim).toMatchObject({ status: "approved", amount: 4_000, decision: { automatic: true } });
    await settle(market.server.context);
    const paid = (await market.get(`/v1/claims/${claim.claimId}`)).body;
    expect(paid).toMatchObject({ payouts: [{ amount: 4_000, status: "succeeded" }] });
    expect(await gateway.control.transfers()).toHaveLength(1);
    const { data } = (await market.get(`/v1/claims/${claim.claimId}/findings`)).body as { data: object[] };
    expect(data).toContainEqual(
      expect.objectContaining({ rule: "conditions_met", clause: "4.1", outcome: "met", clauseTitle: "Dye" }),
    );
    expect(data).toContainEqual(
      expect.objectContaining({
        ...{ rule: "benefit_amount", clause: "5.1", amount: 4_000 },
        inputs: { "fields.cleaningCost": 5_000, "line.goods": 12_900 },
      }),
    );
  });

  it("refuses by its own condition, with the clause", async () => {
    const claim = await file(await sell("written-2"), { stain: "dye", cleaningCost: 5_000 });
    expect(claim).toMatchObject({ status: "rejected", amount: 0, decision: { reasonCodes: ["not_covered"] } });
  });

  it("leaves to a person what its condition doubts", async () => {
    const fields = { stain: "food", cleaningCost: 5_000, cleanedOn: "2026-11-01" };
    expect(await file(await sell("written-3"), fields)).toMatchObject({ status: "in_review", decision: null });
  });

  it("is decided again from stored facts alone", async () => {
    await expectInvariants(market.server.context, () => gateway.control.transfers());
  });
});

describe("a form", () => {
  const check = (form: object, as: string) =>
    market.server.call("POST", "/v1/products/form-checks", { as, body: form });

  it("is checked before anybody sells it", async () => {
    const as = market.server.tenant.staff.actuary.token;
    expect((await check(STAIN_CARE, as)).body).toEqual({ sound: true, problems: [] });
    const { coverage } = STAIN_CARE;
    const benefit = { ...coverage.benefit, expression: "fields.price" };
    const wrong = await check({ ...STAIN_CARE, coverage: { ...coverage, benefit } }, as);
    expect(wrong.status).toBe(200);
    expect(wrong.body).toMatchObject({
      sound: false,
      problems: [{ pointer: "/coverage/benefit/expression", code: "unknown_variable" }],
    });
    expect((await check({}, as)).body).toMatchObject({ sound: false });
  });

  it("is nothing that a shop or a buyer checks", async () => {
    expectProblem(await check(STAIN_CARE, apiKey()), "forbidden");
  });
});
