import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectClient } from "./client.js";
import { type Marketplace, openMarketplace, settle, shippedOrder } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";

const STARTS_MS_MAX = 180_000;

/** Where the server dies, and how often its listener then hears of a policy. */
const POINTS: readonly { readonly point: Failpoint; readonly times: number }[] = [
  { point: "webhook.before_send", times: 1 },
  { point: "webhook.after_send", times: 2 },
];

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let product: Product;
let market: Marketplace;
let receiver: Server;
let endpoint: { readonly endpointId: string; readonly secret: string };
const heard: Heard[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, "127.0.0.1", resolve));
  product = await openProduct({ settings: { ANXIN_WEBHOOK_LOOPBACK: "yes" } });
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const body = { url, types: ["policy.issued"] };
  endpoint = (await market.client.ok("POST", "/v1/webhook-endpoints", { key: "listen", body })) as typeof endpoint;
}, STARTS_MS_MAX);
afterAll(async () => {
  await product.close();
  receiver.closeAllConnections();
  receiver.close();
}, STARTS_MS_MAX);

function isSigned({ headers, body }: Heard): boolean {
  const key = Buffer.from(endpoint.secret.replace("whsec_", ""), "base64");
  const text = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
}

const orderOf = ({ body }: Heard): unknown => (JSON.parse(body) as { data: { orderId: unknown } }).data.orderId;

describe("a server that dies while it tells who listens", () => {
  it.each(POINTS)(
    "at $point tells at least once, under one id",
    async ({ point, times }) => {
      await product.kill();
      await product.start(point);
      const order = shippedOrder(market.shop, point.replace(/[._]/g, "-"), await market.now());
      const feeding = market.feed([order]);
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await feeding;
      await settle(market.client);
      const told = heard.filter((each) => orderOf(each) === order.orderId);
      expect(told).toHaveLength(times);
      expect(new Set(told.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
      expect(told.every(isSigned)).toBe(true);
      const subject = encodeURIComponent((JSON.parse(told[0]?.body ?? "{}") as { subject: string }).subject);
      const kept = await market.client.all(
        `/v1/webhook-endpoints/${endpoint.endpointId}/deliveries?subject=${subject}`,
      );
      expect(kept).toMatchObject([{ state: "delivered" }]);
    },
    STARTS_MS_MAX,
  );
});
