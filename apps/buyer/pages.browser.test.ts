import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sentBack, shirt, television } from "../testing/goods.js";
import {
  DESKTOP,
  openPortals,
  type Portals,
  picture,
  shifted,
  sideways,
  tooSmall,
  violations,
} from "../testing/portal.js";

/** A busy machine takes its time to start everything. */
vi.setConfig({ hookTimeout: 180_000 });

const MERCHANT = "buyer-pages-shop";
const INITIAL_JS_MAX = 170_000;
const SCRIPT = `<img src=x onerror="window.xss=1">`;

let portals: Portals;
let routes: readonly (readonly [name: string, path: string])[] = [];
const buyerId = `pages-${randomUUID().slice(0, 8)}`;
const buyer = { role: "buyer", buyerId } as const;

beforeAll(async () => {
  portals = await openPortals();
  await portals.openShop(MERCHANT, ["transit-damage", "quality", "return-freight"]);
  const now = await portals.now();
  const own = { merchantId: MERCHANT, buyerId, now };
  const back = shirt({ ...own, orderId: `${buyerId}-2`, title: SCRIPT });
  const [broken] = await portals.feed(television({ ...own, orderId: `${buyerId}-1` }), back);
  const [, returned] = await portals.feed(back, sentBack(back, now));
  await portals.settle();
  const damage = broken?.policies.find(({ product }) => product === "transit-damage")?.policyId;
  const freight = broken?.policies.find(({ product }) => product === "return-freight")?.policyId;
  const claimId = returned?.claims[0]?.claimId;
  routes = [
    ["home", "/buyer"],
    ["cover", `/buyer/covers/${damage}`],
    ["cover-by-itself", `/buyer/covers/${freight}`],
    ["claiming", `/buyer/covers/${damage}/claim`],
    ["claiming-in-vain", `/buyer/covers/${freight}/claim`],
    ["claims", "/buyer/claims"],
    ["claim", `/buyer/claims/${claimId}`],
    ["questions", "/buyer/guide"],
    ["compare", "/buyer/guide/compare"],
    ["choose", "/buyer/guide/choose"],
    ["notices", "/buyer/notices"],
    ["settings", "/buyer/settings"],
    ["nowhere", "/buyer/nowhere"],
  ];
});
afterAll(() => portals.close());

describe.each(["zh-CN", "en"] as const)("every page in %s", (language) => {
  it.each(["light", "dark"] as const)(
    "has nothing that axe objects to, scrolls one way, and fits a thumb: %s",
    async (theme) => {
      const visited = await portals.enter(buyer, { language, theme });
      const { page, problems } = visited;
      for (const [name, path] of routes) {
        await page.goto(path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForLoadState("networkidle");
        expect(await page.locator("html").getAttribute("lang")).toBe(language);
        expect(await violations(page), name).toEqual([]);
        expect(await sideways(page), name).toEqual([]);
        expect(await tooSmall(page, 44), name).toEqual([]);
        expect(await page.getByRole("alert").count(), name).toBe(0);
        expect(problems, name).toEqual([]);
        await picture(visited, `${language}-${theme}-${name}`);
      }
      expect(await page.evaluate("window.xss")).toBeUndefined();
      await visited.leave();
    },
    120_000,
  );
});

it("every page is good on a wide screen too", async () => {
  const visited = await portals.enter(buyer, { viewport: DESKTOP });
  for (const [name, path] of routes) {
    await visited.page.goto(path);
    await visited.page.getByRole("heading", { level: 1 }).waitFor();
    await visited.page.waitForLoadState("networkidle");
    expect(await violations(visited.page), name).toEqual([]);
    expect(await sideways(visited.page), name).toEqual([]);
    await picture(visited, `wide-${name}`);
  }
  expect(visited.problems).toEqual([]);
  await visited.leave();
}, 120_000);

it("longer words fit: nothing is clipped in the pseudo-language", async () => {
  const { page, leave } = await portals.enter(buyer, { language: "en-XA" });
  for (const [name, path] of routes) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await sideways(page), name).toEqual([]);
    const clipped = await page.evaluate<readonly string[]>(
      "[...document.querySelectorAll('button, a, h1, h2, h3, label, summary, p, dt, dd')].filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline' && !each.matches('.by-file-name, .ax-unseen')).map((each) => each.textContent)",
    );
    expect(clipped, name).toEqual([]);
  }
  await leave();
}, 120_000);

