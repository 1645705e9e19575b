// Understands pieces of evidence: what is known of each file, and which claims rest on it.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export interface EvidenceRow {
  readonly evidenceId: Id;
  /** Where the evidence store has the bytes. */
  readonly storageKey: string;
  /** The caller that sent it. */
  readonly uploadedBy: string;
  readonly uploadedAt: Instant;
  /** SHA-256 of the bytes as they came, and as they are kept. */
  readonly originalSha256: Buffer;
  readonly sha256: Buffer;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly pages: number | null;
  /** When the picture says that it was taken. */
  readonly capturedAt: Instant | null;
}

export const insertEvidenceRow = statement(
  "insert_evidence",
  {},
  `insert into evidence (tenant_id, evidence_id, storage_key, uploaded_by, uploaded_at, original_sha256, sha256, media_type, bytes,
     width, height, pages, captured_at)
   values ($1::int4, $2::int8, $3::text, $4::text, at_ms($5::int8), $6::bytea, $7::bytea, $8::text, $9::int4, $10::int4, $11::int4,
     $12::int4, at_ms($13::int8))`,
);

export async function insertEvidence(tx: Tx, row: EvidenceRow): Promise<void> {
  await execute(tx, insertEvidenceRow, [
    tx.tenantId,
    row.evidenceId,
    row.storageKey,
    row.uploadedBy,
    row.uploadedAt,
    row.originalSha256,
    row.sha256,
    row.mediaType,
    row.bytes,
    row.width,
    row.height,
    row.pages,
    row.capturedAt,
  ]);
}

/** A piece of evidence with whose claims rest on it. */
export interface HeldEvidence {
  readonly evidenceId: Id;
  readonly storageKey: string;
  readonly uploadedBy: string;
  readonly sha256: Buffer;
  readonly mediaType: string;
  readonly capturedAt: Instant | null;
  readonly buyerIds: readonly string[];
  readonly merchantIds: readonly string[];
}

export const selectEvidence = statement(
  "select_evidence",
  {
    evidence_id: "int8",
    storage_key: "text",
    uploaded_by: "text",
    sha256: "bytea",
    media_type: "text",
    captured_at: "timestamptz?",
    buyer_ids: "text[]",
    merchant_ids: "text[]",
  },
  `select e.evidence_id, e.storage_key, e.uploaded_by, e.sha256, e.media_type, e.captured_at,
     coalesce(array_agg(distinct c.buyer_id) filter (where c.buyer_id is not null), '{}') as buyer_ids,
     coalesce(array_agg(distinct c.merchant_id) filter (where c.merchant_id is not null), '{}') as merchant_ids
   from evidence e
   left join claim_evidence ce on ce.tenant_id = e.tenant_id and ce.evidence_id = e.evidence_id
   left join claim c on c.book = ce.book and c.claim_id = ce.claim_id
   where e.tenant_id = $1::int4 and e.evidence_id = any ($2::int8[])
   group by e.tenant_id, e.evidence_id`,
);

/** What is known of these files, by id; those that the tenant does not have are missing. */
export async function findEvidence(tx: Tx, evidenceIds: readonly Id[]): Promise<ReadonlyMap<Id, HeldEvidence>> {
  if (evidenceIds.length === 0) return new Map();
  const rows = await run(tx, selectEvidence, [tx.tenantId, evidenceIds]);
  return new Map(
    rows.map((row) => [
      row.evidence_id,
      {
        evidenceId: row.evidence_id,
        storageKey: row.storage_key,
        uploadedBy: row.uploaded_by,
        sha256: row.sha256,
        mediaType: row.media_type,
        capturedAt: row.captured_at,
        buyerIds: row.buyer_ids,
        merchantIds: row.merchant_ids,
      },
    ]),
  );
}

/** A file in one slot of a claim's evidence list. */
export interface ClaimEvidenceRow {
  readonly book: number;
  readonly claimId: Id;
  readonly evidenceId: Id;
  readonly kind: string;
  readonly addedBy: string;
  readonly addedAt: Instant;
}

export const insertClaimEvidenceRows = statement(
  "insert_claim_evidence_rows",
  {},
  `insert into claim_evidence (tenant_id, book, claim_id, evidence_id, kind, added_by, added_at)
   select $1::int4, book, claim_id, evidence_id, kind, added_by, at_ms(added_ms)
   from unnest($2::int2[], $3::int8[], $4::int8[], $5::text[], $6::text[], $7::int8[])
     as row (book, claim_id, evidence_id, kind, added_by, added_ms)`,
);

export async function insertClaimEvidence(tx: Tx, rows: readonly ClaimEvidenceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertClaimEvidenceRows, [
    tx.tenantId,
    rows.map((row) => row.book),
    rows.map((row) => row.claimId),
    rows.map((row) => row.evidenceId),
    rows.map((row) => row.kind),
    rows.map((row) => row.addedBy),
    rows.map((row) => row.addedAt),
  ]);
}

const CLAIM_EVIDENCE = {
  claim_id: "int8",
  evidence_id: "int8",
  kind: "text",
  added_by: "text",
  added_at: "timestamptz",
  media_type: "text",
  sha256: "bytea",
  bytes: "int4",
  captured_at: "timestamptz?",
} as const;
export type ClaimEvidence = Row<typeof CLAIM_EVIDENCE>;

export const selectEvidenceOfClaims = statement(
  "select_evidence_of_claims",
  CLAIM_EVIDENCE,
  `select ce.claim_id, ce.evidence_id, ce.kind, ce.added_by, ce.added_at, e.media_type, e.sha256, e.bytes, e.captured_at
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join claim_evidence ce on ce.book = wanted.book and ce.claim_id = wanted.claim_id and ce.tenant_id = $1::int4
   join evidence e on e.tenant_id = ce.tenant_id and e.evidence_id = ce.evidence_id
   order by ce.claim_id, ce.added_at, ce.evidence_id`,
);

/** The evidence of these claims, by claim, in the order in which it was added. */
export async function evidenceOfClaims(
  db: Queryable,
  tenantId: number,
  claims: readonly { readonly book: number; readonly claimId: Id }[],
): Promise<ReadonlyMap<Id, readonly ClaimEvidence[]>> {
  const byClaim = new Map<Id, ClaimEvidence[]>();
  if (claims.length === 0) return byClaim;
  const rows = await run(db, selectEvidenceOfClaims, [
    tenantId,
    claims.map((claim) => claim.book),
    claims.map((claim) => claim.claimId),
  ]);
  for (const row of rows) byClaim.set(row.claim_id, [...(byClaim.get(row.claim_id) ?? []), row]);
  return byClaim;
}
