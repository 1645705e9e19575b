// What the tests of webhooks share: a marketplace that sells, a receiver that listens, and the calls between them.

import { tenantsWithNews } from "@anxin/store/outbox-reader";
import { WEBHOOK_READER } from "@anxin/store/webhook";
import { expect, vi } from "vitest";
import { type Marketplace, type MarketplaceOptions, ORDER, openMarketplace } from "../../order/testing/marketplace.js";
import {
  openWebhookReceiver,
  type ReceivedWebhook,
  type WebhookReceiver,
} from "../../outside/testing/webhook-receiver.js";
import type { Answer, CallOptions } from "../../testing/server.js";
import { makeDeliveries } from "../make.js";
import { sendDeliveries } from "../send.js";

export interface Endpoint {
  readonly endpointId: string;
  readonly secret: string;
  readonly etag: string;
}

export interface DeliveryAnswer {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly state: string;
  readonly reason: string;
  readonly nextAttemptAt: string | null;
  readonly deliveredAt: string | null;
  readonly body: string;
  readonly attempts: readonly {
    readonly status: number | null;
    readonly verdict: string;
    readonly reason: string;
    readonly response: string;
    readonly durationMs: number;
    readonly headers: Readonly<Record<string, string>>;
  }[];
}

export interface Message {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Listening {
  readonly market: Marketplace;
  readonly receiver: WebhookReceiver;
  /** Of the first tenant's server, unless `as` says otherwise. */
  call(method: string, url: string, options?: CallOptions): Promise<Answer>;
  /** An endpoint at the receiver. */
  listen(wish?: object, as?: string): Promise<Endpoint>;
  /** Insured orders of the usual shop, in one batch. */
  sell(count: number): Promise<void>;
  /** Makes and sends what is due. */
  tell(): Promise<void>;
  /** Makes what is due, and waits until nothing of what was told can be shown again: other sessions of the cluster put that off. */
  caughtUp(): Promise<void>;
  deliveries(endpoint: Pick<Endpoint, "endpointId">, query?: string): Promise<readonly DeliveryAnswer[]>;
  close(): Promise<void>;
}

let keys = 0;
export const freshKey = (): string => `hook-${++keys}`;
export const LOOPBACK = { plainHttp: true, loopback: true } as const;
export const messageOf = ({ body }: Pick<ReceivedWebhook, "body">): Message => JSON.parse(body) as Message;

export async function openListening(options: MarketplaceOptions = {}): Promise<Listening> {
  const market = await openMarketplace(["return-freight"], {
    topUp: 100_000_000,
    ...options,
    config: { webhook: LOOPBACK, ...options.config },
  });
  const receiver = await openWebhookReceiver();
  const { server } = market;
  const { context } = server;
  const call: Listening["call"] = (method, url, more = {}) =>
    server.call(method, url, { as: server.tenant.apiKey, ...more });
  let sold = 0;
  return {
    market,
    receiver,
    call,
    async listen(wish = {}, as = server.tenant.apiKey) {
      // Whoever begins at the very instant of what was told before hears that too until it is settled, which other sessions of
      // the cluster put off as they like: so an endpoint begins at an instant of its own.
      server.clock.advance(1);
      const body = { url: `${receiver.origin}/hook`, types: ["*"], ...wish };
      const answer = await call("POST", "/v1/webhook-endpoints", { as, key: freshKey(), body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer.body as Endpoint;
    },
    async sell(count) {
      const orders = Array.from({ length: count }, () => ({ ...ORDER, orderId: `W-${++sold}` }));
      const { results } = await market.feed(orders);
      expect(results.map(({ outcome }) => outcome)).toEqual(orders.map(() => "applied"));
    },
    async tell() {
      await makeDeliveries(context);
      await sendDeliveries(context);
    },
    async caughtUp() {
      await vi.waitFor(
        async () => {
          await makeDeliveries(context);
          expect(await tenantsWithNews(context.owner, WEBHOOK_READER)).not.toContain(server.tenant.tenantId);
        },
        { timeout: 20_000, interval: 20 },
      );
    },
    async deliveries({ endpointId }, query = "limit=200") {
      const { body, status } = await call("GET", `/v1/webhook-endpoints/${endpointId}/deliveries?${query}`);
      expect(status).toBe(200);
      return (body as { data: readonly DeliveryAnswer[] }).data;
    },
    async close() {
      await receiver.close();
      await market.close();
    },
  };
}
