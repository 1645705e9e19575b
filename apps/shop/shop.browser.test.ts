import { formatInstant, instant } from "@anxin/core/time";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  DESKTOP,
  openPortals,
  PHONE,
  type Portals,
  picture,
  sideways,
  type TestLanguage,
  tooSmall,
  violations,
  type Wish,
} from "../testing/portal.js";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let portals: Portals;
beforeAll(async () => {
  portals = await openPortals();
});
afterAll(() => portals?.close());

const visit = (path: string, wish: Wish = {}) => portals.enter({ role: "stranger" }, { path: `/shop${path}`, ...wish });

interface Transfer {
  readonly outBizNo: string;
  readonly payee: string;
  readonly amount: number;
  readonly state: string;
}

/** The gateway's own book, as Anxin's API tells it. */
async function transfersTo(account: string): Promise<readonly Transfer[]> {
  const { data } = (await portals.marketplace.ok("GET", "/v1/sandbox/alipay/transfers")) as {
    readonly data: readonly Transfer[];
  };
  return data.filter(({ payee }) => payee === account);
}

const STORIES = {
  size: {
    "zh-CN": ["替王小明下单付款", "商家发货", "快递送达", "寄回 T 恤", "商家确认收货并退款", "看看钱到了没有"],
    en: [
      ...["Order and pay for Wang Xiaoming", "Ship the parcel", "Deliver the parcel", "Send the T-shirt back"],
      ...["Confirm the return and refund", "Has the money arrived?"],
    ],
    amount: 1_000,
  },
  television: {
    "zh-CN": ["替李静下单付款", "商家发货", "送达，开箱验货", "上传这四张照片", "提交理赔申请", "看看钱到了没有"],
    en: [
      ...["Order and pay for Li Jing", "Ship the television", "Deliver and inspect", "Upload the four photos"],
      ...["Send the claim", "Has the money arrived?"],
    ],
    amount: 299_900,
  },
} as const;
const END = { "zh-CN": "钱到了", en: "The money is there" } as const;

/** Photos are drawn, uploaded and encoded anew in one of the steps: a busy machine takes its time. */
const STEP_MS_MAX = 60_000;

/** Presses every button of a story, twice as impatient people do, and answers the account that the money went to. */
async function playToTheEnd(page: Page, story: keyof typeof STORIES, language: "zh-CN" | "en"): Promise<string> {
  for (const name of STORIES[story][language]) {
    await page.getByRole("button", { name, exact: true }).dblclick({ timeout: STEP_MS_MAX });
  }
  await page.getByRole("heading", { name: END[language] }).waitFor();
  const text = await page.locator(".sh-arrival").innerText();
  return /\S+@example\.com/.exec(text)?.[0] ?? "";
}

describe.each([
  ["size", "zh-CN", DESKTOP],
  ["size", "en", PHONE],
  ["television", "zh-CN", PHONE],
  ["television", "en", DESKTOP],
] as const)("the story %s in %s", (story, language, viewport) => {
  it("is clicked through to the money, which arrives once", async () => {
    const { page, problems, leave } = await visit(`/stories/${story}`, { language, viewport });
    const account = await playToTheEnd(page, story, language);
    const arrived = await transfersTo(account);
    expect(arrived).toEqual([expect.objectContaining({ amount: STORIES[story].amount, state: "SUCCESS" })]);
    expect(await page.locator(".sh-arrival").innerText()).toContain(arrived[0]?.outBizNo);
    await picture({ page }, `shop-story-${story}-${language}`);
    await page.reload();
    await page.getByRole("heading", { name: END[language] }).waitFor();
    expect(problems).toEqual([]);
    await leave();
  });
});

it("from the first page to the money of a story it takes seven clicks, in the language that was chosen there", async () => {
  const { page, leave } = await portals.enter(
    { role: "stranger" },
    { path: "/", language: "zh-CN", viewport: DESKTOP },
  );
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("link", { name: "A T-shirt in the wrong size" }).click();
  await page.waitForURL("**/shop/stories/size");
  let clicks = 1;
  for (const name of STORIES.size.en) {
    await page.getByRole("button", { name, exact: true }).click({ timeout: STEP_MS_MAX });
    clicks += 1;
  }
  await page.getByRole("heading", { name: END.en }).waitFor();
  expect(clicks).toBe(7);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await page.getByRole("link", { name: "Anxin's first page" }).click();
  await page.getByRole("heading", { level: 1, name: "Anxin 安心" }).waitFor();
  await leave();
});

