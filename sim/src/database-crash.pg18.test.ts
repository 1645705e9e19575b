import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allPayouts, ledgerFaults, paymentFaults, shopFaults } from "./audit.js";
import { connectClient } from "./client.js";
import { until } from "./deadline.js";
import { type Marketplace, openMarketplace, returnedOrder, settle, shippedOrder, timePasses } from "./marketplace.js";
import { openProduct, type Product } from "./product.js";
import { draw } from "./testing/seed.js";

const ORDERS = 2_000;
const ORDERS_PER_BATCH = 10;
/** Every tenth order was sent back, so that payouts are on their way as well. */
const RETURNED_EVERY = 10;
const CLIENTS = 6;
const KILLS = 8;
const RUN_MS_MAX = 240_000;
/** Until every transfer that a kill left in doubt was asked for twice, a minute apart, and sent again. */
const PATIENCE = ["PT10S", "PT2M", "PT10M", "PT2H"] as const;

let product: Product;
let market: Marketplace;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
}, RUN_MS_MAX);
afterAll(() => product.close(), RUN_MS_MAX);

/** Numbers of acknowledged orders at which PostgreSQL is killed: one somewhere in each of the equal parts of the run. */
function killPlan(): readonly number[] {
  const part = Math.floor(ORDERS / (KILLS + 1));
  const offsets = draw("database crash", fc.integer({ min: 0, max: part - 1 }), KILLS);
  return offsets.map((offset, i) => i * part + offset);
}

async function feedAll(): Promise<void> {
  const now = await market.now();
  const batches = Array.from({ length: ORDERS / ORDERS_PER_BATCH }, (_, batch) =>
    Array.from({ length: ORDERS_PER_BATCH }, (_, i) => {
      const order = shippedOrder(market.shop, `order-${batch}-${i}`, now);
      return i % RETURNED_EVERY === 0 ? returnedOrder(order, now) : order;
    }),
  ).values();
  const client = async (): Promise<void> => {
    for (const batch of batches) await market.feed(batch);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

describe("PostgreSQL that is killed again and again", () => {
  it(
    `during ${ORDERS} issuances loses no acknowledged order, doubles none, and the server lives through it`,
    async () => {
      const { pid } = product.process();
      const feeding = product.survives(feedAll());
      const killed = new Set<number>();
      const acknowledgedAt: number[] = [];
      for (const threshold of killPlan()) {
        await until(`${threshold} orders are acknowledged`, RUN_MS_MAX, () =>
          market.acknowledged().size >= threshold ? true : null,
        );
        killed.add(await product.killDatabase());
        acknowledgedAt.push(market.acknowledged().size);
      }
      await feeding;
      expect(killed.size).toBe(KILLS);
      expect(Math.max(...acknowledgedAt)).toBeLessThan(ORDERS);
      expect(market.client.repeated()).toBeGreaterThanOrEqual(KILLS);
      expect(market.acknowledged().size).toBe(ORDERS);
      expect(product.process()).toMatchObject({ pid });
      expect(product.process().exit()).toBeNull();
      await settle(market.client);
      for (const duration of PATIENCE) await timePasses(market.client, duration);
      const payouts = await allPayouts(market.client);
      expect(payouts).toHaveLength(ORDERS / RETURNED_EVERY);
      expect(new Set(payouts.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
      expect(await paymentFaults(market)).toEqual([]);
      expect(await shopFaults(market)).toEqual([]);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    RUN_MS_MAX,
  );
});
