// The adjuster's workbench as people use it: by keyboard, two at once, many at once.

import { loadavg } from "node:os";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { keysOf, watchPointers } from "../testing/keys.js";
import { COMPLETE } from "../testing/waiting.js";
import {
  ADJUSTER,
  COLLEAGUE,
  caseOf,
  claimIdOf,
  dialog,
  openWorkbench,
  ready,
  SLOW_MS,
  SUPERVISOR,
} from "../testing/workbench.js";

/** Above what an adjuster may grant alone. */
const DEAR_FEN = 159_900;
/** Just within it, twice. */
const BULK_FEN = 99_900;

const { portals, run, file, fileOne, open, seen } = openWorkbench();

/** Milliseconds from the key that confirms until the next case is painted, and which of them the server's answer took. */
const PAINT_WATCH = `window.paints = [];
performance.setResourceTimingBufferSize(100000);
let confirmed = null;
addEventListener("keydown", ({ key }) => { if (key === "Enter") confirmed = { at: performance.now(), path: location.pathname }; }, { capture: true });
const look = () => {
  const id = location.pathname.split("/").pop();
  const painted = document.querySelector("h1")?.textContent?.includes(id) && document.querySelector("[data-testid=suggested-amount]") !== null;
  if (confirmed !== null && location.pathname !== confirmed.path && painted) {
    const { at } = confirmed;
    confirmed = null;
    const painted = performance.now();
    const decided = performance.getEntriesByType("resource").findLast(({ name }) => name.endsWith("/decisions"));
    const answered = decided === undefined || decided.startTime < at - 5 ? at : decided.responseEnd;
    window.paints.push({ all: painted - at, server: answered - at, own: painted - answered });
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);`;

interface Paint {
  readonly all: number;
  readonly server: number;
  readonly own: number;
}
const spread = (values: readonly number[]): string => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return `median ${at(0.5)}, slowest ${at(1)}`;
};

/** The claim that is next in the queue, once its facts have come. */
async function fetchedAhead(page: Page): Promise<string> {
  // What somebody has in hand is unassigned no more: once the queue was asked again, the first of it comes next.
  const here = '[aria-current="page"]';
  const next = page.locator(`.rv-strip li:has(${here}) + li a, .rv-strip ol:not(:has(${here})) > li:first-child a`);
  const claimId = /clm_\w+/.exec((await next.getAttribute("href")) ?? "")?.[0] ?? "";
  await page.waitForFunction(
    (path) =>
      [path, `${path}/findings`].every((each) =>
        performance.getEntriesByType("resource").some(({ name }) => new URL(name).pathname === each),
      ),
    `/v1/claims/${claimId}`,
  );
  return claimId;
}

