import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allPayouts, ledgerFaults, paymentFaults, shopFaults } from "./audit.js";
import { builtProduct } from "./build.js";
import { connectClient } from "./client.js";
import { until } from "./deadline.js";
import { type Marketplace, openMarketplace, returnedOrder, settle, shippedOrder, timePasses } from "./marketplace.js";
import { processesOn } from "./processes.js";
import { ended, freePort, launch, openProduct, type Product } from "./product.js";

const LOADERS = 8;
const ORDERS_PER_BATCH = 40;
/** Every tenth order was sent back, so that payouts are on their way as well. */
const RETURNED_EVERY = 10;
/** Batches that are answered before the signal comes. */
const ANSWERS_BEFORE = 16;
const STOP_MS_MAX = 15_000;
const STARTS_MS_MAX = 180_000;
const PATIENCE = ["PT10S", "PT2M", "PT10M"] as const;

let product: Product;
let market: Marketplace;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

async function expectSound(): Promise<void> {
  await settle(market.client);
  for (const duration of PATIENCE) await timePasses(market.client, duration);
  expect(new Set((await allPayouts(market.client)).map(({ status }) => status))).toEqual(new Set(["succeeded"]));
  expect(await paymentFaults(market)).toEqual([]);
  expect(await shopFaults(market)).toEqual([]);
  expect(await ledgerFaults(market.client)).toEqual([]);
}

describe("a second start beside the first", () => {
  const secondStart = async (directory: string, port: number) => {
    const second = launch(builtProduct(), { directory, port });
    const { code } = await ended(second);
    return { code, said: second.said() };
  };

  it("on the same data says that they are in use, by whom, and what to do", async () => {
    const { pid } = product.process();
    for (const port of [product.port, await freePort()]) {
      const { code, said } = await secondStart(product.directory, port);
      expect(code).toBe(1);
      expect(said).toContain(`in use by process ${pid}`);
      expect(said).toMatch(/PORT=\d+ ANXIN_DATA=\S+ npm start/);
    }
  });

  it(
    "on the same port says that it is taken and what to do, and leaves nothing running",
    async () => {
      const second = await openProduct({ port: product.port });
      try {
        const { code, said } = await secondStart(second.directory, second.port);
        expect(code).toBe(1);
        expect(said).toContain(`Port ${product.port} is taken`);
        expect(said).toMatch(/PORT=\d+ ANXIN_DATA=\S+ npm start/);
        await until("the second start's gateway and database are gone", STOP_MS_MAX, () =>
          processesOn(second.directory).length === 0 ? true : null,
        );
      } finally {
        await second.close();
      }
    },
    STARTS_MS_MAX,
  );

  it(
    "leaves the first one unharmed",
    async () => {
      expect(product.process().exit()).toBeNull();
      const now = await market.now();
      const [result] = await market.feed([returnedOrder(shippedOrder(market.shop, "after-the-second", now), now)]);
      expect(result).toMatchObject({ outcome: "applied", claims: [{ status: "approved" }] });
      await expectSound();
    },
    STARTS_MS_MAX,
  );
});

describe("a server that is told to stop", () => {
  it(
    "under load finishes what it accepted, ends in time with everything it started, and has it all after the next start",
    async () => {
      const now = await market.now();
      const counts = { answered: 0, answeredAfterSignal: 0 };
      const signal = { sent: false };
      const load = async (loader: number): Promise<void> => {
        for (let batch = 0; ; batch++) {
          const ids = Array.from({ length: ORDERS_PER_BATCH }, (_, i) => `load-${loader}-${batch}-${i}`);
          const orders = ids.map((id) => shippedOrder(market.shop, id, now));
          const sentBefore = !signal.sent;
          const results = await market.feedOnce(
            orders.map((order, i) => (i % RETURNED_EVERY === 0 ? returnedOrder(order, now) : order)),
          );
          if (results === null) return;
          counts.answered += 1;
          if (sentBefore && signal.sent) counts.answeredAfterSignal += 1;
        }
      };
      const loaders = Promise.all(Array.from({ length: LOADERS }, (_, loader) => load(loader)));
      await until("the server is under load", STARTS_MS_MAX, () => (counts.answered >= ANSWERS_BEFORE ? true : null));
      const stopping = product.stop();
      signal.sent = true;
      const { code, signal: endedBy, tookMs } = await stopping;
      expect({ code, endedBy }).toEqual({ code: 0, endedBy: null });
      expect(tookMs).toBeLessThan(STOP_MS_MAX);
      expect(processesOn(product.directory)).toEqual([]);
      await loaders;
      expect(counts.answeredAfterSignal).toBeGreaterThan(0);
      await product.start();
      // Among the faults would be a policy of an order that nobody was answered for: it was accepted, and its request failed.
      await expectSound();
    },
    STARTS_MS_MAX,
  );
});
