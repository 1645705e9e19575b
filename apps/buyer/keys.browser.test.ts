import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { picked, snapshot } from "../testing/camera.js";
import { television } from "../testing/goods.js";
import { hasFocus, type Keys, keysOf, watchPointers } from "../testing/keys.js";
import { DESKTOP, openPortals, PHONE, type Portals, picture } from "../testing/portal.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const MERCHANT = "buyer-keys-shop";

let portals: Portals;
const run = randomUUID().slice(0, 8);

beforeAll(async () => {
  portals = await openPortals();
  await portals.openShop(MERCHANT, ["transit-damage"]);
});
afterAll(() => portals.close());

async function brokenTelevision(name: string): Promise<string> {
  const buyerId = `${name}-${run}`;
  const now = await portals.now();
  await portals.feed(television({ orderId: `tv-${name}-${run}`, merchantId: MERCHANT, buyerId, now }));
  return buyerId;
}

const next = (page: Page): Locator => page.getByRole("button", { name: "下一步" });
const step = (page: Page, name: string): Locator => page.getByRole("heading", { level: 2, name, exact: true });

const expectFocus = (target: Locator, why: string): Promise<void> =>
  expect.poll(() => hasFocus(target), { message: why }).toBe(true);

/** Opens the chooser of a slot by its key, as people do who then pick with keys too. */
async function pick(page: Page, keys: Keys, slot: string, seeds: readonly number[]): Promise<void> {
  await keys.reach(page.getByRole("button", { name: new RegExp(`^(从相册选|选照片或 PDF) ?${slot}$`) }));
  const opening = page.waitForEvent("filechooser");
  await keys.press("Enter");
  const files = await Promise.all(seeds.map(async (seed) => picked(`${slot}-${seed}.jpg`, await snapshot(seed))));
  await (await opening).setFiles(files);
}

it.each([
  ["a wide screen", DESKTOP],
  ["a small one, as when a page is enlarged", PHONE],
] as const)("a claim is made with keys alone, and where one is can always be seen: %s", async (name, viewport) => {
  const buyerId = await brokenTelevision(`keys-${viewport.width}`);
  const visited = await portals.enter(
    { role: "buyer", buyerId },
    { path: "/buyer", viewport, prepare: watchPointers, options: { hasTouch: false, isMobile: false } },
  );
  const { page, problems } = visited;
  const keys = keysOf(page);
  // From now on choosers are asked for here, and not of the system.
  page.on("filechooser", () => undefined);

  await keys.reach(page.getByRole("link", { name: "报案理赔 物流破损险" }));
  await keys.press("Enter");
  await page.getByRole("heading", { level: 1, name: "物流破损险理赔" }).waitFor();
  await expectFocus(page.getByRole("main"), "a new page is begun at its beginning");

  await keys.reach(next(page));
  await keys.press("Enter");
  const peril = page.getByRole("radio", { name: "破碎、断裂" });
  await expectFocus(
    page.getByRole("group", { name: "发生了什么？" }).getByRole("radio").first(),
    "the first that lacks",
  );
  expect(await page.getByRole("alert").allInnerTexts()).toHaveLength(2);
  await keys.press("Space");
  await peril.and(page.locator(":checked")).waitFor();
  await keys.reach(next(page));
  await keys.press("Enter");
  await expectFocus(page.getByRole("radio", { name: /^轻微/ }), "what still lacks");
  await keys.press("ArrowUp");
  await page.getByRole("radio", { name: /^全损/, checked: true }).waitFor();
  await picture(visited, `keys-1-${viewport.width}`);
  await keys.reach(next(page));
  await keys.press("Enter");

  await expectFocus(step(page, "照片和材料"), "the step's heading");
  await picture(visited, `keys-2-${viewport.width}`);
  await pick(page, keys, "外包装照片", [11]);
  await pick(page, keys, "面单照片", [12]);
  await pick(page, keys, "破损照片", [13, 14]);
  await page.getByText("已上传", { exact: false }).nth(3).waitFor();
  await keys.reach(next(page));
  await keys.press("Enter");

  await expectFocus(step(page, "核对并提交"), "the step's heading");
  await page.getByTestId("estimate").waitFor();
  await keys.reach(page.getByRole("button", { name: "我已如实申报，提交" }));
  await picture(visited, `keys-3-${viewport.width}`);
  await keys.press("Enter");
  await keys.press("Enter");
  const claimId = await page.getByTestId("claim-no").innerText();
  await expectFocus(page.getByRole("main"), "the claim that was made");

  const claims = (await portals.marketplace.all(`/v1/claims?buyerId=${buyerId}`)) as readonly { claimId: string }[];
  expect(
    claims.map((claim) => claim.claimId),
    name,
  ).toEqual([claimId]);
  expect(keys.faults).toEqual([]);
  expect(await keys.pointerActs(), "no pointer was used").toBe(0);
  expect(problems).toEqual([]);
  await visited.leave();
});

it("a time that lies ahead is said at its field, which has the focus then", async () => {
  const buyerId = await brokenTelevision("late");
  const visited = await portals.enter(
    { role: "buyer", buyerId },
    { path: "/buyer", viewport: DESKTOP, prepare: watchPointers },
  );
  const { page } = visited;
  const keys = keysOf(page);
  await keys.reach(page.getByRole("link", { name: "报案理赔 物流破损险" }));
  await keys.press("Enter");
  await keys.reach(page.getByRole("radio", { name: "破碎、断裂" }));
  await keys.press("Space");
  await keys.reach(page.getByRole("radio", { name: /^轻微/ }));
  await keys.press("Space");
  const when = page.getByLabel("什么时候发生的？");
  await keys.reach(when);
  // The first part of the field is its year.
  for (const digit of "2099") await keys.press(digit);
  await keys.reach(next(page));
  await keys.press("Enter");
  await expectFocus(when, "the first field that is wrong");
  expect(await when.getAttribute("aria-invalid")).toBe("true");
  const told = (await when.getAttribute("aria-describedby")) ?? "";
  const words = await Promise.all(told.split(" ").map((id) => page.locator(`[id="${id}"]`).innerText()));
  expect(words.join(" ")).toContain("时间");
  expect(keys.faults).toEqual([]);
  expect(await keys.pointerActs()).toBe(0);
  await visited.leave();
});
