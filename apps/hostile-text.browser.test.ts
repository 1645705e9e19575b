// Text that wants to be more than text, in every field of the API that takes any: stories are played with it, the rest is
// written beside them, and then every page of every portal is opened. Nothing may run, and what was written is shown as it was.

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freeTexts, poisoning } from "./testing/free-text.js";
import { CORPUS, madeOfIt, shownLiterally } from "./testing/hostile.js";
import { fillWithHostileText } from "./testing/hostile-house.js";
import { DESKTOP, openPortals, type Portals, type Visited } from "./testing/portal.js";
import { everyRoute, fillHouse, type Route } from "./testing/routes.js";

vi.setConfig({ testTimeout: 900_000, hookTimeout: 300_000 });

/**
 * Fields that are strings to the schema, and something else to whoever reads them: times, and names of what there is already.
 * Anything else in them is refused, or is found nowhere and shown nowhere.
 */
const REFUSED = new RegExp(
  `\\.(${[
    ...["\\w*At", "\\w*From", "\\w*Until", "\\w*Before", "at", "from", "until", "since", "day", "overlap", "advance"],
    ...["set", "currency", "quote", "province", "region", "reportMask", "number", "csv", "token", "code", "outcomes"],
    ...[
      "policyId",
      "evidenceId",
      "claimIds",
      "evidence",
      "clauses",
      "perils?",
      "product",
      "view",
      "holder",
      "repairer",
    ],
    ...["worries", "textVersion", "cancellationId", "evidence\\.kind", "documents\\.kind"],
  ].join("|")})$|WebhookEndpoint\\.url$`,
);
/** Read and forgotten: nothing of it is kept, so that no page can show it. */
const FORGOTTEN = new RegExp(
  `^(${[
    ...["offerCovers", "estimateClaim", "takeNextClaim", "dryRunCampaign", "checkWebhookSignature", "signIn"],
    ...["openPortal", "submitRecoveries"],
  ].join("|")})\\.`,
);
/** Written only once a channel failed, a repair went on or somebody bought; each shown by a part of a page that has others. */
const RARE = new Set([
  ...["retryPayout.payee.account", "retryPayout.payee.name", "closeWalletTask.note", "returnRecovery.reference"],
  ...["openServiceOrder.note", "stepServiceOrder.note", "feedOrders.orders.lines.covers.consent.channel"],
]);
/** Names of things, which stories go by: other things have hostile ones. */
const GONE_BY = /\.(\w*Ids?|sku|skus|kind|carrier|waybill|account|url|person|condition|channel|secret|body|password)$/;

let portals: Portals;
let routes: readonly Route[];
const fed = new Set<string>();
beforeAll(async () => {
  portals = await openPortals();
  const honest = fetch;
  vi.stubGlobal(
    "fetch",
    poisoning(honest, (place) => REFUSED.test(place) || GONE_BY.test(place), fed),
  );
  await fillHouse(portals);
  const more = await fillWithHostileText(portals);
  vi.stubGlobal("fetch", honest);
  routes = [...(await everyRoute(portals)), ...more];
});
afterAll(() => portals?.close());

it("was written into every field that takes any text", () => {
  const isElsewhere = (place: string): boolean => REFUSED.test(place) || FORGOTTEN.test(place) || RARE.has(place);
  expect([...freeTexts()].filter((place) => !fed.has(place) && !isElsewhere(place))).toEqual([]);
});

const isAtTheDoor = ({ who }: Route, problem: string): boolean => who.role === "stranger" && problem.includes("401");

const nameOf = ({ who }: Route): string => JSON.stringify(who);

interface Seen {
  readonly faults: readonly string[];
  readonly shown: readonly string[];
}

/** What a page made of the text, and which of it is there to be read. */
async function look({ page, problems }: Visited, route: Route): Promise<Seen> {
  const before = problems.length;
  await page.goto(route.path);
  await page.locator("h1").first().waitFor();
  await page.locator(".ax-loading").first().waitFor({ state: "detached" });
  const { origin } = new URL(page.url());
  const isHere = origin === portals.url && page.frames().length === 1;
  const complaints = problems.slice(before).filter((problem) => !isAtTheDoor(route, problem));
  return {
    faults: [...(isHere ? [] : [`it went to ${page.url()}`]), ...(await madeOfIt(page)), ...complaints],
    shown: await shownLiterally(page),
  };
}

/** One after the other in one profile for each person, so that code is fetched once. */
async function lookAtAll(): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  const pages = new Map<string, Visited>();
  const dialogs: string[] = [];
  for (const route of routes) {
    const name = nameOf(route);
    const visited = pages.get(name) ?? (await portals.enter(route.who, { language: "en", viewport: DESKTOP }));
    if (!pages.has(name)) {
      pages.set(name, visited);
      visited.page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
    }
    const found = await look(visited, route).catch((error: Error) => ({ faults: [error.message], shown: [] }));
    const opened = dialogs.splice(0).map((message) => `a dialog: ${message}`);
    seen.set(route.name, { ...found, faults: [...found.faults, ...opened] });
  }
  for (const each of pages.values()) await each.leave();
  return seen;
}

/** Pages that are full of what others wrote. */
const TELLING = [
  ...["buyer claims/:claimId", "buyer ", "console review", "console review/claims/:claimId", "console audit/log"],
  ...[
    "console desk/appeals/:appealId",
    "console platform/merchants",
    "console platform/campaigns",
    "console admin/keys",
  ],
  ...["console merchant/orders", "console merchant/claims/:claimId", "console platform/webhooks"],
] as const;

it("would be noticed on a page that took it for markup", async () => {
  const { page, problems, leave } = await portals.enter({ role: "stranger" }, { path: "/buyer", viewport: DESKTOP });
  await page.locator("h1").waitFor();
  expect(await madeOfIt(page)).toEqual([]);
  // One that leaves the page at once would take away what is looked at.
  const staying = CORPUS.filter((text) => !/http-equiv/i.test(text));
  await page.evaluate((texts) => {
    for (const text of texts) document.body.insertAdjacentHTML("beforeend", `<div>${text}</div>`);
  }, staying);
  const made = (await madeOfIt(page)).join(" ");
  for (const each of ["<script>", "<img", "<svg", "<iframe", "<math", "<base", "<object", "<form", "javascript:"]) {
    expect(made).toContain(each);
  }
  expect(made, "and even then the pages' policy keeps it from running").not.toContain("it ran");
  await expect.poll(() => problems.join(" ")).toContain("Content Security Policy");
  await leave();
});

it("is text on every page, and nothing of it runs", async () => {
  const seen = await lookAtAll();
  expect([...seen].flatMap(([name, { faults }]) => faults.map((each) => `${name}: ${each}`))).toEqual([]);
  expect(TELLING.filter((name) => (seen.get(name)?.shown ?? []).length === 0)).toEqual([]);
  const shown = new Set([...seen.values()].flatMap((each) => each.shown));
  expect(
    CORPUS.filter((text) => !shown.has(text)),
    "each of it is somewhere to be read",
  ).toEqual([]);
});
