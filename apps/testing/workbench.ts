// Gives tests of the workbench what they share: claims that wait for a person, pages of those who work on them, and how a case
// that is ready looks.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, vi } from "vitest";
import { DESKTOP, openPortals, type Portals, type Visited, type Who } from "./portal.js";
import { fileWaiting, type Waiting, type WaitingWish } from "./waiting.js";

export const ADJUSTER: Who = { role: "adjuster" };
export const COLLEAGUE: Who = { role: "adjuster", number: 1 };
export const SUPERVISOR: Who = { role: "supervisor" };
export const SLOW_MS = 120_000;

export const heading = (page: Page, claimId: string) =>
  page.getByRole("heading", { level: 1, name: new RegExp(claimId) });
/** The case is there with all that decides. */
export async function ready(page: Page, claimId: string): Promise<void> {
  await heading(page, claimId).waitFor();
  await page.getByRole("heading", { name: "条款建议" }).waitFor();
}
export const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
export const claimIdOf = (page: Page): string => /clm_\w+/.exec(page.url())?.[0] ?? "";

export const caseOf = ({ claimId }: Pick<Waiting, "claimId">): string => `/console/review/claims/${claimId}`;

interface ClaimSeen {
  readonly status: string;
  readonly amount: number;
  readonly productVersion: number;
  readonly decision: { readonly note: string; readonly decidedBy: string; readonly approvedBy: string | null } | null;
}

/** Starts everything before a file's tests, and ends it after them. */
export function openWorkbench() {
  vi.setConfig({ testTimeout: SLOW_MS, hookTimeout: SLOW_MS });
  let portals: Portals;
  /** Names of shops are new with each run, so that a test may run twice on one sandbox. */
  let run = "";
  beforeAll(async () => {
    portals = await openPortals();
    run = `rv${(await portals.now()).toString(36)}${process.pid}`;
  });
  afterAll(() => portals.close());

  const file = (name: string, wish: Omit<WaitingWish, "name"> = {}): Promise<readonly Waiting[]> =>
    fileWaiting(portals, { ...wish, name: `${run}-${name}` });

  async function fileOne(name: string, wish: Omit<WaitingWish, "name"> = {}): Promise<Waiting> {
    const [first] = await file(name, wish);
    if (first === undefined) throw new Error("nothing was filed");
    return first;
  }

  const open = (who: Who, path: string, more: object = {}): Promise<Visited> =>
    portals.enter(who, { path, viewport: DESKTOP, ...more });

  const seen = async (claimId: string): Promise<ClaimSeen> =>
    (await (await portals.staff("supervisor")).ok("GET", `/v1/claims/${claimId}`)) as ClaimSeen;

  return { portals: () => portals, run: () => run, file, fileOne, open, seen };
}
