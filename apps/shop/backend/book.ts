// Understands the shop's own memory: its orders and the stories that are being played, in one file that is replaced as a whole.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Order } from "./order.js";
import type { Run } from "./run.js";

/** Everything that the shop remembers, the latest first. */
export interface Pages {
  readonly orders: readonly Order[];
  readonly runs: readonly Run[];
}

export interface Book {
  order(orderId: string): Order | null;
  run(runId: string): Run | null;
  /** A shopper's placed orders, the latest first. */
  ordersOf(shopperId: string): readonly Order[];
  /** Keeps orders and runs, new ones or as they now stand; on disk when it returns. */
  keep(changes: { readonly orders?: readonly Order[]; readonly run?: Run }): Promise<void>;
  /** Forgets orders that were refused. */
  drop(orderIds: readonly string[]): Promise<void>;
  /** One piece of work after another, so that a second press of a button finds what the first one did. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

/** What is older is forgotten: this is a demo. */
const ORDERS_MAX = 500;
const RUNS_MAX = 100;
const NOTHING: Pages = { orders: [], runs: [] };

/** What a new one replaces goes; the latest first. */
function renewed<T>(kept: readonly T[], fresh: readonly T[], idOf: (each: T) => string, max: number): readonly T[] {
  const ids = new Set(kept.map(idOf));
  const byId = new Map(fresh.map((each) => [idOf(each), each]));
  const added = fresh.filter((each) => !ids.has(idOf(each)));
  return [...added, ...kept.map((each) => byId.get(idOf(each)) ?? each)].slice(0, max);
}

/** Written beside the file and then put in its place, so that a crash leaves the old file or the new one. */
async function replace(path: string, pages: Pages): Promise<void> {
  const fresh = `${path}.new`;
  const file = await open(fresh, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify(pages));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
}

export function openBook(folder: string): Book {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "orders.json");
  let pages = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Pages) : NOTHING;
  let turn: Promise<unknown> = Promise.resolve();
  let writing: Promise<unknown> = Promise.resolve();
  const write = (next: Pages): Promise<void> => {
    pages = next;
    const written = writing.then(() => replace(path, next));
    writing = written.catch(() => undefined);
    return written;
  };
  return {
    order: (orderId) => pages.orders.find((each) => each.orderId === orderId) ?? null,
    run: (runId) => pages.runs.find((each) => each.runId === runId) ?? null,
    ordersOf: (shopperId) => pages.orders.filter((each) => each.shopperId === shopperId && each.isPlaced),
    keep: ({ orders = [], run }) =>
      write({
        orders: renewed(pages.orders, orders, ({ orderId }) => orderId, ORDERS_MAX),
        runs: renewed(pages.runs, run === undefined ? [] : [run], ({ runId }) => runId, RUNS_MAX),
      }),
    drop: (orderIds) => write({ ...pages, orders: pages.orders.filter(({ orderId }) => !orderIds.includes(orderId)) }),
    inTurn(work) {
      const done = turn.then(work);
      turn = done.catch(() => undefined);
      return done;
    },
  };
}
