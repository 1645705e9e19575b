// What the browser tests of the demo shop share: a server that listens, a browser, and pages that notice whatever goes wrong.

import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { homeRoutes } from "../../home/routes.js";
import { type Marketplace, openMarketplace } from "../../order/testing/marketplace.js";
import { openDemoShops } from "../../sandbox/demo.js";
import { openBrowser } from "../../testing/browser.js";
import { GOODS } from "../goods.js";
import { demoRoutes } from "../routes.js";

/** The server's business time stands still here; the browser's clock begins at it and goes on. */
const NOW = "2026-11-11T00:00:00.000Z";
/** A slow machine is slow, not wrong. */
const WAIT_MS_MAX = 20_000;
const FIRST_TENANT = 1;
/** A badge and a list of covers for each of the goods. */
const ELEMENTS = 2 * GOODS.length;
/** Stops of the Tab key on the whole page, and some. */
const STOPS_MAX = 120;

export interface DemoShop {
  readonly market: Marketplace;
  readonly url: string;
  /** A page of a new profile. What it says on its console is kept in `problems`, violations of its policy too. */
  visit(wish?: Visit): Promise<Visited>;
  close(): Promise<void>;
}

interface Visit extends BrowserContextOptions {
  readonly language?: "zh-CN" | "en";
  readonly theme?: "light" | "dark";
  /** Before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Whether to wait until all elements have their offer. */
  readonly ready?: boolean;
}

export interface Visited {
  readonly page: Page;
  readonly problems: readonly string[];
}

async function visit(
  browser: Browser,
  url: string,
  { language = "zh-CN", theme = "light", prepare, ready = true, ...options }: Visit = {},
): Promise<Visited> {
  const context = await browser.newContext({
    locale: language,
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(WAIT_MS_MAX);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  await page.clock.install({ time: NOW });
  await prepare?.(page);
  await page.goto(`${url}/demo?language=${language}&theme=${theme}`);
  if (ready) await settled(page);
  return { page, problems };
}

/** Waits until every element of the page knows its offer. */
export async function settled(page: Page): Promise<void> {
  await page
    .locator("anxin-badge[state=ready], anxin-covers[state=ready]")
    .nth(ELEMENTS - 1)
    .waitFor();
}

/** Details of an event that bubbled to the page, from the first on that came after `listen`. */
export const listen = (page: Page, event: string): Promise<unknown> =>
  page.evaluate(
    `globalThis.heard ??= {}; heard["${event}"] = []; document.addEventListener("${event}", ({ detail }) => heard["${event}"].push(detail)); null`,
  );
export const heard = <T = unknown>(page: Page, event: string): Promise<readonly T[]> =>
  page.evaluate<readonly T[]>(`heard["${event}"]`);

/** What the checkout form would post under this name; null for nothing. */
export const posted = (page: Page, name: string): Promise<string | null> =>
  page.evaluate<string | null>(`new FormData(document.querySelector("form")).get("${name}")`);

/** Whether the element has the focus, also inside a shadow tree. */
export const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((each: { matches(selector: string): boolean }) => each.matches(":focus"));

/** How the browser outlines whatever has the focus. */
export const focusOutline = (page: Page): Promise<string> =>
  page.evaluate<string>(
    "(() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return getComputedStyle(at).outlineStyle; })()",
  );

/** Goes on with Tab until the element has the focus; fails when it never gets it. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let steps = 0; steps < STOPS_MAX; steps++) {
    if (await hasFocus(element)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${element}`);
}

/** A server with the demo shop, on a database of its own, and a browser. The shops open by themselves at the first question. */
export async function openDemoShop(): Promise<DemoShop> {
  const market: Marketplace = await openMarketplace(["return-freight"], {
    config: { mode: "sandbox" },
    more: [
      (api, context) =>
        homeRoutes(api, context, {
          ...{ tenantId: FIRST_TENANT, users: [] },
          openShops: () => openDemoShops(api, market.server.tenant.apiKey),
        }),
      (api) => demoRoutes(api, () => market.server.tenant.apiKey),
    ],
  });
  const { api } = market.server;
  await api.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(api.server.address() as AddressInfo).port}`;
  const browser = await openBrowser();
  return {
    market,
    url,
    visit: (wish) => visit(browser, url, wish),
    async close() {
      await browser.close();
      await market.close();
    },
  };
}
