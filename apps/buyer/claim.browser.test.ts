import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { photograph, picked, snapshot } from "../testing/camera.js";
import { television } from "../testing/goods.js";
import { openPortals, type Portals, picture, sideways, tooSmall, type Visited, violations } from "../testing/portal.js";

/** A busy machine takes its time to start everything. */
vi.setConfig({ hookTimeout: 180_000 });

const MERCHANT = "buyer-claim-shop";
const BYTES_MAX = 2 * 1_024 * 1_024;
const SIDE_MAX = 2_048;
const TAPS_MAX = 6;

/** Notes how large each file is that the page sends; a browser does not tell of what is in a form. */
const NOTES_SIZES = `window.sent = [];
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (form) {
  if (form instanceof FormData) window.sent.push(form.get("file").size);
  return send.call(this, form);
};`;

let portals: Portals;
let orders = 0;
const run = randomUUID().slice(0, 8);

beforeAll(async () => {
  portals = await openPortals();
  await portals.openShop(MERCHANT, ["transit-damage", "return-freight"]);
});
afterAll(() => portals.close());

interface Television {
  readonly buyerId: string;
  readonly orderId: string;
  readonly policyId: string;
}

/** A buyer whose television came broken. */
async function brokenTelevision(): Promise<Television> {
  orders += 1;
  const [orderId, buyerId] = [`tv-${run}-${orders}`, `buyer-${run}-${orders}`];
  const order = television({ orderId, merchantId: MERCHANT, buyerId, now: await portals.now() });
  const [fed] = await portals.feed(order);
  const policyId = fed?.policies.find(({ product }) => product === "transit-damage")?.policyId ?? "";
  return { buyerId, orderId, policyId };
}

const claimsOf = async (buyerId: string) =>
  (await portals.marketplace.all(`/v1/claims?buyerId=${buyerId}`)) as readonly {
    readonly claimId: string;
    readonly status: string;
  }[];

/** Taps that a person needs; files that they pick are not counted. */
function thumb(): { tap(target: Locator): Promise<void>; taps(): number } {
  let taps = 0;
  return {
    tap: async (target) => {
      taps += 1;
      await target.tap();
    },
    taps: () => taps,
  };
}

const choose = (page: Page, slot: string) => page.getByLabel(`选择文件：${slot}`);
const next = (page: Page) => page.getByRole("button", { name: "下一步" });
const submit = (page: Page) => page.getByRole("button", { name: "我已如实申报，提交" });

/** Picks what the form of a broken television asks for. */
async function pickAll(page: Page): Promise<void> {
  await choose(page, "外包装照片").setInputFiles(picked("box.jpg", await snapshot(1)));
  await choose(page, "面单照片").setInputFiles(picked("label.jpg", await snapshot(2)));
  await choose(page, "破损照片").setInputFiles([
    picked("damage-1.jpg", await snapshot(3)),
    picked("damage-2.jpg", await snapshot(4)),
  ]);
  await page.getByText("已上传", { exact: false }).nth(3).waitFor();
}

/** Brings a page to the last step of a claim. */
async function toLastStep({ page }: Visited, policyId: string): Promise<void> {
  await page.goto(`/buyer/covers/${policyId}/claim`);
  await page.getByRole("radio", { name: "破碎、断裂" }).tap();
  await page.getByRole("radio", { name: /^全损/ }).tap();
  await next(page).tap();
  await pickAll(page);
  await next(page).tap();
  await submit(page).waitFor();
}

async function expectSound(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await sideways(page)).toEqual([]);
  expect(await tooSmall(page, 44)).toEqual([]);
}

