// One case from a broken parcel to money that another person grants: the buyer claims and appeals in their portal, people of
// the house refuse and overturn in the console, and the payment gateway pays once.

import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { picked, snapshot } from "./testing/camera.js";
import { television } from "./testing/goods.js";
import { DESKTOP, openPortals, type Portals, type Visited, type Who } from "./testing/portal.js";
import { ADJUSTER, dialog, ready, SUPERVISOR } from "./testing/workbench.js";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

const MERCHANT = "appeal-shop";
const PRICE_FEN = 900_000;
const PRICE = "¥9,000.00";
const NOTE = "照片显示外箱完好，裂痕不像运输所致";
const ANSWER = "面单与外箱的压痕一致，应当赔付";

let portals: Portals;
const run = randomUUID().slice(0, 8);
const [orderId, buyerId] = [`appeal-${run}`, `appeal-buyer-${run}`];
beforeAll(async () => {
  portals = await openPortals();
  await portals.openShop(MERCHANT, ["transit-damage"]);
});
afterAll(() => portals?.close());

const atDesk = (who: Who, path: string): Promise<Visited> => portals.enter(who, { path, viewport: DESKTOP });

/** A television so dear that a person has to look at it. */
async function sell(): Promise<void> {
  const order = television({ orderId, merchantId: MERCHANT, buyerId, now: await portals.now() });
  await portals.feed({ ...order, lines: order.lines.map((line) => ({ ...line, unitPrice: PRICE_FEN })) });
}

/** Three steps: what happened, photos, and the word that it is true. */
async function claim(page: Page): Promise<string> {
  const next = page.getByRole("button", { name: "下一步" });
  await page.getByRole("link", { name: "报案理赔 物流破损险" }).tap();
  await page.getByRole("radio", { name: "破碎、断裂" }).tap();
  await page.getByRole("radio", { name: /^全损/ }).tap();
  await next.tap();
  const slots = { 外包装照片: [1], 面单照片: [2], 破损照片: [3, 4] };
  for (const [slot, seeds] of Object.entries(slots)) {
    const photos = await Promise.all(seeds.map(async (seed) => picked(`${seed}.jpg`, await snapshot(seed))));
    await page.getByLabel(`选择文件：${slot}`).setInputFiles(photos);
  }
  await page.getByText("已上传", { exact: false }).nth(3).waitFor();
  await next.tap();
  await page.getByRole("button", { name: "我已如实申报，提交" }).tap();
  return page.getByTestId("claim-no").innerText();
}

/** An adjuster comes to it from the queue, and refuses it with a reason, a clause and a note. */
async function refuse(claimId: string): Promise<void> {
  const { page, problems, leave } = await atDesk(ADJUSTER, "/console/review?product=transit-damage");
  await page.getByRole("table", { name: "审核队列" }).getByRole("link", { name: claimId }).click();
  await ready(page, claimId);
  await page.keyboard.press("x");
  const form = dialog(page, "拒赔这件理赔");
  await form.getByRole("checkbox", { name: /not_covered/ }).check();
  await form.getByText("条款依据：按理由自动引用").click();
  await form.getByRole("checkbox", { name: /^3\.1 / }).check();
  await form.getByText("条款依据：3.1").waitFor();
  await form.getByLabel("备注").fill(NOTE);
  expect(await form.getByText("买家会看到这段话。").count(), "whoever writes it knows who reads it").toBe(1);
  await form.getByRole("button", { name: "确认拒赔" }).click();
  await page.getByText("已拒赔，通知书将送达").waitFor();
  expect(problems).toEqual([]);
  await leave();
}

/** From the list of appeals to an answer that grants everything. */
async function overturn(page: Page, claimId: string): Promise<void> {
  await page.getByRole("row", { name: claimId }).getByRole("link").first().click();
  await page.getByRole("button", { name: "答复申诉" }).click();
  const form = dialog(page, "答复申诉");
  await form.getByRole("radio", { name: "推翻，给予赔付" }).check();
  await form.getByLabel("赔付金额（元）").fill("9000");
  await form.getByLabel("答复说明").fill(ANSWER);
  await form.getByRole("button", { name: "确认推翻并赔付" }).click();
}

