// Understands a transaction of one tenant, and when it is worth trying again.

import type { Pool, PoolClient } from "pg";

/** A client inside an open transaction that sees one tenant's rows. */
export type Tx = PoolClient & { readonly tenantId: number };

/** The most times that a transaction is tried when the database asks for a retry (deadlock, serialization failure). */
const TRIES_MAX = 5;
const RETRYABLE = new Set(["40001", "40P01"]);

function sqlState(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** Whether an error is PostgreSQL's, for a violated constraint of this name. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && "constraint" in error && error.constraint === constraint;
}

/** Whether the database could not be reached or went away: the caller may try again later. */
export function isConnectionFailure(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null && (/^(08|57P0|53)/.test(state) || /^E[A-Z]+$/.test(state))) return true;
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|Connection ended/i.test(error.message)
  );
}

/**
 * Runs `work` in one transaction that sees only the tenant's rows; commits when it returns, rolls back when it throws.
 * A deadlock or serialization failure is tried again, up to TRIES_MAX times: `work` must have no effect outside the database.
 */
export async function inTransaction<T>(pool: Pool, tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return attempt(pool, `begin; set local anxin.tenant = '${Math.trunc(tenantId)}'`, tenantId, work);
}

/** As `inTransaction`, before the tenant is known: sees only the one row that the credential (a hash or an address) names. */
export async function withCredential<T>(
  pool: Pool,
  credential: string,
  work: (tx: PoolClient) => Promise<T>,
): Promise<T> {
  return attempt(pool, "begin", 0, async (tx) => {
    await tx.query({
      name: "set_credential",
      text: "select set_config('anxin.credential', $1, true)",
      values: [credential],
    });
    return work(tx);
  });
}

async function attempt<T>(pool: Pool, begin: string, tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const result = await work(Object.assign(client, { tenantId }));
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((failure: Error) => {
        broken = failure;
      });
      const state = sqlState(error);
      if (state === null || !RETRYABLE.has(state) || tries >= TRIES_MAX) throw error;
    } finally {
      client.release(broken);
    }
  }
}
