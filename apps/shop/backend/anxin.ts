// Understands what the shop asks of Anxin: offers, orders, claims and money, over the public API with the marketplace's key.

import { type CallHeaders, type Client, openClient } from "@anxin/client/client";
import type { AnswerOf, Contract, InputOf, Operation } from "@anxin/client/operation";
import {
  feedOrders,
  listGatewayTransfers,
  listPayouts,
  offerCovers,
  openPortal,
  putEnrolment,
  putMerchant,
  readClaim,
  readFindings,
  readMerchant,
  readOrder,
  readWallet,
  settle,
  topUpWallet,
} from "@anxin/client/operations.generated";
import { Problem } from "@anxin/client/problem";
import { MERCHANTS, type Merchant } from "./merchants.js";
import { type Order, snapshotOf, type Told } from "./order.js";
import type { ClaimOfOrder, Goods, Place, TransferView } from "./wire.js";

/** Where Anxin is, and the marketplace's key; both are known once the server listens. */
export interface Access {
  readonly url: string;
  readonly apiKey: string;
}

export type KnownOrder = AnswerOf<NonNullable<(typeof readOrder)["contract"]>>;
export type Offers = AnswerOf<NonNullable<(typeof offerCovers)["contract"]>>;
export type Claim = AnswerOf<NonNullable<(typeof readClaim)["contract"]>>;
type Findings = AnswerOf<NonNullable<(typeof readFindings)["contract"]>>;

/** One of the goods, so many times. */
export interface Wanted {
  readonly goods: Goods;
  readonly quantity: number;
}

export interface ForWhom {
  readonly buyerId: string;
  readonly home: Place;
}

export interface Anxin {
  /** Any operation of the contract, with the marketplace's key. */
  call<C extends Contract>(operation: Operation<C>, input: InputOf<C> & CallHeaders): Promise<AnswerOf<C>>;
  /** What lines have, may have and should have; lines are named by their goods. */
  offers(wanted: readonly Wanted[], forWhom: ForWhom): Promise<Offers>;
  /** Tells the whole order as it now stands. Throws a Problem where Anxin does not take it. */
  tell(order: Order): Promise<Told>;
  /** An order as Anxin knows it; told again where it knows an older one, or none. */
  know(order: Order): Promise<KnownOrder>;
  claimsOf(known: KnownOrder, account: string): Promise<readonly ClaimOfOrder[]>;
  claim(claimId: string): Promise<Claim>;
  findings(claimId: string): Promise<Findings["data"]>;
  /** Fen. */
  wallet(merchantId: string): Promise<number>;
  transfersTo(account: string): Promise<readonly TransferView[]>;
  /** Lets all background work run. */
  settle(): Promise<void>;
  /** A client that acts as the buyer, and the address that lets a browser do so, once. */
  enter(buyerId: string): Promise<{ readonly buyer: Client; readonly path: string }>;
}

const TOP_UP_FEN = 5_000_000;
const SINCE = "2025-03-01T00:00:00.000Z";

const isProblem = (error: unknown, code: string): boolean => error instanceof Problem && error.code === code;

/** Opens a shop where Anxin does not know it yet; what its owner changed since is left alone. */
async function openMerchant(client: Client, { merchantId, name, returnAddress, products }: Merchant): Promise<void> {
  const path = { merchantId };
  try {
    await client.call(readMerchant, { path });
    return;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
  }
  const body = { name: `${name.zh}（演示）`, returnAddress, tier: "standard", since: SINCE } as const;
  await client.call(putMerchant, { path, body });
  const key = `demo POST /v1/merchants/${merchantId}/wallet/top-ups`;
  await client.call(topUpWallet, { path, key, body: { amount: TOP_UP_FEN } });
  for (const product of products) {
    await client.call(putEnrolment, {
      path: { merchantId, product },
      body: { scope: { all: true }, status: "active" },
    });
  }
}

/** The shops are opened at the first question, and again when a sandbox was emptied in between. */
function reopening(client: () => Client) {
  let opening: Promise<void> | null = null;
  const open = (): Promise<void> => {
    opening ??= (async () => {
      for (const merchant of MERCHANTS) await openMerchant(client(), merchant);
    })().finally(() => {
      opening = null;
    });
    return opening;
  };
  return async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (!isProblem(error, "merchant_unknown")) throw error;
      await open();
      return ask();
    }
  };
}