/** Holds every answer about a claim back until told otherwise. */
async function withhold(page: Page, claimId: string): Promise<() => void> {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  await page.route(
    (url) => url.pathname.startsWith(`/v1/claims/${claimId}`),
    async (route) => {
      if (route.request().method() === "GET") await told;
      await route.continue();
    },
  );
  return () => tell();
}
describe("the queue by keyboard", () => {
  const CLAIMS = 20;

  it("has 20 claims decided without a mouse, the next one painted from what was fetched ahead", {
    timeout: SLOW_MS,
  }, async () => {
    const filed = await file("keys", { count: CLAIMS + 1 });
    const { page, problems, leave } = await open(
      ADJUSTER,
      "/console/review?view=unassigned&status=in_review&product=quality",
      {
        prepare: async (each: Page) => {
          await watchPointers(each);
          await each.addInitScript(PAINT_WATCH);
        },
      },
    );
    await page.getByRole("table", { name: "审核队列" }).waitFor();
    await page.keyboard.press("n");
    await page.waitForURL(/claims\/clm_/);
    const decided: string[] = [];
    for (let i = 0; i < CLAIMS; i++) {
      const claimId = claimIdOf(page);
      await ready(page, claimId);
      const refuses = i % 5 === 4;
      await page.keyboard.press(refuses ? "x" : "a");
      await dialog(page, refuses ? "拒赔这件理赔" : "赔付这件理赔").waitFor();
      // Once, everything about the next case is withheld: it is painted from what was fetched while this one was looked at.
      const release = i === 10 ? await withhold(page, await fetchedAhead(page)) : null;
      // What the clauses miss is ticked already, and one comes to the confirmation; else to the first reason.
      if ((await page.evaluate("document.activeElement.type")) === "checkbox") await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
      // A key that bounces decides nothing twice.
      if (i === 3) await page.keyboard.press("Enter");
      await page.waitForFunction((before) => !location.pathname.endsWith(before), claimId);
      if (release !== null) {
        await ready(page, claimIdOf(page));
        release();
      }
      decided.push(claimId);
    }
    expect(new Set(decided).size).toBe(CLAIMS);
    const outcomes = await Promise.all(decided.map(async (claimId) => (await seen(claimId)).status));
    expect(outcomes.filter((status) => status === "in_review" || status === "filed")).toEqual([]);
    expect(outcomes.filter((status) => status === "rejected")).toHaveLength(CLAIMS / 5);
    expect(await keysOf(page).pointerActs()).toBe(0);
    const paints = await page.evaluate<readonly Paint[]>("window.paints");
    const said = (["all", "server", "own"] as const).map(
      (part) => `${part} ${spread(paints.map((each) => each[part]))}`,
    );
    const [load = 0] = loadavg();
    console.info(
      `decide and next, ms of ${paints.length}: ${said.join("; ")}; the machine's load was ${load.toFixed(1)}`,
    );
    expect(paints.length).toBeGreaterThanOrEqual(CLAIMS - 1);
    expect(problems).toEqual([]);
    expect(filed.length).toBe(CLAIMS + 1);
    await leave();
  });

  it("lists its keys, has them changed and switched off, and remembers it", async () => {
    const claim = await fileOne("toggle");
    const { page, leave } = await open(ADJUSTER, caseOf(claim));
    await ready(page, claim.claimId);
    await page.keyboard.press("?");
    const help = dialog(page, "快捷键");
    await help.getByLabel("赔付，或复核通过的快捷键").fill("g");
    expect(await help.getByLabel("赔付，或复核通过的快捷键").inputValue()).toBe("g");
    await help.getByLabel("拒赔，或退回的快捷键").fill("g");
    await help.getByText("这个键已用于：赔付，或复核通过").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await dialog(page, "赔付这件理赔").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await help.getByLabel("使用单键快捷键").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await ready(page, claim.claimId);
    for (const key of ["g", "a", "x", "m", "?"]) await page.keyboard.press(key);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect((await seen(claim.claimId)).status).toBe("in_review");
    await leave();
  });

  it("types into a note what would be keys elsewhere", async () => {
    const claim = await fileOne("typing");
    const { page, leave } = await open(ADJUSTER, caseOf(claim));
    await ready(page, claim.claimId);
    await page.keyboard.press("a");
    const note = dialog(page, "赔付这件理赔").getByLabel("备注");
    await note.pressSequentially("a x m n j k ?");
    expect(await note.inputValue()).toBe("a x m n j k ?");
    expect(await page.getByRole("dialog").count()).toBe(1);
    await leave();
  });
});