it("the end of a story leads into the buyer's portal, as its buyer", async () => {
  const { page, leave } = await visit("/stories/size", { language: "en" });
  await playToTheEnd(page, "size", "en");
  await page.getByRole("button", { name: "See policy and claim as the buyer" }).click();
  await page.waitForURL(/\/buyer/);
  const session = (await page.evaluate("fetch('/v1/sessions/current').then((answer) => answer.json())")) as object;
  expect(session).toMatchObject({ role: "buyer", subject: expect.stringMatching(/^story-/) });
  await leave();
});

interface Known {
  readonly version: number;
  readonly policies: readonly { readonly policyId: string; readonly product: string; readonly payer: string }[];
}
const known = async (orderId: string): Promise<Known> =>
  (await portals.marketplace.ok("GET", `/v1/orders/${orderId}`)) as Known;
const orderIdOf = (page: Page): string => /\/orders\/([\w-]+)/.exec(page.url())?.[1] ?? "";

/** Of the present shopper, as the shop's server lists them. */
async function newestOrders(page: Page): Promise<readonly string[]> {
  const answer = await page.request.get("/shop/api/orders");
  return ((await answer.json()) as { data: { orderId: string }[] }).data.map(({ orderId }) => orderId);
}

/** A claim that the vase is not what was promised: an adjuster has to look at those. */
async function fileQuality(orderId: string): Promise<{ readonly claimId: string }> {
  const policy = (await known(orderId)).policies.find(({ product }) => product === "quality");
  const occurredAt = formatInstant(instant(Math.floor(await portals.now())));
  const report = { institution: "国家陶瓷质量检验检测中心", reportNo: `TC-${orderId}`, conclusion: "failed" };
  const filed = await portals.marketplace.ok("POST", "/v1/claims", {
    key: `file ${orderId}`,
    body: {
      ...{ policyId: policy?.policyId, peril: "defect", occurredAt, declaration: true, evidence: [] },
      ...{ description: "釉面开裂", fields: { ...report, reportDate: occurredAt.slice(0, 10) } },
    },
  });
  return filed as { readonly claimId: string };
}