interface Seen {
  readonly status: string;
  readonly appeals: readonly { readonly state: string; readonly interest: number }[];
}
const seen = async (claimId: string): Promise<Seen> =>
  (await portals.marketplace.ok("GET", `/v1/claims/${claimId}`)) as Seen;

const yuan = (fen: number): string => `¥${(fen / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`;

it("a refusal is appealed with one tap, overturned by another person, and paid once with interest", async () => {
  await sell();
  const buyer = await portals.enter({ role: "buyer", buyerId }, { path: "/buyer" });
  const { page } = buyer;
  const claimId = await claim(page);
  await refuse(claimId);
  await portals.settle();

  // The page that stayed open says it, in plain words.
  const conclusion = page.getByRole("region", { name: "结论", exact: true });
  await conclusion.getByText("不予赔付", { exact: true }).waitFor();
  await conclusion.getByTestId("reason").filter({ hasText: "所述情况不在这份保障的责任范围内" }).waitFor();
  await conclusion.getByText("条款 3.1 保险责任").first().waitFor();
  expect(await conclusion.getByText(NOTE).count()).toBe(1);
  await page.getByRole("button", { name: "一键申诉" }).tap();
  await page.getByRole("list", { name: "申诉记录" }).getByText("审理中").waitFor();

  // Whoever refused it finds it, and is told that somebody else has to answer.
  const first = await atDesk(ADJUSTER, "/console/desk/appeals?state=open");
  await overturn(first.page, claimId);
  await dialog(first.page, "答复申诉").getByRole("alert").getByText("须由另一人办理").waitFor();
  expect(await seen(claimId)).toMatchObject({ status: "rejected", appeals: [{ state: "open" }] });
  await first.leave();

  // Twelve days go by until another one answers: that is what the interest is for.
  await portals.moveClock("P12D");
  const second = await atDesk(SUPERVISOR, "/console/desk/appeals?state=open");
  await overturn(second.page, claimId);
  await second.page.getByText("已推翻").first().waitFor();
  expect(second.problems).toEqual([]);
  await second.leave();
  await portals.settle();

  const { appeals } = await seen(claimId);
  const interest = appeals[0]?.interest ?? 0;
  expect(interest).toBeGreaterThan(0);
  const money = page.getByRole("region", { name: "赔款", exact: true }).getByRole("listitem");
  for (const [purpose, amount] of [
    ["赔款", PRICE],
    ["迟延利息", yuan(interest)],
  ] as const) {
    const paid = money.filter({ has: page.getByRole("definition").getByText(purpose, { exact: true }) });
    await paid.getByText("已到账", { exact: true }).waitFor();
    const said = await paid.innerText();
    expect(said).toContain(amount);
    expect(said, "where").toContain("wa***@example.com");
    expect(said, "when").toMatch(/到账时间\s+\d{4}年\d+月\d+日 \d\d:\d\d/);
  }
  await page.getByRole("list", { name: "申诉记录" }).getByText("改变原结论").waitFor();
  await page.getByRole("list", { name: "申诉记录" }).getByText(ANSWER).waitFor();
  expect(buyer.problems).toEqual([]);
  await buyer.leave();
  await expectPaidOnce(interest);
});

/** The gateway's own book, and the house's promises about itself. */
async function expectPaidOnce(interest: number): Promise<void> {
  const { data: transfers } = (await portals.marketplace.ok("GET", "/v1/sandbox/alipay/transfers")) as {
    readonly data: readonly { readonly payee: string; readonly amount: number; readonly state: string }[];
  };
  const payee = `wang-${buyerId}@example.com`;
  const received = transfers.filter((each) => each.payee === payee);
  expect(received.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([interest, PRICE_FEN]);
  expect(received.filter(({ state }) => state !== "SUCCESS")).toEqual([]);
  const invariants = (await portals.marketplace.ok("GET", "/v1/invariants")) as readonly { readonly holds: boolean }[];
  expect(invariants.length).toBeGreaterThan(0);
  expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
}
