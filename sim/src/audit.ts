// Compares what was acknowledged with what is there, in every book that can be read from outside: what is wrong, in sentences.

import type { Client } from "./client.js";
import type { AcknowledgedPolicy, Marketplace } from "./marketplace.js";

interface ListedPolicy extends AcknowledgedPolicy {
  readonly orderId: string;
}

interface Movement {
  readonly cause: string;
  /** Fen; below zero for a debit. */
  readonly change: number;
  readonly policyId: string | null;
}

/** A payout as the product tells it. */
export interface PayoutView {
  readonly payoutId: string;
  readonly claimId: string;
  /** Fen. */
  readonly amount: number;
  readonly status: string;
  readonly outBizNo: string;
  readonly humanTask: string | null;
  readonly attempts?: readonly { readonly outBizNo: string; readonly action: string; readonly answer: string }[];
}

/** A transfer in the payment gateway's own book. */
export interface BookedTransfer {
  readonly outBizNo: string;
  readonly payee: string;
  /** Fen. */
  readonly amount: number;
  readonly state: string;
}

/** How often each key occurs. */
function countBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const repeatedIn = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts].filter(([, count]) => count > 1).map(([key]) => key);

/** What is wrong with a shop's policies and debits, given everything that was acknowledged to the marketplace. */
export async function shopFaults(market: Marketplace): Promise<readonly string[]> {
  const { client, shop } = market;
  const policies = (await client.all(`/v1/policies?merchantId=${shop}`)) as readonly ListedPolicy[];
  const listed = new Map(policies.map((policy) => [policy.policyId, policy]));
  const acknowledged = [...market.acknowledged().values()];
  const lost = acknowledged.flatMap(({ orderId, policies: promised }) =>
    promised.filter(({ policyId }) => listed.get(policyId)?.orderId !== orderId).map((each) => each.policyId),
  );
  const covers = countBy(policies, ({ orderId, product, lineId }) => `${orderId} ${product} ${lineId}`);
  const strangers = policies.filter(({ orderId }) => !market.acknowledged().has(orderId));
  return [
    ...market.contradictions(),
    ...lost.map((policyId) => `policy ${policyId} was acknowledged and is not there`),
    ...strangers.map(({ orderId }) => `order ${orderId} has a policy and was never acknowledged`),
    ...repeatedIn(covers).map((cover) => `two policies cover ${cover}`),
    ...(await walletFaults(market, policies)),
  ];
}

/** Every policy is debited once, at its premium, and nothing else is taken from the wallet. */
async function walletFaults(market: Marketplace, policies: readonly ListedPolicy[]): Promise<readonly string[]> {
  const { balance, movements } = await readWallet(market);
  const debits = movements.filter(({ cause }) => cause === "premium_debited");
  const premiums = new Map(policies.map(({ policyId, premium }) => [policyId, premium]));
  const debited = countBy(debits, ({ policyId }) => policyId ?? "no policy");
  const wrong = debits.filter(({ policyId, change }) => premiums.get(policyId ?? "") !== -change);
  const expected = market.toppedUp - [...premiums.values()].reduce((sum, premium) => sum + premium, 0);
  return [
    ...repeatedIn(debited).map((policyId) => `policy ${policyId} was debited twice`),
    ...policies.filter(({ policyId }) => !debited.has(policyId)).map(({ policyId }) => `${policyId} was never debited`),
    ...wrong.map(({ policyId, change }) => `a debit of ${-change} fen is not the premium of ${policyId}`),
    ...(balance === expected ? [] : [`the wallet holds ${balance} fen and should hold ${expected}`]),
  ];
}

interface WalletPage {
  readonly balance: number;
  readonly movements: { readonly data: readonly Movement[]; readonly next: string | null };
}

