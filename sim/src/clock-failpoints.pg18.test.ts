import { DAY_MS, formatInstant, HOUR_MS, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, connectClient } from "./client.js";
import { type Marketplace, openMarketplace, settle, shippedOrder } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";
import { signIn } from "./staff.js";

const STARTS_MS_MAX = 180_000;

let product: Product;
let market: Marketplace;
let supervisor: Client;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  const access = product.access();
  market = await openMarketplace(connectClient(product.url, access.apiKey), "shop-1");
  const body = { scope: { all: true }, status: "active" };
  await market.client.ok("PUT", "/v1/merchants/shop-1/enrolments/price-protection", { body });
  supervisor = await signIn(product.url, access, "supervisor");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

interface Timeline {
  readonly timeline: readonly { readonly kind: string; readonly detail: string }[];
}

/** A claim whose price nobody has proven, so that a person looks. */
async function fileClaim(orderId: string): Promise<string> {
  const now = await market.now();
  const [result] = await market.feed([shippedOrder(market.shop, orderId, now)]);
  const policyId = result?.policies.find((policy) => policy.product === "price-protection")?.policyId ?? "";
  const { claimId } = (await market.client.ok("POST", "/v1/claims", {
    key: `claim on ${orderId}`,
    body: {
      ...{ policyId, peril: "price_drop", occurredAt: formatInstant(plus(now, -HOUR_MS / 60)), description: "降价了" },
      ...{ fields: { lowerPrice: 100 }, declaration: true },
    },
  })) as { readonly claimId: string };
  return claimId;
}

/** What the timeline says of clocks that ran out, as the insurer reads it. */
async function escalated(claimId: string): Promise<readonly string[]> {
  const { timeline } = (await supervisor.ok("GET", `/v1/claims/${claimId}`)) as Timeline;
  return timeline.filter(({ kind }) => kind === "escalated").map(({ detail }) => detail);
}

describe("a server that dies while it sees clocks run out", () => {
  it(
    "has told nothing half, and tells each share once when it is back",
    async () => {
      const claims = [await fileClaim("late-1"), await fileClaim("late-2"), await fileClaim("late-3")];
      await product.kill();
      await product.start("clock.before_commit");
      const set = formatInstant(plus(await market.now(), 31 * DAY_MS));
      const moving = market.client.once("POST", "/v1/sandbox/clock", { body: { set } }).catch(() => undefined);
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await moving;
      await product.start();
      await market.client.ok("POST", "/v1/sandbox/clock", { body: { set } });
      await settle(market.client);
      for (const claimId of claims) {
        const said = await escalated(claimId);
        expect(said.length).toBeGreaterThan(0);
        expect(said).toEqual([...new Set(said)]);
      }
      const { data } = (await supervisor.ok("GET", "/v1/review/escalations?limit=200")) as {
        readonly data: readonly { readonly claimId: string; readonly clock: { readonly code: string } }[];
      };
      const late = data.filter(({ clock }) => clock.code === "undisputed_part").map(({ claimId }) => claimId);
      expect([...late].sort()).toEqual([...claims].sort());
      const checked = (await market.client.ok("GET", "/v1/invariants")) as object;
      expect(JSON.stringify(checked)).not.toContain('"holds":false');
    },
    STARTS_MS_MAX,
  );
});
