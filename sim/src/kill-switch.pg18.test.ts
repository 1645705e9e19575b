import { randomBytes } from "node:crypto";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Failpoint } from "@anxin/server/failpoint";
import { createTestDatabase, type TestDatabase } from "@anxin/store/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerFaults, shopFaults } from "./audit.js";
import { type Client, connectClient } from "./client.js";
import { until } from "./deadline.js";
import { type Marketplace, openMarketplace, shippedOrder } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";

const POINTS = ["issuance.before_write", "issuance.before_commit", "issuance.after_commit"] as const;
const STOPS = 50;
const LOADERS_PER_PROCESS = 3;
const ORDERS_PER_BATCH = 10;
/** Batches that every process answers while issue is stopped, and while it runs. */
const BATCHES_BETWEEN = 2;
const HELD_PER_KILL = 150;
const STARTS_MS_MAX = 300_000;
const CAUGHT_UP_WITHIN_MS = 60_000;

let database: TestDatabase;
let products: readonly [Product, Product];
let markets: readonly [Marketplace, Marketplace];

/** Two processes on one database, as two machines would be: the same keys, each its own instance and its own shop. */
beforeAll(async () => {
  database = await createTestDatabase();
  const house = { DATABASE_URL: database.ownerUrl, ANXIN_MASTER_KEY: randomBytes(32).toString("base64") };
  const first = await openProduct({ settings: { ...house, ANXIN_INSTANCE: "0" } });
  const second = await openProduct({ settings: { ...house, ANXIN_INSTANCE: "1" } });
  products = [first, second];
  await first.start();
  copyFileSync(join(first.directory, "sandbox.json"), join(second.directory, "sandbox.json"));
  await second.start();
  const { apiKey } = first.access();
  markets = [
    await openMarketplace(connectClient(first.url, apiKey), "shop-1"),
    await openMarketplace(connectClient(second.url, apiKey), "shop-2"),
  ];
}, STARTS_MS_MAX);
afterAll(async () => {
  for (const product of products) await product.close();
  await database.drop();
}, STARTS_MS_MAX);

async function count(table: string): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>(`select count(*)::int4 as n from ${table}`);
  return rows[0]?.n ?? -1;
}

/** Throws the switch, and answers the version that is there then. */
async function throwIssue(client: Client, state: "stopped" | "running", ifMatch?: string): Promise<string> {
  const options = { body: { state, reason: "drill" }, ...(ifMatch === undefined ? {} : { ifMatch }) };
  const { etag } = (await client.ok("PUT", "/v1/tenants/switches/issue", options)) as { readonly etag: string };
  return etag;
}

const caughtUp = () =>
  until("nothing waits any more", CAUGHT_UP_WITHIN_MS, async () => ((await count("held_order")) === 0 ? true : null));

/** Every acknowledged order has its one policy, as of its shipment, with one debit; and all books agree. */
async function expectWhole(): Promise<void> {
  const acknowledged = markets.reduce((sum, market) => sum + market.acknowledged().size, 0);
  const shops = "policy where merchant_id in ('shop-1', 'shop-2')";
  expect(await count(shops)).toBe(acknowledged);
  expect(await count(`(select distinct order_id from ${shops}) as orders`)).toBe(acknowledged);
  expect(await count(`${shops} and (bound_at is distinct from effective_at or premium <> 60)`)).toBe(0);
  for (const market of markets) expect(await shopFaults(market)).toEqual([]);
  expect(await ledgerFaults(markets[0].client)).toEqual([]);
}

describe("issue is stopped and resumed while orders pour in at two processes", () => {
  it(
    "nothing is issued from the answer on, nothing is lost, and everything is caught up with",
    async () => {
      const now = await markets[0].now();
      const answered = [0, 0];
      let over = false;
      const loader = async (process: 0 | 1, number: number): Promise<void> => {
        const market = markets[process];
        for (let batch = 0; !over; batch++) {
          const ids = Array.from({ length: ORDERS_PER_BATCH }, (_, i) => `load-${process}-${number}-${batch}-${i}`);
          await market.feed(ids.map((id) => shippedOrder(market.shop, id, now)));
          answered[process] = (answered[process] ?? 0) + 1;
        }
      };
      const loaders = ([0, 1] as const).flatMap((process) =>
        Array.from({ length: LOADERS_PER_PROCESS }, (_, number) => loader(process, number)),
      );
      const goOn = async (): Promise<void> => {
        const goals = answered.map((batches) => batches + BATCHES_BETWEEN);
        await until("both processes answer on", CAUGHT_UP_WITHIN_MS, () =>
          answered.every((batches, process) => batches >= (goals[process] ?? 0)) ? true : null,
        );
      };
      let stopMsMax = 0;
      let heldMax = 0;
      const drill = async (): Promise<void> => {
        for (let stop = 0; stop < STOPS; stop++) {
          await goOn();
          const { client } = markets[stop % 2 === 0 ? 0 : 1];
          const since = performance.now();
          const etag = await throwIssue(client, "stopped");
          stopMsMax = Math.max(stopMsMax, performance.now() - since);
          const issued = await count("policy");
          await goOn();
          expect(await count("policy"), `after stop ${stop + 1}`).toBe(issued);
          heldMax = Math.max(heldMax, await count("held_order"));
          await throwIssue(markets[stop % 3 === 0 ? 0 : 1].client, "running", etag);
        }
      };
      await drill().finally(() => {
        over = true;
      });
      await Promise.all(loaders);
      await caughtUp();
      const orders = markets.reduce((sum, market) => sum + market.acknowledged().size, 0);
      process.stdout.write(`${STOPS} stops, ${orders} orders, at most ${heldMax} held, `);
      process.stdout.write(`the slowest stop answered in ${Math.round(stopMsMax)} ms\n`);
      expect(heldMax).toBeGreaterThan(0);
      await expectWhole();
    },
    STARTS_MS_MAX,
  );
});

describe("a server that dies while it catches up", () => {
  it.each<Failpoint>(POINTS)(
    "at %s loses no cover and gives none twice",
    async (point) => {
      const [first, second] = products;
      const [market] = markets;
      if (second.process().exit() === null) await second.kill();
      const etag = await throwIssue(market.client, "stopped");
      const now = await market.now();
      const ids = Array.from({ length: HELD_PER_KILL }, (_, i) => `${point.replace(".", "-")}-${i}`);
      await market.feed(ids.map((id) => shippedOrder(market.shop, id, now)));
      expect(await count("held_order")).toBe(HELD_PER_KILL);
      await first.kill();
      await first.start(point);
      const resuming = throwIssue(market.client, "running", etag).catch(() => undefined);
      expect(await ended(first.process())).toEqual({ code: null, signal: "SIGKILL" });
      await first.start();
      await resuming;
      await caughtUp();
      // The other shop's books are read through the process that lives.
      const { apiKey } = first.access();
      markets = [market, { ...markets[1], client: connectClient(first.url, apiKey) }];
      await expectWhole();
    },
    STARTS_MS_MAX,
  );
});
