// What the browser tests of the portals share: the built product, a browser, pages of people who are signed in, and a
// marketplace that feeds what they look at.

import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { StaffRole } from "@anxin/server/people/staff";
import type { SandboxAccess } from "@anxin/server/sandbox/seed";
import { openBrowser } from "@anxin/server/testing/browser";
import { type Client, connectClient } from "@anxin/sim/client";
import { settle, timePasses } from "@anxin/sim/marketplace";
import { openProduct, type Product } from "@anxin/sim/product";
import { tokenOf } from "@anxin/sim/staff";
import { readAccess } from "@anxin/sim/story/sandbox";
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** Whom a page belongs to. Of staff there are two adjusters and two supervisors: the first is number 0. */
export type Who =
  | { readonly role: "buyer"; readonly buyerId: string }
  | { readonly role: "merchant"; readonly merchantId: string }
  | { readonly role: StaffRole; readonly number?: number }
  | { readonly role: "stranger" };

export type TestLanguage = "zh-CN" | "en" | "en-XA";
export type TestTheme = "light" | "dark";

export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1440, height: 900 } as const;
const PHONE_WIDTH_MAX = 600;

export interface Wish {
  /** Where to go, such as `/buyer`; nowhere when left out. */
  readonly path?: string;
  readonly language?: TestLanguage;
  readonly theme?: TestTheme;
  /** A narrow one is a phone: with fingers, and without a mouse. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  readonly options?: BrowserContextOptions;
}

export interface Visited {
  readonly page: Page;
  /** What went wrong on the page: whatever it says on its console, and violations of its policy. Expect it to stay empty. */
  readonly problems: string[];
  /** Closes the page and its profile. */
  leave(): Promise<void>;
}

/** An answer to `POST /v1/orders`, as far as tests read it. */
export interface Fed {
  readonly orderId: string;
  readonly outcome: string;
  readonly policies: readonly { readonly policyId: string; readonly product: string; readonly status: string }[];
  readonly declined: readonly { readonly product: string; readonly code: string }[];
  readonly claims: readonly { readonly claimId: string; readonly product: string; readonly status: string }[];
  readonly problem: unknown;
}

export interface Portals {
  readonly url: string;
  readonly access: SandboxAccess;
  /** The marketplace's server, with the key of its tenant. */
  readonly marketplace: Client;
  /** The token of a member of staff, who signs in once: a one-time code works only once. */
  token(role: StaffRole, number?: number): Promise<string>;
  /** A member of staff, who calls the API without a page. */
  staff(role: StaffRole, number?: number): Promise<Client>;
  /** A page of a new profile in which this person is signed in. */
  enter(who: Who, wish?: Wish): Promise<Visited>;
  /** Another page of a person in a profile that is open: a second tab. */
  tab(visited: Visited, path: string): Promise<Visited>;
  /** A shop with a full wallet that gives these covers with everything it sells. */
  openShop(merchantId: string, products: readonly string[]): Promise<void>;
  /** Tells orders as they now stand; none may be rejected. */
  feed(...orders: readonly object[]): Promise<readonly Fed[]>;
  /** Business time. */
  now(): Promise<number>;
  /** Has everything done that is due now. */
  settle(): Promise<void>;
  /** Lets business time pass, an ISO 8601 duration, with everything that falls due on the way. */
  moveClock(duration: string): Promise<void>;
  close(): Promise<void>;
}

/** A slow machine is slow, not wrong. */
const WAIT_MS_MAX = 20_000;
const TOP_UP_FEN = 10_000_000;
const ONE_TIME_CODE_MS = 30_000;
/** Tests are not people: they may call as often as they like. */
const FAST = {
  ANXIN_PEOPLE_REQUESTS_PER_SECOND_MAX: "100000",
  ANXIN_PUBLIC_REQUESTS_PER_SECOND_MAX: "100000",
  ANXIN_SIGN_INS_PER_MINUTE_MAX: "100000",
} as const;

type Settings = Readonly<Record<string, string>>;

interface Started {
  readonly access: SandboxAccess;
  close(): Promise<void>;
}