describe("a claim", () => {
  it("takes three steps and six taps, with everything known filled in and the estimate of the API", async () => {
    const { buyerId, policyId, orderId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId }, { path: "/buyer" });
    const { page, problems } = visited;
    const { tap, taps } = thumb();
    await tap(page.getByRole("link", { name: "报案理赔 物流破损险" }));

    await page.getByRole("heading", { level: 1, name: "物流破损险理赔" }).waitFor();
    const known = page.locator(".by-known");
    for (const what of ["顺丰速运", `SF${orderId.replace(/\W/g, "")}`, "¥2,000.00", "wa***@example.com"]) {
      expect(await known.innerText(), "known, and not asked for").toContain(what);
    }
    expect(await page.getByLabel("什么时候发生的？").inputValue(), "as the parcel came").not.toBe("");
    await expectSound(page);
    await picture(visited, "claim-1");
    await tap(page.getByRole("radio", { name: "破碎、断裂" }));
    await tap(page.getByRole("radio", { name: /^全损/ }));
    expect(await page.getByLabel("验货说明").inputValue()).toContain("55 英寸电视机 · 破碎、断裂");
    await tap(next(page));

    await pickAll(page);
    await expectSound(page);
    await picture(visited, "claim-2");
    await tap(next(page));

    const estimate = page.getByTestId("estimate");
    await estimate.waitFor();
    const asked = (await portals.marketplace.ok("POST", `/v1/policies/${policyId}/claim-estimates`, {
      body: {
        peril: "breakage",
        fields: { degree: "total", inspectionNote: "x" },
        evidence: [
          { kind: "outer_box", count: 1 },
          { kind: "waybill_label", count: 1 },
          { kind: "damage", count: 2 },
        ],
      },
    })) as { readonly amount: number };
    expect(await estimate.innerText()).toBe(
      `¥${(asked.amount / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`,
    );
    expect((await page.getByTestId("formula").innerText()).trim()).not.toBe("");
    expect(await page.getByRole("region", { name: "如实申报" }).innerText()).toContain("本人声明");
    await expectSound(page);
    await picture(visited, "claim-3");
    await tap(submit(page));

    await page.getByText("已提交，理赔已受理", { exact: false }).waitFor();
    await picture(visited, "claim-4");
    expect(taps()).toBeLessThanOrEqual(TAPS_MAX);
    const [claim, ...more] = await claimsOf(buyerId);
    expect(more).toEqual([]);
    expect(await page.getByTestId("claim-no").innerText()).toBe(claim?.claimId);
    expect(problems).toEqual([]);
    await visited.leave();
  });

  it("says before anything is filled in why there can't be one", async () => {
    const { buyerId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId }, { path: "/buyer" });
    const { page, problems } = visited;
    await page.getByRole("link", { name: "退货运费险", exact: true }).tap();
    await page.getByText("无需申请：商家确认收到退货后自动理赔").waitFor();
    expect(await page.getByRole("link", { name: "报案理赔" }).count()).toBe(0);
    await page.goto(`${page.url()}/claim`);
    await page.getByText("无需申请：商家确认收到退货后自动理赔").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    expect(problems).toEqual([]);
    await visited.leave();
  });

  it("has what was kept since the order in its slots", async () => {
    const { buyerId, policyId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId }, { path: `/buyer/covers/${policyId}` });
    const { page, problems } = visited;
    await page.getByText("5 类材料，点开保存").tap();
    await choose(page, "外包装照片").setInputFiles(picked("box.jpg", await snapshot(9)));
    await page.getByText("已上传", { exact: false }).waitFor();
    await page.goto(`/buyer/covers/${policyId}/claim`);
    await page.getByRole("radio", { name: "破碎、断裂" }).tap();
    await page.getByRole("radio", { name: /^全损/ }).tap();
    await next(page).tap();
    const box = page.getByRole("region", { name: "外包装照片" });
    await box.getByText("已齐").waitFor();
    await box.getByRole("button", { name: /^移除/ }).tap();
    await page.reload();
    await box.getByText("0 / 1 份").waitFor();
    expect(problems).toEqual([]);
    await visited.leave();
  });
});

