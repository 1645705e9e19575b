import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { picked, snapshot } from "../testing/camera.js";
import { sentBack, shirt, television } from "../testing/goods.js";
import {
  openPortals,
  PHONE,
  type Portals,
  picture,
  sideways,
  tooSmall,
  type Visited,
  violations,
} from "../testing/portal.js";

/** A busy machine takes its time to start everything. */
vi.setConfig({ hookTimeout: 180_000 });

const MERCHANT = "buyer-case-shop";
/** How soon a page shows what happened elsewhere. */
const LIVE_MS = 3_000;
const REASON_CHARS_MAX = 60;
/** What runs where a page takes words for markup. */
const SCRIPT = `<img src=x onerror="window.xss=1"><script>window.xss=1</script>`;

let portals: Portals;
let orders = 0;
const run = randomUUID().slice(0, 8);

beforeAll(async () => {
  portals = await openPortals();
  await portals.openShop(MERCHANT, ["transit-damage", "return-freight"]);
});
afterAll(() => portals.close());

interface Case {
  readonly buyerId: string;
  readonly claimId: string;
}

const upload = async (kind: string, seed: number): Promise<{ readonly evidenceId: string; readonly kind: string }> => {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(await snapshot(seed))], { type: "image/jpeg" }), `${kind}.jpg`);
  const { url, apiKey } = portals.access;
  const headers = { authorization: `Bearer ${apiKey}`, "idempotency-key": `${run} ${kind} ${seed}` };
  const answer = await fetch(`${url}/v1/evidence`, { method: "POST", headers, body: form });
  const { evidenceId } = (await answer.json()) as { readonly evidenceId: string };
  return { evidenceId, kind };
};

/** A claim about a broken television that a person has to look at, since it was signed for as whole. */
async function inReview(description = "外箱压破，屏幕碎裂"): Promise<Case> {
  orders += 1;
  const [orderId, buyerId] = [`case-${run}-${orders}`, `buyer-case-${run}-${orders}`];
  const now = await portals.now();
  const order = television({ orderId, merchantId: MERCHANT, buyerId, now });
  const [fed] = await portals.feed({ ...order, lines: order.lines.map((line) => ({ ...line, unitPrice: 900_000 })) });
  const policyId = fed?.policies.find(({ product }) => product === "transit-damage")?.policyId;
  const seed = orders * 10;
  const evidence = await Promise.all([
    upload("outer_box", seed),
    upload("waybill_label", seed + 1),
    upload("damage", seed + 2),
    upload("damage", seed + 3),
  ]);
  const body = {
    ...{ policyId, peril: "breakage", occurredAt: order.shipments[0]?.deliveredAt, description, evidence },
    fields: { degree: "total", inspectionNote: description },
    declaration: true,
  };
  const claim = (await portals.marketplace.ok("POST", "/v1/claims", { key: orderId, body })) as {
    readonly claimId: string;
    readonly status: string;
  };
  expect(claim.status).toBe("in_review");
  return { buyerId, claimId: claim.claimId };
}

/** A return that the rules refuse: the merchant paid the carrier, so that nothing is left to be paid. */
async function refusedByRules(): Promise<Case> {
  orders += 1;
  const [orderId, buyerId] = [`rules-${run}-${orders}`, `buyer-rules-${run}-${orders}`];
  const now = await portals.now();
  const order = shirt({ orderId, merchantId: MERCHANT, buyerId, now });
  await portals.feed(order);
  const back = sentBack(order, now);
  const paidFor = back.returns.map((each) => ({ ...each, freightPaidBy: "merchant" }));
  const [fed] = await portals.feed({ ...back, returns: paidFor });
  const [claim] = fed?.claims ?? [];
  expect(claim?.status).toBe("rejected");
  return { buyerId, claimId: claim?.claimId ?? "" };
}

async function act(claimId: string, role: "adjuster" | "supervisor", path: string, body: object): Promise<void> {
  const staff = await portals.staff(role);
  const answer = await fetch(`${portals.url}/v1/claims/${claimId}`, {
    headers: { authorization: `Bearer ${portals.access.apiKey}` },
  });
  const ifMatch = answer.headers.get("etag") ?? "";
  await staff.ok("POST", `/v1/claims/${claimId}/${path}`, { key: `${run} ${claimId} ${path}`, ifMatch, body });
}