/**
 * The built product on a directory of its own; or the one that runs already on the directory that ANXIN_TEST_DATA names, for
 * those who write a test and run it often.
 */
async function startProduct(settings: Settings): Promise<Started> {
  const running = process.env["ANXIN_TEST_DATA"];
  if (running !== undefined && running !== "") {
    return { access: readAccess(running, "en") as SandboxAccess, close: async () => undefined };
  }
  const product: Product = await openProduct({ settings: { ...FAST, ...settings } });
  await product.start();
  return { access: product.access(), close: () => product.close() };
}

/** Tokens of staff, by role and number. A one-time code works only once: where it was used, the next one is waited for. */
function tokensOf(access: SandboxAccess): (role: StaffRole, number: number) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  const open = (role: StaffRole, number: number): Promise<string> =>
    tokenOf(access, role, number).catch(async (error: unknown) => {
      if (!String(error).includes("totp_wrong")) throw error;
      await delay(ONE_TIME_CODE_MS);
      return tokenOf(access, role, number);
    });
  return (role, number) => {
    const name = `${role} ${number}`;
    const token = known.get(name) ?? open(role, number);
    known.set(name, token);
    return token;
  };
}

/** Notes everything that a page complains about. */
function listenTo(page: Page): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(`${error.message}\n${error.stack ?? ""}`));
  return problems;
}

/** Pages that are closed on the way leave nothing behind to complain about. */
async function openPage(
  context: BrowserContext,
  path: string | undefined,
  prepare?: Wish["prepare"],
): Promise<Visited> {
  const page = await context.newPage();
  const problems = listenTo(page);
  await prepare?.(page);
  if (path !== undefined) await page.goto(path);
  return { page, problems, leave: () => context.close() };
}

async function openContext(browser: Browser, url: string, wish: Wish): Promise<BrowserContext> {
  const { language = "zh-CN", theme = "light", viewport = PHONE, options } = wish;
  const isPhone = viewport.width <= PHONE_WIDTH_MAX;
  const context = await browser.newContext({
    baseURL: url,
    locale: language === "zh-CN" ? "zh-CN" : "en-US",
    timezoneId: "Asia/Shanghai",
    colorScheme: theme,
    reducedMotion: "reduce",
    viewport,
    hasTouch: isPhone,
    isMobile: isPhone,
    ...options,
  });
  context.setDefaultTimeout(WAIT_MS_MAX);
  // What is chosen on the page later stays chosen.
  await context.addInitScript(
    `try { localStorage.getItem("anxin-language") ?? localStorage.setItem("anxin-language", "${language}"); } catch {}`,
  );
  return context;
}

