// Understands how claim cases, their events and their decisions are written, any number in one statement.

import type { ClaimStatus, DecisionOutcome } from "@anxin/core/claim/claim";
import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

export interface ClaimRow {
  readonly book: number;
  readonly tenantId: number;
  readonly claimId: Id;
  readonly policyId: Id;
  readonly orderId: string;
  readonly lineId: string;
  readonly merchantId: string;
  readonly buyerId: string;
  readonly product: string;
  readonly productVersion: number;
  readonly peril: string;
  /** The return that opened the claim; one claim a policy and return. */
  readonly returnId: string | null;
  readonly waybillKey: string | null;
  readonly status: ClaimStatus;
  /** 1 when filed; one more with each change of the case. */
  readonly revision: number;
  readonly occurredAt: Instant;
  readonly reportedAt: Instant;
  readonly decidedAt: Instant | null;
  readonly description: string;
  /** The form's fields, as `core/claim/fields` encodes them. */
  readonly fields: string;
  readonly declaration: boolean;
  readonly requestedAmount: Fen | null;
  /** The case reserve as it stands; zero once decided or withdrawn. */
  readonly reserve: Fen;
  /** The whole that was granted, advances included. */
  readonly agreedAmount: Fen;
  /** What of it was granted before a decision. */
  readonly advancedAmount: Fen;
  /** Lists of missing documents that were sent. */
  readonly rounds: number;
  /** Closed since nobody answered such a list. */
  readonly lapsed: boolean;
  readonly decidedByRules: boolean;
  /** A person was asked to look at what rules decided. */
  readonly reviewed: boolean;
  readonly appeals: number;
  readonly openAppealId: Id | null;
  /** The caller that filed it, or "system". */
  readonly filedBy: string;
}

export const insertClaimRows = statement(
  "insert_claim_rows",
  {},
  `insert into claim (book, tenant_id, claim_id, policy_id, order_id, line_id, merchant_id, buyer_id, product, product_version, peril,
     return_id, waybill_key, status, revision, occurred_at, reported_at, decided_at, description, fields, declaration,
     requested_amount, reserve, agreed_amount, filed_by, decided_by_rules)
   select book, tenant_id, claim_id, policy_id, order_id, line_id, merchant_id, buyer_id, product, product_version, peril,
     return_id, waybill_key, status, revision, at_ms(occurred_ms),
     at_ms(reported_ms), at_ms(decided_ms),
     description, fields, declaration, requested_amount, reserve, agreed_amount, filed_by, decided_by_rules
   from unnest($1::smallint[], $2::integer[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
     $10::integer[], $11::text[], $12::text[], $13::text[], $14::text[], $15::integer[], $16::bigint[], $17::bigint[], $18::bigint[],
     $19::text[], $20::text[], $21::boolean[], $22::bigint[], $23::bigint[], $24::bigint[], $25::text[], $26::boolean[])
     as row (book, tenant_id, claim_id, policy_id, order_id, line_id, merchant_id, buyer_id, product, product_version, peril,
       return_id, waybill_key, status, revision, occurred_ms, reported_ms, decided_ms, description, fields, declaration,
       requested_amount, reserve, agreed_amount, filed_by, decided_by_rules)`,
);

const CLAIM_COLUMNS = [
  "book",
  "tenantId",
  "claimId",
  "policyId",
  "orderId",
  "lineId",
  "merchantId",
  "buyerId",
  "product",
  "productVersion",
  "peril",
  "returnId",
  "waybillKey",
  "status",
  "revision",
  "occurredAt",
  "reportedAt",
  "decidedAt",
  "description",
  "fields",
  "declaration",
  "requestedAmount",
  "reserve",
  "agreedAmount",
  "filedBy",
  "decidedByRules",
] as const satisfies readonly (keyof ClaimRow)[];

/** Rows as one array a column, in the order of a statement's parameters. */
function columns<R>(rows: readonly R[], names: readonly (keyof R)[]): unknown[] {
  return names.map((name) => rows.map((row) => row[name]));
}

