// Understands what all stories do: open a shop, tell an order as it now stands, let the sandbox pay, read findings.

import type { Text } from "@anxin/core/product/product";
import type { Days } from "./days.js";
import { type Caller, StoryError } from "./sandbox.js";
import type { Staff } from "./staff.js";
import { type Teller, yuan } from "./teller.js";
import type {
  ClaimAnswer,
  Entry,
  Finding,
  GatewayTransfer,
  OrderAnswer,
  PolicyAnswer,
  TransactionsAnswer,
  WalletAnswer,
} from "./wire.js";

/** Where a story is played, and by whom. */
export interface Stage {
  readonly marketplace: Caller;
  /** A caller with the token of a portal session. */
  readonly enter: (token: string) => Caller;
  readonly staff: Staff;
  readonly teller: Teller;
  readonly days: Days;
  /** Part of every id that the marketplace gives, so that stories can be played again beside each other. */
  readonly run: string;
  /** Ledger entries that the stories made, by transfer id. */
  readonly entries: Map<string, Entry>;
}

export const MERCHANT: Text = { zh: "商家", en: "merchant" };
export const BUYER: Text = { zh: "买家", en: "buyer" };
export const ANXIN: Text = { zh: "安心", en: "Anxin" };
export const ADJUSTER: Text = { zh: "理赔员", en: "adjuster" };
export const SUPERVISOR: Text = { zh: "主管", en: "supervisor" };
export const FINANCE: Text = { zh: "财务", en: "finance" };
export const CARRIER: Text = { zh: "承运商", en: "carrier" };
export const ALIPAY: Text = { zh: "支付宝", en: "Alipay" };

/** Ends the story when what it tells did not happen. */
export function expectThat(holds: boolean, told: string, answer: unknown): asserts holds {
  if (!holds) throw new StoryError(`${told}: ${JSON.stringify(answer)}`);
}

interface NewShop {
  readonly merchantId: string;
  readonly name: Text;
  readonly address: { readonly province: string; readonly city: string };
  readonly deposit: number;
}

/** Registers a merchant and fills its wallet. */
export async function openShop({ marketplace, teller, entries }: Stage, shop: NewShop): Promise<void> {
  const path = `/v1/merchants/${shop.merchantId}`;
  await marketplace.put(path, {
    name: shop.name.zh,
    returnAddress: shop.address,
    tier: "standard",
    since: "2025-01-01T00:00:00.000Z",
  });
  const topUp = await marketplace.post<{ topUpId: string; status: string }>(`${path}/wallet/top-ups`, {
    amount: shop.deposit,
  });
  expectThat(topUp.status === "settled", "the top-up is settled", topUp);
  const page = await marketplace.get<TransactionsAnswer>("/v1/ledger/transactions?account=2203&limit=200");
  const paid = page.data
    .flatMap((transaction) => transaction.entries)
    .filter(({ topUpId }) => topUpId === topUp.topUpId);
  expectThat(paid.length === 1, "the top-up is in the ledger once", paid);
  for (const entry of paid) entries.set(entry.transferId, entry);
  const amount = yuan(shop.deposit);
  teller.step(
    {
      zh: `商家「${shop.name.zh}」（${shop.merchantId}）入驻，预存保费 ${amount} 元`,
      en: `The merchant ${shop.name.en} (${shop.merchantId}) joins and pays in ${amount} yuan for premiums`,
    },
    { who: MERCHANT, what: { zh: "预存保费", en: "pays in for premiums" }, amount: shop.deposit, when: "beforehand" },
  );
}

/** Tells an order as it now stands; answers what came of it. */
export async function tellOrder({ marketplace }: Stage, order: object): Promise<OrderAnswer> {
  const { results } = await marketplace.post<{ results: OrderAnswer[] }>("/v1/orders", { orders: [order] });
  const [result] = results;
  expectThat(result?.outcome === "applied", "the order is applied", results);
  expectThat(result.declined.length === 0, "no cover is declined", result.declined);
  return result;
}

/** The one policy of an order. */
export function onlyPolicy({ policies }: OrderAnswer, product: string): PolicyAnswer {
  const [policy, ...more] = policies;
  expectThat(policy?.product === product && more.length === 0, `the order has one policy of ${product}`, policies);
  return policy;
}

export async function walletBalance({ marketplace }: Stage, merchantId: string): Promise<number> {
  return (await marketplace.get<WalletAnswer>(`/v1/merchants/${merchantId}/wallet`)).balance;
}

interface Due {
  readonly claimId: string;
  readonly amount: number;
  /** The buyer's Alipay account; another for each run. */
  readonly account: string;
  readonly what: Text;
}

/** Lets all background work run, and looks for the money where it arrived: in the gateway's own book. */
export async function receivePayment(
  { marketplace, teller }: Stage,
  { claimId, amount, account, what }: Due,
): Promise<ClaimAnswer> {
  await marketplace.post("/v1/sandbox/settle");
  const claim = await marketplace.get<ClaimAnswer>(`/v1/claims/${claimId}`);
  const [payout, ...more] = claim.payouts;
  expectThat(
    payout?.status === "succeeded" && payout.amount === amount && more.length === 0,
    "the claim is paid once",
    claim.payouts,
  );
  const { data } = await marketplace.get<{ data: GatewayTransfer[] }>("/v1/sandbox/alipay/transfers");
  const received = data.filter(({ payee }) => payee === account);
  const [transfer] = received;
  expectThat(
    received.length === 1 && transfer?.state === "SUCCESS" && transfer.amount === amount,
    "the gateway moved the money once",
    received,
  );
  const paid = yuan(amount);
  teller.step(
    {
      zh: `结算：支付宝向 ${account} 转账 ${paid} 元（${payout.payoutId}）`,
      en: `Settled: Alipay transfers ${paid} yuan to ${account} (${payout.payoutId})`,
    },
    { who: ALIPAY, what, amount, when: "today" },
  );
  teller.step({
    zh: `网关自己的账本：${transfer.outBizNo}，${paid} 元，${transfer.state}；恰好一笔`,
    en: `The gateway's own book: ${transfer.outBizNo}, ${paid} yuan, ${transfer.state}; exactly one transfer`,
  });
  return claim;
}

export async function findingsOf(caller: Caller, claimId: string): Promise<readonly Finding[]> {
  return (await caller.get<{ data: Finding[] }>(`/v1/claims/${claimId}/findings`)).data;
}

/** Checks that a paid policy has nothing left. */
export async function closePolicy({ marketplace, teller }: Stage, policyId: string): Promise<void> {
  const policy = await marketplace.get<PolicyAnswer>(`/v1/policies/${policyId}`);
  expectThat(policy.status === "exhausted", "the policy is exhausted", policy);
  teller.step({
    zh: `保单 ${policyId} 赔付完毕，责任终止（exhausted）`,
    en: `Policy ${policyId} has paid what it covers and ends (exhausted)`,
  });
}
