import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerFaults, shopFaults } from "./audit.js";
import { connectClient } from "./client.js";
import { type Marketplace, openMarketplace, shippedOrder } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";

const POINTS = ["issuance.before_write", "issuance.before_commit", "issuance.after_commit"] as const;
const CLIENTS = 4;
const BATCHES_PER_CLIENT = 3;
const ORDERS_PER_BATCH = 10;
const STARTS_MS_MAX = 180_000;

let product: Product;
let market: Marketplace;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

/** Every client sends its batches one after the other, each until it is answered for. */
async function feedAll(name: string): Promise<void> {
  const now = await market.now();
  const client = async (number: number): Promise<void> => {
    for (let batch = 0; batch < BATCHES_PER_CLIENT; batch++) {
      const ids = Array.from({ length: ORDERS_PER_BATCH }, (_, i) => `${name}-${number}-${batch}-${i}`);
      await market.feed(ids.map((id) => shippedOrder(market.shop, id, now)));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
}

describe("a server that dies while it issues policies", () => {
  it.each<Failpoint>(POINTS)(
    "at %s loses no acknowledged order, doubles none, and goes on by itself",
    async (point) => {
      const before = market.acknowledged().size;
      await product.kill();
      await product.start(point);
      const feeding = feedAll(point.slice("issuance.".length));
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await feeding;
      expect(market.acknowledged().size - before).toBe(CLIENTS * BATCHES_PER_CLIENT * ORDERS_PER_BATCH);
      const policies = [...market.acknowledged().values()].map((result) => result.policies.length);
      expect(new Set(policies)).toEqual(new Set([1]));
      expect(await shopFaults(market)).toEqual([]);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    STARTS_MS_MAX,
  );
});
