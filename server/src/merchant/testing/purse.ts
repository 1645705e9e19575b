// What the tests of one shop's wallet share: orders that debit it, top-ups, refunds and terms.

import { formatInstant } from "@anxin/core/time";
import { expect } from "vitest";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../../order/testing/marketplace.js";
import type { Answer } from "../../testing/server.js";
import { eventsTold, type WalletView } from "./till.js";

export const WALLET = `/v1/merchants/${SHOP}/wallet`;

/** What became of orders. */
export interface Fed {
  readonly ids: readonly string[];
  readonly outcomes: readonly string[];
  /** Of the policies that were issued. */
  readonly premiums: readonly number[];
  /** Codes. */
  readonly declined: readonly string[];
}

export interface Purse {
  readonly market: Marketplace;
  /** Fresh orders of the present business time, each in a call of its own, all at the same time. */
  feed(count: number): Promise<Fed>;
  wallet(as?: string): Promise<WalletView>;
  put(
    body: unknown,
    options?: { readonly as?: string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>;
  terms(creditLimit: number, lowBalance?: number | null): Promise<void>;
  /** Tops up; answers how much of it settled credit. */
  topUp(amount: number): Promise<number>;
  refund(amount: number): Promise<Answer>;
  /** Brings the balance to an amount, by a top-up or a refund. */
  bring(amount: number): Promise<void>;
  /** How often an event was told. */
  told(type: string): Promise<number>;
}

/** Opens a marketplace whose shop has 1,000 yuan and one product enrolled. */
export async function openPurse(): Promise<Purse> {
  const market = await openMarketplace();
  const { server, get } = market;
  let orders = 0;
  let keys = 0;
  const post = (path: string, amount: number): Promise<Answer> =>
    server.call("POST", `${WALLET}/${path}`, { as: server.tenant.apiKey, body: { amount }, key: `purse-${keys++}` });
  const purse: Purse = {
    market,
    async feed(wanted) {
      const at = formatInstant(server.clock.now());
      const snapshots = Array.from({ length: wanted }, () => {
        const orderId = `W-${orders++}`;
        const shipments = ORDER.shipments.map((each) => ({ ...each, waybill: `SF${orderId}`, shippedAt: at }));
        return { ...ORDER, orderId, placedAt: at, paidAt: at, shipments };
      });
      const answers = await Promise.all(snapshots.map((order) => market.feed([order])));
      const results = answers.flatMap((answer) => answer.results);
      return {
        ids: snapshots.map(({ orderId }) => orderId),
        outcomes: results.map(({ outcome }) => outcome),
        premiums: results.flatMap(({ policies }) => policies.map((policy) => policy.premium)),
        declined: results.flatMap(({ declined }) => declined.map(({ code }) => code)),
      };
    },
    wallet: async (as) => (await get(WALLET, as)).body as WalletView,
    put: (body, { as = server.tenant.staff.finance.token, headers = {} } = {}) =>
      server.call("PUT", WALLET, { as, body, headers }),
    async terms(creditLimit, lowBalance = null) {
      expect(await purse.put({ creditLimit, lowBalance })).toMatchObject({ status: 200 });
    },
    topUp: async (amount) => ((await post("top-ups", amount)).body as { settledCredit: number }).settledCredit,
    refund: (amount) => post("refunds", amount),
    async bring(amount) {
      const { balance } = await purse.wallet();
      if (amount > balance) await purse.topUp(amount - balance);
      if (amount < balance) expect((await purse.refund(balance - amount)).status).toBe(201);
    },
    told: (type) => eventsTold(market, type),
  };
  return purse;
}
