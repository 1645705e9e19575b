// The actuary's rooms as people use them: a tariff typed by keyboard, what is found in it, scenarios red and green, and two at once.

import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DESKTOP,
  openPortals,
  PHONE,
  type Portals,
  picture,
  sideways,
  tooSmall,
  type Visited,
  violations,
} from "../testing/portal.js";

const SLOW_MS = 400_000;
const TARGET_MIN = 24;
/** In its filed tariff: a new shop, from the same city. */
const PRODUCT = "return-freight";

let portals: Portals;
beforeAll(async () => {
  portals = await openPortals();
}, SLOW_MS);
afterAll(() => portals.close());

interface Drafted {
  readonly version: number;
}

/** A draft that says what is on sale, made without a page. */
async function draft(note: string): Promise<string> {
  const made = (await (
    await portals.staff("actuary")
  ).ok("POST", `/v1/products/${PRODUCT}/versions`, {
    key: `${note} ${await portals.now()} ${process.pid}`,
    body: { basedOn: 1, note },
  })) as Drafted;
  return `/console/actuary/products/${PRODUCT}/versions/${made.version}`;
}

const open = (path: string, more: object = {}): Promise<Visited> =>
  portals.enter({ role: "actuary" }, { path, language: "en", viewport: DESKTOP, ...more });
const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name });
const tab = (page: Page, name: string): Promise<void> => page.getByRole("tab", { name, exact: true }).click();
const cell = (page: Page, row: number, column: number): Locator => page.locator(`[data-cell="${row - 1} ${column}"]`);
const findings = (page: Page): Locator => page.getByRole("region", { name: "Checks of the tariff" }).last();
const save = async (page: Page): Promise<void> => {
  await button(page, "Save").click();
  await page.getByText("All saved").waitFor();
};

