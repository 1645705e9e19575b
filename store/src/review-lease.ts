// Understands who has which claim in hand, and who had.

import type { Id } from "@anxin/core/id";
import type { Lease } from "@anxin/core/review/lease";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

type ClaimKey = Pick<ClaimRow, "book" | "claimId">;

const LEASE = {
  holder: "text",
  person: "text",
  taken_at: "timestamptz",
  expires_at: "timestamptz",
  holder_name: "text",
} as const;

/** A lease with the name by which colleagues know its holder. */
export interface NamedLease extends Lease {
  readonly name: string;
}

const leaseOf = (row: Row<typeof LEASE>): NamedLease => ({
  holder: row.holder,
  person: row.person,
  takenAt: row.taken_at,
  expiresAt: row.expires_at,
  name: row.holder_name,
});

const LEASE_OF_CLAIM = `select l.holder, l.person, l.taken_at, l.expires_at, coalesce(s.display_name, l.holder) as holder_name
   from review_lease l
   left join staff s on s.tenant_id = l.tenant_id and 'staff:' || s.staff_id = l.holder
   where l.tenant_id = $1::int4 and l.book = $2::int2 and l.claim_id = $3::int8`;
export const selectLease = statement("select_review_lease", LEASE, LEASE_OF_CLAIM);
export const lockLeaseRow = statement("lock_review_lease", LEASE, `${LEASE_OF_CLAIM} for update of l`);

/** Who has the claim in hand, or had it last; null when nobody did, or it was given back. */
export async function findLease(tx: Tx, { book, claimId }: ClaimKey): Promise<NamedLease | null> {
  const [row] = await run(tx, selectLease, [tx.tenantId, book, claimId]);
  return row === undefined ? null : leaseOf(row);
}

/** As `findLease`, held until the transaction ends. */
export async function lockLease(tx: Tx, { book, claimId }: ClaimKey): Promise<NamedLease | null> {
  const [row] = await run(tx, lockLeaseRow, [tx.tenantId, book, claimId]);
  return row === undefined ? null : leaseOf(row);
}

export const selectLeases = statement(
  "select_review_leases",
  { ...LEASE, claim_id: "int8" },
  `select l.claim_id, l.holder, l.person, l.taken_at, l.expires_at, coalesce(s.display_name, l.holder) as holder_name
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join review_lease l on l.book = wanted.book and l.claim_id = wanted.claim_id and l.tenant_id = $1::int4
   left join staff s on s.tenant_id = l.tenant_id and 'staff:' || s.staff_id = l.holder`,
);

/** Who has these claims in hand, or had them last, by claim. */
export async function leasesOf(tx: Tx, claims: readonly ClaimKey[]): Promise<ReadonlyMap<Id, NamedLease>> {
  if (claims.length === 0) return new Map();
  const rows = await run(tx, selectLeases, [tx.tenantId, claims.map((c) => c.book), claims.map((c) => c.claimId)]);
  return new Map(rows.map((row) => [row.claim_id, leaseOf(row)]));
}

export const upsertLease = statement(
  "upsert_review_lease",
  {},
  `insert into review_lease as l (book, tenant_id, claim_id, holder, person, taken_at, expires_at)
   values ($2::int2, $1::int4, $3::int8, $4::text, $5::text, at_ms($6::int8), at_ms($7::int8))
   on conflict on constraint review_lease_pk do update set
     holder = excluded.holder, person = excluded.person, taken_at = excluded.taken_at, expires_at = excluded.expires_at
   where l.expires_at <= at_ms($8::int8) or (l.person = $9::text and l.expires_at = at_ms($10::int8))`,
);

/**
 * Writes a lease in the place of the one that was read, `former`, or where none is live. Answers whether it was written: not when
 * somebody, also its own holder by another call, took the claim since it was read.
 */
export async function putLease(
  tx: Tx,
  { book, claimId }: ClaimKey,
  lease: Lease,
  former: Lease | null,
  now: Instant,
): Promise<boolean> {
  const { holder, person, takenAt, expiresAt } = lease;
  const own = [tx.tenantId, book, claimId, holder, person, takenAt, expiresAt];
  return (await execute(tx, upsertLease, [...own, now, former?.person ?? null, former?.expiresAt ?? null])) === 1;
}

export const deleteLeaseRow = statement(
  "delete_review_lease",
  {},
  "delete from review_lease where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8",
);

/** Lets a claim go, whoever had it. */
export async function endLease(tx: Tx, { book, claimId }: ClaimKey): Promise<void> {
  await execute(tx, deleteLeaseRow, [tx.tenantId, book, claimId]);
}

export const insertLeaseChangeRow = statement(
  "insert_review_lease_change",
  {},
  `insert into review_lease_change (book, tenant_id, claim_id, change_id, kind, holder, former, reason, at)
   values ($2::int2, $1::int4, $3::int8, $4::int8, $5::text, $6::text, $7::text, $8::text, at_ms($9::int8))`,
);

export interface LeaseChange {
  readonly changeId: Id;
  readonly kind: "taken" | "given_back" | "taken_over";
  readonly holder: string;
  /** From whom it was taken over. */
  readonly former: string | null;
  readonly reason: string;
  readonly at: Instant;
}

/** Keeps who took a claim in hand or gave it back. */
export async function noteLease(tx: Tx, { book, claimId }: ClaimKey, change: LeaseChange): Promise<void> {
  const { changeId, kind, holder, former, reason, at } = change;
  await execute(tx, insertLeaseChangeRow, [tx.tenantId, book, claimId, changeId, kind, holder, former, reason, at]);
}
