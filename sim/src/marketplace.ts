// A marketplace outside the product: feeds orders, remembers everything that was acknowledged to it, and tells what it misses.

import { DAY_MS, formatInstant, HOUR_MS, type Instant, parseInstant, plus } from "@anxin/core/time";
import type { Answer, Client } from "./client.js";
import { until } from "./deadline.js";

export interface AcknowledgedPolicy {
  readonly policyId: string;
  readonly product: string;
  readonly lineId: string;
  readonly status: string;
  /** Fen. */
  readonly premium: number;
}

export interface AcknowledgedClaim {
  readonly claimId: string;
  readonly status: string;
  /** Fen. */
  readonly amount: number;
}

/** What the product said about an order. */
export interface OrderResult {
  readonly orderId: string;
  readonly version: number;
  readonly outcome: "applied" | "unchanged" | "stale" | "rejected";
  readonly policies: readonly AcknowledgedPolicy[];
  readonly declined: readonly { readonly product: string; readonly code: string }[];
  readonly claims: readonly AcknowledgedClaim[];
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

/** A snapshot as it goes over the wire. */
export interface OrderBody {
  readonly orderId: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

export interface Marketplace {
  readonly client: Client;
  readonly shop: string;
  /** What the shop's wallet was given, in fen. */
  readonly toppedUp: number;
  /** Business time of the product. */
  now(): Promise<Instant>;
  /** Sends orders until each is answered for; remembers what was said. Throws when one is rejected for good. */
  feed(orders: readonly OrderBody[]): Promise<readonly OrderResult[]>;
  /** Sends orders once. Null when the connection broke or the product refused to listen; throws when one was rejected. */
  feedOnce(orders: readonly OrderBody[]): Promise<readonly OrderResult[] | null>;
  /** The newest answer to each order. */
  acknowledged(): ReadonlyMap<string, OrderResult>;
  /** Answers that took back what had been acknowledged before: sentences, none in a sound product. */
  contradictions(): readonly string[];
}

const TOP_UP_FEN = 10_000_000;
const SETTLED_WITHIN_MS = 60_000;
const RETURN_TO = { province: "浙江省", city: "杭州市" };

/** A shop that gives return-freight cover with everything it sells, and whose wallet lasts. */
export async function openMarketplace(client: Client, shop: string): Promise<Marketplace> {
  const path = `/v1/merchants/${shop}`;
  const merchant = { name: shop, returnAddress: RETURN_TO, tier: "standard", since: "2025-01-01T00:00:00.000Z" };
  await client.ok("PUT", path, { body: merchant });
  await client.ok("PUT", `${path}/enrolments/return-freight`, { body: { scope: { all: true }, status: "active" } });
  await client.ok("POST", `${path}/wallet/top-ups`, { key: `top-up ${shop}`, body: { amount: TOP_UP_FEN } });
  const known = new Map<string, OrderResult>();
  const contradictions: string[] = [];

  function remember(result: OrderResult): void {
    const before = known.get(result.orderId);
    known.set(result.orderId, result);
    const lost = before === undefined ? [] : lostBetween(before, result);
    contradictions.push(...lost.map((what) => `order ${result.orderId}: ${what}`));
  }

  /** Answers the results when every order was answered for, and null when some are to be sent again. */
  function read({ status, body }: Answer): readonly OrderResult[] | null {
    if (status !== 200) throw new Error(`POST /v1/orders answered ${status} ${JSON.stringify(body)}`);
    const { results } = body as { readonly results: readonly OrderResult[] };
    for (const result of results) if (result.outcome !== "rejected") remember(result);
    const refused = results.find(({ problem }) => problem !== null && problem.code !== "unavailable");
    if (refused !== undefined) throw new Error(`order ${refused.orderId} was refused: ${refused.problem?.detail}`);
    return results.every(({ outcome }) => outcome !== "rejected") ? results : null;
  }

  return {
    client,
    shop,
    toppedUp: TOP_UP_FEN,
    now: () => readClock(client),
    feed: (orders) =>
      until("every order is answered for", SETTLED_WITHIN_MS, async () =>
        read(await client.call("POST", "/v1/orders", { body: { orders } })),
      ),
    async feedOnce(orders) {
      const answer = await client.once("POST", "/v1/orders", { body: { orders } }).catch(() => null);
      return answer === null || answer.status === 503 ? null : read(answer);
    },
    acknowledged: () => known,
    contradictions: () => contradictions,
  };
}

/** An answer that repeats an earlier one names every policy and claim that the earlier one named. */
function lostBetween(before: OrderResult, after: OrderResult): readonly string[] {
  const policies = new Set(after.policies.map(({ policyId }) => policyId));
  const claims = new Set(after.claims.map(({ claimId }) => claimId));
  return [
    ...before.policies.filter(({ policyId }) => !policies.has(policyId)).map(({ policyId }) => `lost ${policyId}`),
    ...before.claims.filter(({ claimId }) => !claims.has(claimId)).map(({ claimId }) => `lost ${claimId}`),
  ];
}

async function readClock(client: Client): Promise<Instant> {
  const { now } = (await client.ok("GET", "/v1/sandbox/clock")) as { readonly now: string };
  const at = parseInstant(now);
  if (at === null) throw new Error(`the clock shows ${now}, which is no instant`);
  return at;
}

/** An order that was paid and shipped ten days ago and delivered two days later: covered from shipment on. */
export function shippedOrder(shop: string, orderId: string, now: Instant): OrderBody {
  const placedAt = plus(now, -11 * DAY_MS);
  const at = (hours: number): string => formatInstant(plus(placedAt, hours * HOUR_MS));
  return {
    orderId,
    version: 1,
    currency: "CNY",
    merchantId: shop,
    buyerId: `buyer of ${orderId}`,
    payee: { channel: "alipay", account: `${orderId}@example.com`, name: "王小明" },
    shipTo: { province: "四川省", city: "成都市" },
    returnTo: RETURN_TO,
    placedAt: at(0),
    paidAt: at(1),
    lines: [{ lineId: "1", sku: "TEE-L", title: "纯棉T恤", category: "apparel", unitPrice: 12_900, quantity: 1 }],
    shipments: [
      {
        shipmentId: "s1",
        lineIds: ["1"],
        carrier: "SF",
        waybill: `SF${orderId}`,
        shippedAt: at(24),
        deliveredAt: at(72),
      },
    ],
  };
}

/** The order's next version: sent back, received by the merchant a day ago, and refunded. */
export function returnedOrder(order: OrderBody, now: Instant): OrderBody {
  const at = (daysAgo: number): string => formatInstant(plus(now, -daysAgo * DAY_MS));
  const parcel = { returnId: "r1", lineIds: ["1"], reason: "size", mode: "self_ship", carrier: "ZTO" };
  const scan = { kind: "picked_up", province: "四川省", city: "成都市", weightGrams: 420 };
  const times = { requestedAt: at(5), shippedAt: at(4), receivedAt: at(1), refundedAt: at(1) };
  return {
    ...order,
    version: order.version + 1,
    returns: [{ ...parcel, waybill: `ZT${order.orderId}`, ...times, scans: [{ at: at(4), ...scan }] }],
  };
}

/** Lets business time pass, an ISO 8601 duration, and everything that falls due on the way be done. */
export async function timePasses(client: Client, duration: string): Promise<void> {
  await client.ok("POST", "/v1/sandbox/clock", { body: { advance: duration } });
  await settle(client);
}

/** Has everything done that is due now. */
export async function settle(client: Client): Promise<void> {
  await client.ok("POST", "/v1/sandbox/settle", { body: {} });
}