const refuse = (claimId: string, note = "照片显示外箱完好"): Promise<void> =>
  act(claimId, "adjuster", "decisions", { outcome: "reject", reasonCodes: ["not_covered"], clauses: ["3.1"], note });

async function open({ buyerId, claimId }: Case, language: "zh-CN" | "en" = "zh-CN"): Promise<Visited> {
  const visited = await portals.enter(
    { role: "buyer", buyerId },
    { path: `/buyer/claims/${claimId}`, language, viewport: PHONE },
  );
  await visited.page.getByTestId("claim-no").waitFor();
  return visited;
}

const current = (page: Page) => page.locator(".ax-timeline [aria-current=step]");

async function expectSound({ page, problems }: Visited): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await sideways(page)).toEqual([]);
  expect(await tooSmall(page, 44)).toEqual([]);
  expect(problems).toEqual([]);
}

describe("a claim in review", () => {
  it("tells what happened, what happens now until when, and what comes then", async () => {
    const visited = await open(await inReview());
    const { page } = visited;
    expect(await page.locator(".ax-timeline > li").count()).toBeGreaterThanOrEqual(4);
    expect(await current(page).count()).toBe(1);
    expect(await current(page).innerText()).toMatch(/审核中[\s\S]*承诺最晚 \d+月\d+日/);
    expect(await page.getByTestId("next-step").innerText()).toMatch(/最晚 \d+月\d+日/);
    await expectSound(visited);
    await picture(visited, "case-review");
    await visited.leave();
  });

  it("shows within three seconds that documents are wanted, takes all of them at once, and goes on", async () => {
    const held = await inReview();
    const visited = await open(held);
    const { page } = visited;
    await act(held.claimId, "adjuster", "evidence-requests", {
      documents: [{ kind: "signature_record", note: "请上传签收底单" }],
    });
    await page.getByRole("heading", { name: "还需要 1 项材料" }).waitFor({ timeout: LIVE_MS });
    expect(await page.getByTestId("next-step").innerText()).toMatch(/请在 \d+月\d+日.*前补充/);
    await expectSound(visited);
    await picture(visited, "case-wanted");
    const send = page.getByRole("button", { name: "提交材料" });
    expect(await send.isDisabled()).toBe(true);
    await page.getByLabel("选择文件：签收记录").setInputFiles(picked("signed.jpg", await snapshot(77)));
    await page.getByText("已上传", { exact: false }).waitFor();
    await send.tap();
    await page.getByRole("heading", { name: "还需要 1 项材料" }).waitFor({ state: "hidden" });
    expect(await current(page).innerText()).toContain("审核中");
    await visited.leave();
  });

  it("can be taken back, once it is confirmed", async () => {
    const visited = await open(await inReview());
    const { page } = visited;
    await page.getByRole("button", { name: "撤回理赔" }).tap();
    const dialog = page.getByRole("dialog", { name: "撤回这个理赔？" });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "撤回理赔" }).tap();
    await page.getByText("您已撤回这个理赔。").waitFor();
    expect(visited.problems).toEqual([]);
    await visited.leave();
  });

  it("is paid elsewhere after a code, and not without", async () => {
    const held = await inReview();
    const visited = await open(held);
    const { page } = visited;
    await page.getByText("修改收款账号", { exact: true }).tap();
    await page.getByRole("button", { name: "获取验证码" }).tap();
    expect(await page.getByLabel("支付宝账号").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("支付宝账号").fill("13800138000");
    await page.getByLabel("账户姓名").fill("王小明");
    await page.getByRole("button", { name: "获取验证码" }).tap();
    await page.getByLabel("6 位验证码").fill("12");
    await page.getByRole("button", { name: "确认修改" }).tap();
    await page.getByText("请输入 6 位数字").waitFor();
    await page.getByLabel("6 位验证码").fill(await codeOf(held.buyerId));
    await expectSound(visited);
    await picture(visited, "case-payee");
    await page.getByRole("button", { name: "确认修改" }).tap();
    await page.getByText("已改为付款到", { exact: false }).waitFor();
    await visited.leave();
  });

  /** The code that the buyer was sent, from the stand-in of the marketplace's own messages. */
  async function codeOf(buyerId: string): Promise<string> {
    await portals.settle();
    const { data } = (await portals.marketplace.ok("GET", `/v1/sandbox/notices?recipientId=${buyerId}`)) as {
      readonly data: readonly { readonly text: { readonly zh: string } }[];
    };
    const code = data.map(({ text }) => /(?<!\d)\d{6}(?!\d)/.exec(text.zh)?.[0]).find((each) => each !== undefined);
    return code ?? "";
  }
});

