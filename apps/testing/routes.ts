// Knows every page of every portal, with somebody who may see it and an example of whatever its address names. A page that is
// added is in here by itself; one whose address names something new wants an example of it.

import { DAY_MS, formatInstant, instant } from "@anxin/core/time";
import type { StaffRole } from "@anxin/server/people/staff";
import { playProducts, playStories } from "@anxin/sim/story/play";
import type { RouteObject } from "react-router";
import { routes as buyerRoutes } from "../buyer/src/routes.js";
import { ROOMS } from "../console/src/rooms.js";
import { routes as shopRoutes } from "../shop/src/routes.js";
import type { Portals, Who } from "./portal.js";

export interface Route {
  /** The portal's name and the address with names of parts, such as `console review/claims/:claimId`. */
  readonly name: string;
  readonly who: Who;
  readonly path: string;
}

interface Item {
  readonly [field: string]: unknown;
}

/** Plays the ten stories, so that there is something of every kind to look at. */
export async function fillHouse(portals: Portals): Promise<void> {
  const play = {
    access: portals.access,
    staff: { enter: (role: string, number?: number) => portals.token(role as StaffRole, number) },
    language: "zh",
    asExample: false,
    say: () => undefined,
  } as const;
  await playStories(play);
  await playProducts(play);
  const now = await portals.now();
  const at = (days: number): string => formatInstant(instant(now + days * DAY_MS));
  const campaign = {
    name: "双十一退货无忧",
    product: "return-freight",
    budget: 1_000_000,
    startsAt: at(0),
    endsAt: at(10),
  };
  await portals.marketplace.ok("POST", "/v1/campaigns", { key: "a campaign to look at", body: campaign });
  await portals.settle();
}

/** Addresses below a list of routes, joined. */
function pathsOf(routes: readonly RouteObject[], above = ""): readonly string[] {
  return routes.flatMap((route) => {
    if (route.path === "*") return [];
    const path = [above, route.path ?? ""].filter((part) => part !== "" && part !== "/").join("/");
    if (route.children !== undefined) return pathsOf(route.children, path);
    return [path];
  });
}

/** The first of a list that is not empty; an address without an example would be a page that nobody looks at. */
function first(list: unknown, field: string): string {
  const { data } = list as { readonly data: readonly Item[] };
  const found = data[0]?.[field];
  if (typeof found !== "string") throw new Error(`the house has no example of ${field}`);
  return found;
}

/** An example of everything that an address names. */
async function examplesOf({ marketplace }: Portals): Promise<Readonly<Record<string, string>>> {
  const list = (path: string): Promise<unknown> => marketplace.ok("GET", path);
  // A claim that the shop has to answer for has something of everything.
  const recoveries = (await list("/v1/recoveries?debtorKind=merchant")) as { readonly data: readonly Item[] };
  const claimId = first(recoveries, "claimId");
  const claim = (await list(`/v1/claims/${claimId}`)) as Item;
  return {
    claimId,
    policyId: String(claim["policyId"]),
    orderId: String(claim["orderId"]),
    merchantId: String(claim["merchantId"]),
    buyerId: String(claim["buyerId"]),
    payoutId: first(await list("/v1/payouts"), "payoutId"),
    campaignId: first(await list("/v1/campaigns"), "campaignId"),
    appealId: first(await list("/v1/appeals"), "appealId"),
    endpointId: await endpointOf(marketplace, String(claim["merchantId"])),
    recoveryId: first(recoveries, "recoveryId"),
    account: "2241",
    product: String(claim["product"]),
    code: "return-freight",
    version: "1",
  };
}

/** A shop's endpoint that is paused, so that nothing is sent to it. */
async function endpointOf(marketplace: Portals["marketplace"], merchantId: string): Promise<string> {
  const body = { url: "https://erp.example.com/hook", types: ["*"], merchantId, description: "ERP" };
  const made = (await marketplace.ok("POST", "/v1/webhook-endpoints", { key: "an endpoint to look at", body })) as Item;
  return String(made["endpointId"]);
}

/** The demo shop's own: what it sells, a story, and an order of the shopper that a stranger is there. */
async function shopExamples({ url }: Portals): Promise<Readonly<Record<string, string>>> {
  const shop = async (path: string, body?: object): Promise<Item> => {
    const headers = { "content-type": "application/json", origin: url };
    const request = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/shop/api/${path}`, request);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Item;
  };
  const runId = "a-story-to-look-at";
  await shop("stories", { story: "size", runId });
  await shop(`stories/${runId}/chapters`, { chapter: "buy" });
  return { sku: "demo-tee", story: "size", orderId: first(await shop("orders"), "orderId") };
}

function filled(path: string, examples: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)(\?)?/g, (_match, name: string, optional: string | undefined) => {
    const example = examples[name];
    if (example === undefined && optional === undefined) throw new Error(`${path}: there is no example of ${name}`);
    return optional === undefined ? (example ?? "") : "";
  });
}

/** Every page, with somebody who may see it. */
export async function everyRoute(portals: Portals): Promise<readonly Route[]> {
  const examples = await examplesOf(portals);
  const { buyerId = "", merchantId = "" } = examples;
  const buyer: Who = { role: "buyer", buyerId };
  const place = (portal: string, path: string, named = examples): string =>
    `/${portal}/${filled(path, named)}`.replace(/\/+$/, "");
  const of = (portal: string, paths: readonly string[], who: Who, named = examples): readonly Route[] =>
    paths.map((path) => ({ name: `${portal} ${path}`, who, path: place(portal, path, named) }));
  const rooms = ROOMS.flatMap(({ pages }) =>
    pages.map(({ path, roles }): Route => {
      const role = roles[0];
      if (role === undefined) throw new Error(`${path} is for nobody`);
      const who: Who = role === "merchant" ? { role, merchantId } : { role };
      return { name: `console ${path}`, who, path: place("console", path) };
    }),
  );
  return [
    { name: "the first page", who: { role: "stranger" }, path: "/" },
    { name: "console door", who: { role: "stranger" }, path: "/console" },
    { name: "buyer door", who: { role: "stranger" }, path: "/buyer" },
    ...of("shop", pathsOf(shopRoutes), { role: "stranger" }, await shopExamples(portals)),
    ...of("buyer", pathsOf(buyerRoutes), buyer),
    ...rooms,
  ];
}