function byMerchant(wanted: readonly Wanted[]): ReadonlyMap<string, readonly Wanted[]> {
  const groups = new Map<string, readonly Wanted[]>();
  for (const each of wanted) {
    const { merchantId } = each.goods;
    groups.set(merchantId, [...(groups.get(merchantId) ?? []), each]);
  }
  return groups;
}

/** What Anxin says of an order that it does not take, as the problem that it is. */
function refusalOf(told: Told): Problem {
  const problem = told.problem as ConstructorParameters<typeof Problem>[3];
  const status = problem?.status ?? 422;
  return new Problem(status, problem?.code ?? "rejected", problem?.detail ?? "the order was not taken", problem);
}

async function claimOf(client: Client, claimId: string, transfers: readonly TransferView[]): Promise<ClaimOfOrder> {
  const path = { claimId };
  const [claim, findings, { data: payouts }] = await Promise.all([
    client.call(readClaim, { path }),
    client.call(readFindings, { path }).catch(() => null),
    client.call(listPayouts, { query: { claimId } }),
  ]);
  const { policyId, product, status, amount, decision } = claim;
  const numbers = new Set(payouts.map(({ outBizNo }) => outBizNo));
  return {
    ...{ claimId, policyId, product, status, amount, automatic: decision?.automatic ?? null },
    findings: findings?.data.length ?? 0,
    reasons: decision?.reasons.map(({ text }) => text) ?? [],
    payouts: payouts.map(({ payoutId, amount: paid, status: state, settledAt }) => ({
      ...{ payoutId, amount: paid, status: state, settledAt },
    })),
    transfers: transfers.filter(({ outBizNo }) => numbers.has(outBizNo)),
  };
}

async function transfersOf(client: Client, account: string): Promise<readonly TransferView[]> {
  const { data } = await client.call(listGatewayTransfers, {});
  return data.filter(({ payee }) => payee === account);
}

/** Anxin as a reader of this language sees it. `ask` is what calls go through. */
export function openAnxin(access: () => Access, language: "zh-CN" | "en", ask: typeof fetch): Anxin {
  const as = (token: string): Client => openClient({ url: access().url, token, language: () => language, fetch: ask });
  const client = (): Client => as(access().apiKey);
  const withShops = reopening(client);
  const call = <C extends Contract>(operation: Operation<C>, input: InputOf<C> & CallHeaders): Promise<AnswerOf<C>> =>
    client().call(operation, input);
  const tell = (order: Order): Promise<Told> =>
    withShops(async () => {
      const { results } = await client().call(feedOrders, { body: { orders: [snapshotOf(order)] } });
      const [told] = results;
      if (told === undefined || told.outcome === "rejected") throw refusalOf(told ?? ({ problem: null } as Told));
      return told;
    });
  return {
    call,
    tell,
    async offers(wanted, { buyerId, home }) {
      const answers = await Promise.all(
        [...byMerchant(wanted)].map(([merchantId, group]) =>
          withShops(() => {
            const lines = group.map(({ goods: { sku, category, unitPrice }, quantity }) => ({
              ...{ lineId: sku, sku, category, unitPrice, quantity },
            }));
            const returnTo = MERCHANTS.find((each) => each.merchantId === merchantId)?.returnAddress ?? null;
            return client().call(offerCovers, { body: { merchantId, buyerId, shipTo: home, returnTo, lines } });
          }),
        ),
      );
      return { currency: "CNY", lines: answers.flatMap(({ lines }) => lines) };
    },
    async know(order) {
      const path = { orderId: order.orderId };
      const known = await client()
        .call(readOrder, { path })
        .catch((error: unknown) => {
          if (error instanceof Problem && error.status === 404) return null;
          throw error;
        });
      if (known !== null && known.version >= order.version) return known;
      await tell(order);
      return client().call(readOrder, { path });
    },
    async claimsOf({ claims }, account) {
      if (claims.length === 0) return [];
      const transfers = await transfersOf(client(), account);
      return Promise.all(claims.map(({ claimId }) => claimOf(client(), claimId, transfers)));
    },
    claim: (claimId) => call(readClaim, { path: { claimId } }),
    findings: async (claimId) => (await call(readFindings, { path: { claimId } })).data,
    wallet: async (merchantId) => (await call(readWallet, { path: { merchantId }, query: {} })).balance,
    transfersTo: (account) => transfersOf(client(), account),
    async settle() {
      await call(settle, {});
    },
    async enter(buyerId) {
      const { url, token } = await call(openPortal, { body: { role: "buyer", buyerId } });
      return { buyer: as(token), path: new URL(url).pathname };
    },
  };
}
