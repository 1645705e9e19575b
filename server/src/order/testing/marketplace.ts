// What the tests of orders share: a server with a shop that insures everything, and orders as a marketplace sends them.

import { runMigrations } from "graphile-worker";
import { expect } from "vitest";
import type { Room } from "../../http/server.js";
import { rehearse } from "../../outside/testing/rehearsal.js";
import { rooms } from "../../rooms.js";
import {
  type Answer,
  startTestServer,
  type TestServer,
  type TestServerOptions,
  type TestTenant,
} from "../../testing/server.js";

export const SHOP = "shop-1001";
const TOP_UP_FEN = 100_000;

export interface Marketplace {
  readonly server: TestServer;
  feed(orders: readonly object[], tenant?: TestTenant): Promise<Results>;
  get(url: string, as?: string): Promise<Answer>;
  balance(): Promise<number>;
  /** One number of the database, as the superuser sees it. */
  count(sql: string): Promise<number>;
  close(): Promise<void>;
}

export interface OrderResult {
  readonly orderId: string | null;
  readonly outcome: string;
  readonly policies: readonly {
    readonly policyId: string;
    readonly product: string;
    readonly status: string;
    readonly premium: number;
    readonly payer: string;
  }[];
  readonly declined: readonly { readonly product: string; readonly lineId: string; readonly code: string }[];
  readonly claims: readonly {
    readonly claimId: string;
    readonly product: string;
    readonly status: string;
    readonly amount: number;
  }[];
  readonly problem: { readonly code: string; readonly errors: readonly { readonly pointer: string }[] } | null;
}

export interface Results {
  readonly status: number;
  readonly results: readonly OrderResult[];
  readonly body: { readonly code?: string; readonly errors?: readonly { readonly pointer: string }[] };
}

export interface MarketplaceOptions extends TestServerOptions {
  readonly more?: readonly Room[];
  /** Fen in the shop's wallet. */
  readonly topUp?: number;
}

/** A whole server whose shop has 1,000 yuan and insures everything it sells with the products named. */
export async function openMarketplace(
  products: readonly string[] = ["return-freight"],
  { more = [], topUp = TOP_UP_FEN, ...options }: MarketplaceOptions = {},
): Promise<Marketplace> {
  const rehearsal = rehearse();
  const channel = rehearsal.client("key", "http://127.0.0.1:9/gateway.do");
  const server = await startTestServer({
    channel,
    ...options,
    rooms: [
      (api, context) => {
        for (const room of [...rooms(context, null), ...more]) room(api, context);
      },
    ],
  });
  await runMigrations({ pgPool: server.context.owner });
  const { apiKey } = server.tenant;
  const put = async (url: string, body: object): Promise<void> => {
    expect((await server.call("PUT", url, { as: apiKey, body })).status, url).toBeLessThan(300);
  };
  await put(`/v1/merchants/${SHOP}`, {
    name: "Shop",
    returnAddress: { province: "浙江省", city: "杭州市" },
    tier: "standard",
    since: "2025-01-01T00:00:00.000Z",
  });
  for (const product of products)
    await put(`/v1/merchants/${SHOP}/enrolments/${product}`, { scope: { all: true }, status: "active" });
  const toppedUp = await server.call("POST", `/v1/merchants/${SHOP}/wallet/top-ups`, {
    as: apiKey,
    key: "top-up",
    body: { amount: topUp },
  });
  expect(toppedUp.status).toBe(201);
  return {
    server,
    async feed(orders, tenant = server.tenant) {
      const { status, body } = await server.call("POST", "/v1/orders", { as: tenant.apiKey, body: { orders } });
      const { results = [] } = body as { results?: readonly OrderResult[] };
      return { status, results, body: body as Results["body"] };
    },
    get: (url, as = apiKey) => server.call("GET", url, { as }),
    async balance() {
      const { body } = await server.call("GET", `/v1/merchants/${SHOP}/wallet`, { as: apiKey });
      return (body as { balance: number }).balance;
    },
    async count(sql) {
      const { rows } = await server.database.owner.query<{ n: unknown }>(`select (${sql})::int4 as n`);
      return Number(rows[0]?.n);
    },
    async close() {
      await server.close();
      rehearsal.end();
    },
  };
}

/** Business time of test servers begins at 2026-11-11T00:00Z; the order was shipped the day before. */
export const ORDER = {
  orderId: "T20261110-0001",
  version: 3,
  currency: "CNY",
  merchantId: SHOP,
  buyerId: "b-42",
  payee: { channel: "alipay", account: "buyer42@example.com", name: "王小明" },
  shipTo: { province: "四川省", city: "成都市" },
  returnTo: { province: "浙江省", city: "杭州市" },
  placedAt: "2026-11-09T08:00:00.000Z",
  paidAt: "2026-11-09T08:05:00.000Z",
  cancelledAt: null as string | null,
  lines: [
    {
      lineId: "1",
      sku: "TEE-L",
      title: "纯棉T恤",
      category: "apparel",
      unitPrice: 12_900,
      quantity: 1,
      freight: 0,
      covers: [] as object[],
    },
  ],
  shipments: [
    {
      shipmentId: "s1",
      lineIds: ["1"],
      carrier: "SF",
      waybill: "SF1001",
      shippedAt: "2026-11-10T08:00:00.000Z" as string | null,
      deliveredAt: null as string | null,
    },
  ],
  returns: [] as object[],
  extra: {} as object,
};

export const DELIVERED = ORDER.shipments.map((shipment) => ({ ...shipment, deliveredAt: "2026-11-10T20:00:00.000Z" }));

export const RETURN = {
  returnId: "r1",
  lineIds: ["1"],
  reason: "size",
  mode: "self_ship",
  carrier: "ZTO",
  waybill: "ZT2001",
  requestedAt: "2026-11-10T21:00:00.000Z",
  shippedAt: "2026-11-10T22:00:00.000Z",
  receivedAt: "2026-11-10T23:00:00.000Z",
  refundedAt: "2026-11-10T23:30:00.000Z",
  cancelledAt: null,
  scans: [{ at: "2026-11-10T22:00:00.000Z", kind: "picked_up", province: "四川省", city: "成都市", weightGrams: 420 }],
};