describe("a refusal", () => {
  it("says why in plain words, opens the very clause, and is appealed with one tap", async () => {
    const held = await inReview();
    const visited = await open(held);
    const { page } = visited;
    await refuse(held.claimId);
    await portals.settle();
    const reason = page.getByTestId("reason").first();
    await reason.waitFor();
    expect((await reason.innerText()).length).toBeLessThanOrEqual(REASON_CHARS_MAX);
    expect(await page.getByText("法定送达期限").count()).toBe(1);
    expect(await page.getByText("申诉截止").count()).toBe(1);
    await page.getByText("通知书全文、您的权利和投诉渠道").tap();
    await page.getByRole("heading", { name: "投诉渠道" }).waitFor();
    expect(await page.getByRole("link", { name: /^下载通知书/ }).getAttribute("href")).toMatch(/refusal-notice\.pdf/);
    await expectSound(visited);
    await picture(visited, "case-refused");

    await page.locator(".by-clause > summary").first().tap();
    const link = page.getByRole("link", { name: /^在条款中打开第/ }).first();
    const [terms] = await Promise.all([page.context().waitForEvent("page"), link.tap()]);
    await terms.waitForLoadState();
    const { hash } = new URL(terms.url());
    expect(hash).toMatch(/^#c-\d/);
    const clause = terms.locator(`[id="${hash.slice(1)}"]`);
    expect(await clause.evaluate((each) => each.getBoundingClientRect().top)).toBeLessThan(PHONE.height);
    await terms.close();

    await page.getByRole("button", { name: "一键申诉" }).tap();
    await page.getByRole("list", { name: "申诉记录" }).getByText("审理中").waitFor();
    expect(await current(page).innerText()).toMatch(/申诉审理中[\s\S]*承诺最晚/);
    const { data } = (await portals.marketplace.ok("GET", `/v1/appeals?claimId=${held.claimId}`)) as {
      readonly data: readonly { readonly reason: string }[];
    };
    expect(data.map(({ reason: said }) => said)).toEqual(["我不同意这个结论，请另一位人员重新审理。"]);
    await expectSound(visited);
    await picture(visited, "case-appealed");
    await visited.leave();
  });

  it("by rules goes to a person with one tap", async () => {
    const held = await refusedByRules();
    await portals.settle();
    const visited = await open(held);
    const { page } = visited;
    await page.getByTestId("reason").first().waitFor();
    await expectSound(visited);
    await picture(visited, "case-refused-by-rules");
    await page.getByRole("button", { name: "申请人工复核" }).tap();
    await page.getByText("您申请了人工复核", { exact: false }).waitFor();
    expect(await current(page).innerText()).toContain("审核中");
    await expectSound(visited);
    await visited.leave();
  });

  it("is read in English whole, by whoever reads English", async () => {
    const held = await inReview();
    await refuse(held.claimId);
    await portals.settle();
    const visited = await open(held, "en");
    await visited.page.getByTestId("reason").first().waitFor();
    await expectSound(visited);
    await picture(visited, "case-refused-en");
    await visited.leave();
  });
});

it("words that look like markup stay words", async () => {
  const held = await inReview(SCRIPT);
  const visited = await open(held);
  const { page } = visited;
  await refuse(held.claimId, SCRIPT);
  await portals.settle();
  await page.getByTestId("reason").first().waitFor();
  expect(await page.getByText(SCRIPT, { exact: true }).count()).toBeGreaterThanOrEqual(2);
  expect(await page.evaluate("window.xss")).toBeUndefined();
  expect(visited.problems).toEqual([]);
  await visited.leave();
});
