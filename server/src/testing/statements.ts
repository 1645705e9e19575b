// Understands how many statements a piece of work sends to the database, so that a list is held to what it promises.

import type { Pool, PoolClient } from "@anxin/store/connection";
import { vi } from "vitest";

/** Counts the statements that reach the database while `work` runs, those that begin and end transactions included. */
export async function statementsOf(db: Pool, work: () => Promise<unknown>): Promise<number> {
  const spies = new Map<PoolClient, { mockRestore(): void; mock: { calls: unknown[] } }>();
  const watch = (client: PoolClient): void => {
    if (!spies.has(client)) spies.set(client, vi.spyOn(client, "query"));
  };
  db.on("acquire", watch);
  await work();
  db.off("acquire", watch);
  let count = 0;
  for (const spy of spies.values()) {
    count += spy.mock.calls.length;
    spy.mockRestore();
  }
  return count;
}
