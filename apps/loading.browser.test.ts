// When a first page is there, with an empty cache: the largest contentful paint on a slow phone.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { television } from "./testing/goods.js";
import { openPortals, PHONE, type Portals, type Who } from "./testing/portal.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const MEGABIT = 1_000_000 / 8;
/** Lighthouse's profile of a phone of the middle class on slow 4G. */
const LATENCY_MS = 150;
const BYTES_PER_SECOND = 1.6 * MEGABIT;
const CPU_SLOWER = 4;
/** What counts as good: https://web.dev/articles/lcp */
const PAINT_MS_MAX = 2_500;
/** Others work on the same machine, and can only make a page slower: what counts is the quickest of so many. */
const TRIES = 20;
/** The page is at rest when nothing larger has been painted for so long. */
const REST_MS = 700;

const LARGEST = `new Promise((resolve) => {
  let last = null;
  let timer;
  const rest = () => { clearTimeout(timer); timer = setTimeout(() => resolve(last), ${REST_MS}); };
  new PerformanceObserver((list) => {
    for (const { startTime, element, size } of list.getEntries()) last = { at: startTime, what: element?.className || element?.nodeName, size };
    rest();
  }).observe({ type: "largest-contentful-paint", buffered: true });
  rest();
})`;

interface Painted {
  readonly at: number;
  readonly what: string;
}

async function slow(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWER });
}

const MERCHANT = "slow-shop";
const BUYER = "slow-buyer";

let portals: Portals;
beforeAll(async () => {
  portals = await openPortals();
  await portals.openShop(MERCHANT, ["return-freight", "transit-damage"]);
  const now = await portals.now();
  await portals.feed(television({ orderId: "an-order-to-load", merchantId: MERCHANT, buyerId: BUYER, now }));
});
afterAll(() => portals?.close());

it.each<readonly [string, Who, string]>([
  ["the buyer's", { role: "buyer", buyerId: BUYER }, "/buyer"],
  ["the shop's", { role: "stranger" }, "/shop"],
  ["a merchant's", { role: "merchant", merchantId: MERCHANT }, "/console"],
  ["an adjuster's", { role: "adjuster" }, "/console"],
])("%s first page is there in time", async (_name, who, path) => {
  const painted: Painted[] = [];
  while (painted.length < TRIES && !painted.some(({ at }) => at <= PAINT_MS_MAX)) {
    const { page, leave } = await portals.enter(who, { path, viewport: PHONE, prepare: slow });
    await page.locator("h1").first().waitFor();
    await page.waitForLoadState("networkidle");
    painted.push(await page.evaluate<Painted>(LARGEST));
    await leave();
  }
  console.log(`${path}: ${painted.map(({ at, what }) => `${Math.round(at)} ms (${what})`).join(", ")}`);
  expect(Math.min(...painted.map(({ at }) => at))).toBeLessThanOrEqual(PAINT_MS_MAX);
});
