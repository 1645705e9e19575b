// What the tests of wallets share: a marketplace whose payments go through the local gateway, messages and all.

import { present } from "@anxin/core/assert";
import { expect } from "vitest";
import { type Marketplace, openMarketplace, SHOP } from "../../order/testing/marketplace.js";
import { type OpenGateway, type Rehearsal, rehearse } from "../../outside/testing/rehearsal.js";
import { expectInvariants } from "../../testing/invariants.js";
import type { Answer, CallOptions } from "../../testing/server.js";
import { settle } from "../../worker.js";
import { NOTICE_PATH } from "../top-up.js";

export interface WalletView {
  readonly balance: number;
  readonly floor: number;
  readonly creditLimit: number;
  readonly available: number;
  readonly owed: number;
  readonly lowBalance: number | null;
  readonly dailySpend: number | null;
  readonly daysLeft: number | null;
  readonly low: boolean;
  readonly changes: readonly {
    readonly creditLimit: number;
    readonly lowBalance: number | null;
    readonly changedBy: string | null;
  }[];
  readonly movements: {
    readonly data: readonly {
      readonly cause: string;
      readonly change: number;
      readonly balanceAfter: number;
      readonly settledCredit: number;
      readonly topUpId: string | null;
      readonly refundId: string | null;
    }[];
  };
}

export interface TopUpView {
  readonly topUpId: string;
  readonly amount: number;
  readonly status: string;
  readonly payUrl: string | null;
  readonly settledCredit: number;
  readonly refunded: number;
  readonly failure: string | null;
  readonly humanTask: string | null;
}

export interface RefundView {
  readonly refundId: string;
  readonly amount: number;
  readonly status: string;
  readonly parts: readonly {
    readonly topUpId: string;
    readonly amount: number;
    readonly status: string;
    readonly outRequestNo: string;
    readonly humanTask: string | null;
  }[];
  readonly exchanges?: readonly { readonly action: string; readonly answer: string; readonly code: string | null }[];
}

export interface Till {
  readonly market: Marketplace;
  readonly gateway: OpenGateway;
  readonly rehearsal: Rehearsal;
  /** Forms that the gateway sent, in order. */
  readonly told: readonly string[];
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  wallet(): Promise<WalletView>;
  /** Tops up on the page, without paying. */
  ask(amount: number): Promise<TopUpView>;
  topUp(topUpId: string): Promise<TopUpView>;
  /** Opens the page and pays. */
  pay(topUp: TopUpView): Promise<void>;
  /** Tops up on the page, pays, and waits until the message has settled it. */
  paid(amount: number): Promise<TopUpView>;
  refund(amount: number): Promise<RefundView>;
  readRefund(refundId: string): Promise<RefundView>;
  terms(creditLimit: number, lowBalance?: number | null): Promise<void>;
  /** Lets business time pass and does what is due. */
  pass(ms: number): Promise<void>;
  /** The form of a message to the address that the channel sends it to. */
  tell(form: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The channel goes away for good. */
  lose(): Promise<void>;
  /** Fails unless every invariant holds. */
  check(): Promise<void>;
  close(): Promise<void>;
}

const WALLET = `/v1/merchants/${SHOP}/wallet`;
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Opens a till with an empty wallet, and one product enrolled. */
export async function openTill({ heard = true }: { readonly heard?: boolean } = {}): Promise<Till> {
  const rehearsal = rehearse();
  const told: string[] = [];
  let market: Marketplace | null = null;
  const gateway = await rehearsal.open({
    post: async (_url, form) => {
      told.push(form);
      return heard && market !== null ? String((await tellTo(market, form)).body) : "";
    },
  });
  const at = `${gateway.origin}/gateway.do`;
  const options = { channel: rehearsal.client("key", at), pagePay: rehearsal.pages("key", at) };
  const opened = await openMarketplace(["return-freight"], { ...options, topUp: 1 });
  market = opened;
  const { server } = opened;
  let [keys, lost] = [0, false];
  const as = server.tenant.apiKey;
  const post = async (path: string, body: object): Promise<unknown> => {
    const answer = await server.call("POST", `${WALLET}/${path}`, { as, body, key: `till-${keys++}` });
    expect(answer, path).toMatchObject({ status: 201 });
    return answer.body;
  };
  const get = async (path: string): Promise<unknown> => {
    const answer = await server.call("GET", `${WALLET}${path}`, { as });
    expect(answer.status, path).toBe(200);
    return answer.body;
  };
  const till: Till = {
    market: opened,
    gateway,
    rehearsal,
    told,
    call: (method, path, more) => server.call(method, `${WALLET}${path}`, { as, ...more }),
    wallet: async () => (await get("?limit=200")) as WalletView,
    ask: async (amount) => (await post("top-ups", { amount, pay: "page" })) as TopUpView,
    topUp: async (topUpId) => (await get(`/top-ups/${topUpId}`)) as TopUpView,
    pay: ({ payUrl }) => payAt(gateway, present(payUrl, "there is something to pay")),
    async paid(amount) {
      const asked = await till.ask(amount);
      await till.pay(asked);
      await expect.poll(async () => (await till.topUp(asked.topUpId)).status).toBe("settled");
      return till.topUp(asked.topUpId);
    },
    refund: async (amount) => (await post("refunds", { amount })) as RefundView,
    readRefund: async (refundId) => (await get(`/refunds/${refundId}`)) as RefundView,
    async terms(creditLimit, lowBalance = null) {
      const body = { creditLimit, lowBalance };
      const answer = await server.call("PUT", WALLET, { as: server.tenant.staff.finance.token, body });
      expect(answer).toMatchObject({ status: 200, body });
    },
    async pass(ms) {
      server.clock.advance(ms);
      await settle(server.context);
    },
    tell: (form, headers = FORM) => tellTo(opened, form, headers),
    check: () => expectInvariants(server.context),
    async lose() {
      lost = true;
      await gateway.close();
    },
    async close() {
      if (!lost) await gateway.close();
      await opened.close();
      rehearsal.end();
    },
  };
  // What the marketplace's helper put there.
  await till.refund(1);
  return till;
}

const tellTo = (market: Marketplace, form: string, headers: Readonly<Record<string, string>> = FORM): Promise<Answer> =>
  market.server.call("POST", NOTICE_PATH, { body: form, headers });

/** Opens the cashier's page and presses its button. */
async function payAt(gateway: OpenGateway, payUrl: string): Promise<void> {
  const page = await (await fetch(payUrl)).text();
  const action = present(/action="([^"]+)"/.exec(page)?.[1], "the page has a button");
  const answer = await fetch(`${gateway.origin}${action}`, { method: "POST", redirect: "manual" });
  expect(answer.status).toBe(303);
}

/** How often an event was told. */
export function eventsTold({ count }: Marketplace, type: string): Promise<number> {
  const sum = "select coalesce(sum(o.counts[r.place]), 0) from outbox o cross join lateral";
  return count(`${sum} unnest(o.types) with ordinality as r (type, place) where r.type = '${type}'`);
}
