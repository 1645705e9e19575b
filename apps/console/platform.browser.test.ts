// The platform's, the auditors' and finance's rooms as people use them: webhooks, switches, campaigns, the log, the books.

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { playStories } from "@anxin/sim/story/play";
import { staffOf } from "@anxin/sim/story/staff";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { television } from "../testing/goods.js";
import { DESKTOP, openPortals, type Portals, type Visited, violations, type Who } from "../testing/portal.js";

const SLOW_MS = 120_000;

/** A receiver that fails until it is mended, and remembers what it got. */
interface Receiver {
  readonly url: string;
  readonly got: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  mend(): void;
  close(): Promise<void>;
}

async function openReceiver(): Promise<Receiver> {
  const got: Receiver["got"] = [];
  let status = 500;
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      response.writeHead(status).end(status === 500 ? "no room left" : "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    got,
    mend: () => {
      status = 204;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

let portals: Portals;
let receiver: Receiver;
let shop = "";
beforeAll(async () => {
  portals = await openPortals({ ANXIN_WEBHOOK_LOOPBACK: "yes" });
  receiver = await openReceiver();
  shop = `pf${(await portals.now()).toString(36)}${process.pid}`;
  await portals.openShop(shop, ["transit-damage"]);
  await playStories({
    ...{ access: portals.access, staff: staffOf(portals.access), language: "zh", asExample: false },
    say: () => undefined,
  });
}, SLOW_MS);
afterAll(async () => {
  await receiver.close();
  await portals.close();
});

const open = (who: Who, path: string): Promise<Visited> =>
  portals.enter(who, { path: `/console/${path}`, viewport: DESKTOP });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });

/** Every page is there when nothing of it is on its way any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector(".ax-loading") === null);
}

async function orderNow(orderId: string): Promise<void> {
  const [fed] = await portals.feed(
    television({ orderId, merchantId: shop, buyerId: `${orderId}-buyer`, now: await portals.now() }),
  );
  expect(fed?.policies).toHaveLength(1);
}

it(
  "an administrator makes an endpoint, sees what failed and why, and replays it under the same id",
  async () => {
    const { page, problems, leave } = await open({ role: "admin" }, "platform/webhooks");
    await button(page, "新建端点").first().click();
    await button(page, "建立").click();
    await page.getByText("请填写完整的地址").waitFor();
    await page.getByLabel("接收地址").fill(receiver.url);
    await page.getByLabel("只听某个店铺").fill(shop);
    await page.getByRole("radio", { name: "只选一些" }).check();
    await page.getByRole("checkbox", { name: /policy\.issued/ }).check();
    await button(page, "建立").click();
    const secret = await page.getByLabel("密钥", { exact: true }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await page.getByRole("dialog").getByRole("button", { name: "关闭" }).last().click();
    await page.getByText("没有投递", { exact: true }).waitFor();

    await orderNow(`${shop}-1`);
    await row(page, /policy\.issued.*HTTP 500/).waitFor();
    await button(page, "policy.issued").click();
    const dialog = page.getByRole("dialog", { name: "policy.issued" });
    await dialog.getByText("no room left").first().waitFor();
    expect(await violations(page)).toEqual([]);
    receiver.mend();
    await dialog.getByRole("button", { name: "重放" }).click();
    await dialog.getByText("已送达", { exact: true }).waitFor();
    const ids = receiver.got.map(({ headers }) => headers["webhook-id"]);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);

    await dialog.getByRole("button", { name: "签名检查" }).click();
    const check = page.getByRole("dialog", { name: "检查签名" });
    await check.getByLabel("密钥", { exact: true }).fill(secret);
    await check.getByRole("button", { name: "检查", exact: true }).click();
    await check.getByText("签名正确", { exact: true }).waitFor();
    await check.getByLabel("收到的正文").fill("{}");
    await check.getByRole("button", { name: "检查", exact: true }).click();
    await check.getByText("签名不对", { exact: true }).waitFor();
    expect(problems).toEqual([]);
    await leave();
  },
  SLOW_MS,
);

it("a shop sees its own endpoints alone, and an auditor changes none", async () => {
  await portals.openShop(`${shop}-other`, []);
  const own = await open({ role: "merchant", merchantId: `${shop}-other` }, "merchant/webhooks");
  await own.page.getByText("还没有端点").waitFor();
  await button(own.page, "新建端点").waitFor();
  await own.leave();
  const auditor = await open({ role: "auditor" }, "platform/webhooks");
  await auditor.page.getByRole("link", { name: receiver.url }).click();
  await row(auditor.page, /policy\.issued/).waitFor();
  for (const name of ["发送测试", "更换密钥", "删除", "暂停"]) expect(await button(auditor.page, name).count()).toBe(0);
  expect([...auditor.problems, ...own.problems]).toEqual([]);
  await auditor.leave();
});

it(
  "a switch is thrown with two clicks and a reason; everybody sees it without asking, and it is in the log",
  async () => {
    const reason = `演练 ${shop}`;
    const other = await open({ role: "adjuster" }, "review");
    await settled(other.page);
    const seller = await open({ role: "merchant", merchantId: shop }, "");
    await settled(seller.page);
    const { page, problems, leave } = await open({ role: "platform" }, "platform/switches");
    const panel = page.getByRole("region", { name: "承保" });
    await panel.getByRole("button", { name: "停用" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("原因").fill(reason);
    const banner = other.page.getByRole("alert").filter({ hasText: reason });
    await dialog.getByRole("button", { name: "停用", exact: true }).click();
    await panel.getByText(reason).waitFor();
    // Pages ask by themselves once a minute; sooner than that they were told.
    await banner.waitFor();
    const told = seller.page.getByRole("alert").filter({ hasText: "新保单暂缓出具" });
    await told.waitFor();
    expect(await told.textContent()).not.toContain(reason);

    await panel.getByRole("button", { name: "恢复" }).click();
    await dialog.getByLabel("原因").fill("演练结束");
    await dialog.getByRole("button", { name: "恢复", exact: true }).click();
    await banner.waitFor({ state: "detached" });
    await told.waitFor({ state: "detached" });
    expect([...problems, ...other.problems, ...seller.problems]).toEqual([]);
    await seller.leave();
    await other.leave();
    await leave();

    const auditor = await open({ role: "auditor" }, "audit/log");
    await auditor.page.getByLabel("操作", { exact: true }).selectOption({ label: "紧急停用" });
    await button(auditor.page, "筛选").click();
    const act = row(auditor.page, new RegExp(reason));
    await act.locator("summary").click();
    await act.getByText("stopped").first().waitFor();
    expect(new URL(auditor.page.url()).searchParams.get("action")).toBe("switch");
    const csv = await auditor.page.getByRole("link", { name: /CSV/ }).getAttribute("href");
    expect(csv).toBe("/v1/audit.csv?action=switch");
    expect(await violations(auditor.page)).toEqual([]);
    expect(auditor.problems).toEqual([]);
    await auditor.leave();
  },
  SLOW_MS,
);

it("a campaign begins after a dry run over past orders, and not before", async () => {
  const { page, problems, leave } = await open({ role: "platform" }, "platform/campaigns/new");
  await page.getByLabel("名称").fill(`满减 ${shop}`);
  await page.getByLabel("产品").selectOption("return-freight");
  await page.getByLabel("预算（元）").fill("500");
  expect(await button(page, "开始活动").isDisabled()).toBe(true);
  await button(page, "试算").click();
  await page.getByText("符合的订单行").waitFor();
  await button(page, "开始活动").click();
  await page.getByRole("heading", { level: 1, name: `满减 ${shop}` }).waitFor();
  expect(problems).toEqual([]);
  await leave();
});

it("finance walks from the trial balance to a claim in three clicks", async () => {
  const { page, problems, leave } = await open({ role: "finance" }, "finance/payouts");
  await page.getByRole("list", { name: "各状态的打款" }).getByText("已到账").waitFor();
  await page.getByRole("navigation", { name: "菜单" }).getByRole("link", { name: "试算平衡" }).click();
  await page.getByText("借贷相等").waitFor();
  await page.getByRole("link", { name: /^2241/ }).first().click();
  await page
    .getByRole("link", { name: /赔案 clm_/ })
    .first()
    .click();
  await page.waitForURL(/\/claims\/clm_/);
  await settled(page);
  expect(problems).toEqual([]);
  await leave();
});

/** A heading shows that it is the page, and not a refusal. */
const PAGES: readonly (readonly [role: "platform" | "supervisor" | "finance", path: string, heading: string])[] = [
  ["platform", "platform/webhooks", "Webhook 端点"],
  ["supervisor", "platform/webhook-health", "Webhook 状况"],
  ["platform", "platform/merchants", "商家"],
  ["supervisor", "desk/team", "团队负荷"],
  ["finance", "finance/clearing", "在途账龄"],
];

it.each(PAGES)("%s reads %s, and axe finds nothing in either theme", async (role, path, heading) => {
  const { page, problems, leave } = await open({ role }, path);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await settled(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  expect(problems).toEqual([]);
  await leave();
});

it("a merchant is found by name, and shows its wallet, its covers and what they changed", async () => {
  const { page, problems, leave } = await open({ role: "platform" }, "platform/merchants");
  await page.getByLabel("按名称或编号查找").fill(shop);
  await page.waitForURL((url) => url.searchParams.get("q") === shop);
  await page.getByRole("link", { name: shop, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: shop }).waitFor();
  await settled(page);
  await page.getByRole("region", { name: "投保" }).getByRole("cell", { name: "物流破损险", exact: true }).waitFor();
  await page.getByRole("region", { name: "钱包" }).getByText("够用").waitFor();
  await page.getByRole("region", { name: "保障带来的差别" }).getByRole("table").waitFor();
  expect(await violations(page)).toEqual([]);
  expect(problems).toEqual([]);
  await leave();
});
