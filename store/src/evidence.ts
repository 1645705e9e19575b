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
  /** The order that it is about and the kind of document that it is, where its uploader said so. */
  readonly orderId?: string | null;
  readonly kind?: string | null;
  /** False where the file was cleaned in place; true, when left out: it was decoded and written anew. */
  readonly reencoded?: boolean;
  /** What the malware scanner said; "none", when left out: nobody looked. */
  readonly scan?: "none" | "clean";
  /** The picture as a grey square (core/evidence/grey.ts); null, when left out: it is no picture. */
  readonly grey?: Uint8Array | null;
}

export const insertEvidenceRow = statement(
  "insert_evidence",
  {},
  `insert into evidence (tenant_id, evidence_id, storage_key, uploaded_by, uploaded_at, original_sha256, sha256, media_type, bytes,
     width, height, pages, captured_at, order_id, kind, reencoded, scan, grey)
   values ($1::int4, $2::int8, $3::text, $4::text, at_ms($5::int8), $6::bytea, $7::bytea, $8::text, $9::int4, $10::int4, $11::int4,
     $12::int4, at_ms($13::int8), $14::text, $15::text, $16::bool, $17::text, $18::bytea)`,
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
    row.orderId ?? null,
    row.kind ?? null,
    row.reencoded ?? true,
    row.scan ?? "none",
    row.grey === undefined || row.grey === null ? null : Buffer.from(row.grey),
  ]);
}

/** Whose file it is on a claim. */
export const EVIDENCE_PARTIES = ["buyer", "merchant", "insurer"] as const;
export type EvidenceParty = (typeof EVIDENCE_PARTIES)[number];

/** A claim that a file lies in: whose file it is there, and whose claim it is. */
export interface EvidenceLink {
  readonly party: EvidenceParty;
  readonly buyerId: string;
  readonly merchantId: string;
  readonly product: string;
  readonly productVersion: number;
}

/** A piece of evidence with the claims that rest on it. */
export interface HeldEvidence {
  readonly evidenceId: Id;
  readonly storageKey: string;
  readonly uploadedBy: string;
  readonly sha256: Buffer;
  readonly mediaType: string;
  readonly capturedAt: Instant | null;
  readonly orderId: string | null;
  readonly kind: string | null;
  readonly links: readonly EvidenceLink[];
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
    order_id: "text?",
    kind: "text?",
    parties: "text[]?",
    buyer_ids: "text[]?",
    merchant_ids: "text[]?",
    products: "text[]?",
    product_versions: "int4[]?",
  },
  `select e.evidence_id, e.storage_key, e.uploaded_by, e.sha256, e.media_type, e.captured_at, e.order_id, e.kind, linked.*
   from evidence e
   cross join lateral (
     select array_agg(ce.party order by c.claim_id) as parties, array_agg(c.buyer_id order by c.claim_id) as buyer_ids,
       array_agg(c.merchant_id order by c.claim_id) as merchant_ids, array_agg(c.product order by c.claim_id) as products,
       array_agg(c.product_version order by c.claim_id) as product_versions
     from claim_evidence ce
     join claim c on c.book = ce.book and c.claim_id = ce.claim_id
     where ce.tenant_id = e.tenant_id and ce.evidence_id = e.evidence_id) linked
   where e.tenant_id = $1::int4 and e.evidence_id = any ($2::int8[])`,
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
        orderId: row.order_id,
        kind: row.kind,
        links: linksOf(row),
      },
    ]),
  );
}

function linksOf(row: Row<(typeof selectEvidence)["row"]>): readonly EvidenceLink[] {
  return (row.parties ?? []).map((party, i) => ({
    party: partyOf(party),
    buyerId: row.buyer_ids?.[i] ?? "",
    merchantId: row.merchant_ids?.[i] ?? "",
    product: row.products?.[i] ?? "",
    productVersion: row.product_versions?.[i] ?? 0,
  }));
}

/** The table holds no other text. */
const partyOf = (text: string): EvidenceParty => EVIDENCE_PARTIES.find((party) => party === text) ?? "insurer";

/** A file that was uploaded for an order. */
const ORDER_EVIDENCE = {
  evidence_id: "int8",
  kind: "text?",
  media_type: "text",
  sha256: "bytea",
  bytes: "int4",
  uploaded_by: "text",
  uploaded_at: "timestamptz",
  captured_at: "timestamptz?",
  reencoded: "bool",
} as const;
export type OrderEvidence = Row<typeof ORDER_EVIDENCE>;

export const selectOrderEvidence = statement(
  "select_order_evidence",
  ORDER_EVIDENCE,
  `select evidence_id, kind, media_type, sha256, bytes, uploaded_by, uploaded_at, captured_at, reencoded from evidence
   where tenant_id = $1::int4 and order_id = $2::text and ($3::text is null or uploaded_by = $3::text)
     and ($4::int8 is null or evidence_id < $4::int8)
   order by evidence_id desc limit $5::int4`,
);

/** Files about one order, newest first: of one uploader, or of all when that is null; those before an id, when it is given. */
export function listOrderEvidence(
  tx: Tx,
  wanted: {
    readonly orderId: string;
    readonly uploadedBy: string | null;
    readonly before: Id | null;
    readonly limit: number;
  },
): Promise<readonly OrderEvidence[]> {
  return run(tx, selectOrderEvidence, [tx.tenantId, wanted.orderId, wanted.uploadedBy, wanted.before, wanted.limit]);
}

/** A file in one slot of a claim's evidence list. */
export interface ClaimEvidenceRow {
  readonly book: number;
  readonly claimId: Id;
  readonly evidenceId: Id;
  readonly kind: string;
  readonly addedBy: string;
  readonly addedAt: Instant;
  /** The buyer's, when left out. */
  readonly party?: EvidenceParty;
}

export const insertClaimEvidenceRows = statement(
  "insert_claim_evidence_rows",
  {},
  `insert into claim_evidence (tenant_id, book, claim_id, evidence_id, kind, added_by, added_at, party)
   select $1::int4, book, claim_id, evidence_id, kind, added_by, at_ms(added_ms), party
   from unnest($2::int2[], $3::int8[], $4::int8[], $5::text[], $6::text[], $7::int8[], $8::text[])
     as row (book, claim_id, evidence_id, kind, added_by, added_ms, party)`,
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
    rows.map((row) => row.party ?? "buyer"),
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
  /** An EvidenceParty. */
  party: "text",
} as const;
export type ClaimEvidence = Row<typeof CLAIM_EVIDENCE>;

export const selectEvidenceOfClaims = statement(
  "select_evidence_of_claims",
  CLAIM_EVIDENCE,
  `select ce.claim_id, ce.evidence_id, ce.kind, ce.added_by, ce.added_at, e.media_type, e.sha256, e.bytes, e.captured_at,
     ce.party
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
