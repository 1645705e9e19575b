import type { PoolClient } from "@anxin/store/connection";
import { afterEach, expect, it, vi } from "vitest";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN } from "./testing/marketplace.js";

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
  // begin, merchants, directory, orders, bands, wallets, campaigns, wallet, order rows, policies, transfers, outbox, commit
  expect(one).toBeLessThanOrEqual(14);
});

it("a batch of 100 returns takes no more statements than one", async () => {
  market = await openMarketplace(["return-freight"], { topUp: 100_000_000 });
  const returning = (count: number) =>
    orders(count, (i) => ({
      version: 9,
      shipments: DELIVERED,
      returns: [{ ...RETURN, waybill: `ZT${count}X${String(i).padStart(8, "0")}` }],
    }));
  await market.feed([...orders(1, () => ({})), ...orders(100, () => ({}))]);
  const one = await statementsOf(() => market.feed(returning(1)));
  const many = await statementsOf(() => market.feed(returning(100)));
  expect(many).toBe(one);
});
