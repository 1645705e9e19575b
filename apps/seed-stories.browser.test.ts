// Both of the seed's cases through three portals: played in the shop to the money, then the same claim as its buyer sees it,
// and as the house does: who checks decisions, and who keeps the books.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DESKTOP, openPortals, type Portals, type Visited, type Who } from "./testing/portal.js";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Photos are drawn, uploaded and encoded anew in one of the steps: a busy machine takes its time. */
const STEP_MS_MAX = 60_000;
const CHAPTERS = 6;

let portals: Portals;
beforeAll(async () => {
  portals = await openPortals();
});
afterAll(() => portals?.close());

const open = (who: Who, path: string): Promise<Visited> => portals.enter(who, { path, viewport: DESKTOP });

/** What the payment gateway's own book says at the story's end. */
interface Transfer {
  readonly account: string;
  readonly outBizNo: string;
}

/** One button for each thing that happens, until the money is there. */
async function playToTheEnd(page: Page): Promise<Transfer> {
  for (let chapter = 1; chapter <= CHAPTERS; chapter++) {
    const step = page.getByRole("region", { name: `第 ${chapter} 步，共 ${CHAPTERS} 步` });
    await step.getByRole("button").tap({ timeout: STEP_MS_MAX });
  }
  await page.getByRole("heading", { name: "钱到了" }).waitFor({ timeout: STEP_MS_MAX });
  const arrival = await page.locator(".sh-arrival").innerText();
  const [account = "", outBizNo = ""] = [/\S+@example\.com/, /pay_\w+/].map((each) => each.exec(arrival)?.[0]);
  return { account, outBizNo };
}

/** What stands beside a name, in a sheet or on the whole page. */
const factsOf = async (sheet: Pick<Page, "locator">): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    await Promise.all(
      (await sheet.locator(".ax-facts > div").all()).map(async (each) => [
        await each.locator("dt").innerText(),
        await each.locator("dd").innerText(),
      ]),
    ),
  );

const DAY_AND_TIME = /\d{4}年\d+月\d+日 \d\d:\d\d/;
/** Of whom and where to nobody has to know more to recognise their own account. */
const masked = (account: string): string => `${account.slice(0, 2)}***@example.com`;

describe.each([
  {
    ...{ story: "size", cover: "退货运费险", goods: "重磅纯棉印花 T 恤", amount: "¥10.00" },
    steps: ["商家已确认收到您的退货，理赔已自动开始。", "已按条款逐条核对", "已同意赔付 10.00 元。", "¥10.00 已到账"],
    amountClause: "约定金额",
  },
  {
    ...{ story: "television", cover: "物流破损险", goods: "55 英寸电视机", amount: "¥2,999.00" },
    steps: ["您提交了理赔申请。", "已按条款逐条核对", "已同意赔付 2999.00 元。", "¥2,999.00 已到账"],
    amountClause: "赔偿计算",
  },
])("the story $story", ({ story, cover, goods, amount, steps, amountClause }) => {
  /** From the story's end into the buyer's portal: what came, when, where to, and every step on the way. */
  async function asItsBuyer(page: Page, { account }: Transfer): Promise<string> {
    await page.getByRole("button", { name: "以买家身份看保单和赔案" }).tap();
    await page.waitForURL("**/buyer");
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "理赔" }).tap();
    await page.getByRole("heading", { level: 1, name: "我的理赔" }).waitFor();
    const listed = page.getByRole("main").getByRole("listitem");
    expect(await listed.innerText()).toContain(amount);
    await listed.getByRole("link", { name: goods }).tap();
    await page.getByRole("heading", { level: 1, name: `${cover}理赔` }).waitFor();
    const money = page.getByRole("region", { name: "赔款", exact: true });
    await money.getByText("已到账", { exact: true }).waitFor();
    expect(await money.getByText(amount, { exact: true }).count()).toBe(1);
    const { 收款账号: payee, 到账时间: at } = await factsOf(money);
    expect(payee).toContain(masked(account));
    expect(at).toMatch(DAY_AND_TIME);
    const timeline = page.getByRole("region", { name: "进度" }).getByRole("listitem");
    const shown = await timeline.allInnerTexts();
    expect(shown.map((each) => each.split("\n")[0]?.trim())).toEqual(steps);
    for (const each of shown) expect(each).toMatch(/\d+月\d+日 \d\d:\d\d/);
    return page.getByTestId("claim-no").innerText();
  }

  /** Whoever knows the number of a claim comes to it with a few keys, and reads what was decided by which clauses. */
  async function asAuditor(claimId: string): Promise<void> {
    const { page, problems, leave } = await open({ role: "auditor" }, "/console");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "去哪里，做什么" });
    await palette.getByRole("searchbox").fill(claimId);
    await palette.getByRole("menuitem", { name: `打开理赔 ${claimId}` }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: `${cover} · ${claimId}` }).waitFor();
    const findings = page.getByRole("region", { name: "条款核对" });
    await findings.getByText(amountClause, { exact: true }).first().waitFor();
    expect(await findings.getByText(amount, { exact: true }).count()).toBeGreaterThan(0);
    const decision = await page.getByRole("region", { name: "决定", exact: true }).innerText();
    expect(decision).toMatch(/^决定\s+赔付\s+¥\S+\s+由规则决定/);
    expect(decision).toContain(`保险金 ${amount} 已到账`);
    expect(problems).toEqual([]);
    await leave();
  }

  /** The payout with its number at the gateway, and what the claim moved on an account, from the trial balance. */
  async function asFinance(claimId: string, { account, outBizNo }: Transfer): Promise<void> {
    const { page, problems, leave } = await open({ role: "finance" }, "/console/finance/payouts");
    const listed = page.getByRole("row", { name: claimId });
    await listed.waitFor();
    await listed.getByRole("link").first().click();
    await page.getByRole("heading", { level: 1, name: "打款" }).getByText("打款", { exact: true }).waitFor();
    await page.getByText("请求号").first().waitFor();
    const { 赔案: claim, 收款账户: payee, 请求号: number, 到账时间: at } = await factsOf(page);
    expect({ claim, number }).toEqual({ claim: claimId, number: outBizNo });
    expect(payee).toContain(masked(account));
    expect(at).toMatch(DAY_AND_TIME);
    await page.getByRole("navigation", { name: "菜单" }).getByRole("link", { name: "试算平衡" }).click();
    await page.getByText("借贷相等").waitFor();
    await page.getByRole("link", { name: "2241", exact: true }).click();
    const entries = page.getByRole("row", { name: claimId });
    await entries.first().waitFor();
    const booked = await entries.allInnerTexts();
    expect(booked.map((each) => /核定赔款|准备打款/.exec(each)?.[0]).toSorted()).toEqual(
      ["准备打款", "核定赔款"].toSorted(),
    );
    for (const each of booked) expect(each).toContain(amount);
    expect(problems).toEqual([]);
    await leave();
  }

  it("is one claim and one payment: in the shop, to its buyer, to whoever checks decisions, and in the books", async () => {
    const shop = await portals.enter({ role: "stranger" }, { path: `/shop/stories/${story}` });
    const transfer = await playToTheEnd(shop.page);
    const claimId = await asItsBuyer(shop.page, transfer);
    expect(shop.problems).toEqual([]);
    await shop.leave();
    await asAuditor(claimId);
    await asFinance(claimId, transfer);
  });
});