/** Writes claims, as they stand after any decision of the same transaction. None is fine and costs nothing. */
export async function insertClaims(tx: Queryable, rows: readonly ClaimRow[]): Promise<void> {
  if (rows.length > 0) await execute(tx, insertClaimRows, columns(rows, CLAIM_COLUMNS));
}

/** A decision on the claim, money ahead of one, a grant put right, or what an appeal changed. */
export const DECISION_KINDS = ["decision", "advance", "correction", "appeal"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export interface DecisionRow {
  readonly book: number;
  readonly tenantId: number;
  readonly decisionId: Id;
  readonly claimId: Id;
  /** The revision of the claim that the decision was made on. */
  readonly claimRevision: number;
  readonly outcome: DecisionOutcome;
  readonly amount: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  /** "rules", or the caller that decided. */
  readonly decidedBy: string;
  readonly decidedAt: Instant;
  readonly automatic: boolean;
  readonly note: string;
  readonly kind: DecisionKind;
  /** Who was the second pair of eyes; null where none was needed. */
  readonly approvedBy: string | null;
  readonly product: string;
  readonly productVersion: number;
  /** `encodeFacts` of what the clauses saw, and `encodeFindings` of what they said. */
  readonly facts: string;
  readonly findings: string;
  readonly suggestedOutcome: DecisionOutcome;
  readonly suggestedAmount: Fen;
}

/** Reason codes travel as one comma-separated text a row: an array of arrays would be flattened by unnest. */
export const insertDecisionRows = statement(
  "insert_decision_rows",
  {},
  `insert into decision (book, tenant_id, decision_id, claim_id, claim_revision, outcome, amount, reason_codes, decided_by, decided_at,
     automatic, note, product, product_version, facts, findings, suggested_outcome, suggested_amount, kind, approved_by)
   select book, tenant_id, decision_id, claim_id, claim_revision, outcome, amount, string_to_array(reason_codes, ','), decided_by,
     at_ms(decided_ms), automatic, note, product, product_version, facts, findings,
     suggested_outcome, suggested_amount, kind, approved_by
   from unnest($1::smallint[], $2::integer[], $3::bigint[], $4::bigint[], $5::integer[], $6::text[], $7::bigint[], $8::text[],
     $9::text[], $10::bigint[], $11::boolean[], $12::text[], $13::text[], $14::integer[], $15::text[], $16::text[], $17::text[],
     $18::bigint[], $19::text[], $20::text[])
     as row (book, tenant_id, decision_id, claim_id, claim_revision, outcome, amount, reason_codes, decided_by, decided_ms,
       automatic, note, product, product_version, facts, findings, suggested_outcome, suggested_amount, kind, approved_by)`,
);

const DECISION_COLUMNS = [
  "book",
  "tenantId",
  "decisionId",
  "claimId",
  "claimRevision",
  "outcome",
  "amount",
  "reasonCodes",
  "decidedBy",
  "decidedAt",
  "automatic",
  "note",
  "product",
  "productVersion",
  "facts",
  "findings",
  "suggestedOutcome",
  "suggestedAmount",
  "kind",
  "approvedBy",
] as const satisfies readonly (keyof DecisionRow)[];

/** Writes decisions; a second decision on the same revision of a claim violates `decision_once_per_revision`. */
export async function insertDecisions(tx: Queryable, rows: readonly DecisionRow[]): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.map((row) => ({ ...row, reasonCodes: row.reasonCodes.join(",") }));
  // Facts and findings are long and full of quotes, which the text form of an array would spell twice.
  const long = { facts: textArray(rows.map((row) => row.facts)), findings: textArray(rows.map((row) => row.findings)) };
  const values = DECISION_COLUMNS.map((name) => (name === "facts" || name === "findings" ? long[name] : null));
  const short = columns(flat, DECISION_COLUMNS);
  await execute(
    tx,
    insertDecisionRows,
    values.map((value, i) => value ?? short[i]),
  );
}

