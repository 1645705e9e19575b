import type { Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type DemoShop, heard, listen, openDemoShop, posted, settled, tabTo } from "./testing/shop.js";

vi.setConfig({ testTimeout: 120_000 });

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const PHONE = "**/demo/offers/demo-phone";
const DAY_MS = 24 * 3_600_000;

const phone = (page: Page): Locator => page.locator("anxin-covers[line-id=demo-phone]");
const stateOf = (element: Locator): Promise<string | null> => element.getAttribute("state");
const nothing = { currency: "CNY", lines: [{ lineId: "demo-phone", included: [], optional: [], recommended: [] }] };

/** Holds every answer back until it is let go. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const hold = async (route: Route): Promise<void> => {
    await opened;
    await route.continue();
  };
  return { hold, open: () => open() };
}

describe("while an offer is on its way", () => {
  it("the place is kept, so that nothing jumps when it comes", async () => {
    const { hold, open } = gate();
    const { page } = await shop.visit({
      ready: false,
      prepare: async (each) => {
        await each.addInitScript(
          "globalThis.shift = 0; new PerformanceObserver((list) => { for (const each of list.getEntries()) shift += each.value; }).observe({ type: 'layout-shift', buffered: true });",
        );
        await each.route("**/demo/offers**", hold);
      },
    });
    const badge = page.locator("anxin-badge[state=loading]").first();
    await badge.waitFor();
    await phone(page).locator("[part=base][aria-busy=true]").waitFor();
    expect(await phone(page).getByText("正在加载保障信息").count()).toBe(1);
    expect(await posted(page, "covers.demo-phone"), "nothing is posted of an offer that is not there").toBeNull();
    open();
    await settled(page);
    expect(await phone(page).locator("[aria-busy=true]").count()).toBe(0);
    // Web Vitals call up to 0.1 good.
    expect(await page.evaluate<number>("shift")).toBeLessThan(0.05);
    await page.context().close();
  });

  it("a skeleton has as many rows as the page expects", async () => {
    const { hold, open } = gate();
    const { page } = await shop.visit({ ready: false, prepare: (each) => each.route(PHONE, hold) });
    await page.locator("anxin-covers[line-id=demo-phone][state=loading]").waitFor();
    expect(await phone(page).locator(".row").count()).toBe(5);
    open();
    await page.context().close();
  });
});

describe("when nothing is covered", () => {
  it("the badge is not there, and the checkout says so", async () => {
    const { page } = await shop.visit({
      ready: false,
      prepare: (each) => each.route("**/demo/offers**", (route) => route.fulfill({ json: nothing })),
    });
    const badge = page.locator("anxin-badge[line-id=demo-phone]");
    await page.locator("anxin-badge[line-id=demo-phone][state=empty]").waitFor({ state: "hidden" });
    expect(await badge.boundingBox()).toBeNull();
    await phone(page).getByText("这件商品暂无保障服务").waitFor();
    expect(await stateOf(phone(page))).toBe("empty");
    await page.context().close();
  });
});

describe("when an offer does not come", () => {
  it.each([
    ["the server fails", (route: Route) => route.fulfill({ status: 500, json: { code: "internal_error" } })],
    ["the network is gone", (route: Route) => route.abort()],
    ["the answer is no JSON", (route: Route) => route.fulfill({ body: "<html>" })],
    ["the answer is no offer", (route: Route) => route.fulfill({ json: { lines: [{ lineId: "demo-phone" }] } })],
  ])("because %s, both say so, and trying again from the keyboard works", async (_, fail) => {
    const { page } = await shop.visit({ ready: false, prepare: (each) => each.route("**/demo/offers**", fail) });
    const badge = page.locator("anxin-badge[line-id=demo-phone]");
    for (const element of [badge, phone(page)]) {
      await element.getByRole("alert").waitFor();
      expect(await element.getByRole("alert").innerText()).toContain("保障信息暂时无法加载");
    }
    await page.unroute("**/demo/offers**");
    for (const element of [badge, phone(page)]) {
      await tabTo(page, element.getByRole("button", { name: "重试" }));
      await page.keyboard.press("Enter");
      await element.and(page.locator("[state=ready]")).waitFor();
    }
    expect(
      await phone(page).locator("[part=base]:focus").count(),
      "who pressed the button goes on from what it brought",
    ).toBe(1);
    await page.context().close();
  });

  it("an offer that comes too late for the wait is a failure as well", async () => {
    const { hold, open } = gate();
    const { page } = await shop.visit({ ready: false, prepare: (each) => each.route(PHONE, hold) });
    await page.locator("anxin-covers[line-id=demo-phone][state=loading]").waitFor();
    await page.clock.fastForward(16_000);
    await phone(page).getByRole("alert").waitFor();
    open();
    await page.context().close();
  });
});

