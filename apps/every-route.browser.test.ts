// Every page of every portal, in both languages and both themes: nothing that axe objects to, nothing on its console, nothing
// that moves while it loads, a focus that walks in order and is seen, targets that can be hit, nothing that makes it scroll
// sideways, and in a language that is 40 % longer no text that is cut off.

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { focusFaults } from "./testing/keys.js";
import {
  DESKTOP,
  openPortals,
  PHONE,
  type Portals,
  picture,
  shifted,
  sideways,
  tooSmall,
  type Visited,
  violations,
} from "./testing/portal.js";
import { everyRoute, fillHouse, type Route } from "./testing/routes.js";

vi.setConfig({ testTimeout: 900_000, hookTimeout: 300_000 });

let portals: Portals;
let routes: readonly Route[];
beforeAll(async () => {
  portals = await openPortals();
  await fillHouse(portals);
  routes = await everyRoute(portals);
});
afterAll(() => portals?.close());

/** A page has arrived when nothing on it says that something is on its way. */
async function arrive({ page }: Visited): Promise<void> {
  await page
    .locator("h1")
    .first()
    .waitFor()
    .catch(async () => {
      throw new Error(`never had a heading; it says: ${(await page.locator("body").innerText()).slice(0, 300)}`);
    });
  await page.locator(".ax-loading").first().waitFor({ state: "detached" });
}

/** Says which page it was; each page is looked at even when another one fails. */
async function faultsOf(look: (route: Route) => Promise<readonly string[]>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const route of routes) {
    const found = await look(route).catch((error: Error) => [error.message]);
    faults.push(...found.map((each) => `${route.name}: ${each}`));
  }
  return faults;
}

/** Who is not signed in is told so, and the browser notes it. */
const isAtTheDoor = ({ who }: Route, problem: string): boolean => who.role === "stranger" && problem.includes("401");

const isForPhones = ({ name }: Route): boolean => name.startsWith("buyer");
const fileName = ({ name }: Route, ...more: readonly string[]): string =>
  [name.replace(/[^\w]+/g, "-"), ...more].join("-");

/** WCAG 2.5.8. */
const TARGET_PX_MIN = 24;

it.each(["zh-CN", "en"] as const)("in %s, light and dark, there is nothing to object to", async (language) => {
  const faults = await faultsOf(async (route) => {
    const [viewport, other] = isForPhones(route) ? [PHONE, DESKTOP] : [DESKTOP, PHONE];
    const visited = await portals.enter(route.who, { path: route.path, language, viewport });
    try {
      await arrive(visited);
      const found = [...(await shifted(visited))];
      for (const theme of ["light", "dark"] as const) {
        await visited.page.emulateMedia({ colorScheme: theme });
        found.push(...(await violations(visited.page)).map((each) => `${theme}: ${each}`));
        await picture(visited, fileName(route, language, theme));
      }
      found.push(...(await focusFaults(visited.page)), ...(await tooSmall(visited.page, TARGET_PX_MIN)));
      await visited.page.setViewportSize(other);
      await visited.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0);");
      await picture(visited, fileName(route, language, "dark", isForPhones(route) ? "desktop" : "phone"));
      return [...found, ...visited.problems.filter((problem) => !isAtTheDoor(route, problem))];
    } finally {
      await visited.leave();
    }
  });
  expect(faults).toEqual([]);
});

/** What says more than fits into it, where what does not fit is not shown. */
const CUT_OFF = `[...document.body.querySelectorAll("*")]
  .filter((each) => each.checkVisibility() && each.childElementCount === 0 && !each.matches(".ax-unseen") && each.textContent.trim() !== "")
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX === "hidden" && each.clientWidth > 1)
  .map((each) => each.tagName + "." + each.className + ": " + each.textContent.slice(0, 40))`;

it("on a phone no page scrolls sideways, in the longest language", async () => {
  const faults = await faultsOf(async (route) => {
    const visited = await portals.enter(route.who, { path: route.path, language: "en-XA", viewport: PHONE });
    try {
      await arrive(visited);
      await picture(visited, fileName(route, "phone"));
      return [...(await sideways(visited.page)), ...(await visited.page.evaluate<readonly string[]>(CUT_OFF))];
    } finally {
      await visited.leave();
    }
  });
  expect(faults).toEqual([]);
});
