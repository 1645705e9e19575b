// Where people of the house find themselves after they signed in: at their own work.

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { DESKTOP, openPortals, type Portals, type Who } from "../testing/portal.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
let portals: Portals;
beforeAll(async () => {
  portals = await openPortals();
});
afterAll(() => portals.close());

const BEGINS = [
  ["adjuster", "/console/review", "审核队列"],
  ["supervisor", "/console/review", "审核队列"],
  ["actuary", "/console/actuary/products", "产品"],
  ["finance", "/console/finance/ledger", "试算平衡"],
  ["auditor", "/console/audit/log", "审计日志"],
  ["platform", "/console/platform/board", "实时看板"],
  ["admin", "/console/admin/people", "人员"],
] as const;

it.each(BEGINS)("%s begins at %s", async (role, path, title) => {
  const who: Who = { role };
  const { page, problems, leave } = await portals.enter(who, { path: "/console/", viewport: DESKTOP });
  await page.waitForURL((url) => url.pathname === path);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  // Its entry in the menu says where one is.
  const menu = page.getByRole("navigation", { name: "菜单" });
  expect(await menu.locator('[aria-current="page"]').innerText()).toBe(title);
  expect(problems).toEqual([]);
  await leave();
});
