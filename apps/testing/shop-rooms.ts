// Gives tests of a shop's rooms what they need: the portals, a shop whose claim waits for a person, and one with nothing but a wallet.

import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { DESKTOP, openPortals, type Portals, type Visited, type Wish } from "./portal.js";
import { fileWaiting, type Waiting } from "./waiting.js";

/** A busy machine takes its time to start everything. */
export const SLOW_MS = 120_000;

export interface ShopRooms {
  portals(): Portals;
  /** The claim that waits. */
  waiting(): Waiting;
  /** The other shop. */
  empty(): string;
  /** A page of the shop whose claim waits, below `/console/merchant/`. */
  open(path: string, more?: Wish): Promise<Visited>;
}

/** Once for each file of tests; `name` keeps apart what they make. */
export function openShopRooms(name: string): ShopRooms {
  let opened: { readonly portals: Portals; readonly waiting: Waiting; readonly empty: string } | null = null;
  const there = () => {
    if (opened === null) throw new Error("the rooms are not open yet");
    return opened;
  };
  beforeAll(async () => {
    const portals = await openPortals();
    const run = `${name}${(await portals.now()).toString(36)}${process.pid}`;
    const empty = `${run}-new-shop`;
    await portals.openShop(empty, []);
    const [waiting] = await fileWaiting(portals, {
      ...{ name: run, product: "authenticity", title: "云锦丝巾", description: "品牌方鉴定为假冒商品" },
      pictures: { product_photo: 2, appraisal: 1 },
      fields: { institution: "云锦品牌知识产权部（演示）", brand: "云锦" },
    });
    if (waiting === undefined) throw new Error("nothing was filed");
    opened = { portals, waiting, empty };
  }, SLOW_MS);
  afterAll(() => opened?.portals.close());
  return {
    portals: () => there().portals,
    waiting: () => there().waiting,
    empty: () => there().empty,
    open: (path, more = {}) =>
      there().portals.enter(
        { role: "merchant", merchantId: there().waiting.merchantId },
        { path: `/console/merchant/${path}`, viewport: DESKTOP, ...more },
      ),
  };
}

export const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

/** A page is there when nothing of it is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector(".ax-loading, [aria-busy=true]") === null);
}