async function readWallet({ client, shop }: Marketplace) {
  const movements: Movement[] = [];
  for (let cursor: string | null = ""; ; ) {
    const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await client.ok("GET", `/v1/merchants/${shop}/wallet?limit=200${query}`)) as WalletPage;
    movements.push(...page.movements.data);
    if (page.movements.next === null) return { balance: page.balance, movements };
    cursor = page.movements.next;
  }
}

export async function gatewayBook(client: Client): Promise<readonly BookedTransfer[]> {
  const { data } = (await client.ok("GET", "/v1/sandbox/alipay/transfers")) as { data: readonly BookedTransfer[] };
  return data;
}

export async function allPayouts(client: Client): Promise<readonly PayoutView[]> {
  return (await client.all("/v1/payouts")) as readonly PayoutView[];
}

/**
 * What is wrong with the money of the approved claims that were acknowledged: each is to have one payout of its amount, which
 * moved that amount exactly once in the gateway's own book, or not at all and waits for a person. Nobody else is paid.
 */
export async function paymentFaults(market: Marketplace): Promise<readonly string[]> {
  const { client } = market;
  const payouts = await allPayouts(client);
  const book = await gatewayBook(client);
  const claims = [...market.acknowledged().values()].flatMap((result) => result.claims);
  const approved = claims.filter(({ status }) => status === "approved");
  const faults = approved.flatMap((claim) => {
    const mine = payouts.filter(({ claimId }) => claimId === claim.claimId);
    const [payout, second] = mine;
    if (payout === undefined) return [`claim ${claim.claimId} is approved and has no payout`];
    if (second !== undefined) return [`claim ${claim.claimId} has ${mine.length} payouts`];
    if (payout.amount !== claim.amount) return [`${payout.payoutId} is over ${payout.amount}, not ${claim.amount} fen`];
    return transferFaults(payout, book);
  });
  return [
    ...faults,
    ...book
      .filter((transfer) => !payouts.some((payout) => isOf(transfer, payout)))
      .map(({ outBizNo }) => `nobody asked for ${outBizNo}`),
  ];
}

/** Whether a transfer was made for a payout, under whichever of its numbers: its id, and for a retry something behind it. */
const isOf = ({ outBizNo }: BookedTransfer, { payoutId }: PayoutView): boolean =>
  outBizNo === payoutId || outBizNo.startsWith(`${payoutId}_`);

/** Money moved exactly once and the payout knows it; or it is not with the payee, and a person is asked. */
function transferFaults(payout: PayoutView, book: readonly BookedTransfer[]): readonly string[] {
  const { payoutId, amount, status, humanTask } = payout;
  const paid = book.filter((transfer) => isOf(transfer, payout) && transfer.state === "SUCCESS");
  const moved = paid.map((transfer) => transfer.amount);
  if (status === "succeeded" && moved.length === 1 && moved[0] === amount) return [];
  if (moved.length === 0 && humanTask !== null) return [];
  return [`${payoutId} is ${status} (task: ${humanTask}); the gateway paid [${moved.join(", ")}] of ${amount} fen`];
}

interface Invariant {
  readonly id: string;
  readonly name: string;
  readonly holds: boolean;
  readonly violations: unknown;
}

/** Which of the product's own invariants do not hold, and whether its books balance. */
export async function ledgerFaults(client: Client): Promise<readonly string[]> {
  const invariants = (await client.ok("GET", "/v1/invariants")) as readonly Invariant[];
  const balance = (await client.ok("GET", "/v1/ledger/trial-balance")) as { totalDebit: number; totalCredit: number };
  const { totalDebit, totalCredit } = balance;
  return [
    ...(invariants.length === 0 ? ["no invariant was checked"] : []),
    ...invariants
      .filter(({ holds }) => !holds)
      .map(({ id, name, violations }) => `${id} ${name}: ${JSON.stringify(violations)}`),
    ...(totalDebit === totalCredit ? [] : [`debits are ${totalDebit} and credits ${totalCredit} fen`]),
    ...(totalDebit > 0 ? [] : ["nothing was ever posted"]),
  ];
}