/** `held`: rules could have decided, and were stopped from it. */
export const CLAIM_EVENT_KINDS = [
  "filed",
  "referred",
  "held",
  "decided",
  "withdrawn",
  "evidence_requested",
  "evidence_added",
  "evidence_complete",
  "lapsed",
  "reopened",
  "merchant_asked",
  "merchant_stated",
  "proposed",
  "sent_back",
  "review_requested",
  "advanced",
  "corrected",
  "appealed",
  "appeal_decided",
  "appeal_withdrawn",
  "notice_delivered",
  "escalated",
  "leased",
  "reserve_adjusted",
  "waybill_rebound",
  "closed",
] as const;

export interface ClaimEventRow {
  readonly book: number;
  readonly tenantId: number;
  readonly claimId: Id;
  /** 1, 2, 3 … in each claim. */
  readonly sequence: number;
  readonly at: Instant;
  readonly kind: (typeof CLAIM_EVENT_KINDS)[number];
  readonly actor: string;
  readonly fromStatus: ClaimStatus | null;
  readonly toStatus: ClaimStatus;
  readonly detail: string;
}

export const insertClaimEventRows = statement(
  "insert_claim_event_rows",
  {},
  `insert into claim_event (book, tenant_id, claim_id, sequence, at, kind, actor, from_status, to_status, detail)
   select book, tenant_id, claim_id, sequence, at_ms(event_ms), kind, actor, from_status,
     to_status, detail
   from unnest($1::smallint[], $2::integer[], $3::bigint[], $4::integer[], $5::bigint[], $6::text[], $7::text[], $8::text[],
     $9::text[], $10::text[])
     as row (book, tenant_id, claim_id, sequence, event_ms, kind, actor, from_status, to_status, detail)`,
);

const CLAIM_EVENT_COLUMNS = [
  "book",
  "tenantId",
  "claimId",
  "sequence",
  "at",
  "kind",
  "actor",
  "fromStatus",
  "toStatus",
  "detail",
] as const satisfies readonly (keyof ClaimEventRow)[];

export async function insertClaimEvents(tx: Queryable, rows: readonly ClaimEventRow[]): Promise<void> {
  if (rows.length > 0) await execute(tx, insertClaimEventRows, columns(rows, CLAIM_EVENT_COLUMNS));
}

export interface WaybillHold {
  readonly waybillKey: string;
  readonly claimId: Id;
  readonly book: number;
}

/** Waits for whoever is claiming the same key; in order of key, so that two batches never wait for each other in a ring. */
export const insertWaybillClaims = statement(
  "insert_waybill_claims",
  { waybill_key: "text", claim_id: "int8" },
  `insert into waybill_claim (waybill_key, tenant_id, book, claim_id)
   select waybill_key, $1::integer, book, claim_id
   from unnest($2::text[], $3::smallint[], $4::bigint[]) as row (waybill_key, book, claim_id)
   order by waybill_key collate "C", claim_id
   on conflict (waybill_key) do nothing
   returning waybill_key, claim_id`,
);

/**
 * Takes return waybills for claims, first come, first served, across all tenants. Answers which key now belongs to which of
 * these claims; a key that is missing, or that names another claim of the batch, is held elsewhere.
 */
export async function claimWaybills(tx: Tx, holds: readonly WaybillHold[]): Promise<ReadonlyMap<string, Id>> {
  if (holds.length === 0) return new Map();
  const rows = await run(tx, insertWaybillClaims, [tx.tenantId, ...columns(holds, ["waybillKey", "book", "claimId"])]);
  return new Map(rows.map((row) => [row.waybill_key, row.claim_id]));
}

export const deleteWaybillClaims = statement(
  "delete_waybill_claims",
  {},
  `delete from waybill_claim w
   using unnest($1::text[], $2::bigint[]) as row (waybill_key, claim_id)
   where w.waybill_key = row.waybill_key and w.claim_id = row.claim_id`,
);

/** Gives waybills back that refused or withdrawn claims held; a key held by another claim stays where it is. */
export async function releaseWaybills(
  tx: Queryable,
  holds: readonly Pick<WaybillHold, "waybillKey" | "claimId">[],
): Promise<void> {
  if (holds.length > 0) await execute(tx, deleteWaybillClaims, columns(holds, ["waybillKey", "claimId"]));
}