describe("a shopper", () => {
  it("buys a phone with a cover of their own choice, once, and with a whole consent", async () => {
    const { page, problems, leave } = await visit("/goods/demo-phone", { language: "en", viewport: DESKTOP });
    const before = await newestOrders(page);
    await page.getByRole("button", { name: "Buy now" }).click();
    const box = page.getByRole("checkbox", { name: /Cracked screen/ });
    await box.waitFor();
    expect(await page.getByRole("checkbox", { checked: true }).count(), "nothing is ticked beforehand").toBe(0);
    const terms = await page
      .getByRole("link", { name: /^Terms/ })
      .first()
      .getAttribute("href");
    expect((await page.request.get(terms ?? "")).status(), "the terms are one tap away").toBe(200);
    await box.check();
    await expect.poll(() => page.locator(".sh-sum").innerText()).toContain("¥4,198.00");
    await page.getByRole("button", { name: "Place order and pay" }).dblclick();
    await page.waitForURL(/\/shop\/orders\/S/);
    await page.getByText("Your order is placed.").waitFor();
    const { policies } = await known(orderIdOf(page));
    expect(policies.map(({ product, payer }) => ({ product, payer }))).toEqual([
      { product: "screen-crack", payer: "buyer" },
    ]);
    const consent = await portals.marketplace.ok("GET", `/v1/policies/${policies[0]?.policyId}/consent`);
    expect((consent as { gaps: unknown }).gaps).toEqual([]);
    // What was bought left the cart.
    await page.getByRole("link", { name: /^Cart, 0 pieces/ }).waitFor();
    const fresh = (await newestOrders(page)).filter((orderId) => !before.includes(orderId));
    expect(fresh, "a second press buys nothing").toEqual([orderIdOf(page)]);
    expect(problems).toEqual([]);
    await leave();
  });

  it("plays the logistics of a return until the freight is paid", async () => {
    const { page, leave } = await visit("/goods/demo-shirt", { language: "en", viewport: DESKTOP });
    await page.getByRole("button", { name: "Buy now" }).click();
    await page.getByRole("button", { name: "Place order and pay" }).click();
    await page.waitForURL(/\/shop\/orders\/S/);
    for (const step of [
      "Merchant ships",
      "Carrier delivers",
      "Ask for a return",
      "Send it back",
      "Merchant confirms",
    ]) {
      await page.getByRole("button", { name: step }).dblclick();
    }
    await page.getByText("Arrived at Alipay").waitFor();
    expect((await known(orderIdOf(page))).version, "a second press is the same step").toBe(6);
    await picture({ page }, "shop-order-returned");
    await leave();
  });

  it("whose vase arrives broken comes to the claim of the cover that answers for it", async () => {
    const { page, leave } = await visit("/goods/demo-vase", { language: "en" });
    await page.getByRole("button", { name: "Buy now" }).click();
    await page.getByRole("button", { name: "Place order and pay" }).click();
    await page.waitForURL(/\/shop\/orders\/S/);
    await page.getByRole("button", { name: "Merchant ships" }).click();
    await page.getByRole("button", { name: "It arrives broken" }).click();
    const cover = page.getByRole("listitem").filter({ has: page.getByText("Transit damage", { exact: true }) });
    await cover.getByText("Nothing broken to photograph?").click();
    expect(await cover.getByRole("img").count()).toBe(4);
    const orderId = orderIdOf(page);
    const policy = (await known(orderId)).policies.find(({ product }) => product === "transit-damage");
    await cover.getByRole("button", { name: "Make a claim" }).click();
    await page.waitForURL(`**/buyer/covers/${policy?.policyId}/claim`);
    await leave();
  });

  it("whose claim waits for a person may be that person, straight at the claim, or look at it as the buyer", async () => {
    const { page, leave } = await visit("/goods/demo-vase", { language: "en", viewport: DESKTOP });
    await page.getByRole("button", { name: "Buy now" }).click();
    await page.getByRole("button", { name: "Place order and pay" }).click();
    await page.waitForURL(/\/shop\/orders\/S/);
    await page.getByRole("button", { name: "Merchant ships" }).click();
    await page.getByRole("button", { name: "It arrives broken" }).click();
    await page.getByRole("button", { name: "Make a claim" }).first().waitFor();
    const { claimId } = await fileQuality(orderIdOf(page));
    const shop = page.url();
    const decided = page.waitForEvent("popup", { timeout: STEP_MS_MAX });
    await page.getByRole("button", { name: "Enter as an adjuster and decide it" }).click({ timeout: STEP_MS_MAX });
    const desk = await decided;
    await desk.waitForURL(`**/console/review/claims/${claimId}`);
    await desk.getByRole("heading", { level: 1, name: new RegExp(claimId) }).waitFor();
    const session = (await desk.evaluate("fetch('/v1/sessions/current').then((answer) => answer.json())")) as object;
    expect(session).toMatchObject({ role: "adjuster" });
    expect(page.url(), "the shop is still there").toBe(shop);
    await page.getByRole("button", { name: "Where the claim stands" }).click();
    await page.waitForURL(`**/buyer/claims/${claimId}`);
    await page.getByTestId("claim-no").getByText(claimId).waitFor();
    await leave();
  });

  it("finds the cart as it was after a reload, and in another tab", async () => {
    const visited = await visit("/goods/demo-tote", { language: "en", viewport: DESKTOP });
    const { page, leave } = visited;
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.reload();
    await page.getByRole("link", { name: "Cart, 2 pieces" }).waitFor();
    const other = await portals.tab(visited, "/shop/cart");
    await other.page.getByRole("button", { name: "One less: Canvas tote" }).click();
    await page.getByRole("link", { name: "Cart, 1 piece" }).waitFor();
    await leave();
  });

  it("is somebody else at once, with other orders", async () => {
    const { page, leave } = await visit("/orders", { language: "en", viewport: DESKTOP });
    await page.getByRole("button", { name: "Shopper and looks" }).click();
    await page.getByLabel("You are").selectOption({ label: "Gulya · Urumqi" });
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByText("No orders yet").waitFor();
    await leave();
  });

  it("is told what suits, and why", async () => {
    const { page, leave } = await visit("/choose", { language: "en" });
    await page.getByRole("radio", { name: "Fragile goods" }).check();
    await page.getByRole("checkbox", { name: "Breakage" }).check();
    await page.getByRole("button", { name: "Show suggestions" }).click();
    const chosen = page.getByRole("region", { name: "Suggestions" });
    await chosen.getByText("Transit damage", { exact: true }).waitFor();
    await chosen
      .getByText(/^Why: /)
      .first()
      .waitFor();
    await leave();
  });
});