/** Starts everything; takes a few seconds. Once for each file of tests; `settings` are further ones of the product's. */
export async function openPortals(settings: Settings = {}): Promise<Portals> {
  const product = await startProduct(settings);
  const { access } = product;
  const { url, apiKey } = access;
  const browser = await openBrowser();
  const marketplace = connectClient(url, apiKey);
  const token = tokensOf(access);

  async function cookieOf(who: Exclude<Who, { role: "stranger" }>): Promise<string> {
    if (who.role !== "buyer" && who.role !== "merchant")
      return token(who.role, "number" in who ? (who.number ?? 0) : 0);
    const opened = (await marketplace.ok("POST", "/v1/portal-sessions", { body: who })) as { readonly token: string };
    return opened.token;
  }

  return {
    url,
    access,
    marketplace,
    token: (role, number = 0) => token(role, number),
    staff: async (role, number = 0) => connectClient(url, await token(role, number)),
    async enter(who, wish = {}) {
      const context = await openContext(browser, url, wish);
      if (who.role !== "stranger") {
        const session = { name: "anxin_session", value: await cookieOf(who) };
        await context.addCookies([{ ...session, url, httpOnly: true, sameSite: "Lax" }]);
      }
      return openPage(context, wish.path, wish.prepare);
    },
    tab: ({ page }, path) => openPage(page.context(), path),
    async openShop(merchantId, products) {
      const path = `/v1/merchants/${encodeURIComponent(merchantId)}`;
      const returnAddress = { province: "浙江省", city: "杭州市" };
      const merchant = { name: merchantId, returnAddress, tier: "standard", since: "2025-01-01T00:00:00.000Z" };
      await marketplace.ok("PUT", path, { body: merchant });
      await marketplace.ok("POST", `${path}/wallet/top-ups`, {
        key: `top-up ${merchantId}`,
        body: { amount: TOP_UP_FEN },
      });
      for (const product of products) {
        await marketplace.ok("PUT", `${path}/enrolments/${product}`, {
          body: { scope: { all: true }, status: "active" },
        });
      }
    },
    async feed(...orders) {
      const { results } = (await marketplace.ok("POST", "/v1/orders", { body: { orders } })) as {
        readonly results: readonly Fed[];
      };
      const rejected = results.find(({ outcome }) => outcome === "rejected");
      if (rejected !== undefined) throw new Error(`order ${rejected.orderId}: ${JSON.stringify(rejected.problem)}`);
      return results;
    },
    async now() {
      const { now } = (await marketplace.ok("GET", "/v1/sandbox/clock")) as { readonly now: string };
      return Date.parse(now);
    },
    settle: () => settle(marketplace),
    moveClock: (duration) => timePasses(marketplace, duration),
    async close() {
      await browser.close();
      await product.close();
    },
  };
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/**
 * What axe objects to on a page as it stands, one sentence for each rule. It does not load style sheets a second time: its way
 * of doing so is against the pages' policy.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<readonly Violation[]>(
    "axe.run(document, { preload: false }).then((results) => results.violations)",
  );
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`,
  );
}

/** What is wider than the page and would have it scroll sideways. */
export function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((each) => each.getBoundingClientRect().right > clientWidth + 1)
      .map((each) => each.tagName + "." + each.className + ": " + each.textContent.slice(0, 40));
  })()`);
}

/** Cumulative layout shift, https://web.dev/articles/cls: what moves by itself, as a share of the window. 0.1 counts as good. */
const SHIFT_MAX = 0.05;
const SHIFTED = `new Promise((resolve) => {
  const shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve({
    score: shifts.filter((each) => !each.hadRecentInput).reduce((sum, each) => sum + each.value, 0),
    moved: shifts.flatMap((each) => each.sources).map(({ node }) => node?.className ?? node?.nodeName).join(", "),
  }), 0);
})`;

/** What moved by itself since the page was asked for, where it is more than it may be. */
export async function shifted({ page }: Pick<Visited, "page">): Promise<readonly string[]> {
  const { score, moved } = await page.evaluate<{ readonly score: number; readonly moved: string }>(SHIFTED);
  return score > SHIFT_MAX ? [`moved by ${score.toFixed(3)}: ${moved}`] : [];
}

/** What can be pressed and is smaller than `least` pixels either way; links inside a sentence are let off, as WCAG 2.5.8 does. */
export function tooSmall(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const inSentence = (each) => each.matches("a") && getComputedStyle(each).display === "inline";
    const seen = [...document.querySelectorAll("a, button, select, summary, input:not([type=hidden]), textarea, [role=tab]")];
    return seen
      .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !inSentence(each))
      .map((each) => {
        const label = each.matches("input[type=checkbox], input[type=radio], input[type=file]") ? each.closest("label") ?? each.labels?.[0] : null;
        const boxes = [each, label].filter(Boolean).map((part) => part.getBoundingClientRect());
        return { each, width: Math.max(...boxes.map((box) => box.width)), height: Math.max(...boxes.map((box) => box.height)) };
      })
      .filter(({ width, height }) => width > 1 && (width < ${least} || height < ${least}))
      .map(({ each, width, height }) => each.tagName + " " + (each.getAttribute("aria-label") ?? each.textContent).slice(0, 40) + " " + Math.round(width) + "x" + Math.round(height));
  })()`);
}

/** Where pictures of pages go that somebody wants to look at; nowhere unless ANXIN_SCREENSHOTS names a folder. */
export async function picture({ page }: Pick<Visited, "page">, name: string): Promise<void> {
  const folder = process.env["ANXIN_SCREENSHOTS"];
  if (folder === undefined || folder === "") return;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
