// Finance's rooms as people use them: what waits for a person, what a recovery went through, and who may read the ledger.

import { playStories } from "@anxin/sim/story/play";
import { staffOf } from "@anxin/sim/story/staff";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { DESKTOP, openPortals, PHONE, type Portals, sideways, type Visited, violations } from "../testing/portal.js";

vi.setConfig({ testTimeout: 120_000 });

let portals: Portals;
beforeAll(async () => {
  portals = await openPortals();
  await playStories({
    ...{ access: portals.access, staff: staffOf(portals.access), language: "zh", asExample: false },
    say: () => undefined,
  });
}, 300_000);
afterAll(() => portals?.close());

const open = (path: string, more: Partial<Parameters<Portals["enter"]>[1]> = {}): Promise<Visited> =>
  portals.enter({ role: "finance" }, { path: `/console/${path}`, viewport: DESKTOP, ...more });

/** Answers a list in the server's place: what is in it hardly ever happens. */
async function answering({ page }: Visited, path: string, data: readonly object[]): Promise<void> {
  await page.route(
    (url) => url.pathname === path,
    (route) => route.fulfill({ json: { data, next: null } }),
  );
  await page.reload();
}

const TASKS = [
  { taskId: "tup_1", task: "amount_differs", merchantId: "shop-1", amount: 500, topUpId: "tup_1", refundId: null },
  { taskId: "wrf_1", task: "unknown_too_long", merchantId: "shop-1", amount: 700, topUpId: "tup_2", refundId: "wrf_1" },
  { taskId: "wrf_2", task: "asked_by_a_newer_server", merchantId: "s", amount: 1, topUpId: "tup_3", refundId: "wrf_2" },
];

it.each([
  ["zh-CN", "充值金额与请求不一致", /尚未入账/, "结果长时间不明", /不要另外付款/],
  ["en", "Another amount was topped up", /Nothing was credited/, "Unclear for too long", /pay nothing by hand/],
] as const)("a task says in %s what happened and what to do", async (language, topUp, mend, unclear, wait) => {
  for (const viewport of [DESKTOP, PHONE]) {
    const visited = await open("finance/tasks", { language, viewport });
    const { page, problems, leave } = visited;
    await answering(visited, "/v1/wallet-tasks", TASKS);
    for (const text of [topUp, mend, unclear, wait]) await page.getByText(text).first().waitFor();
    // Of what it does not know it shows the code rather than nothing.
    await page.getByText("asked_by_a_newer_server").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toEqual([]);
    expect(problems).toEqual([]);
    await leave();
  }
});

it("a payout that waits for a person says so in the list, with what to do", async () => {
  const [payout] = ((await portals.marketplace.ok("GET", "/v1/payouts?limit=1")) as { data: readonly object[] }).data;
  const visited = await open("finance/payouts");
  const { page, problems, leave } = visited;
  await page.getByRole("columnheader", { name: "到账时间" }).waitFor();
  expect(await page.getByRole("columnheader", { name: "待人工处理" }).count()).toBe(0);
  await answering(visited, "/v1/payouts", [{ ...payout, status: "returned", humanTask: "money_returned" }]);
  await page.getByRole("columnheader", { name: "待人工处理" }).waitFor();
  await page.getByRole("cell", { name: /到账后又被退回.*请收款人另给一个账户/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(problems).toEqual([]);
  await leave();
});

it("a recovery names who acted and which accounts moved, and a supervisor reads on in the ledger", async () => {
  const { data } = (await portals.marketplace.ok("GET", "/v1/recoveries?debtorKind=carrier")) as {
    readonly data: readonly { readonly recoveryId: string }[];
  };
  const visited = await portals.enter(
    { role: "supervisor" },
    { path: `/console/finance/recoveries/${data.at(-1)?.recoveryId}`, viewport: DESKTOP },
  );
  const { page, problems, leave } = visited;
  await page.getByRole("heading", { level: 1, name: "追偿" }).waitFor();
  await page.getByRole("cell", { name: "规则", exact: true }).waitFor();
  await page.getByRole("cell", { name: "1221 应收代位追偿款" }).getByRole("link", { name: "1221" }).click();
  await page.getByRole("heading", { level: 1, name: "1221 应收代位追偿款" }).waitFor();
  expect(problems).toEqual([]);
  await leave();
});

it("a page whose code does not come says so under a heading, and comes with another try", async () => {
  const visited = await open("finance/payouts");
  const { page, leave } = visited;
  await page.getByRole("columnheader", { name: "到账时间" }).waitFor();
  const code = (url: URL): boolean => /\/tasks-[^/]*\.js$/.test(url.pathname);
  await page.route(code, (route) => route.fulfill({ status: 404, body: "" }));
  await page.getByRole("navigation", { name: "菜单" }).getByRole("link", { name: "待办" }).click();
  await page.getByRole("heading", { level: 1, name: "没能完成" }).waitFor();
  await page.unroute(code);
  await page.getByRole("button", { name: "重试" }).click();
  await page.getByRole("heading", { level: 1, name: "待办" }).waitFor();
  await leave();
});

it("on a phone the trial balance shows every balance without going sideways", async () => {
  const { page, problems, leave } = await open("finance/ledger", { viewport: PHONE });
  await page.getByText("借贷相等").waitFor();
  const cash = page.getByRole("row", { name: /1012/ }).getByRole("link").last();
  await cash.waitFor();
  const box = await cash.boundingBox();
  expect((box?.x ?? Number.POSITIVE_INFINITY) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  expect(await sideways(page)).toEqual([]);
  expect(problems).toEqual([]);
  await leave();
});
