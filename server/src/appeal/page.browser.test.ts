// What the page of a refusal promises to people who read it in a browser: in any light, on a phone, by a screen reader.

import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ClaimAnswer } from "../claim/testing/shop.js";
import { openBrowser } from "../testing/browser.js";
import { type Court, openCourt } from "./testing/court.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let court: Court;
let browser: Browser;
let claim: ClaimAnswer;
beforeAll(async () => {
  court = await openCourt();
  claim = await court.refusedByRules();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await court?.close();
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe("the page of a refusal", () => {
  it.each([
    ["zh", "light", 1440],
    ["zh", "dark", 390],
    ["en", "light", 390],
    ["en", "dark", 1440],
  ] as const)(
    "has nothing that axe objects to, and no line that runs out of it: %s, %s, %i wide",
    async (language, theme, width) => {
      const url = `/v1/claims/${claim.claimId}/refusal-notice.html?language=${language}`;
      const { body } = await court.server.call("GET", url, { as: court.buyer });
      const context = await browser.newContext({ colorScheme: theme, viewport: { width, height: 844 } });
      const page = await context.newPage();
      await page.setContent(String(body));
      await page.evaluate(axe.source);
      const found = await page.evaluate<readonly Violation[]>(
        "axe.run(document).then((results) => results.violations)",
      );
      expect(found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      await context.close();
    },
  );
});
