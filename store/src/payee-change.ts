// Understands changes of where a claim's money goes: asked for, shown to be the insured's own wish by a code, and in force from then.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

type ClaimKey = Pick<ClaimRow, "book" | "claimId">;

export interface NewPayeeChange {
  readonly book: number;
  readonly claimId: Id;
  readonly changeId: Id;
  readonly payeeSealed: Buffer;
  readonly payeeMask: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  /** Until when the code works. */
  readonly expiresAt: Instant;
  readonly codeSha256: Buffer;
}

export const supersedePayeeChange = statement(
  "supersede_payee_change",
  {},
  `update payee_change set state = 'superseded', settled_at = at_ms($4::int8)
   where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8 and state = 'requested'`,
);

export const insertPayeeChangeRow = statement(
  "insert_payee_change",
  {},
  `insert into payee_change (tenant_id, book, claim_id, change_id, payee_sealed, payee_mask, requested_by, requested_at, expires_at,
     code_sha256)
   values ($1::int4, $2::int2, $3::int8, $4::int8, $5::bytea, $6::text, $7::text, at_ms($8::int8), at_ms($9::int8), $10::bytea)`,
);

/** Writes a change that waits for its code; an older one that waits is given up. The caller holds the claim's order. */
export async function insertPayeeChange(tx: Tx, change: NewPayeeChange): Promise<void> {
  const { book, claimId, changeId, payeeSealed, payeeMask, requestedBy, requestedAt, expiresAt, codeSha256 } = change;
  await execute(tx, supersedePayeeChange, [tx.tenantId, book, claimId, requestedAt]);
  await execute(tx, insertPayeeChangeRow, [
    tx.tenantId,
    book,
    claimId,
    changeId,
    payeeSealed,
    payeeMask,
    requestedBy,
    requestedAt,
    expiresAt,
    codeSha256,
  ]);
}

const PAYEE_CHANGE = {
  book: "int2",
  change_id: "int8",
  claim_id: "int8",
  payee_sealed: "bytea",
  payee_mask: "text",
  requested_by: "text",
  requested_at: "timestamptz",
  expires_at: "timestamptz",
  code_sha256: "bytea",
  tries: "int2",
  state: "text",
  settled_at: "timestamptz?",
} as const;
export type PayeeChangeRow = Row<typeof PAYEE_CHANGE>;

export const selectPayeeChanges = statement(
  "select_payee_changes",
  PAYEE_CHANGE,
  `select book, change_id, claim_id, payee_sealed, payee_mask, requested_by, requested_at, expires_at, code_sha256, tries, state, settled_at
   from payee_change where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8
   order by change_id desc limit 50`,
);

/** The changes of a claim, newest first, fifty at the most. */
export async function payeeChanges(tx: Tx, { book, claimId }: ClaimKey): Promise<readonly PayeeChangeRow[]> {
  return run(tx, selectPayeeChanges, [tx.tenantId, book, claimId]);
}

export const updatePayeeChangeRow = statement(
  "update_payee_change",
  {},
  `update payee_change set tries = $4::int2, state = $5::text, settled_at = at_ms($6::int8)
   where tenant_id = $1::int4 and book = $2::int2 and change_id = $3::int8 and state = 'requested'`,
);

/** What a code that was tried made of a change. */
export async function movePayeeChange(
  tx: Tx,
  { book, change_id: changeId }: Pick<PayeeChangeRow, "book" | "change_id">,
  {
    tries,
    state,
    at,
  }: { readonly tries: number; readonly state: "requested" | "verified" | "exhausted"; readonly at: Instant },
): Promise<void> {
  const settledAt = state === "requested" ? null : at;
  await execute(tx, updatePayeeChangeRow, [tx.tenantId, book, changeId, tries, state, settledAt]);
}

export const selectVerifiedPayees = statement(
  "select_verified_payees",
  { claim_id: "int8", payee_sealed: "bytea" },
  `select distinct on (p.claim_id) p.claim_id, p.payee_sealed
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join payee_change p on p.book = wanted.book and p.claim_id = wanted.claim_id and p.tenant_id = $1::int4 and p.state = 'verified'
   order by p.claim_id, p.change_id desc`,
);

/** The sealed payees that these claims were changed to, by claim; the last one verified counts. */
export async function verifiedPayees(tx: Tx, claims: readonly ClaimKey[]): Promise<ReadonlyMap<Id, Buffer>> {
  if (claims.length === 0) return new Map();
  const rows = await run(tx, selectVerifiedPayees, [
    tx.tenantId,
    claims.map((c) => c.book),
    claims.map((c) => c.claimId),
  ]);
  return new Map(rows.map((row) => [row.claim_id, row.payee_sealed]));
}