describe("two at one claim", () => {
  it("see who has it in hand; of two decisions at once one stands, and the other is told whose, with the note kept", async () => {
    const claim = await fileOne("two", { pictures: COMPLETE });
    const first = await open(ADJUSTER, caseOf(claim));
    await ready(first.page, claim.claimId);
    const second = await open(COLLEAGUE, caseOf(claim));
    await ready(second.page, claim.claimId);
    await second.page.getByText("理赔员 陈 正在处理，至").waitFor();
    expect(await first.page.getByText("正在处理，至").count()).toBe(0);
    for (const { page } of [first, second]) {
      await page.keyboard.press("a");
      await dialog(page, "赔付这件理赔").getByLabel("备注").fill("报告可信");
    }
    await dialog(second.page, "赔付这件理赔").getByLabel("备注").fill("我核对了机构的编号");
    // The second one's words reach the server after the first one's were taken.
    let tell = (): void => undefined;
    const taken = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await second.page.route("**/decisions", async (route) => {
      await taken;
      await route.continue();
    });
    await second.page.getByRole("button", { name: /^确认赔付/ }).press("Enter");
    await first.page.getByRole("button", { name: /^确认赔付/ }).press("Enter");
    await first.page
      .getByText(/已同意赔付/)
      .first()
      .waitFor();
    tell();
    const told = dialog(second.page, "有人先处理了");
    await told.getByText("理赔员 陈 已先更改了这件理赔。").waitFor();
    await told.getByText("已通过").waitFor();
    expect(await told.getByText("我核对了机构的编号").isVisible()).toBe(true);
    const { status, decision } = await seen(claim.claimId);
    expect(status).toBe("approved");
    expect(decision?.note).toBe("报告可信");
    await first.leave();
    await second.leave();
  });

  it("a supervisor takes it over with a reason, and a decision of whoever lost it is refused by name", async () => {
    const claim = await fileOne("over");
    const adjuster = await open(ADJUSTER, caseOf(claim));
    await ready(adjuster.page, claim.claimId);
    await adjuster.page.keyboard.press("a");
    await dialog(adjuster.page, "赔付这件理赔").getByLabel("备注").fill("先写到这里");
    const supervisor = await open(SUPERVISOR, caseOf(claim));
    await ready(supervisor.page, claim.claimId);
    // Who may take it over is told as well from whom, also where they decide without doing so.
    await supervisor.page.getByText("理赔员 陈 正在处理，至").waitFor();
    await supervisor.page.keyboard.press("x");
    await dialog(supervisor.page, "拒赔这件理赔").getByRole("checkbox").first().check();
    await supervisor.page.getByRole("button", { name: "确认拒赔" }).press("Enter");
    const held = dialog(supervisor.page, "有人先处理了");
    await held.getByText("理赔员 陈 正在处理这件理赔，至").waitFor();
    expect(await held.getByRole("time").count()).toBe(1);
    await held.getByRole("button", { name: "查看最新情况" }).click();
    await supervisor.page.getByRole("button", { name: "接手" }).click();
    await dialog(supervisor.page, "接手").getByLabel("接手原因").fill("同事外出");
    await dialog(supervisor.page, "接手").getByRole("button", { name: "接手" }).click();
    await supervisor.page.getByText("正在处理，至").waitFor({ state: "detached" });
    await adjuster.page.getByRole("button", { name: /^确认赔付/ }).press("Enter");
    const told = dialog(adjuster.page, "有人先处理了");
    await told.getByText("主管 周 正在处理这件理赔，至").waitFor();
    expect(await told.getByText("先写到这里").isVisible()).toBe(true);
    expect((await seen(claim.claimId)).status).toBe("in_review");
    await adjuster.leave();
    await supervisor.leave();
  });

  it("above one's authority a second one is needed: said before and after, impossible alone, done by another", async () => {
    const claim = await fileOne("dear", { unitPrice: DEAR_FEN, pictures: COMPLETE });
    const maker = await open(ADJUSTER, caseOf(claim));
    await ready(maker.page, claim.claimId);
    await maker.page.getByText("按建议赔付超过您的权限，需要另一位复核。").waitFor();
    await maker.page.keyboard.press("a");
    await maker.page.getByText("这个金额超过您的权限。提交后需要另一位复核才生效。").waitFor();
    await maker.page.keyboard.press("Enter");
    await maker.page.getByText(/已提交，需要另一位复核/).waitFor();
    expect((await seen(claim.claimId)).status).toBe("awaiting_second");
    await maker.page.goto(caseOf(claim));
    await maker.page.getByRole("button", { name: "复核通过" }).click();
    await dialog(maker.page, "复核通过")
      .getByRole("button", { name: /^确认赔付/ })
      .click();
    await dialog(maker.page, "复核通过").getByRole("alert").waitFor();
    expect((await seen(claim.claimId)).status).toBe("awaiting_second");
    await maker.leave();
    const other = await open(SUPERVISOR, "/console/desk/second");
    const row = other.page.getByRole("row", { name: claim.claimId });
    await row.getByText("理赔员 陈", { exact: true }).waitFor();
    await row.getByRole("link").first().click();
    await other.page.getByRole("heading", { name: "待复核的决定" }).waitFor();
    await other.page.keyboard.press("a");
    await dialog(other.page, "复核通过").getByText("理赔员 陈 建议：").waitFor();
    await other.page.keyboard.press("Enter");
    await other.page.getByText("复核通过，决定生效").waitFor();
    expect(await seen(claim.claimId)).toMatchObject({ status: "approved", amount: 2 * DEAR_FEN });
    await other.page.goto(caseOf(claim));
    await other.page.getByText(/由 理赔员 陈 决定 .* · 由 主管 周 复核/).waitFor();
    expect(await other.page.getByText(/staff:\d/).count()).toBe(0);
    await other.leave();
  });
});