describe("one claim", () => {
  it("comes of two taps at once", async () => {
    const { buyerId, policyId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId });
    await toLastStep(visited, policyId);
    await submit(visited.page).dblclick();
    await visited.page.getByTestId("claim-no").waitFor();
    expect(await claimsOf(buyerId)).toHaveLength(1);
    await visited.leave();
  });

  it("comes of an answer that is lost and a page that is loaded again meanwhile", async () => {
    const { buyerId, policyId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId });
    const { page } = visited;
    await toLastStep(visited, policyId);
    const arrived = new Promise<void>((resolve) => {
      void page.route(
        "**/v1/claims",
        async (route) => {
          await route.fetch();
          await route.abort("connectionreset");
          resolve();
        },
        { times: 1 },
      );
    });
    await submit(page).tap();
    await arrived;
    await page.reload();
    const shown = await page.getByTestId("claim-no").innerText();
    expect((await claimsOf(buyerId)).map(({ claimId }) => claimId)).toEqual([shown]);
    await visited.leave();
  });

  it("comes of a tap without a network, once it is back; and the draft says so", async () => {
    const { buyerId, policyId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId });
    const { page } = visited;
    await toLastStep(visited, policyId);
    await page.getByTestId("estimate").waitFor();
    await page.context().setOffline(true);
    await page.getByText("当前没有网络。点击提交后会保存在本机", { exact: false }).waitFor();
    await submit(page).tap();
    await page.getByText("没有收到服务器的答复", { exact: false }).waitFor();
    expect(await claimsOf(buyerId)).toHaveLength(0);
    await page.context().setOffline(false);
    const shown = await page.getByTestId("claim-no").innerText();
    expect((await claimsOf(buyerId)).map(({ claimId }) => claimId)).toEqual([shown]);
    await visited.leave();
  });

  it("is written on where it was left, with its photos", async () => {
    const { buyerId, policyId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId });
    const { page } = visited;
    await page.goto(`/buyer/covers/${policyId}/claim`);
    await page.getByRole("radio", { name: "挤压变形" }).tap();
    await page.getByRole("radio", { name: /^严重/ }).tap();
    await page.getByLabel("验货说明").fill("左上角压坏");
    await next(page).tap();
    await page.getByRole("region", { name: "外包装照片" }).waitFor();
    await page.context().setOffline(true);
    await choose(page, "外包装照片").setInputFiles(picked("box.jpg", await snapshot(5)));
    await page.getByRole("button", { name: "重新上传 box.jpg" }).waitFor();
    await page.context().setOffline(false);
    await page.goto(`/buyer/covers/${policyId}/claim`);
    expect(await page.getByRole("radio", { name: "挤压变形" }).isChecked()).toBe(true);
    expect(await page.getByLabel("验货说明").inputValue()).toBe("左上角压坏");
    await next(page).tap();
    await page.getByRole("region", { name: "外包装照片" }).getByText("已齐").waitFor();
    await visited.leave();
  });
});

describe("a photo", () => {
  it("of twelve megapixels is sent small, upright and without its place, and shows how far it is", async () => {
    const { buyerId, policyId, orderId } = await brokenTelevision();
    const visited = await portals.enter(
      { role: "buyer", buyerId },
      { prepare: (page) => page.addInitScript(NOTES_SIZES) },
    );
    const { page } = visited;
    const original = await photograph();
    expect(original.length).toBeGreaterThan(BYTES_MAX);
    await page.goto(`/buyer/covers/${policyId}/claim`);
    await page.getByRole("radio", { name: "破碎、断裂" }).tap();
    await page.getByRole("radio", { name: /^全损/ }).tap();
    await next(page).tap();
    const camera = page.getByLabel("拍摄：外包装照片");
    expect(await camera.getAttribute("accept")).toBe("image/*");
    expect(await camera.getAttribute("capture")).toBe("environment");
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/v1/evidence?**", (route) => held.then(() => route.continue()), { times: 1 });
    await camera.setInputFiles(picked("IMG_0001.jpg", original));
    await page.getByRole("progressbar", { name: "正在上传 IMG_0001.jpg" }).waitFor();
    release();
    await page.getByRole("region", { name: "外包装照片" }).getByText("已齐").waitFor();
    const [bytes = 0, ...others] = await page.evaluate<readonly number[]>("window.sent");
    expect(others).toEqual([]);
    const { data } = (await portals.marketplace.ok("GET", `/v1/evidence?orderId=${orderId}`)) as {
      readonly data: readonly { readonly evidenceId: string; readonly bytes: number }[];
    };
    const kept = await page.request.get(`/v1/evidence/${data[0]?.evidenceId}`);
    const { width = 0, height = 0, exif } = await sharp(await kept.body()).metadata();
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(BYTES_MAX);
    expect(Math.max(width, height)).toBeLessThanOrEqual(SIDE_MAX);
    expect(height, "turned as the camera said").toBeGreaterThan(width);
    expect(exif).toBeUndefined();
    await visited.leave();
  });

  it("that did not get through is sent again with one tap", async () => {
    const { buyerId, policyId } = await brokenTelevision();
    const visited = await portals.enter({ role: "buyer", buyerId });
    const { page } = visited;
    await page.goto(`/buyer/covers/${policyId}/claim`);
    await page.getByRole("radio", { name: "破碎、断裂" }).tap();
    await page.getByRole("radio", { name: /^全损/ }).tap();
    await next(page).tap();
    await page.route("**/v1/evidence?**", (route) => route.abort("failed"), { times: 1 });
    await choose(page, "外包装照片").setInputFiles(picked("box.jpg", await snapshot(6)));
    await page.getByRole("alert").getByText("没有收到服务器的答复", { exact: false }).waitFor();
    await page.getByRole("button", { name: "重新上传 box.jpg" }).tap();
    await page.getByRole("region", { name: "外包装照片" }).getByText("已齐").waitFor();
    await visited.leave();
  });
});
