// Understands the marketplace that the benchmark plays: its shops, its orders, and how it sends them over a few connections.

import { Agent, request } from "node:http";
import { DAY_MS, formatInstant, HOUR_MS, type Instant, parseInstant, plus } from "@anxin/core/time";
import type { SandboxAccess } from "@anxin/server/sandbox/seed";

const SHOPS = 100;
/** 100,000 yuan for each shop: more than all rounds cost. */
const DEPOSIT_FEN = 10_000_000;
const PROVINCES = ["四川省", "北京市", "新疆维吾尔自治区", "江苏省", "广东省"];
const CITIES = ["成都市", "北京市", "乌鲁木齐市", "苏州市", "深圳市"];
const CATEGORIES = ["apparel", "shoes", "bags", "home"];

const shopId = (number: number): string => `bench-shop-${String(number).padStart(3, "0")}`;

export interface Answered {
  readonly status: number;
  readonly body: Buffer;
  /** From the first byte sent to the last received. */
  readonly tookMs: number;
}

/** Calls over a fixed number of connections that stay open. */
export interface Line {
  call(method: string, path: string, body?: Buffer | object): Promise<Answered>;
  close(): void;
}

export function openLine({ url, apiKey }: Pick<SandboxAccess, "url" | "apiKey">, connections: number): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let keys = 0;
  return {
    call(method, path, body) {
      const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
      const headers = {
        authorization: `Bearer ${apiKey}`,
        "idempotency-key": `bench-${++keys}`,
        ...(bytes === undefined ? {} : { "content-type": "application/json", "content-length": bytes.length }),
      };
      const since = performance.now();
      return new Promise((resolve, reject) => {
        const sent = request(`${url}${path}`, { agent, method, headers }, (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", reject);
          response.on("end", () => {
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(parts),
              tookMs: performance.now() - since,
            });
          });
        });
        sent.on("error", reject);
        sent.end(bytes);
      });
    },
    close: () => agent.destroy(),
  };
}

