// Understands when the outbox hides nothing any more: readers leave out what is newer than any open transaction of the whole
// cluster, and beside a test there are others.

import type { Pool } from "@anxin/store/connection";
import { expect } from "vitest";

/** Waits until every transaction that is older than this call has ended. */
export async function outboxSettled(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ id: string }>("select pg_current_xact_id()::text as id");
  const oldest = async (): Promise<boolean> => {
    const found = await owner.query<{ ended: boolean }>(
      "select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as ended",
      [rows[0]?.id],
    );
    return found.rows[0]?.ended ?? false;
  };
  await expect.poll(oldest, { timeout: 25_000 }).toBe(true);
}
