// A day of the platform's: what is given away begins with a dry run and reaches the next order; what is stopped in an emergency
// is said on everybody's pages, and neither offered nor issued until it runs again.

import { randomUUID } from "node:crypto";
import { formatInstant, instant } from "@anxin/core/time";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { shirt, television } from "./testing/goods.js";
import { DESKTOP, type Fed, openPortals, type Portals, type Visited, type Who } from "./testing/portal.js";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let portals: Portals;
const run = randomUUID().slice(0, 8);
const [shop, buyerId] = [`day-${run}`, `day-${run}-buyer`];
beforeAll(async () => {
  portals = await openPortals();
  await portals.openShop(shop, ["transit-damage"]);
});
afterAll(() => portals?.close());

const atDesk = (who: Who, path: string): Promise<Visited> =>
  portals.enter(who, { path: `/console/${path}`, viewport: DESKTOP });

/** A shirt that is on its way since this moment. */
async function sellShirt(name: string): Promise<Fed | undefined> {
  const now = await portals.now();
  const at = formatInstant(instant(Math.floor(now)));
  const order = shirt({ orderId: `${shop}-${name}`, merchantId: shop, buyerId, now });
  const shipments = order.shipments.map(({ deliveredAt: _, ...parcel }) => ({ ...parcel, shippedAt: at }));
  const [fed] = await portals.feed({ ...order, placedAt: at, paidAt: at, shipments });
  return fed;
}

async function sellTelevision(name: string): Promise<Fed | undefined> {
  const now = await portals.now();
  const [fed] = await portals.feed(television({ orderId: `${shop}-${name}`, merchantId: shop, buyerId, now }));
  return fed;
}

const coversOf = (fed: Fed | undefined): readonly string[] => fed?.policies.map(({ product }) => product) ?? [];

/** What stands below a name, such as a figure's. */
const below = (page: Page, name: string): Promise<string> =>
  page
    .getByRole("term")
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator("xpath=following-sibling::dd[1]")
    .innerText();

it("a campaign that was tried on past orders gives the next order its cover, and says what that cost", async () => {
  expect(coversOf(await sellShirt("past"))).not.toContain("return-freight");
  const name = `满减 ${run}`;
  const { page, problems, leave } = await atDesk({ role: "platform" }, "platform/campaigns");
  await page.getByRole("link", { name: "新建活动" }).first().click();
  await page.getByLabel("名称").fill(name);
  await page.getByLabel("产品").selectOption({ label: "退货运费险" });
  await page.getByLabel("预算（元）").fill("500");
  await page.getByRole("button", { name: "试算" }).click();
  await page.getByText("符合的订单行").waitFor();
  expect(Number(await below(page, "送出")), "the order of before would have had one").toBeGreaterThanOrEqual(1);
  expect(await below(page, "花费")).toMatch(/^¥\d/);
  await page.getByRole("button", { name: "开始活动" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  expect(await below(page, "已用")).toBe("¥0.00");

  const given = await sellShirt("given");
  expect(given?.policies).toContainEqual(expect.objectContaining({ product: "return-freight", payer: "platform" }));
  await page.reload();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  expect(await below(page, "已用")).toMatch(/^¥0\.[1-9]/);
  const buyer = await portals.enter({ role: "buyer", buyerId }, { path: "/buyer" });
  const order = buyer.page.getByRole("region").filter({ hasText: `${shop}-given` });
  await order.getByRole("link", { name: "退货运费险", exact: true }).waitFor();
  await page.getByRole("button", { name: "结束" }).click();
  await page.getByRole("dialog", { name: "结束活动" }).getByRole("button", { name: "结束", exact: true }).click();
  await page.getByText("已结束").first().waitFor();
  expect(coversOf(await sellShirt("after"))).not.toContain("return-freight");
  expect([...problems, ...buyer.problems]).toEqual([]);
  await buyer.leave();
  await leave();
});

/** Throws the switch of issuing: one press, a reason, and one press. */
async function throwSwitch(page: Page, name: "停用" | "恢复", reason: string): Promise<void> {
  await page.getByRole("region", { name: "承保" }).getByRole("button", { name }).click();
  await page.getByRole("dialog").getByLabel("原因").fill(reason);
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

const banner = ({ page }: Visited, words: string) => page.getByRole("alert").filter({ hasText: words });

it("an emergency is said on everybody's pages, and nothing is offered or issued until it is over", async () => {
  const reason = `演练 ${run}`;
  expect(coversOf(await sellTelevision("before"))).toContain("transit-damage");
  const people = {
    adjuster: await atDesk({ role: "adjuster" }, "review"),
    finance: await atDesk({ role: "finance" }, "finance/payouts"),
    seller: await atDesk({ role: "merchant", merchantId: shop }, "merchant/overview"),
    buyer: await portals.enter({ role: "buyer", buyerId }, { path: "/buyer" }),
    shopper: await portals.enter({ role: "stranger" }, { path: "/shop/goods/demo-phone" }),
  };
  const { adjuster, finance, seller, buyer, shopper } = people;
  const platform = await atDesk({ role: "platform" }, "platform/switches");
  const covers = shopper.page.getByRole("listitem").filter({ hasText: "碎屏险" });
  await covers.first().waitFor();

  await throwSwitch(platform.page, "停用", reason);
  for (const colleague of [adjuster, finance]) await banner(colleague, reason).waitFor();
  for (const guest of [seller, buyer]) {
    await banner(guest, "新保单暂缓出具").waitFor();
    expect(await guest.page.getByText(reason).count(), "reasons stay in the house").toBe(0);
  }
  await shopper.page.reload();
  await shopper.page.getByText("这件商品没有保障").waitFor();
  expect(await covers.count()).toBe(0);
  const held = await sellTelevision("held");
  expect(held).toMatchObject({ policies: [], declined: [] });

  await throwSwitch(platform.page, "恢复", "演练结束");
  for (const guest of [adjuster, finance]) await banner(guest, reason).waitFor({ state: "detached" });
  for (const guest of [seller, buyer]) await banner(guest, "新保单暂缓出具").waitFor({ state: "detached" });
  await portals.settle();
  const order = buyer.page.getByRole("region").filter({ hasText: `${shop}-held` });
  await order.getByRole("link", { name: "物流破损险", exact: true }).waitFor();
  await shopper.page.reload();
  await covers.first().waitFor();
  expect([...Object.values(people), platform].flatMap(({ problems }) => problems)).toEqual([]);
  for (const each of [...Object.values(people), platform]) await each.leave();
});