it("what does not come is said, with a way to try again", async () => {
  const { page, leave } = await visit("/", {
    language: "en",
    prepare: (fresh) => fresh.route("**/shop/api/goods", (route) => route.abort()),
  });
  const retry = page.getByRole("button", { name: "Retry" }).or(page.getByRole("button", { name: "Try again" }));
  await retry.first().waitFor();
  await page.unroute("**/shop/api/goods");
  await retry.first().click();
  await page.getByRole("heading", { name: "Heavy cotton printed T-shirt" }).waitFor();
  await leave();
});

it("goods, stories and orders that are not there say so", async () => {
  for (const path of ["/goods/nothing", "/stories/nothing", "/orders/nothing", "/nothing"]) {
    const { page, leave } = await visit(path, { language: "en" });
    await page.locator(".ax-empty").first().waitFor();
    await leave();
  }
});

/** Plays the story that the page is at, without looking at each of its steps. */
const tellToTheEnd = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    const at = "/shop/api/stories/" + localStorage.getItem("anxin-shop-story-television");
    let story = await (await fetch(at)).json();
    while (story.next !== null) {
      const body = JSON.stringify({ chapter: story.next });
      const answer = await fetch(at + "/chapters", { method: "POST", headers: { "content-type": "application/json" }, body });
      if (!answer.ok) throw new Error(await answer.text());
      story = await answer.json();
    }
  })()`);

const LOOKS = (["zh-CN", "en"] as const satisfies readonly TestLanguage[]).flatMap((language) =>
  (["light", "dark"] as const).map((theme) => [language, theme] as const),
);

describe.each(LOOKS)("every page in %s, %s", (language, theme) => {
  it.each([
    ["wide", DESKTOP],
    ["narrow", PHONE],
  ] as const)(
    "has nothing that axe objects to, scrolls one way, and is large enough to hit: %s",
    async (width, viewport) => {
      const { page, problems, leave } = await visit("/", { language, theme, viewport });
      const look = async (path: string, ready: string): Promise<void> => {
        await page.goto(`/shop${path}`);
        await page.locator(ready).first().waitFor();
        await picture({ page }, `shop${path.replaceAll(/[/?=]/g, "-")}-${language}-${theme}-${width}`);
        expect(await violations(page), path).toEqual([]);
        expect(await sideways(page), path).toEqual([]);
        expect(await tooSmall(page, 24), path).toEqual([]);
      };
      await look("/", "anxin-badge[state=ready]");
      await look("/goods/demo-phone", ".sh-covers li");
      await look("/choose", ".sh-chooser input");
      await look("/compare", ".sh-compare tbody tr");
      await look("/cart", ".ax-empty");
      await page.evaluate(
        'localStorage.setItem("anxin-shop-cart", JSON.stringify([{ sku: "demo-phone", quantity: 1 }]))',
      );
      await look("/cart", ".sh-line");
      await look("/checkout", "anxin-covers[state=ready]");
      await look("/orders", ".sh-order, .ax-empty");
      await look("/stories/television", ".ax-panel .ax-button");
      await tellToTheEnd(page);
      await look("/stories/television", ".sh-arrival");
      const order = await page.locator("a[href*='/shop/orders/T']").first().getAttribute("href");
      await look(order?.replace("/shop", "") ?? "", ".sh-arrival");
      expect(problems).toEqual([]);
      await leave();
    },
  );
});
