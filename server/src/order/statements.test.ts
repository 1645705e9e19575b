import type { PoolClient } from "@anxin/store/connection";
import { afterEach, expect, it, vi } from "vitest";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN, SHOP } from "./testing/marketplace.js";

let market: Marketplace;
afterEach(() => market.close());

/** Counts the statements that reach the database while `work` runs, transaction commands included. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { db } = market.server.context;
  const spies = new Map<PoolClient, { mockRestore(): void; mock: { calls: unknown[] } }>();
  const watch = (client: PoolClient): void => {
    if (!spies.has(client)) spies.set(client, vi.spyOn(client, "query"));
  };
  db.on("acquire", watch);
  await work();
  db.off("acquire", watch);
  let count = 0;
  for (const spy of spies.values()) {
    count += spy.mock.calls.length;
    spy.mockRestore();
  }
  return count;
}

const orders = (count: number, change: (i: number) => object) =>
  Array.from({ length: count }, (_, i) => ({ ...ORDER, orderId: `o-${count}-${i}`, ...change(i) }));

it("a batch of 200 new orders takes no more statements than a batch of one", async () => {
  market = await openMarketplace(["return-freight"], { topUp: 100_000_000 });
  await market.feed([{ ...ORDER, orderId: "warm" }]);
  const one = await statementsOf(() => market.feed(orders(1, () => ({}))));
  const many = await statementsOf(() => market.feed(orders(200, () => ({}))));
  expect(many).toBe(one);
  // begin, switches, merchants, directory, orders, bands, wallets, campaigns, wallet, order rows, policies, transfers, outbox, commit
  expect(one).toBeLessThanOrEqual(15);
});

it("a batch that merchants and bounded campaigns pay for takes as many for one order as for 200", async () => {
  market = await openMarketplace([], { topUp: 100_000_000 });
  const { server } = market;
  const put = (url: string, body: object) => server.call("PUT", url, { as: server.tenant.apiKey, body });
  await put(`/v1/merchants/${SHOP}/enrolments/return-freight`, { scope: { skus: ["OTHER"] }, status: "active" });
  for (const maxPerBuyer of [1, 1_000]) {
    const rules = { maxPerBuyer, maxPerMerchant: { gifts: 1_000 }, condition: "order.lines == 2" };
    const dates = { startsAt: "2026-11-01T00:00:00.000Z", endsAt: "2026-12-01T00:00:00.000Z" };
    const body = { product: "return-freight", budget: 100_000_000, ...dates, rules };
    const started = await server.call("POST", "/v1/campaigns", {
      as: server.tenant.apiKey,
      key: `c-${maxPerBuyer}`,
      body,
    });
    expect(started.status).toBe(201);
  }
  const [line] = ORDER.lines;
  const both = (i: number) => ({
    ...{ buyerId: `b-${i % 7}`, orderId: `both-${i}` },
    lines: i % 2 === 0 ? [line, { ...line, lineId: "2" }] : [{ ...line, sku: "OTHER" }],
    shipments: ORDER.shipments.map((shipment) => ({ ...shipment, lineIds: i % 2 === 0 ? ["1", "2"] : ["1"] })),
  });
  await market.feed(orders(2, (i) => both(i - 10)));
  const one = await statementsOf(() => market.feed(orders(2, both)));
  const many = await statementsOf(() => market.feed(orders(200, (i) => both(i + 10))));
  expect(many).toBe(one);
  // As above, and 2 more: what buyers and merchants had before, and one for money, exhaustion and counts of all campaigns.
  expect(one).toBeLessThanOrEqual(17);
});

it("a batch of 100 returns takes no more statements than one", async () => {
  market = await openMarketplace(["return-freight"], { topUp: 100_000_000 });
  const returning = (count: number) =>
    orders(count, (i) => ({
      version: 9,
      // A hundred returns of one buyer would be a person's matter.
      buyerId: `b-${i}`,
      payee: { ...ORDER.payee, account: `b-${i}@example.com` },
      shipments: DELIVERED,
      returns: [{ ...RETURN, waybill: `ZT${count}X${String(i).padStart(8, "0")}` }],
    }));
  const sold = (i: number) => ({ buyerId: `b-${i}` });
  await market.feed([...orders(1, sold), ...orders(100, sold)]);
  const one = await statementsOf(() => market.feed(returning(1)));
  const many = await statementsOf(() => market.feed(returning(100)));
  expect(many).toBe(one);
});