describe("a draft of a product", () => {
  it(
    "is made from the version on sale, and its tariff is typed by keyboard",
    async () => {
      const visited = await open(`/console/actuary/products/${PRODUCT}`);
      const { page, problems } = visited;
      await button(page, "New draft").click();
      await page.getByRole("dialog").getByRole("button", { name: "New draft" }).click();
      await page.getByRole("heading", { level: 1, name: /version \d+/ }).waitFor();
      await tab(page, "Tariff");
      await cell(page, 1, 0).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(await cell(page, 1, 2).evaluate((each) => each === document.activeElement)).toBe(true);
      await page.keyboard.press("Enter");
      await page.keyboard.type("0.99");
      await page.keyboard.press("Escape");
      expect(await cell(page, 1, 2).textContent()).toContain("¥0.30");
      await page.keyboard.press("Enter");
      await page.keyboard.type("nothing");
      await page.keyboard.press("Enter");
      expect(await page.getByRole("textbox", { name: "Premium, row 1" }).getAttribute("aria-invalid")).toBe("true");
      await page.getByRole("textbox", { name: "Premium, row 1" }).fill("0.31");
      await page.keyboard.press("Tab");
      expect(await cell(page, 1, 2).textContent()).toContain("¥0.31");
      expect(await cell(page, 2, 0).evaluate((each) => each === document.activeElement)).toBe(true);
      await page.keyboard.press("Control+z");
      expect(await cell(page, 1, 2).textContent()).toContain("¥0.30");
      expect(await page.getByText("All saved").isVisible()).toBe(true);
      expect(problems).toEqual([]);
      await visited.leave();
    },
    SLOW_MS,
  );

  it(
    "shows a gap and an overlap as they are typed, and says in the cells what is wrong",
    async () => {
      const visited = await open(`${await draft("gap and overlap")}?tab=tariff`);
      const { page, problems } = visited;
      await findings(page).getByText("0 errors").waitFor();
      await cell(page, 1, 0).click();
      await button(page, "Remove row 1").click();
      await findings(page)
        .getByText(/Gap.*No row is for band new, same city/)
        .waitFor();
      await button(page, "Duplicate row 1").click();
      await findings(page)
        .getByText(/Duplicate.*Rows 1, 2 say the same cells/)
        .waitFor();
      expect(await cell(page, 2, 0).textContent()).toContain("Duplicate");
      await picture(visited, "actuary-tariff-desktop-light-en");
      expect(await violations(page)).toEqual([]);
      await save(page);
      await tab(page, "Approval");
      await page.getByText("It cannot be approved yet:").waitFor();
      await page.getByText(/cells of the tariff have no premium/).waitFor();
      await page.getByText("rows of the tariff say the same cells").waitFor();
      await tab(page, "Tariff");
      await button(page, "Remove row 2").isVisible();
      await cell(page, 2, 0).click();
      await button(page, "Remove row 2").click();
      await button(page, "Add a row for it").click();
      await page.keyboard.press("End");
      await page.keyboard.type("0.30");
      await page.keyboard.press("Enter");
      await findings(page).getByText("0 errors").waitFor();
      expect(problems).toEqual([]);
      await visited.leave();
    },
    SLOW_MS,
  );

  it(
    "turns scenarios red and green, shows the change against the one on sale, and can be approved once all is green",
    async () => {
      const visited = await open(`${await draft("red and green")}?tab=tariff`);
      const { page, problems } = visited;
      await cell(page, 1, 2).focus();
      await page.keyboard.type("0.31");
      await page.keyboard.press("Enter");
      await page
        .getByLabel("Tariff · Code")
        .or(page.getByLabel("Code", { exact: true }))
        .first()
        .fill("RF-2027-01");
      await tab(page, "Scenarios");
      await button(page, "Save and run").click();
      await page.getByText(/Run 1: \d+ green, \d+ red\./).waitFor();
      const banner = (await page.getByText(/Run 1: \d+ green/).textContent()) ?? "";
      expect(Number(/(\d+) red/.exec(banner)?.[1])).toBeGreaterThan(0);
      await page.getByLabel("Show").selectOption("red");
      const red = page.locator(".ac-scenarios > li").filter({ hasText: "zone same city" }).first();
      await red.locator("summary").click();
      expect(await red.textContent()).toContain('"premium": 31');
      await picture(visited, "actuary-scenarios-desktop-light-en");
      expect(await violations(page)).toEqual([]);

      await tab(page, "Against the one on sale");
      const changed = page.getByRole("row", { name: /Row 1.*same city/ });
      await changed.waitFor();
      expect(await changed.textContent()).toContain("¥0.30");
      expect(await changed.textContent()).toContain("¥0.31");
      expect(await violations(page)).toEqual([]);
      await tab(page, "Approval");
      await page.getByText(/scenarios were red in the last run/).waitFor();

      // Every red one is restated to what the draft finds.
      await tab(page, "Scenarios");
      const unstated = page.locator(".ac-scenarios > li").filter({ hasNotText: "restated" });
      for (let left = await unstated.count(); left > 0; left = await unstated.count()) {
        const first = unstated.first();
        if (!(await first.locator("pre").first().isVisible())) await first.locator("summary").click();
        const found = JSON.parse((await first.locator("pre").nth(2).textContent()) ?? "{}") as { premium: number };
        await first.getByRole("button", { name: "Restate it" }).click();
        const text = page.getByLabel(/Scenario \(JSON/);
        const written = JSON.parse(await text.inputValue()) as { expect: object };
        await text.fill(JSON.stringify({ ...written, expect: { premium: found.premium } }));
        await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await expect.poll(() => unstated.count()).toBe(left - 1);
      }
      await button(page, "Run all").click();
      await page.getByText(/Run 2: \d+ green, 0 red\./).waitFor();
      await tab(page, "Approval");
      await page.getByText(/It can be approved/).waitFor();
      expect(problems).toEqual([]);
      await visited.leave();
    },
    SLOW_MS,
  );

  it(
    "lights the row that an example comes to",
    async () => {
      const visited = await open(`/console/actuary/products/${PRODUCT}/versions/1?tab=tariff`);
      const { page } = visited;
      await page.getByLabel("zone").selectOption("same_city");
      await button(page, "Rate it").click();
      const lit = page.getByRole("row").filter({ hasText: "matched" });
      await lit.waitFor();
      expect(await lit.textContent()).toContain("same city");
      expect(await lit.textContent()).toContain("¥0.30");
      expect(await violations(page)).toEqual([]);
      await visited.leave();
    },
    SLOW_MS,
  );

  it(
    "says who was quicker, and keeps what was typed",
    async () => {
      const path = await draft("two at once");
      const one = await open(`${path}?tab=cover`);
      const other = await portals.enter({ role: "admin" }, { path, language: "en", viewport: DESKTOP });
      await one.page.getByLabel("Reporting days after expiry").fill("31");
      await other.page.getByLabel("Reporting days after expiry").fill("32");
      await save(other.page);
      await button(one.page, "Save").click();
      await one.page.getByText(/changed the draft meanwhile/).waitFor();
      expect(await one.page.getByLabel("Reporting days after expiry").inputValue()).toBe("31");
      await button(one.page, "Save mine over it").click();
      await one.page.getByText("All saved").waitFor();
      expect(await one.page.getByLabel("Reporting days after expiry").inputValue()).toBe("31");
      await one.leave();
      await other.leave();
    },
    SLOW_MS,
  );

  it(
    "names everything that is wrong beside its field, and asks before it is left",
    async () => {
      const visited = await open(`${await draft("wrong")}?tab=cover`);
      const { page } = visited;
      const days = page.getByLabel("Reporting days after expiry");
      await days.fill("9999");
      await page.getByLabel("Paid claims at most").fill("0");
      await button(page, "Save").click();
      await page.getByText("2 things to mend").waitFor();
      expect(await days.getAttribute("aria-invalid")).toBe("true");
      await tab(page, "Names and terms");
      await button(page, "/reportingDays").click();
      await expect.poll(() => days.evaluate((each) => each === document.activeElement)).toBe(true);
      await page.getByRole("link", { name: "Products", exact: true }).first().click();
      const asked = page.getByRole("dialog", { name: "Leave without saving?" });
      await asked.waitFor();
      await asked.getByRole("button", { name: "Cancel" }).click();
      expect(await days.inputValue()).toBe("9999");
      await visited.leave();
    },
    SLOW_MS,
  );
});

describe("a new product", () => {
  it(
    "is checked as a form, with a way to what is wrong, and becomes a draft",
    async () => {
      const visited = await open("/console/actuary/new-product");
      const { page, problems } = visited;
      const form = page.getByLabel("Form (JSON)");
      const sound = await form.inputValue();
      await page.getByLabel("Code of the product").fill(`cover-${process.pid}`);
      await form.fill(sound.replace('"claimsMax": 1', '"claimsMax": "often"'));
      await button(page, "Check the form").click();
      await button(page, "/coverage/claimsMax").click();
      expect(
        await form.evaluate((each: HTMLTextAreaElement) => each.value.slice(each.selectionStart, each.selectionEnd)),
      ).toBe('"often"');
      expect(await violations(page)).toEqual([]);
      const number = 20 + (process.pid % 79);
      await form.fill(sound.replace('"number": 60', `"number": ${number}`));
      await button(page, "Check the form").click();
      await page.getByText("The form is sound").waitFor();
      await button(page, "Make a draft of it").click();
      await page.getByRole("heading", { level: 1, name: /New product, version 1/ }).waitFor();
      expect(problems).toEqual([]);
      await visited.leave();
    },
    SLOW_MS,
  );
});

describe("the actuary's pages", () => {
  it(
    "can be used by everybody: in both themes, in Chinese, and on a phone",
    async () => {
      const drafted = await draft("looked at");
      const pages = [
        ["products", "/console/actuary/products"],
        ["product", `/console/actuary/products/${PRODUCT}`],
        ["tariff", `${drafted}?tab=tariff`],
        ["cover", `${drafted}?tab=cover`],
        ["claims", `${drafted}?tab=claims`],
        ["texts", `${drafted}?tab=texts`],
        ["scenarios", `${drafted}?tab=scenarios`],
        ["diff", `${drafted}?tab=diff`],
        ["ready", `${drafted}?tab=ready`],
        ["sold", `/console/actuary/products/${PRODUCT}/versions/1`],
        ["new", "/console/actuary/new-product"],
        ["runs", "/console/actuary/rating-runs"],
      ] as const;
      for (const wish of [
        { name: "desktop-light-zh", language: "zh-CN", theme: "light", viewport: DESKTOP },
        { name: "desktop-dark-en", language: "en", theme: "dark", viewport: DESKTOP },
        { name: "phone-light-zh", language: "zh-CN", theme: "light", viewport: PHONE },
      ] as const) {
        const visited = await open(pages[0][1], wish);
        const { page, problems } = visited;
        for (const [name, path] of pages) {
          await page.goto(path);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.locator(".ax-loading").first().waitFor({ state: "detached" });
          await picture(visited, `actuary-${name}-${wish.name}`);
          expect(await violations(page), `${name} ${wish.name}`).toEqual([]);
          expect(await sideways(page), `${name} ${wish.name}`).toEqual([]);
          expect(await tooSmall(page, TARGET_MIN), `${name} ${wish.name}`).toEqual([]);
        }
        expect(problems).toEqual([]);
        await visited.leave();
      }
    },
    SLOW_MS,
  );

  it(
    "are read by those who may not write, without anything that they could not do",
    async () => {
      const path = await draft("read");
      const visited = await portals.enter({ role: "auditor" }, { path, language: "en", viewport: DESKTOP });
      const { page } = visited;
      await page.getByRole("heading", { level: 1, name: /version/ }).waitFor();
      expect(await button(page, "Save").count()).toBe(0);
      await tab(page, "Tariff");
      await cell(page, 1, 2).focus();
      await page.keyboard.press("Enter");
      expect(await page.getByRole("textbox", { name: /Premium, row/ }).count()).toBe(0);
      await visited.leave();
    },
    SLOW_MS,
  );
});
