import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allPayouts, gatewayBook, ledgerFaults, type PayoutView, paymentFaults, shopFaults } from "./audit.js";
import { connectClient } from "./client.js";
import { type Marketplace, openMarketplace, returnedOrder, settle, shippedOrder, timePasses } from "./marketplace.js";
import { openProduct, type Product } from "./product.js";
import { draw } from "./testing/seed.js";

/** What each outcome of the gateway comes to in the end: the payout's status, the open task, the gateway's own entry. */
const OUTCOMES = [
  { outcome: "success", status: "succeeded", task: null, booked: "SUCCESS" },
  { outcome: "timeout_moved", status: "succeeded", task: null, booked: "SUCCESS" },
  { outcome: "timeout_not_moved", status: "succeeded", task: null, booked: "SUCCESS" },
  { outcome: "system_error", status: "succeeded", task: null, booked: "SUCCESS" },
  { outcome: "refused:PAYEE_NOT_EXIST", status: "failed", task: "transfer_failed", booked: "FAIL" },
  { outcome: "dealing", status: "succeeded", task: null, booked: "SUCCESS" },
  { outcome: "refund_after_success", status: "returned", task: "money_returned", booked: "REFUND" },
  { outcome: "daily_cap", status: "succeeded", task: null, booked: "SUCCESS" },
] as const;
/** Longer than everything that a payout waits for: the queries, the next day, and the looks whether money came back. */
const PATIENCE = ["PT10S", "PT2M", "PT10M", "PT2H", "P1D", "P4D"] as const;
const MIXED_CLAIMS = 24;
const AGREED_FEN = 1_000;
const STARTS_MS_MAX = 180_000;
const PLAY_MS_MAX = 120_000;

let product: Product;
let market: Marketplace;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

async function script(outcomes: readonly string[]): Promise<void> {
  await market.client.ok("POST", "/v1/sandbox/alipay/script", { body: { outcomes } });
}

/** Orders that were sent back come in; everything is done that follows, at once and in the days after. */
async function playReturns(orderIds: readonly string[]): Promise<void> {
  const now = await market.now();
  await market.feed(orderIds.map((orderId) => returnedOrder(shippedOrder(market.shop, orderId, now), now)));
  await settle(market.client);
  for (const duration of PATIENCE) await timePasses(market.client, duration);
}

function claimOf(orderId: string): { readonly claimId: string; readonly amount: number } {
  const [claim] = market.acknowledged().get(orderId)?.claims ?? [];
  if (claim === undefined) throw new Error(`order ${orderId} has no claim`);
  return claim;
}

async function payoutOf(orderId: string): Promise<PayoutView> {
  const { claimId } = claimOf(orderId);
  const [payout] = (await allPayouts(market.client)).filter((each) => each.claimId === claimId);
  return (await market.client.ok("GET", `/v1/payouts/${payout?.payoutId}`)) as PayoutView;
}

async function faults(): Promise<readonly string[]> {
  return [...(await paymentFaults(market)), ...(await shopFaults(market)), ...(await ledgerFaults(market.client))];
}

describe("the payment channel", () => {
  it.each(OUTCOMES)(
    "that plays $outcome moves the money exactly once or has a person look, and the claim stays approved",
    async ({ outcome, status, task, booked }) => {
      const orderId = outcome.replace(":", "-");
      await script([outcome]);
      await playReturns([orderId]);
      const payout = await payoutOf(orderId);
      expect(payout).toMatchObject({ status, humanTask: task, amount: AGREED_FEN });
      const transfers = (await gatewayBook(market.client)).filter(({ outBizNo }) => outBizNo === payout.outBizNo);
      expect(transfers).toMatchObject([{ amount: AGREED_FEN, state: booked }]);
      const claim = await market.client.ok("GET", `/v1/claims/${claimOf(orderId).claimId}`);
      expect(claim).toMatchObject({ status: "approved" });
      expect(await faults()).toEqual([]);
    },
    PLAY_MS_MAX,
  );

  it(
    "that refused a transfer for good pays it once, under a new number, when a person sends it again",
    async () => {
      const failed = await payoutOf("refused-PAYEE_NOT_EXIST");
      const path = `/v1/payouts/${failed.payoutId}/retries`;
      const payee = { channel: "alipay", account: "right@example.com", name: "王小明" };
      await market.client.ok("POST", path, { key: "once more", body: { payee } });
      await settle(market.client);
      await market.client.ok("POST", path, { key: "once more", body: { payee } });
      await settle(market.client);
      const paid = await payoutOf("refused-PAYEE_NOT_EXIST");
      expect(paid).toMatchObject({ status: "succeeded", humanTask: null });
      expect(paid.outBizNo).not.toBe(failed.outBizNo);
      const book = await gatewayBook(market.client);
      expect(book.filter((each) => each.payee === "right@example.com")).toMatchObject([
        { outBizNo: paid.outBizNo, amount: AGREED_FEN, state: "SUCCESS" },
      ]);
      expect((await market.client.call("POST", path, { key: "and again", body: {} })).status).toBe(409);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    PLAY_MS_MAX,
  );

  it(
    "that plays anything in any order pays each of many claims exactly once or has a person look",
    async () => {
      const names = OUTCOMES.map(({ outcome }) => outcome);
      await script(draw("channel outcomes", fc.constantFrom(...names), MIXED_CLAIMS));
      const orderIds = Array.from({ length: MIXED_CLAIMS }, (_, i) => `mixed-${i}`);
      await playReturns(orderIds);
      const claims = (await market.client.all(`/v1/claims?merchantId=${market.shop}`)) as readonly { status: string }[];
      expect(claims).toHaveLength(OUTCOMES.length + MIXED_CLAIMS);
      expect(new Set(claims.map(({ status }) => status))).toEqual(new Set(["approved"]));
      expect(await faults()).toEqual([]);
    },
    PLAY_MS_MAX,
  );
});

describe("a sandbox that starts over", () => {
  it(
    "is empty, keeps its keys and users, and issues the same orders afresh",
    async () => {
      const { client, shop } = market;
      const [orderId = ""] = market.acknowledged().keys();
      const before = market.acknowledged().get(orderId);
      await client.ok("POST", "/v1/sandbox/reset", { body: {} });
      for (const path of ["/v1/policies", "/v1/claims", "/v1/payouts"]) expect(await client.all(path)).toEqual([]);
      expect((await client.call("GET", `/v1/orders/${orderId}`)).status).toBe(404);
      expect((await client.call("GET", `/v1/merchants/${shop}`)).status).toBe(404);
      expect(await client.ok("GET", "/v1/ledger/trial-balance")).toMatchObject({ totalDebit: 0, totalCredit: 0 });
      expect(await gatewayBook(client)).toEqual([]);
      const fresh = await openMarketplace(client, shop);
      const now = await fresh.now();
      const [result] = await fresh.feed([returnedOrder(shippedOrder(shop, orderId, now), now)]);
      expect(result).toMatchObject({ outcome: "applied", claims: [{ status: "approved", amount: AGREED_FEN }] });
      expect(result?.policies[0]?.policyId).not.toBe(before?.policies[0]?.policyId);
      await settle(client);
      expect(await allPayouts(client)).toMatchObject([{ status: "succeeded", amount: AGREED_FEN }]);
      expect(await gatewayBook(client)).toMatchObject([{ amount: AGREED_FEN, state: "SUCCESS" }]);
      expect(await paymentFaults(fresh)).toEqual([]);
      expect(await shopFaults(fresh)).toEqual([]);
      expect(await ledgerFaults(client)).toEqual([]);
    },
    PLAY_MS_MAX,
  );
});
