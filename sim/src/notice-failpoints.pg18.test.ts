import { addDays, DAY_MS, formatInstant, HOUR_MS, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerFaults } from "./audit.js";
import { connectClient } from "./client.js";
import { type Marketplace, openMarketplace, settle, shippedOrder } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";

const STARTS_MS_MAX = 180_000;

/** Where the server dies, and how often the buyer is told in all. */
const POINTS: readonly { readonly point: Failpoint; readonly times: number }[] = [
  { point: "policy_due.before_commit", times: 1 },
  { point: "notice.before_send", times: 1 },
  { point: "notice.after_send", times: 2 },
];

let product: Product;
let market: Marketplace;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
  // By night buyers are left alone: the test is played on the next day, from noon on.
  const noon = plus(startOfDay(addDays(shanghaiDay(await market.now()), 1)), 12 * HOUR_MS);
  await market.client.ok("POST", "/v1/sandbox/clock", { body: { set: formatInstant(noon) } });
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

interface Delivered {
  readonly noticeId: string;
  readonly recipientId: string;
  readonly kind: string;
  readonly times: number;
}

async function toldTo(buyer: string): Promise<readonly Delivered[]> {
  const query = `recipientId=${encodeURIComponent(buyer)}`;
  const { data } = (await market.client.ok("GET", `/v1/sandbox/notices?${query}`)) as { data: readonly Delivered[] };
  return data;
}

describe("a server that dies while it tells what time brings, or a buyer of their cover", () => {
  it.each(POINTS)(
    "at $point tells each once, and a buyer at least once under one id",
    async ({ point, times }) => {
      await product.kill();
      await product.start(point);
      const order = shippedOrder(market.shop, point.replace(/[._]/g, "-"), await market.now());
      const buyer = `buyer of ${order.orderId}`;
      const feeding = market.feed([order]);
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await feeding;
      await settle(market.client);
      expect(await toldTo(buyer)).toMatchObject([{ kind: "policy_issued", recipientId: buyer, times }]);
      const kept = await market.client.all(`/v1/notices?buyerId=${encodeURIComponent(buyer)}`);
      expect(kept).toMatchObject([
        { kind: "policy_issued", delivery: { state: "sent", attempts: expect.any(Number) } },
      ]);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    STARTS_MS_MAX,
  );

  it("tells in the end that cover expired, and reminds before it does", async () => {
    const order = shippedOrder(market.shop, "to-the-end", await market.now());
    const buyer = `buyer of ${order.orderId}`;
    await market.feed([order]);
    const ends = plus(await market.now(), 79 * DAY_MS);
    for (const at of [plus(ends, -5 * DAY_MS), plus(ends, 2 * DAY_MS)]) {
      await product.kill();
      await product.start();
      await market.client.ok("POST", "/v1/sandbox/clock", { body: { set: formatInstant(at) } });
    }
    expect((await toldTo(buyer)).map(({ kind }) => kind)).toEqual(["claim_window_closing", "policy_issued"]);
    const policies = await market.client.all(`/v1/policies?buyerId=${encodeURIComponent(buyer)}`);
    expect(policies).toMatchObject([{ status: "expired" }]);
    expect(await ledgerFaults(market.client)).toEqual([]);
  });
});
