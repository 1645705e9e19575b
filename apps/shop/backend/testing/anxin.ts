// Stands in for Anxin over HTTP: remembers what it was told, and answers as little as the shop reads.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "@anxin/core/time";
import type { Snapshot } from "../order.js";
import { openShop, type Shop, type ShopAnswer } from "../shop.js";

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Answering = (heard: Heard) => { readonly status: number; readonly body: unknown } | null;

export interface FakeAnxin {
  readonly fetch: typeof fetch;
  /** Everything that was asked, in order. */
  readonly heard: readonly Heard[];
  /** Orders as they were told last. */
  readonly orders: ReadonlyMap<string, Snapshot>;
  /** Answers instead, until it answers null; throws where nothing is to be heard. */
  interrupt(answering: Answering): void;
}

const problem = (status: number, code: string) => ({
  status,
  body: { type: `/problems/${code}`, code, title: code, status, detail: code, requestId: "req_1", errors: [] },
});
export const refused = problem;

function fakeAnxin(): FakeAnxin {
  const heard: Heard[] = [];
  const orders = new Map<string, Snapshot>();
  let interrupting: Answering = () => null;
  const known = (order: Snapshot) => ({ ...order, policies: [], declined: [], held: [], claims: [] });
  const usual: Answering = ({ method, path, body }) => {
    if (path === "/v1/orders") {
      const [order] = (body as { orders: Snapshot[] }).orders;
      if (order === undefined) return problem(400, "validation_failed");
      orders.set(order.orderId, order);
      const result = { ...known(order), outcome: "applied", problem: null };
      return { status: 200, body: { results: [result] } };
    }
    const orderId = /^\/v1\/orders\/(.+)$/.exec(path)?.[1];
    if (orderId !== undefined) {
      const order = orders.get(orderId);
      return order === undefined ? problem(404, "not_found") : { status: 200, body: known(order) };
    }
    if (path === "/v1/offers") {
      const { lines } = body as { lines: { lineId: string }[] };
      const offered = lines.map(({ lineId }) => ({ lineId, included: [], optional: [], recommended: [], blocked: [] }));
      return { status: 200, body: { currency: "CNY", lines: offered } };
    }
    if (method === "GET" && path.startsWith("/v1/merchants/")) return problem(404, "not_found");
    return { status: 200, body: {} };
  };
  return {
    heard,
    orders,
    interrupt: (answering) => {
      interrupting = answering;
    },
    fetch: async (url, init) => {
      const { pathname } = new URL(String(url));
      const text = init?.body;
      const asked: Heard = {
        method: init?.method ?? "GET",
        path: pathname,
        body: typeof text === "string" ? JSON.parse(text) : null,
      };
      heard.push(asked);
      const { status, body } = interrupting(asked) ?? usual(asked) ?? problem(404, "not_found");
      return new Response(JSON.stringify(body), { status });
    },
  };
}

export interface TestShop {
  readonly anxin: FakeAnxin;
  get(path: string, session?: string): Promise<ShopAnswer>;
  post(path: string, body: unknown, session?: string): Promise<ShopAnswer>;
  /** The same shop after a restart: it knows what is on disk. */
  restart(): void;
  close(): void;
}

const START_MS = 1_794_355_200_000;

/** A shop on a folder of its own; its clock goes on by a second with each call. */
export function openTestShop(): TestShop {
  const anxin = fakeAnxin();
  const dataFolder = mkdtempSync(join(tmpdir(), "anxin-shop-"));
  let calls = 0;
  const open = (): Shop =>
    openShop({
      access: () => ({ url: "http://anxin.test", apiKey: "ak_test" }),
      dataFolder,
      now: () => instant(START_MS + 1_000 * calls++),
      fetch: anxin.fetch,
    });
  let shop = open();
  return {
    anxin,
    get: (path, session) => shop.handle({ method: "GET", path, body: null, session: session ?? null, language: "en" }),
    post: (path, body, session) =>
      shop.handle({ method: "POST", path, body, session: session ?? null, language: "en" }),
    restart: () => {
      shop = open();
    },
    close: () => rmSync(dataFolder, { recursive: true, force: true }),
  };
}
