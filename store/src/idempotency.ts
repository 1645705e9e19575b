// Understands the answers that are kept for retries, and who is working on one just now.

import type { Instant } from "@anxin/core/time";
import { execute, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** What an Idempotency-Key is scoped to, beside the tenant. */
export interface KeySlot {
  readonly caller: string;
  readonly path: string;
  readonly key: string;
}

export interface KeptAnswer {
  readonly bodyHash: Buffer;
  readonly status: number;
  readonly body: string;
  readonly etag: string | null;
}

export const holdKey = statement(
  "hold_idempotency_key",
  { held: "bool" },
  "select pg_try_advisory_xact_lock($1::int8) as held",
);

/** Takes the key until the transaction ends; false when another transaction has it. */
export async function tryHoldKey(tx: Tx, lock: bigint): Promise<boolean> {
  const [row] = await run(tx, holdKey, [lock]);
  return row?.held === true;
}

export const selectKeptAnswer = statement(
  "select_kept_answer",
  { body_hash: "bytea", status: "int4", body: "text", etag: "text?" },
  `select body_hash, status, body, etag from idempotency
   where tenant_id = $1::int4 and caller = $2::text and path = $3::text and key = $4::text`,
);

export async function findKeptAnswer(tx: Tx, { caller, path, key }: KeySlot): Promise<KeptAnswer | null> {
  const [row] = await run(tx, selectKeptAnswer, [tx.tenantId, caller, path, key]);
  return row === undefined ? null : { bodyHash: row.body_hash, status: row.status, body: row.body, etag: row.etag };
}

export const insertKeptAnswerRow = statement(
  "insert_kept_answer",
  {},
  `insert into idempotency (tenant_id, caller, path, key, body_hash, status, body, etag, created_at)
   values ($1::int4, $2::text, $3::text, $4::text, $5::bytea, $6::int4, $7::text, $8::text, at_ms($9::int8))`,
);

export async function insertKeptAnswer(
  tx: Tx,
  row: KeySlot & KeptAnswer & { readonly createdAt: Instant },
): Promise<void> {
  const { caller, path, key, bodyHash, status, body, etag, createdAt } = row;
  await execute(tx, insertKeptAnswerRow, [tx.tenantId, caller, path, key, bodyHash, status, body, etag, createdAt]);
}
