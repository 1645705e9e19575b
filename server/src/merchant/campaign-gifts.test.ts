import { DAY_MS, formatInstant, plus } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Marketplace, ORDER, type OrderResult, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectInvariants } from "../testing/invariants.js";
import { settle } from "../worker.js";

let market: Marketplace;
beforeEach(async () => {
  market = await openMarketplace([]);
});
afterEach(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

const inDays = (days: number): string => formatInstant(plus(market.server.clock.now(), days * DAY_MS));
let keys = 0;

interface Campaign {
  readonly campaignId: string;
  readonly status: string;
  readonly spent: number;
  readonly left: number;
  readonly released: number;
}

interface Offer {
  readonly included: readonly object[];
  readonly optional: readonly { readonly product: string; readonly quote: string }[];
}

/** Starts a campaign that runs since ten days ago, or as told. */
async function start(changes: Record<string, unknown> = {}): Promise<string> {
  const answer = await market.server.call("POST", "/v1/campaigns", {
    as: market.server.tenant.apiKey,
    key: `campaign-${keys++}`,
    body: { product: "return-freight", budget: 1_000_000, startsAt: inDays(-10), endsAt: inDays(10), ...changes },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as Campaign).campaignId;
}
async function campaign(id: string): Promise<Campaign & { readonly etag: string }> {
  const answer = await market.get(`/v1/campaigns/${id}`);
  return { ...(answer.body as Campaign), etag: String(answer.headers["etag"]) };
}
async function edit(id: string, body: object): Promise<void> {
  const { etag } = await campaign(id);
  const headers = { "if-match": etag };
  const answer = await market.server.call("PUT", `/v1/campaigns/${id}`, {
    as: market.server.tenant.apiKey,
    body,
    headers,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}
async function feed(changes: Record<string, unknown> = {}): Promise<OrderResult> {
  const order = { ...ORDER, orderId: `o-${keys++}`, buyerId: `b-${keys++}`, ...changes };
  const { results } = await market.feed([order]);
  const [result] = results;
  if (result === undefined) throw new Error("an order is answered");
  expect(result.outcome, JSON.stringify(result)).toBe("applied");
  return result;
}
const gift = (result: OrderResult) => result.policies.find(({ payer }) => payer === "platform");
const payers = ({ policies }: OrderResult) => policies.map(({ payer }) => payer);
const codes = ({ declined }: OrderResult) => declined.map(({ code }) => code);
const exhaustions = () =>
  market.count(
    "select coalesce(sum((select count(*) from unnest(types) t where t = 'campaign.exhausted')), 0) from outbox",
  );
/** The campaign that a policy was given by. */
async function giverOf(result: OrderResult): Promise<string | undefined> {
  const policyId = gift(result)?.policyId;
  if (policyId === undefined) return undefined;
  const { body } = await market.get(`/v1/ledger/transactions?policyId=${policyId}`);
  return (
    (body as { data: { entries: { campaignId: string | null }[] }[] }).data[0]?.entries[0]?.campaignId ?? undefined
  );
}

/** Premium of the sample order, found by giving it once. */
async function premiumOfOrder(): Promise<number> {
  const id = await start({ name: "to learn the premium" });
  const { premium } = gift(await feed()) ?? { premium: 0 };
  expect(premium).toBeGreaterThan(0);
  await edit(id, { status: "paused" });
  return premium;
}

describe("who gives", () => {
  test("merchant before buyer, buyer before platform, and a gift where nobody else pays", async () => {
    const offer = async (): Promise<Offer> => {
      const { body } = await market.server.call("POST", "/v1/offers", {
        as: market.server.tenant.apiKey,
        body: {
          ...{ merchantId: SHOP, shipTo: ORDER.shipTo, returnTo: ORDER.returnTo },
          lines: [{ lineId: "1", sku: "TEE-L", category: "apparel", unitPrice: 12_900, quantity: 1 }],
        },
      });
      const [line] = (body as { lines: Offer[] }).lines;
      if (line === undefined) throw new Error("every line is offered something");
      return line;
    };
    const quote = (await offer()).optional.find(({ product }) => product === "return-freight")?.quote;
    const id = await start();
    expect((await offer()).included).toMatchObject([{ product: "return-freight", payer: "platform" }]);
    expect(payers(await feed())).toEqual(["platform"]);
    const bought = {
      placedAt: formatInstant(market.server.clock.now()),
      paidAt: formatInstant(market.server.clock.now()),
      shipments: [],
      lines: ORDER.lines.map((line) => ({ ...line, covers: [{ product: "return-freight", quote }] })),
    };
    expect(payers(await feed(bought))).toEqual(["buyer"]);
    await market.server.call("PUT", `/v1/merchants/${SHOP}/enrolments/return-freight`, {
      as: market.server.tenant.apiKey,
      body: { scope: { all: true }, status: "active" },
    });
    expect(payers(await feed())).toEqual(["merchant"]);
    expect((await campaign(id)).spent).toBeGreaterThan(0);
  });

  test("a merchant whose wallet is empty leaves the line to the platform", async () => {
    await market.close();
    market = await openMarketplace(["return-freight"], { topUp: 1 });
    await start();
    expect(payers(await feed())).toEqual(["platform"]);
  });

  test("of several campaigns the one that ends first, and of two that end together the older", async () => {
    const late = await start({ endsAt: inDays(20) });
    const soon = await start({ endsAt: inDays(5) });
    const alike = await start({ endsAt: inDays(5) });
    expect(await giverOf(await feed())).toBe(soon);
    await edit(soon, { status: "paused" });
    expect(await giverOf(await feed())).toBe(alike);
    await edit(alike, { status: "paused" });
    expect(await giverOf(await feed())).toBe(late);
  });

  test("one without money or whose bound is reached lets the next one give", async () => {
    const premium = await premiumOfOrder();
    const poor = await start({ endsAt: inDays(1), budget: premium + 1 });
    const bounded = await start({ endsAt: inDays(2), rules: { maxPerMerchant: { gifts: 1 } } });
    const open = await start({ endsAt: inDays(3) });
    const givers = [];
    for (let i = 0; i < 3; i++) givers.push(await giverOf(await feed()));
    expect(givers).toEqual([poor, bounded, open]);
  });
});

describe("rules", () => {
  test("a condition decides line by line", async () => {
    const id = await start({
      rules: {
        condition:
          'line.category == "apparel" && order.total >= 10000 && merchant.tier == "standard" && shipTo.province == "四川省"',
      },
    });
    expect(payers(await feed())).toEqual(["platform"]);
    const cheap = ORDER.lines.map((line) => ({ ...line, unitPrice: 9_999 }));
    expect(payers(await feed({ lines: cheap }))).toEqual([]);
    expect(payers(await feed({ shipTo: { province: "广东省", city: "广州市" } }))).toEqual([]);
    await edit(id, { rules: { condition: null } });
    expect(payers(await feed({ lines: cheap }))).toEqual(["platform"]);
  });

  test("a condition that cannot be judged harms no order", async () => {
    await start({ rules: { condition: "line.unitPrice / (order.lines - 1) > 0" } });
    expect(payers(await feed())).toEqual([]);
  });

  test("a buyer's share counts every order, and comes back with one that is cancelled", async () => {
    await start({ rules: { maxPerBuyer: 2 } });
    const paid = { product: "return-freight", buyerId: "b-same" };
    const first = { ...ORDER, orderId: "o-first", buyerId: "b-same" };
    await market.feed([first]);
    expect(payers(await feed({ buyerId: paid.buyerId }))).toEqual(["platform"]);
    expect(codes(await feed({ buyerId: paid.buyerId }))).toEqual(["campaign_exhausted"]);
    // The shop never sent it after all.
    const cancelled = { ...first, version: 4, shipments: [], cancelledAt: "2026-11-10T07:00:00.000Z" };
    const { results } = await market.feed([cancelled]);
    expect(results[0]?.policies.map(({ status }) => status)).toEqual(["cancelled"]);
    expect(payers(await feed({ buyerId: paid.buyerId }))).toEqual(["platform"]);
    expect(codes(await feed({ buyerId: paid.buyerId }))).toEqual(["campaign_exhausted"]);
  });

  test("a merchant's share bounds gifts and premium; other merchants still get theirs", async () => {
    const premium = await premiumOfOrder();
    await start({ rules: { maxPerMerchant: { gifts: 5, amount: 2 * premium } } });
    const results = [await feed(), await feed(), await feed()];
    expect(results.map(payers)).toEqual([["platform"], ["platform"], []]);
    await market.server.call("PUT", "/v1/merchants/shop-2", {
      as: market.server.tenant.apiKey,
      body: { name: "Other", returnAddress: { province: "浙江省", city: "杭州市" } },
    });
    expect(payers(await feed({ merchantId: "shop-2" }))).toEqual(["platform"]);
  });
});

describe("the last fen", () => {
  test("of 200 orders at once the budget's share is given, the rest declined, none lost, and it is told once", async () => {
    const premium = await premiumOfOrder();
    const id = await start({ budget: 50 * premium + premium - 1 });
    const orders = Array.from({ length: 200 }, (_, i) => ({ ...ORDER, orderId: `p-${i}`, buyerId: `p-${i}` }));
    const results = (await Promise.all(orders.map((order) => market.feed([order])))).flatMap(({ results: [one] }) =>
      one === undefined ? [] : [one],
    );
    expect(results).toHaveLength(200);
    expect(results.filter((result) => gift(result) !== undefined)).toHaveLength(50);
    expect(results.filter((result) => codes(result).includes("campaign_exhausted"))).toHaveLength(150);
    expect(await campaign(id)).toMatchObject({ status: "exhausted", spent: 50 * premium, left: premium - 1 });
    expect(await exhaustions()).toBe(1);
  });

  test("an exhausted campaign is active again when premium comes back or the budget is raised, and tells of it anew", async () => {
    const premium = await premiumOfOrder();
    const id = await start({ budget: premium });
    const first = { ...ORDER, orderId: "o-back" };
    await market.feed([first]);
    expect(await campaign(id)).toMatchObject({ status: "exhausted", left: 0 });
    expect(codes(await feed())).toEqual(["campaign_exhausted"]);
    expect(await exhaustions()).toBe(1);
    await market.feed([{ ...first, version: 4, shipments: [], cancelledAt: "2026-11-10T07:00:00.000Z" }]);
    expect(await campaign(id)).toMatchObject({ status: "active", left: premium });
    expect(payers(await feed())).toEqual(["platform"]);
    expect(await exhaustions()).toBe(2);
    await edit(id, { budget: 2 * premium });
    expect(await campaign(id)).toMatchObject({ status: "active", left: premium });
    expect(payers(await feed())).toEqual(["platform"]);
    expect(codes(await feed())).toEqual(["campaign_exhausted"]);
    expect(await exhaustions()).toBe(3);
  });
});

describe("time", () => {
  test("what is left goes back when no late order can bind any more, and a later refund follows it", async () => {
    const id = await start({ endsAt: inDays(1), budget: 10_000 });
    const first = { ...ORDER, orderId: "o-early" };
    const { results } = await market.feed([first]);
    const premium = results[0]?.policies[0]?.premium ?? 0;
    market.server.clock.advance(2 * DAY_MS);
    expect(await campaign(id)).toMatchObject({ status: "ended", spent: premium });
    // Shipped while it ran, told after it ended.
    expect(payers(await feed())).toEqual(["platform"]);
    market.server.clock.advance(29 * DAY_MS);
    await settle(market.server.context);
    expect(await campaign(id)).toMatchObject({ spent: 2 * premium, released: 10_000 - 2 * premium, left: 0 });
    await market.feed([{ ...first, version: 4, shipments: [], cancelledAt: "2026-11-10T07:00:00.000Z" }]);
    expect(await campaign(id)).toMatchObject({ spent: premium, left: premium });
    await settle(market.server.context);
    expect(await campaign(id)).toMatchObject({ spent: premium, released: 10_000 - premium, left: 0 });
    // What happens to its orders from now on exhausts nobody.
    await market.feed([{ ...first, version: 5, shipments: [], cancelledAt: "2026-11-10T06:00:00.000Z" }]);
    expect(await exhaustions()).toBe(0);
  });

  test("one that is scheduled, paused or ended gives nothing to what happens then", async () => {
    const id = await start({ startsAt: inDays(1) });
    expect((await campaign(id)).status).toBe("scheduled");
    expect(payers(await feed())).toEqual([]);
    await edit(id, { status: "ended" });
    expect((await campaign(id)).status).toBe("ended");
    await settle(market.server.context);
    expect(await campaign(id)).toMatchObject({ left: 0, released: 1_000_000 });
    await feed();
    expect(await exhaustions()).toBe(0);
    const other = await start();
    await edit(other, { status: "paused" });
    expect([payers(await feed()), (await campaign(other)).status]).toEqual([[], "paused"]);
    await edit(other, { status: "active" });
    expect(payers(await feed())).toEqual(["platform"]);
    await edit(other, { status: "ended" });
    market.server.clock.advance(DAY_MS);
    const now = formatInstant(market.server.clock.now());
    const shipments = ORDER.shipments.map((shipment) => ({ ...shipment, shippedAt: now }));
    expect(payers(await feed({ shipments }))).toEqual([]);
  });
});
