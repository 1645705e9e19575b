// Understands what claimants declared, which documents they were asked for, and which of those lists somebody has to follow up.

import type { AskedDocument } from "@anxin/core/claim/supplement";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

interface ClaimKey {
  readonly book: number;
  readonly claimId: Id;
}

/** Which wording of the declaration a claimant confirmed, in which language, and its hash. */
export interface DeclarationRow extends ClaimKey {
  readonly version: number;
  readonly language: "zh" | "en";
  readonly sha256: Buffer;
  readonly declaredBy: string;
  readonly declaredAt: Instant;
}

export const insertDeclarationRow = statement(
  "insert_claim_declaration",
  {},
  `insert into claim_declaration (tenant_id, book, claim_id, version, language, sha256, declared_by, declared_at)
   values ($1::int4, $2::int2, $3::int8, $4::int4, $5::text, $6::bytea, $7::text, at_ms($8::int8))`,
);

export async function insertDeclaration(tx: Tx, row: DeclarationRow): Promise<void> {
  const { book, claimId, version, language, sha256, declaredBy, declaredAt } = row;
  const about = [tx.tenantId, book, claimId];
  await execute(tx, insertDeclarationRow, [...about, version, language, sha256, declaredBy, declaredAt]);
}

export const selectDeclaration = statement(
  "select_claim_declaration",
  { version: "int4", language: "text", sha256: "bytea", declared_by: "text", declared_at: "timestamptz" },
  `select version, language, sha256, declared_by, declared_at from claim_declaration
   where book = $2::int2 and claim_id = $3::int8 and tenant_id = $1::int4`,
);

/** What was declared with a claim; null for one that opened by itself. */
export async function findDeclaration(tx: Tx, { book, claimId }: ClaimKey): Promise<DeclarationRow | null> {
  const [row] = await run(tx, selectDeclaration, [tx.tenantId, book, claimId]);
  if (row === undefined) return null;
  const { version, sha256, declared_by: declaredBy, declared_at: declaredAt } = row;
  return { book, claimId, version, language: row.language === "en" ? "en" : "zh", sha256, declaredBy, declaredAt };
}

/** A list of documents that was asked for. */
export interface SupplementRow extends ClaimKey {
  /** 1 for the first list of a claim. */
  readonly round: number;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly reason: string;
  /** When the list was put before the claimant. */
  readonly deliveredAt: Instant;
  /** When a part of it came last. */
  readonly heardAt: Instant | null;
  readonly closesAt: Instant;
  readonly reminded: number;
  /** When the next reminder or the closing is due; null when nobody waits. */
  readonly nextAt: Instant | null;
  /** When the last document came. */
  readonly completedAt: Instant | null;
  readonly lapsedAt: Instant | null;
  readonly documents: readonly AskedDocument[];
}

export const insertSupplementRow = statement(
  "insert_supplement",
  {},
  `with list as (
     insert into supplement (tenant_id, book, claim_id, round, requested_by, requested_at, reason, delivered_at, closes_at, next_at)
     values ($1::int4, $2::int2, $3::int8, $4::int4, $5::text, at_ms($6::int8), $7::text, at_ms($8::int8), at_ms($9::int8),
       at_ms($10::int8))
   )
   insert into supplement_document (tenant_id, book, claim_id, round, position, kind, note, needed, required)
   select $1::int4, $2::int2, $3::int8, $4::int4, position, kind, note, needed, required
   from unnest($11::text[], $12::text[], $13::int4[], $14::bool[]) with ordinality
     as row (kind, note, needed, required, position)`,
);

/** Writes a list with its documents, in one statement. */
export async function insertSupplement(tx: Tx, row: SupplementRow): Promise<void> {
  const { book, claimId, round, requestedBy, requestedAt, reason, deliveredAt, closesAt, nextAt, documents } = row;
  await execute(tx, insertSupplementRow, [
    ...[tx.tenantId, book, claimId, round, requestedBy, requestedAt, reason, deliveredAt, closesAt, nextAt],
    documents.map(({ kind }) => kind),
    documents.map(({ note }) => note),
    documents.map(({ needed }) => needed),
    documents.map(({ required }) => required),
  ]);
}