describe("when quotes run out", () => {
  it("ticks are let go, new quotes are fetched once, and the buyer is told", async () => {
    const { page } = await shop.visit();
    await listen(page, "anxin-expired");
    await listen(page, "anxin-change");
    const box = phone(page).getByRole("checkbox", { name: "碎屏险" });
    await box.check();
    const before = await posted(page, "covers.demo-phone");
    shop.market.server.clock.advance(DAY_MS + 60_000);
    const answered = page.waitForResponse(PHONE);
    await page.clock.fastForward(DAY_MS + 60_000);
    await answered;
    await settled(page);
    expect(await heard(page, "anxin-expired")).toContainEqual({ lineId: "demo-phone" });
    expect((await heard<{ covers: unknown }>(page, "anxin-change")).at(-1)).toMatchObject({ covers: [] });
    expect(await box.isChecked()).toBe(false);
    await phone(page).locator("[part=status]", { hasText: "报价已更新，请重新选择" }).waitFor();
    expect(await phone(page).getByRole("status").innerText()).toContain("报价已更新");
    await box.check();
    const after = await posted(page, "covers.demo-phone");
    expect(JSON.parse(after ?? "").covers[0].quote).not.toBe(JSON.parse(before ?? "").covers[0].quote);
    expect((await heard(page, "anxin-expired")).filter((each) => JSON.stringify(each).includes("phone"))).toHaveLength(
      1,
    );
    await page.context().close();
  });

  it("a device whose clock is wrong asks once more, and can buy all the same", async () => {
    let asked = 0;
    const { page } = await shop.visit({
      ready: false,
      prepare: async (each) => {
        await each.clock.setSystemTime("2031-01-01T00:00:00.000Z");
        await each.route(PHONE, (route) => {
          asked += 1;
          return route.continue();
        });
      },
    });
    const box = phone(page).getByRole("checkbox", { name: "碎屏险" });
    await vi.waitFor(() => expect(asked).toBe(2), { timeout: 20_000 });
    await settled(page);
    expect(await phone(page).getByText("报价有效至").count(), "an end that cannot be true is not shown").toBe(0);
    await box.check();
    expect(JSON.parse((await posted(page, "covers.demo-phone")) ?? "").covers).toHaveLength(1);
    expect(asked).toBe(2);
    await page.context().close();
  });

  it("without an address to ask, the page is asked, and nothing can be ticked meanwhile", async () => {
    const { page } = await shop.visit();
    await page.evaluate(
      "{ const own = document.createElement('anxin-covers'); own.id = 'own'; own.offer = document.querySelector('anxin-covers[line-id=demo-phone]').offer; own.setAttribute('line-id', 'demo-phone'); document.querySelector('main').prepend(own); }",
    );
    const own = page.locator("#own");
    await own.getByRole("checkbox").first().waitFor();
    await listen(page, "anxin-expired");
    // An offer that is long over, as a page has it that was left open for days.
    await page.evaluate(
      "{ const old = structuredClone(document.querySelector('#own').offer); for (const each of old.lines[0].optional) each.expiresAt = '2020-01-01T00:00:00.000Z'; document.querySelector('#own').offer = old; }",
    );
    await own.locator("[part=status]", { hasText: "报价已过期" }).waitFor();
    expect(await own.getByRole("checkbox", { disabled: true }).count()).toBeGreaterThan(0);
    await own.getByRole("button", { name: "重新获取报价" }).click();
    expect((await heard(page, "anxin-expired")).length).toBe(2);
    await page.evaluate(
      "document.querySelector('#own').offer = document.querySelector('anxin-covers[line-id=demo-phone]').offer",
    );
    await own.getByRole("checkbox", { disabled: false }).first().waitFor();
    await page.context().close();
  });
});

describe("the page around the elements", () => {
  it("may change its language: what the elements say follows, and so does the offer", async () => {
    const { page } = await shop.visit();
    await page.evaluate("document.documentElement.lang = 'en'");
    await phone(page)
      .getByRole("group", { name: /^Optional cover/ })
      .waitFor();
    await phone(page).getByRole("checkbox", { name: "Cracked screen" }).waitFor();
    await page
      .locator("anxin-badge[line-id=demo-phone]")
      .getByRole("button", { name: /^Anxin/ })
      .waitFor();
    await page.context().close();
  });

  it("may be read from right to left: the panel hangs on the other side, inside the page", async () => {
    const { page } = await shop.visit({ language: "en" });
    await page.evaluate("document.documentElement.dir = 'rtl'");
    const button = page.locator("anxin-badge[line-id=demo-tee] [part=badge]");
    await button.click();
    const panel = await page.getByRole("dialog").boundingBox();
    const badge = await button.boundingBox();
    expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeCloseTo((badge?.x ?? 0) + (badge?.width ?? 0), 0);
    await page.context().close();
  });

  it("may have little room below: the panel opens above", async () => {
    const { page } = await shop.visit({ viewport: { width: 1440, height: 640 } });
    const button = page.locator("anxin-badge[line-id=demo-tee] [part=badge]");
    await button.evaluate((each: { scrollIntoView(where: object): void }) => each.scrollIntoView({ block: "end" }));
    await button.click();
    const panel = await page.getByRole("dialog").boundingBox();
    expect((panel?.y ?? 0) + (panel?.height ?? 0)).toBeLessThanOrEqual((await button.boundingBox())?.y ?? 0);
    await page.context().close();
  });

  it("may be shown by an engine without popovers: the panel opens in the flow, and closes by Escape", async () => {
    const { page } = await shop.visit({
      prepare: (each) => each.addInitScript("delete HTMLElement.prototype.popover"),
    });
    const button = page.locator("anxin-badge[line-id=demo-phone]").getByRole("button", { name: "安心" });
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog");
    await panel.waitFor();
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    expect(await button.getAttribute("aria-expanded")).toBe("false");
    await page.context().close();
  });

  it("may disable the checkout: nothing can be ticked, and nothing is posted", async () => {
    const { page } = await shop.visit();
    await page.evaluate(
      "{ const off = document.createElement('fieldset'); off.disabled = true; const form = document.querySelector('form'); off.append(...form.childNodes); form.append(off); }",
    );
    await settled(page);
    expect(await phone(page).getByRole("checkbox", { disabled: false }).count()).toBe(0);
    expect(await posted(page, "covers.demo-phone")).toBeNull();
    await page.context().close();
  });
});