describe("many at once", () => {
  it("are tried out first, with the total and why some are left, and decided for good only then", async () => {
    const filed = await file("bulk", { count: 3, unitPrice: BULK_FEN });
    const [held, ...rest] = filed;
    const colleague = await portals().staff("adjuster", 1);
    await colleague.ok("POST", `/v1/review/claims/${held?.claimId}/lease`, { body: {} });
    const { page, problems, leave } = await open(ADJUSTER, `/console/review?product=quality&minAmount=${2 * BULK_FEN}`);
    for (const { claimId } of filed) await page.getByRole("checkbox", { name: new RegExp(claimId) }).check();
    await page.getByRole("button", { name: "批量决定" }).click();
    const bulk = dialog(page, "批量决定 3 件");
    await bulk.getByRole("button", { name: "试算" }).click();
    await bulk.getByRole("row", { name: new RegExp(`${held?.claimId} 不能决定`) }).waitFor();
    expect(await bulk.getByText("¥3,996.00").isVisible()).toBe(true);
    for (const { claimId } of rest) expect((await seen(claimId)).status).toBe("in_review");
    await bulk.getByRole("button", { name: "确认决定 2 件" }).click();
    await bulk.getByText("已赔付合计").waitFor();
    for (const { claimId } of rest) expect((await seen(claimId)).status).toBe("approved");
    expect((await seen(held?.claimId ?? "")).status).toBe("in_review");
    await bulk.getByRole("button", { name: "关闭" }).last().click();
    expect(problems).toEqual([]);
    await leave();
  });

  it("a view that was kept and a link that was shared show the same rows to somebody else", async () => {
    await file("views", { count: 2, unitPrice: DEAR_FEN });
    const rows = async (page: Page): Promise<readonly string[]> => {
      await page.getByRole("table", { name: "审核队列" }).waitFor();
      return page.locator(".ax-table-link").allInnerTexts();
    };
    const mine = await open(SUPERVISOR, "/console/review");
    await mine.page.getByLabel("产品").selectOption("quality");
    await mine.page.getByLabel("最低金额（元）").fill("2000");
    await mine.page.getByRole("button", { name: "排序分" }).click();
    await expect.poll(() => new URL(mine.page.url()).search).toContain("minAmount=200000");
    await mine.page.getByRole("button", { name: "保存为视图" }).click();
    const name = `大衣 ${run().slice(-6)} <b>`;
    await dialog(mine.page, "保存为视图").getByLabel("名称").fill(name);
    await dialog(mine.page, "保存为视图").getByLabel("与所有人共享").check();
    await dialog(mine.page, "保存为视图").getByRole("button", { name: "保存" }).click();
    await mine.page.getByRole("link", { name: `${name} （共享）` }).waitFor();
    const expected = await rows(mine.page);
    expect(expected.length).toBeGreaterThanOrEqual(2);
    const theirs = await open(COLLEAGUE, new URL(mine.page.url()).pathname + new URL(mine.page.url()).search);
    expect(await rows(theirs.page)).toEqual(expected);
    await theirs.leave();
    await mine.page.getByRole("button", { name: "删除视图" }).click();
    await dialog(mine.page, "删除视图").getByRole("button", { name: "删除视图" }).click();
    await mine.page.getByRole("link", { name: new RegExp(name.slice(0, 4)) }).waitFor({ state: "detached" });
    await mine.leave();
  });
});

describe("asking for more", () => {
  it("goes out as one list with a word on each, and a second one is a supervisor's", async () => {
    const claim = await fileOne("more");
    const { page, leave } = await open(ADJUSTER, caseOf(claim));
    await ready(page, claim.claimId);
    await page.keyboard.press("m");
    const ask = dialog(page, "补材料");
    await ask.getByLabel("「检测报告」要看到什么").fill("整页，含编号");
    await ask.getByRole("button", { name: "发出清单" }).click();
    await page.getByText("已发出补充材料清单").waitFor();
    expect((await seen(claim.claimId)).status).toBe("evidence_requested");
    await leave();
  });
});