export const selectSupplements = statement(
  "select_supplements",
  {
    claim_id: "int8",
    book: "int2",
    round: "int4",
    requested_by: "text",
    requested_at: "timestamptz",
    reason: "text",
    delivered_at: "timestamptz",
    heard_at: "timestamptz?",
    closes_at: "timestamptz",
    reminded: "int4",
    next_at: "timestamptz?",
    completed_at: "timestamptz?",
    lapsed_at: "timestamptz?",
    kind: "text",
    note: "text",
    needed: "int4",
    required: "bool",
  },
  `select s.claim_id, s.book, s.round, s.requested_by, s.requested_at, s.reason, s.delivered_at, s.heard_at, s.closes_at, s.reminded,
     s.next_at, s.completed_at, s.lapsed_at, d.kind, d.note, d.needed, d.required
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join supplement s on s.book = wanted.book and s.claim_id = wanted.claim_id and s.tenant_id = $1::int4
   join supplement_document d on d.book = s.book and d.claim_id = s.claim_id and d.round = s.round and d.tenant_id = $1::int4
   order by s.claim_id, s.round, d.position`,
);

/** The lists of these claims, by claim, the first one first: one statement for any number. */
export async function supplementsOfClaims(
  tx: Tx,
  claims: readonly ClaimKey[],
): Promise<ReadonlyMap<Id, readonly SupplementRow[]>> {
  const byClaim = new Map<Id, SupplementRow[]>();
  if (claims.length === 0) return byClaim;
  const wanted = [claims.map(({ book }) => book), claims.map(({ claimId }) => claimId)];
  for (const row of await run(tx, selectSupplements, [tx.tenantId, ...wanted])) {
    const { claim_id: claimId, book, round, reason, reminded, kind, note, needed, required } = row;
    const lists = byClaim.get(claimId) ?? [];
    const same = lists.at(-1);
    const documents = [...(same?.round === round ? same.documents : []), { kind, note, needed, required }];
    const list: SupplementRow = {
      ...{ book, claimId, round, reason, reminded, documents },
      requestedBy: row.requested_by,
      requestedAt: row.requested_at,
      deliveredAt: row.delivered_at,
      heardAt: row.heard_at,
      closesAt: row.closes_at,
      nextAt: row.next_at,
      completedAt: row.completed_at,
      lapsedAt: row.lapsed_at,
    };
    byClaim.set(claimId, [...(same?.round === round ? lists.slice(0, -1) : lists), list]);
  }
  return byClaim;
}

export const moveSupplementRow = statement(
  "move_supplement",
  {},
  `update supplement set heard_at = at_ms($5::int8), closes_at = at_ms($6::int8), reminded = $7::int4, next_at = at_ms($8::int8),
     completed_at = at_ms($9::int8), lapsed_at = at_ms($10::int8)
   where book = $2::int2 and claim_id = $3::int8 and round = $4::int4 and tenant_id = $1::int4`,
);

/** Stores how far a list has come. The caller holds the claim. */
export async function moveSupplement(tx: Tx, row: SupplementRow): Promise<void> {
  const { book, claimId, round, heardAt, closesAt, reminded, nextAt, completedAt, lapsedAt } = row;
  const about = [tx.tenantId, book, claimId, round];
  await execute(tx, moveSupplementRow, [...about, heardAt, closesAt, reminded, nextAt, completedAt, lapsedAt]);
}

export const selectTenantsWithDueSupplements = statement(
  "select_tenants_with_due_supplements",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (select from supplement s where s.tenant_id = t.tenant_id and s.next_at <= at_ms($1::int8))
   order by t.tenant_id`,
);

/** Tenants with a list that has to be followed up. Runs as the owner. */
export async function tenantsWithDueSupplements(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDueSupplements, [now])).map((row) => row.tenant_id);
}

export const selectDueSupplements = statement(
  "select_due_supplements",
  { book: "int2", claim_id: "int8" },
  `select book, claim_id from supplement
   where tenant_id = $1::int4 and next_at <= at_ms($2::int8) and not (claim_id = any ($3::int8[]))
   order by next_at, claim_id limit $4::int4`,
);

/** Claims whose list has to be followed up by now, the longest due first, without holding them. */
export async function dueSupplements(
  tx: Tx,
  now: Instant,
  except: readonly Id[],
  limit: number,
): Promise<readonly ClaimKey[]> {
  const rows = await run(tx, selectDueSupplements, [tx.tenantId, now, except, limit]);
  return rows.map(({ book, claim_id: claimId }) => ({ book, claimId }));
}