it("the first page brings little script, and does not jump", async () => {
  const scripts = new Map<string, number>();
  const visited = await portals.enter(buyer, {
    prepare: async (page) => {
      page.on("response", (response) => {
        if (!response.url().endsWith(".js")) return;
        void response.body().then((body) => scripts.set(response.url(), gzipSync(body).length));
      });
    },
    path: "/buyer",
  });
  const { page } = visited;
  await page.getByRole("link", { name: "报案理赔 物流破损险" }).waitFor();
  await page.waitForLoadState("networkidle");
  const bytes = [...scripts.values()].reduce((sum, each) => sum + each, 0);
  process.stdout.write(`buyer, initial JavaScript: ${bytes} bytes gzip in ${scripts.size} files\n`);
  expect(scripts.size).toBeGreaterThan(2);
  expect(bytes).toBeLessThanOrEqual(INITIAL_JS_MAX);
  expect(await shifted(visited)).toEqual([]);
  await visited.leave();
});

describe("whoever comes", () => {
  it("without a session is told to come from the marketplace", async () => {
    const visited = await portals.enter({ role: "stranger" }, { path: "/buyer/claims" });
    const { page } = visited;
    await page.getByRole("heading", { name: "请从购物平台进入" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.getByRole("link", { name: "返回首页" }).getAttribute("href")).toBe("/");
    await picture(visited, "door");
    await visited.leave();
  });

  it("as somebody else is not shown a buyer's page", async () => {
    const { page, leave } = await portals.enter({ role: "merchant", merchantId: MERCHANT }, { path: "/buyer" });
    await page.getByText("当前登录的不是消费者", { exact: false }).waitFor();
    await leave();
  });

  it("leaves by signing out", async () => {
    const { page, leave } = await portals.enter({ role: "buyer", buyerId: `${buyerId}-leaves` }, { path: "/buyer" });
    await page.getByText("还没有保障").waitFor();
    await page.getByRole("link", { name: "设置" }).tap();
    await page.getByRole("button", { name: "退出登录" }).tap();
    await page.getByRole("heading", { name: "请从购物平台进入" }).waitFor();
    await leave();
  });
});

describe("a buyer", () => {
  it("is told which cover suits, and nothing is ticked before", async () => {
    const visited = await portals.enter(buyer, { path: "/buyer/guide/choose" });
    const { page, problems } = visited;
    await page.getByRole("radio", { name: "易碎品" }).waitFor();
    expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
    await page.getByRole("radio", { name: "易碎品" }).check();
    await page.getByRole("checkbox", { name: "破碎、断裂" }).check();
    const found = page.getByRole("list", { name: "适合的保障" });
    await found.getByRole("heading", { name: "物流破损险" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(visited, "chosen");
    expect(problems).toEqual([]);
    await visited.leave();
  });

  it("chooses which messages they get, as far as they may", async () => {
    const { page, problems, leave } = await portals.enter(buyer, { path: "/buyer/notices" });
    const ending = page.getByRole("checkbox", { name: "保障即将到期" });
    const kept = page.waitForResponse((response) => response.request().method() === "PUT" && response.ok());
    await ending.uncheck();
    await kept;
    await page.reload();
    await ending.waitFor();
    expect(await ending.isChecked()).toBe(false);
    expect(await page.getByRole("checkbox", { name: "理赔结论通知" }).isDisabled()).toBe(true);
    expect(problems).toEqual([]);
    await leave();
  });

  it("changes the language and the looks, and finds them so the next time", async () => {
    const { page, leave } = await portals.enter(buyer, { path: "/buyer/settings" });
    await page.getByLabel("语言", { exact: true }).selectOption("en");
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    await page.getByLabel("Appearance", { exact: true }).selectOption("dark");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await leave();
  });
});
