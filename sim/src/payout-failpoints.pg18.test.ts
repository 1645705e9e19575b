import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allPayouts, gatewayBook, ledgerFaults, type PayoutView, paymentFaults, shopFaults } from "./audit.js";
import { connectClient } from "./client.js";
import { type Marketplace, openMarketplace, returnedOrder, settle, shippedOrder, timePasses } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";

const STARTS_MS_MAX = 180_000;
/** Until a lost transfer was asked for twice, a minute apart, and sent again. */
const PATIENCE = ["PT10S", "PT2M", "PT10M"] as const;

/** Where the server dies; whether the gateway has moved the money by then; how often the payout is sent in all. */
const POINTS: readonly { readonly point: Failpoint; readonly moved: boolean; readonly sends: number }[] = [
  { point: "payout.request_stored", moved: false, sends: 1 },
  { point: "payout.before_send", moved: false, sends: 2 },
  { point: "payout.after_send", moved: true, sends: 1 },
  { point: "payout.answer_stored", moved: true, sends: 1 },
];

let product: Product;
let market: Marketplace;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

async function payoutOf(claimId: string): Promise<PayoutView> {
  const [payout] = (await allPayouts(market.client)).filter((each) => each.claimId === claimId);
  if (payout === undefined) throw new Error(`claim ${claimId} has no payout`);
  return (await market.client.ok("GET", `/v1/payouts/${payout.payoutId}`)) as PayoutView;
}

describe("a server that dies while it pays", () => {
  it.each(POINTS)(
    "at $point pays the claim exactly once",
    async ({ point, moved, sends }) => {
      await product.kill();
      await product.start(point);
      const now = await market.now();
      const order = returnedOrder(shippedOrder(market.shop, point.replace(".", "-"), now), now);
      const feeding = market.feed([order]);
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      const [result] = await feeding;
      const [claim] = result?.claims ?? [];
      expect(claim).toMatchObject({ status: "approved", amount: 1_000 });
      const claimId = claim?.claimId ?? "";
      const { outBizNo } = await payoutOf(claimId);
      const transfers = async () => (await gatewayBook(market.client)).filter((each) => each.outBizNo === outBizNo);
      if (moved) expect(await transfers()).toMatchObject([{ amount: 1_000, state: "SUCCESS" }]);
      await settle(market.client);
      for (const duration of PATIENCE) await timePasses(market.client, duration);
      const payout = await payoutOf(claimId);
      expect(payout).toMatchObject({ status: "succeeded", humanTask: null, outBizNo, amount: 1_000 });
      expect(payout.attempts?.filter(({ answer }) => answer === "started")).toHaveLength(sends);
      expect(await transfers()).toEqual([
        { outBizNo, payee: `${order.orderId}@example.com`, amount: 1_000, state: "SUCCESS" },
      ]);
      expect(await market.client.ok("GET", `/v1/claims/${claimId}`)).toMatchObject({ status: "approved" });
      expect(await paymentFaults(market)).toEqual([]);
      expect(await shopFaults(market)).toEqual([]);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    STARTS_MS_MAX,
  );
});
