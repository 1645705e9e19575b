// Readers of the outbox miss nothing, however batches become visible.

import type { Id } from "@anxin/core/id";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Follower, followOutbox } from "./follow.js";
import { startTestServer, type TestServer } from "./testing/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function write(tx: Tx, policyId: Id): Promise<void> {
  const { context, tenant } = server;
  const batch = { tenantId: tenant.tenantId, batchId: context.ids.next(0), recordedAt: context.clock.now() };
  return insertOutbox(tx, { ...batch, events: [{ type: "policy.issued", ids: [policyId] }] });
}

const writeNow = (policyId: Id): Promise<void> =>
  inTransaction(server.context.db, server.tenant.tenantId, (tx) => write(tx, policyId));

/** Writes a batch in a transaction that stays open until it is told to end. */
async function writeSlowly(policyId: Id): Promise<{ readonly end: () => Promise<void> }> {
  const { promise: ending, resolve: end } = withResolvers();
  const { promise: written, resolve: wrote } = withResolvers();
  const done = inTransaction(server.context.db, server.tenant.tenantId, async (tx) => {
    await write(tx, policyId);
    wrote();
    await ending;
  });
  await written;
  return {
    end: async () => {
      end();
      await done;
    },
  };
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test("a batch that becomes visible between two pages is shown by the next sweep", async () => {
  const slow = await writeSlowly(1n);
  await writeNow(2n);
  const shown: Id[] = [];
  const follower: Follower = {
    reader: "test",
    types: ["policy.issued"],
    async take(_context, _tx, batches) {
      const isFirstPage = shown.length === 0;
      const ids = batches.flatMap((events) => events.flatMap((event) => [...event.ids]));
      shown.push(...ids);
      // Older than what this page shows, and there for the next page, which comes after it.
      if (isFirstPage) {
        await slow.end();
        await writeNow(3n);
      }
      return ids.length;
    },
  };
  await followOutbox(server.context, follower);
  expect(shown).toEqual([2n, 3n]);
  await followOutbox(server.context, follower);
  expect(new Set(shown)).toEqual(new Set([1n, 2n, 3n]));
  // Until nothing older can still appear, which open transactions of other databases of the cluster put off, all is shown again.
  await vi.waitFor(
    async () => {
      const before = shown.length;
      await followOutbox(server.context, follower);
      expect(shown).toHaveLength(before);
    },
    { timeout: 60_000 },
  );
});
