import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allPayouts, gatewayBook, ledgerFaults, paymentFaults, shopFaults } from "./audit.js";
import { connectClient } from "./client.js";
import { until } from "./deadline.js";
import { type Marketplace, openMarketplace, returnedOrder, settle, shippedOrder, timePasses } from "./marketplace.js";
import { openProduct, type Product } from "./product.js";
import { draw } from "./testing/seed.js";

const ORDERS = 600;
const ORDERS_PER_BATCH = 5;
/** Every fourth order is sent back in its next version. */
const RETURNED_EVERY = 4;
const CLIENTS = 4;
const KILLS = 5;
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

/** Counts answers, each of which says that a batch is durable. */
const answers = { count: 0 };
const BATCHES = (ORDERS / ORDERS_PER_BATCH) * 2;

/** Numbers of answered batches after which the server is killed: one somewhere in each of the equal parts of the run. */
function killPlan(): readonly number[] {
  const part = Math.floor(BATCHES / (KILLS + 1));
  const offsets = draw("server crash", fc.integer({ min: 0, max: part - 1 }), KILLS);
  return offsets.map((offset, i) => i * part + offset);
}

async function feedAll(): Promise<void> {
  const now = await market.now();
  const batches = Array.from({ length: ORDERS / ORDERS_PER_BATCH }, (_, batch) =>
    Array.from({ length: ORDERS_PER_BATCH }, (_, i) => shippedOrder(market.shop, `order-${batch}-${i}`, now)),
  ).entries();
  const client = async (): Promise<void> => {
    for (const [number, batch] of batches) {
      await market.feed(batch);
      answers.count += 1;
      const next = batch.map((order, i) =>
        (number * ORDERS_PER_BATCH + i) % RETURNED_EVERY === 0 ? returnedOrder(order, now) : { ...order, version: 2 },
      );
      await market.feed(next);
      answers.count += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

describe("a server that is killed again and again", () => {
  it(
    "during issuances, returns and payouts keeps all that it acknowledged and pays every approved claim exactly once",
    async () => {
      const feeding = feedAll();
      const answeredAt: number[] = [];
      for (const threshold of killPlan()) {
        await until(`${threshold} batches are answered`, RUN_MS_MAX, () => (answers.count >= threshold ? true : null));
        await product.kill();
        answeredAt.push(answers.count);
        await product.start();
      }
      await feeding;
      expect(Math.max(...answeredAt)).toBeLessThan(BATCHES);
      expect(market.client.repeated()).toBeGreaterThanOrEqual(KILLS);
      await settle(market.client);
      for (const duration of PATIENCE) await timePasses(market.client, duration);
      const claims = [...market.acknowledged().values()].flatMap((result) => result.claims);
      expect(claims.filter(({ status }) => status === "approved")).toHaveLength(ORDERS / RETURNED_EVERY);
      expect(new Set((await allPayouts(market.client)).map(({ status }) => status))).toEqual(new Set(["succeeded"]));
      expect(await gatewayBook(market.client)).toHaveLength(ORDERS / RETURNED_EVERY);
      expect(await paymentFaults(market)).toEqual([]);
      expect(await shopFaults(market)).toEqual([]);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    RUN_MS_MAX,
  );
});