async function told(line: Line, method: string, path: string, body?: object): Promise<unknown> {
  const { status, body: answer } = await line.call(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path} answered ${status} ${answer.toString()}`);
  return JSON.parse(answer.toString());
}

/** Registers shops that insure the freight of returns. Answers the sandbox's present time. */
export async function openShops(line: Line): Promise<Instant> {
  for (let number = 0; number < SHOPS; number++) {
    const path = `/v1/merchants/${shopId(number)}`;
    const returnAddress = { province: "浙江省", city: "杭州市" };
    await told(line, "PUT", path, {
      name: `Shop ${number}`,
      returnAddress,
      tier: "standard",
      since: "2025-01-01T00:00:00.000Z",
    });
    await told(line, "PUT", `${path}/enrolments/return-freight`, { scope: { all: true }, status: "active" });
    await told(line, "POST", `${path}/wallet/top-ups`, { amount: DEPOSIT_FEN });
  }
  const { now } = (await told(line, "GET", "/v1/sandbox/clock")) as { now: string };
  const at = parseInstant(now);
  if (at === null) throw new Error(`the sandbox says that it is ${now}`);
  return at;
}

/** A repeatable sequence of whole numbers from 0 to 2^31 - 1 (Park and Miller, "minimal standard"). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}

/** A new order, paid and shipped: what becomes one policy. Some shops sell far more than others. */
function orderOf(number: number, now: Instant, next: () => number) {
  const placedAt = plus(now, -DAY_MS - (next() % DAY_MS));
  const paidAt = formatInstant(plus(placedAt, 60_000));
  const shippedAt = formatInstant(plus(placedAt, HOUR_MS));
  const buyer = next() % 1_000_000;
  const place = next() % PROVINCES.length;
  const shop = Math.min(next() % SHOPS, next() % SHOPS);
  return {
    orderId: `B${String(number).padStart(12, "0")}`,
    version: 1,
    currency: "CNY",
    merchantId: shopId(shop),
    buyerId: `buyer-${buyer}`,
    payee: { channel: "alipay", account: `buyer-${buyer}@example.com`, name: "王小明" },
    shipTo: { province: PROVINCES[place], city: CITIES[place] },
    returnTo: { province: "浙江省", city: "杭州市" },
    placedAt: formatInstant(placedAt),
    paidAt,
    cancelledAt: null,
    lines: [
      {
        lineId: "1",
        sku: `SKU-${next() % 10_000}`,
        title: "纯棉T恤",
        category: CATEGORIES[next() % CATEGORIES.length],
        unitPrice: 3_000 + (next() % 50_000),
        quantity: 1,
        freight: 0,
        covers: [],
      },
    ],
    shipments: [
      {
        shipmentId: "1",
        lineIds: ["1"],
        carrier: "SF",
        waybill: `SF${1_000_000 + number}`,
        shippedAt,
        deliveredAt: null,
      },
    ],
    returns: [],
    extra: {},
  };
}

export interface Orders {
  readonly from: number;
  readonly count: number;
  readonly perCall: number;
  readonly now: Instant;
}

/** The bodies of the calls that send `count` orders. */
export function callBodies({ from, count, perCall, now }: Orders): Buffer[] {
  const next = sequence(from + 1);
  const orders = Array.from({ length: count }, (_, i) => orderOf(from + i, now, next));
  return bodiesOf(orders, perCall);
}

/** The same orders as `callBodies`, delivered, sent back by their buyers and received by their shops. */
export function returnBodies({ from, count, perCall, now }: Orders): Buffer[] {
  const next = sequence(from + 1);
  const orders = Array.from({ length: count }, (_, i) => returnedOf(orderOf(from + i, now, next), from + i, now));
  return bodiesOf(orders, perCall);
}

function returnedOf(order: ReturnType<typeof orderOf>, number: number, now: Instant): object {
  const before = (hours: number): string => formatInstant(plus(now, -hours * HOUR_MS));
  const shipments = order.shipments.map((shipment) => ({ ...shipment, deliveredAt: before(12) }));
  const parcel = { mode: "self_ship", carrier: "ZTO", waybill: `ZT${String(number).padStart(12, "0")}` };
  const times = { requestedAt: before(10), shippedAt: before(8), receivedAt: before(1), refundedAt: null };
  const entry = { returnId: "r1", lineIds: ["1"], reason: "size", ...parcel, ...times, cancelledAt: null, scans: [] };
  return { ...order, version: 2, shipments, returns: [entry] };
}

function bodiesOf(orders: readonly object[], perCall: number): Buffer[] {
  const bodies: Buffer[] = [];
  for (let at = 0; at < orders.length; at += perCall) {
    bodies.push(Buffer.from(JSON.stringify({ orders: orders.slice(at, at + perCall) })));
  }
  return bodies;
}

/** The same orders as `callBodies` in another order, another for each seed. */
export function shuffledBodies(wish: Orders, seed: number): Buffer[] {
  const next = sequence(wish.from + 1);
  const orders = Array.from({ length: wish.count }, (_, i) => orderOf(wish.from + i, wish.now, next));
  const dice = sequence(seed);
  const keyed = orders.map((order) => ({ order, key: dice() })).sort((a, b) => a.key - b.key);
  return bodiesOf(
    keyed.map(({ order }) => order),
    wish.perCall,
  );
}

/** What an answered order came to, so far as the benchmark looks. */
export interface OrderResult {
  readonly orderId: string;
  readonly outcome: string;
  readonly policies: readonly { readonly policyId: string; readonly status: string }[];
  readonly claims: readonly { readonly claimId: string; readonly status: string }[];
}

export function resultsOf({ status, body }: Answered): readonly OrderResult[] {
  if (status !== 200) throw new Error(`POST /v1/orders answered ${status} ${body.toString().slice(0, 500)}`);
  return (JSON.parse(body.toString()) as { results: OrderResult[] }).results;
}

/** Sends all bodies, each connection one after the other. Answers come in any order. */
export async function sendAll(line: Line, bodies: readonly Buffer[], connections: number): Promise<Answered[]> {
  const answers: Answered[] = [];
  const waiting = bodies.values();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const body of waiting) answers.push(await line.call("POST", "/v1/orders", body));
    }),
  );
  return answers;
}
