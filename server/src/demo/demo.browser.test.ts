import axe from "axe-core";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type DemoShop,
  focusOutline,
  hasFocus,
  heard,
  listen,
  openDemoShop,
  posted,
  settled,
  tabTo,
} from "./testing/shop.js";

vi.setConfig({ testTimeout: 120_000 });

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const badgeOf = (page: Page, sku: string): Locator => page.locator(`anxin-badge[line-id=${sku}]`);
const coversOf = (page: Page, sku: string): Locator => page.locator(`anxin-covers[line-id=${sku}]`);

interface Selection {
  readonly lineId: string;
  readonly covers: readonly {
    readonly product: string;
    readonly quote: string;
    readonly consent: { readonly shownAt: string; readonly agreedAt: string; readonly texts: readonly object[] };
  }[];
  readonly consent: readonly { readonly texts: readonly { readonly kind: string; readonly url: string }[] }[];
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[];
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<readonly Violation[]>("axe.run(document).then((results) => results.violations)");
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`,
  );
}

describe.each(["zh-CN", "en"] as const)("the demo shop in %s", (language) => {
  it.each(["light", "dark"] as const)(
    "has nothing that axe objects to, closed and open, wide and narrow: %s",
    async (theme) => {
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const { page, problems } = await shop.visit({ language, theme, viewport });
        expect(await violations(page)).toEqual([]);
        await page.getByRole("checkbox").first().check();
        await badgeOf(page, "demo-vase").getByRole("button").click();
        await page.getByRole("dialog").waitFor();
        expect(await violations(page)).toEqual([]);
        expect(problems, "nothing on the console, and nothing against the page's policy").toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(
          0,
        );
        await page.context().close();
      }
    },
  );
});

/** What a screen reader adds to a control's name. */
const describedBy = (control: Locator): Promise<string> =>
  control.evaluate((each: { ariaDescribedByElements: readonly { textContent: string }[] }) =>
    each.ariaDescribedByElements.map(({ textContent }) => textContent).join(" "),
  );

describe("what screen readers are told", () => {
  it("is Chinese on a Chinese page", async () => {
    const { page } = await shop.visit();
    const badge = badgeOf(page, "demo-phone");
    await badge.getByRole("button", { name: /^安心 品质保障险 · ?最高 8498 元 另 1 项$/, expanded: false }).click();
    const panel = page.getByRole("dialog", { name: "安心：已含保障" });
    await panel.getByRole("link", { name: "查看条款：物流破损险（在新窗口打开）" }).waitFor();
    await panel.getByRole("button", { name: "关闭" }).click();
    const covers = coversOf(page, "demo-phone");
    await covers.getByRole("list", { name: "已含保障" }).waitFor();
    const option = covers.getByRole("group", { name: /^可选保障/ });
    const box = option.getByRole("checkbox", { name: /^碎屏险 推荐 ¥\d+\.\d\d$/ });
    expect(await describedBy(box)).toMatch(/最高 3999\.00 元.*推荐理由：.*保额 3999 元，报价有效至 11月12日\s08:00$/);
    await page.context().close();
  });

  it("is English on an English page, without a Chinese word left", async () => {
    const { page } = await shop.visit({ language: "en" });
    const covers = coversOf(page, "demo-phone");
    await covers.getByRole("list", { name: "Included cover" }).waitFor();
    const option = covers.getByRole("group", { name: /^Optional cover/ });
    const box = option.getByRole("checkbox", { name: /^Cracked screen Recommended ¥\d+\.\d\d$/ });
    expect(await describedBy(box)).toMatch(/Why: .*Sum insured ¥3999; quote valid until\s12\sNov,\s08:00$/);
    await badgeOf(page, "demo-phone")
      .getByRole("button", { name: /up to ¥8498 1 more$/ })
      .click();
    await page.getByRole("dialog", { name: "Anxin: Included cover" }).getByRole("button", { name: "Close" }).waitFor();
    for (const element of await page.locator("anxin-badge, anxin-covers").all()) {
      expect(await element.ariaSnapshot()).not.toMatch(/\p{Script=Han}/u);
    }
    await page.context().close();
  });
});

describe("a buyer", () => {
  it("finds nothing ticked, not even on coming back", async () => {
    const { page } = await shop.visit();
    const ticked = page.getByRole("checkbox", { checked: true });
    expect(await page.getByRole("checkbox").count()).toBeGreaterThan(3);
    expect(await ticked.count()).toBe(0);
    await page.getByRole("checkbox").first().check();
    await page.reload();
    await settled(page);
    expect(await ticked.count()).toBe(0);
    await page.goto("about:blank");
    await page.goBack();
    await settled(page);
    expect(await ticked.count(), "browsers restore forms; these start anew").toBe(0);
    await page.context().close();
  });

  it("gets by without a mouse: opens, closes, ticks, and is back where they were", async () => {
    const { page } = await shop.visit();
    const button = badgeOf(page, "demo-phone").getByRole("button", { name: "安心" });
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog");
    await panel.waitFor();
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Tab");
    expect(await panel.locator(":focus").count(), "Tab leads from the badge into its panel").toBe(1);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    expect(await hasFocus(button)).toBe(true);
    expect(await button.getAttribute("aria-expanded")).toBe("false");

    await listen(page, "anxin-change");
    const box = coversOf(page, "demo-phone").getByRole("checkbox", { name: "碎屏险" });
    await tabTo(page, box);
    expect(await focusOutline(page), "the focus is seen").toBe("solid");
    await page.keyboard.press("Space");
    expect(await box.isChecked()).toBe(true);
    expect(await hasFocus(box)).toBe(true);
    expect((await heard<Selection>(page, "anxin-change")).at(-1)?.covers.map(({ product }) => product)).toEqual([
      "screen-crack",
    ]);
    await page.keyboard.press("Space");
    expect((await heard<Selection>(page, "anxin-change")).at(-1)?.covers).toEqual([]);
    await page.context().close();
  });

  it("reads the terms in the language of the page, beside the checkout", async () => {
    const { page } = await shop.visit({ language: "en", locale: "zh-CN" });
    const link = coversOf(page, "demo-phone").getByRole("link", { name: /^Terms: Cracked screen/ });
    const [terms] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await terms.waitForLoadState();
    expect(await terms.locator("html").getAttribute("lang")).toBe("en");
    await page.context().close();
  });

  it.each([
    ["with a mouse", false, 24],
    ["with a finger", true, 44],
  ])("hits every control %s", async (_, hasTouch, least) => {
    const { page } = await shop.visit({ hasTouch, isMobile: hasTouch, viewport: { width: 390, height: 844 } });
    await badgeOf(page, "demo-vase").getByRole("button").click();
    await page.getByRole("dialog").waitFor();
    const targets = page.locator(
      "anxin-badge button, anxin-covers button, anxin-badge a, anxin-covers a, anxin-covers label",
    );
    for (const target of await targets.all()) {
      const box = await target.boundingBox();
      if (box !== null) expect(Math.min(box.height, box.width), await target.innerText()).toBeGreaterThanOrEqual(least);
    }
    await page.context().close();
  });
});

describe("what is ticked", () => {
  it("is told and posted with exactly its quotes, and buys the cover with a whole consent", async () => {
    const { page } = await shop.visit({ language: "en" });
    const offer = await page.evaluate<{
      readonly optional: readonly { readonly product: string; readonly quote: string; readonly premium: number }[];
    }>("document.querySelector('anxin-covers[line-id=demo-phone]').offer.lines[0]");
    await listen(page, "anxin-change");
    const covers = coversOf(page, "demo-phone");
    await covers.getByRole("checkbox", { name: "Cracked screen" }).check();
    await covers.getByRole("checkbox", { name: "Extended" }).check();
    await covers.getByRole("checkbox", { name: "Return freight" }).check();
    await covers.getByRole("checkbox", { name: "Return freight" }).uncheck();
    const told = await heard<Selection>(page, "anxin-change");
    const last = told.at(-1);
    expect(told.map((each) => each.covers.length)).toEqual([1, 2, 3, 2]);
    expect(last?.lineId).toBe("demo-phone");
    const wanted = ["extended-warranty", "screen-crack"];
    const chosen = offer.optional.filter(({ product }) => wanted.includes(product));
    expect(last?.covers.map(({ product, quote }) => ({ product, quote }))).toEqual(
      chosen.map(({ product, quote }) => ({ product, quote })),
    );
    const premium = chosen.reduce((sum, each) => sum + each.premium, 0);
    expect(last?.consent.flatMap(({ texts }) => texts.map(({ url }) => url))).toContain(
      `${shop.url}/v1/products/screen-crack/versions/1/terms?language=en`,
    );
    expect(JSON.parse((await posted(page, "covers.demo-phone")) ?? "")).toEqual(last);
    expect(await page.locator("[data-sum=covers]").innerText()).toBe(`¥${(premium / 100).toFixed(2)}`);
    await page.getByRole("button", { name: "Place order" }).click();
    expect(await page.getByRole("log").innerText()).toContain("covers.demo-phone");

    expect(await buy(last?.covers ?? [])).toEqual([
      { product: "extended-warranty", payer: "buyer", gaps: [] },
      { product: "screen-crack", payer: "buyer", gaps: [] },
    ]);

    await page.getByRole("button", { name: "Clear choice" }).click();
    expect(JSON.parse((await posted(page, "covers.demo-phone")) ?? "")).toMatchObject({ covers: [], consent: [] });
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
    await page.context().close();
  });

  /** Sends the order with these covers, as the shop's server would; answers the policies that the buyer bought. */
  async function buy(covers: Selection["covers"]): Promise<readonly object[]> {
    const { server, feed } = shop.market;
    shop.market.server.clock.advance(60_000);
    const { results } = await feed([
      {
        ...{ orderId: "D-1", version: 1, currency: "CNY", merchantId: "demo-electric", buyerId: "demo-buyer-1" },
        payee: { channel: "alipay", account: "demo@example.com", name: "演示用户" },
        shipTo: { province: "四川省", city: "成都市" },
        placedAt: "2026-11-11T00:01:00.000Z",
        paidAt: "2026-11-11T00:01:00.000Z",
        lines: [
          {
            ...{ lineId: "1", sku: "demo-phone", title: "手机", category: "digital", unitPrice: 399_900, quantity: 1 },
            covers,
          },
        ],
      },
    ]);
    const bought: object[] = [];
    for (const { policyId, product, payer } of results[0]?.policies ?? []) {
      if (payer !== "buyer") continue;
      const consent = await server.call("GET", `/v1/policies/${policyId}/consent`, { as: server.tenant.apiKey });
      bought.push({ product, payer, gaps: (consent.body as { gaps: unknown }).gaps });
    }
    return bought;
  }
});
