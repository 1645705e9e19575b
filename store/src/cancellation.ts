// Understands what a policyholder was told before cancelling.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** A refund that was told, and what of the policy it rests on. */
export interface Cancellation {
  readonly cancellationId: Id;
  readonly book: number;
  readonly policyId: Id;
  /** Fen. */
  readonly refund: Fen;
  readonly endorsements: number;
  readonly claims: number;
  readonly previewedBy: string;
  readonly previewedAt: Instant;
  readonly validUntil: Instant;
}

export const insertCancellationRow = statement(
  "insert_cancellation",
  {},
  `insert into cancellation (tenant_id, book, cancellation_id, policy_id, refund, endorsements, claims, previewed_by, previewed_at, valid_until)
   values ($1::int4, $2::int2, $3::int8, $4::int8, $5::int8, $6::int4, $7::int4, $8::text, at_ms($9::int8), at_ms($10::int8))`,
);

export async function insertCancellation(tx: Tx, told: Cancellation): Promise<void> {
  const { book, cancellationId, policyId, refund, endorsements, claims, previewedBy, previewedAt, validUntil } = told;
  const about = [tx.tenantId, book, cancellationId, policyId];
  const values = [refund, endorsements, claims, previewedBy, previewedAt, validUntil];
  await execute(tx, insertCancellationRow, [...about, ...values]);
}

export const selectCancellation = statement(
  "select_cancellation",
  {
    refund: "int8",
    endorsements: "int4",
    claims: "int4",
    previewed_by: "text",
    previewed_at: "timestamptz",
    valid_until: "timestamptz",
  },
  `select refund, endorsements, claims, previewed_by, previewed_at, valid_until from cancellation
   where book = $2::int2 and cancellation_id = $3::int8 and policy_id = $4::int8 and tenant_id = $1::int4`,
);

/** What was told about a policy under this id; null when nothing was. */
export async function findCancellation(
  tx: Tx,
  { book, policyId }: { readonly book: number; readonly policyId: Id },
  cancellationId: Id,
): Promise<Cancellation | null> {
  const [row] = await run(tx, selectCancellation, [tx.tenantId, book, cancellationId, policyId]);
  if (row === undefined) return null;
  const { refund, endorsements, claims } = row;
  const told = { previewedBy: row.previewed_by, previewedAt: row.previewed_at, validUntil: row.valid_until };
  return { cancellationId, book, policyId, refund, endorsements, claims, ...told };
}
