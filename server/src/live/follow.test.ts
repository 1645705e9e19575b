// A watcher is told each batch once, however transactions overlap.

import type { Id } from "@anxin/core/id";
import type { PoolClient } from "@anxin/store/connection";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction } from "@anxin/store/transaction";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/server.js";
import { beginWatch, look } from "./follow.js";
import { NAMED_MAX, PAGE_BATCHES_MAX, REMEMBERED_BATCHES_MAX } from "./limits.js";

const NOBODY = { merchants: [], buyers: [] };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function write(tx: PoolClient, ids: readonly Id[]): Promise<void> {
  const { context } = server;
  const batch = { tenantId: 1, batchId: context.ids.next(0), recordedAt: context.clock.now() };
  return insertOutbox(tx, { ...batch, events: [{ type: "policy.issued", ids }] });
}

const begin = async (): Promise<PoolClient> => {
  const client = await server.context.db.connect();
  await client.query("begin; set local anxin.tenant = '1'");
  return client;
};

/** Transactions that overlap: each is opened, writes, and ends, in an order of its own. */
const steps = fc.array(
  fc.record({ writer: fc.integer({ min: 0, max: 4 }), does: fc.constantFrom("write", "commit", "roll back", "look") }),
  { minLength: 5, maxLength: 40 },
);

test("however transactions overlap, what is committed is told once and what is not never", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const open = new Map<number, { readonly client: PoolClient; readonly ids: Id[] }>();
      const committed: Id[] = [];
      const told: Id[] = [];
      let watch = await beginWatch(server.context, 1);
      const lookOnce = async (): Promise<void> => {
        const seen = await look(server.context, 1, watch, NOBODY);
        watch = seen.watch;
        told.push(...seen.fresh.told.flatMap(({ ids }) => ids ?? []));
      };
      const end = async (writer: number, how: "commit" | "rollback"): Promise<void> => {
        const found = open.get(writer);
        if (found === undefined) return;
        open.delete(writer);
        await found.client.query(how);
        found.client.release();
        if (how === "commit") committed.push(...found.ids);
      };
      for (const { writer, does } of plan) {
        if (does === "look") await lookOnce();
        else if (does === "commit") await end(writer, "commit");
        else if (does === "roll back") await end(writer, "rollback");
        else {
          const found = open.get(writer) ?? { client: await begin(), ids: [] };
          open.set(writer, found);
          const id = server.context.ids.next(1);
          await write(found.client, [id]);
          found.ids.push(id);
        }
      }
      for (const writer of [...open.keys()]) await end(writer, "commit");
      await lookOnce();
      expect([...told].sort()).toEqual([...committed].sort());
    }),
    { numRuns: 40 },
  );
});

test("ids of a large batch are read only where somebody outside asks which are theirs", async () => {
  const ids = Array.from({ length: NAMED_MAX + 1 }, () => server.context.ids.next(1));
  const watch = await beginWatch(server.context, 1);
  await inTransaction(server.context.db, 1, (tx) => write(tx, ids));
  const inside = await look(server.context, 1, watch, NOBODY);
  expect(inside.fresh.told).toMatchObject([{ count: ids.length, ids: null }]);
  const outside = await look(server.context, 1, watch, { merchants: [], buyers: ["b-42"] });
  expect(outside.fresh.told).toMatchObject([{ count: ids.length, ids }]);
});

test("pages are cut by batches and by things, and lose nothing", async () => {
  for (const [batches, things] of [
    [PAGE_BATCHES_MAX + 1, 1],
    [12, 1_000],
  ] as const) {
    let watch = await beginWatch(server.context, 1);
    const ids = Array.from({ length: things }, () => server.context.ids.next(1));
    await inTransaction(server.context.db, 1, async (tx) => {
      for (let i = 0; i < batches; i++) await write(tx, ids);
    });
    const cuts: boolean[] = [];
    let count = 0;
    do {
      const seen = await look(server.context, 1, watch, NOBODY);
      watch = seen.watch;
      cuts.push(seen.isCut);
      count += seen.fresh.told.reduce((sum, each) => sum + each.count, 0);
    } while (cuts.at(-1) === true);
    expect(count).toBe(batches * things);
    expect(cuts).toEqual([true, false]);
  }
});

test("a transaction that stays open for very long holds up nobody's memory", async () => {
  const idle = await begin();
  await write(idle, [1n]);
  let watch = await beginWatch(server.context, 1);
  const horizon = watch.horizon;
  for (let i = 0; i < 12; i++) {
    for (let each = 0; each < 500; each += 50) {
      await inTransaction(server.context.db, 1, async (tx) => {
        for (let batch = 0; batch < 50; batch++) await write(tx, [2n]);
      });
    }
    for (let isCut = true; isCut; ) ({ watch, isCut } = await look(server.context, 1, watch, NOBODY));
  }
  expect(watch.told.size).toBeLessThanOrEqual(REMEMBERED_BATCHES_MAX + 100);
  expect(BigInt(watch.horizon)).toBeGreaterThan(BigInt(horizon));
  await idle.query("rollback");
  idle.release();
  // Other tests have transactions of their own, which end soon.
  await expect.poll(async () => (await look(server.context, 1, watch, NOBODY)).watch.told.size).toBe(0);
}, 60_000);
