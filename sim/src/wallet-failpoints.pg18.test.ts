import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerFaults } from "./audit.js";
import { type Client, connectClient } from "./client.js";
import { until } from "./deadline.js";
import { settle, timePasses } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";

const STARTS_MS_MAX = 180_000;
const SETTLED_WITHIN_MS = 30_000;
const SHOP = "shop-1";
const WALLET = `/v1/merchants/${SHOP}/wallet`;
const TOP_UP_FEN = 100_000;
const REFUND_FEN = 40_000;
/** Until a lost refund was asked for twice, a minute apart, and sent again. */
const PATIENCE = ["PT20S", "PT2M", "PT10M"] as const;

interface Trade {
  readonly outTradeNo: string;
  readonly amount: number;
  readonly state: string;
  readonly refunds: readonly { readonly outRequestNo: string; readonly amount: number; readonly state: string }[];
}
interface TopUp {
  readonly topUpId: string;
  readonly status: string;
  readonly payUrl: string;
}
interface Refund {
  readonly refundId: string;
  readonly status: string;
  readonly exchanges: readonly { readonly action: string; readonly answer: string }[];
}

let product: Product;
let client: Client;
/** What the wallet has to hold. */
let balance = 0;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  client = connectClient(product.url, product.access().apiKey);
  await client.ok("PUT", `/v1/merchants/${SHOP}`, { body: { name: SHOP } });
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

const tradeOf = async (id: string): Promise<Trade | undefined> => {
  const { data } = (await client.ok("GET", "/v1/sandbox/alipay/trades")) as { readonly data: readonly Trade[] };
  return data.find(({ outTradeNo }) => outTradeNo.startsWith(id));
};
const readTopUp = async (id: string) => (await client.ok("GET", `${WALLET}/top-ups/${id}`)) as TopUp;
const readRefund = async (id: string) => (await client.ok("GET", `${WALLET}/refunds/${id}`)) as Refund;

/** Asks for a top-up on the page. */
const ask = async (key: string): Promise<TopUp> =>
  (await client.ok("POST", `${WALLET}/top-ups`, { key, body: { amount: TOP_UP_FEN, pay: "page" } })) as TopUp;

/** Opens the cashier's page and presses its button, as a payer's browser does. */
async function pay({ payUrl }: TopUp): Promise<void> {
  const page = await (await fetch(payUrl)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
  const answer = await fetch(new URL(action, payUrl), { method: "POST", redirect: "manual" });
  expect(answer.status).toBe(303);
}

async function settled(topUpId: string): Promise<void> {
  await until("the top-up is settled", SETTLED_WITHIN_MS, async () =>
    (await readTopUp(topUpId)).status === "settled" ? true : null,
  );
  balance += TOP_UP_FEN;
}

/** The wallet holds what it should, every movement once, and nothing contradicts anything. */
async function expectSound(): Promise<void> {
  const wallet = (await client.ok("GET", `${WALLET}?limit=200`)) as {
    readonly balance: number;
    readonly movements: { readonly data: readonly { readonly change: number }[] };
  };
  expect(wallet.balance).toBe(balance);
  expect(wallet.movements.data.reduce((sum, { change }) => sum + change, 0)).toBe(balance);
  expect(await ledgerFaults(client)).toEqual([]);
}

describe("a server that dies while it takes a message of a payment", () => {
  it.each<Failpoint>(["top_up.before_commit", "top_up.after_commit"])(
    "at %s credits the wallet exactly once",
    async (point) => {
      await product.kill();
      await product.start(point);
      const topUp = await ask(point);
      await pay(topUp);
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await settled(topUp.topUpId);
      expect(await tradeOf(topUp.topUpId)).toMatchObject({ amount: TOP_UP_FEN, state: "PAID" });
      await timePasses(client, "PT3H");
      await expectSound();
    },
    STARTS_MS_MAX,
  );

  it(
    "or never gets one asks for itself",
    async () => {
      await client.ok("POST", "/v1/sandbox/alipay/script", { body: { outcomes: ["notify:lost"] } });
      const topUp = await ask("lost");
      await pay(topUp);
      await timePasses(client, "PT2M");
      await settled(topUp.topUpId);
      await expectSound();
    },
    STARTS_MS_MAX,
  );
});

/** Where the server dies; whether the money has gone back by then; how often the refund is sent in all. */
const POINTS: readonly { readonly point: Failpoint; readonly moved: boolean; readonly sends: number }[] = [
  { point: "wallet_refund.request_stored", moved: false, sends: 1 },
  { point: "wallet_refund.before_send", moved: false, sends: 2 },
  { point: "wallet_refund.after_send", moved: true, sends: 1 },
  { point: "wallet_refund.answer_stored", moved: true, sends: 1 },
];

describe("a server that dies while it sends unused balance back", () => {
  it.each(POINTS)(
    "at $point sends it exactly once",
    async ({ point, moved, sends }) => {
      const topUp = await ask(`${point} top-up`);
      await pay(topUp);
      await settled(topUp.topUpId);
      await product.kill();
      await product.start(point);
      const body = { amount: REFUND_FEN };
      const asking = client.ok("POST", `${WALLET}/refunds`, { key: point, body });
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      const { refundId } = (await asking) as Refund;
      balance -= REFUND_FEN;
      const back = async () => (await tradeOf(topUp.topUpId))?.refunds.filter(({ state }) => state === "SUCCESS");
      if (moved) expect(await back()).toMatchObject([{ amount: REFUND_FEN }]);
      await settle(client);
      for (const duration of PATIENCE) await timePasses(client, duration);
      const refund = await readRefund(refundId);
      expect(refund.status).toBe("succeeded");
      expect(refund.exchanges.filter(({ answer }) => answer === "started")).toHaveLength(sends);
      expect(await back()).toMatchObject([{ outRequestNo: `${refundId}_1`, amount: REFUND_FEN }]);
      await expectSound();
    },
    STARTS_MS_MAX,
  );
});
