// Understands claim cases as kept: found, listed, and moved on only from the revision that was read.

import type { ClaimStatus, DecisionOutcome } from "@anxin/core/claim/claim";
import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { ClaimEventRow, ClaimRow, DecisionKind, DecisionRow } from "./claim.js";
import { type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const CLAIM = {
  book: "int2",
  tenant_id: "int4",
  claim_id: "int8",
  policy_id: "int8",
  order_id: "text",
  line_id: "text",
  merchant_id: "text",
  buyer_id: "text",
  product: "text",
  product_version: "int4",
  peril: "text",
  return_id: "text?",
  waybill_key: "text?",
  status: "text",
  revision: "int4",
  occurred_at: "timestamptz",
  reported_at: "timestamptz",
  decided_at: "timestamptz?",
  description: "text",
  fields: "text",
  declaration: "bool",
  requested_amount: "int8?",
  reserve: "int8",
  agreed_amount: "int8",
  filed_by: "text",
  advanced_amount: "int8",
  rounds: "int2",
  lapsed: "bool",
  decided_by_rules: "bool",
  reviewed: "bool",
  appeals: "int2",
  open_appeal_id: "int8?",
} as const;
const CLAIM_COLUMNS = Object.keys(CLAIM)
  .map((column) => `c.${column}`)
  .join(", ");

function claimOf(row: Row<typeof CLAIM>): ClaimRow {
  return {
    book: row.book,
    tenantId: row.tenant_id,
    claimId: row.claim_id,
    policyId: row.policy_id,
    orderId: row.order_id,
    lineId: row.line_id,
    merchantId: row.merchant_id,
    buyerId: row.buyer_id,
    product: row.product,
    productVersion: row.product_version,
    peril: row.peril,
    returnId: row.return_id,
    waybillKey: row.waybill_key,
    status: row.status as ClaimStatus,
    revision: row.revision,
    occurredAt: row.occurred_at,
    reportedAt: row.reported_at,
    decidedAt: row.decided_at,
    description: row.description,
    fields: row.fields,
    declaration: row.declaration,
    requestedAmount: row.requested_amount,
    reserve: row.reserve,
    agreedAmount: row.agreed_amount,
    filedBy: row.filed_by,
    advancedAmount: row.advanced_amount,
    rounds: row.rounds,
    lapsed: row.lapsed,
    decidedByRules: row.decided_by_rules,
    reviewed: row.reviewed,
    appeals: row.appeals,
    openAppealId: row.open_appeal_id,
  };
}

export const selectClaim = statement(
  "select_claim",
  CLAIM,
  `select ${CLAIM_COLUMNS} from claim c where c.book = $2::int2 and c.claim_id = $3::int8 and c.tenant_id = $1::int4`,
);

export async function findClaim(tx: Tx, book: number, claimId: Id): Promise<ClaimRow | null> {
  const [row] = await run(tx, selectClaim, [tx.tenantId, book, claimId]);
  return row === undefined ? null : claimOf(row);
}

export const selectClaimsById = statement(
  "select_claims_by_id",
  { ...CLAIM, last_sequence: "int4" },
  `select ${CLAIM_COLUMNS},
     (select coalesce(max(e.sequence), 0) from claim_event e where e.book = c.book and e.claim_id = c.claim_id) as last_sequence
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join claim c on c.book = wanted.book and c.claim_id = wanted.claim_id and c.tenant_id = $1::int4
   order by c.claim_id`,
);

/** These claims, each with the number of its last event. */
export async function claimsById(
  tx: Tx,
  ids: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<{ readonly claim: ClaimRow; readonly lastSequence: number }[]> {
  const rows = await run(tx, selectClaimsById, [tx.tenantId, ids.map((id) => id.book), ids.map((id) => id.claimId)]);
  return rows.map((row) => ({ claim: claimOf(row), lastSequence: row.last_sequence }));
}

/** What a list of claims may be narrowed by; null means any. */
export interface ClaimFilter {
  /** The merchant's or the policy's book, where one is known. */
  readonly book: number | null;
  readonly policyId: Id | null;
  readonly orderId: string | null;
  readonly buyerId: string | null;
  readonly merchantId: string | null;
  readonly statuses: readonly ClaimStatus[] | null;
  readonly product: string | null;
  /** When they were reported. */
  readonly since: Instant;
  readonly until: Instant;
  /** Only open ones whose merchant was asked and has not answered. */
  readonly waitsForMerchant: boolean;
  /** Only claims before this id (newest first) or after it (oldest first). */
  readonly from: Id | null;
  readonly limit: number;
}

/** A condition on claims `c`: not decided yet, its merchant was asked, and has said nothing. */
export const WAITS_FOR_MERCHANT = `c.status in ('filed', 'evidence_requested', 'in_review', 'awaiting_second')
       and exists (select from merchant_hearing h where h.book = c.book and h.claim_id = c.claim_id and h.tenant_id = c.tenant_id)
       and not exists (select from merchant_statement s where s.book = c.book and s.claim_id = c.claim_id and s.tenant_id = c.tenant_id)`;

const NARROWED = `c.tenant_id = $1::int4
     and ($2::int2 is null or c.book = $2)
     and ($3::int8 is null or c.policy_id = $3)
     and ($4::text is null or c.order_id = $4)
     and ($5::text is null or c.buyer_id = $5)
     and ($6::text is null or c.merchant_id = $6)
     and ($7::text[] is null or c.status = any ($7))
     and ($10::text is null or c.product = $10)
     and c.reported_at >= at_ms($11::int8) and c.reported_at < at_ms($12::int8)
     and (not $13::bool or ${WAITS_FOR_MERCHANT})`;
const narrowing = (tx: Tx, filter: ClaimFilter): readonly unknown[] => [
  tx.tenantId,
  filter.book,
  filter.policyId,
  filter.orderId,
  filter.buyerId,
  filter.merchantId,
  filter.statuses,
  filter.from,
  filter.limit,
  filter.product,
  filter.since,
  filter.until,
  filter.waitsForMerchant,
];

export const selectClaimsNewestFirst = statement(
  "select_claims_newest_first",
  CLAIM,
  `select ${CLAIM_COLUMNS} from claim c
   where ${NARROWED} and ($8::int8 is null or c.claim_id < $8)
   order by c.claim_id desc limit $9::int4`,
);

export const selectClaimsOldestFirst = statement(
  "select_claims_oldest_first",
  CLAIM,
  `select ${CLAIM_COLUMNS} from claim c
   where ${NARROWED} and ($8::int8 is null or c.claim_id > $8)
   order by c.claim_id limit $9::int4`,
);

/** Claims in the order in which they were filed, or the other way round. */
export async function listClaims(
  tx: Tx,
  filter: ClaimFilter,
  order: "newest_first" | "oldest_first",
): Promise<ClaimRow[]> {
  const wanted = order === "newest_first" ? selectClaimsNewestFirst : selectClaimsOldestFirst;
  return (await run(tx, wanted, narrowing(tx, filter))).map(claimOf);
}

export const selectOrdersOfClaims = statement(
  "select_orders_of_claims",
  {
    book: "int2",
    order_id: "text",
    merchant_id: "text",
    buyer_id: "text",
    version: "int8",
    seen: "bytea",
    snapshot: "text",
    payee_sealed: "bytea?",
    outcomes: "text",
    recorded_at: "timestamptz",
    updated_at: "timestamptz",
  },
  `select o.book, o.order_id, o.merchant_id, o.buyer_id, o.version, o.seen, o.snapshot, o.payee_sealed, o.outcomes, o.recorded_at, o.updated_at
   from unnest($2::int2[], $3::text[]) as wanted (book, order_id)
   join orders o on o.book = wanted.book and o.tenant_id = $1::int4 and o.order_id = wanted.order_id`,
);

/** The orders that these claims are about, each once, without holding them. */
export async function ordersOfClaims(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "orderId">[],
): Promise<Row<(typeof selectOrdersOfClaims)["row"]>[]> {
  const wanted = new Map(claims.map((claim) => [claim.orderId, claim.book]));
  if (wanted.size === 0) return [];
  return run(tx, selectOrdersOfClaims, [tx.tenantId, [...wanted.values()], [...wanted.keys()]]);
}

export const selectWaybillHolders = statement(
  "select_waybill_holders",
  { waybill_key: "text", claim_id: "int8" },
  "select w.waybill_key, w.claim_id from waybill_claim w where w.waybill_key = any ($2::text[]) and w.tenant_id = $1::int4",
);

/** Which claim of this tenant holds each of these waybills; a key that is missing is free, or held in another marketplace. */
export async function waybillHolders(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Id>> {
  if (keys.length === 0) return new Map();
  const rows = await run(tx, selectWaybillHolders, [tx.tenantId, keys]);
  return new Map(rows.map((row) => [row.waybill_key, row.claim_id]));
}

export const selectClaimEvents = statement(
  "select_claim_events",
  {
    sequence: "int4",
    at: "timestamptz",
    kind: "text",
    actor: "text",
    from_status: "text?",
    to_status: "text",
    detail: "text",
  },
  `select sequence, at, kind, actor, from_status, to_status, detail
   from claim_event where book = $2::int2 and claim_id = $3::int8 and tenant_id = $1::int4
   order by sequence`,
);

/** What happened to a claim, in order. */
export async function claimEvents(
  tx: Tx,
  { book, claimId }: Pick<ClaimRow, "book" | "claimId">,
): Promise<ClaimEventRow[]> {
  const rows = await run(tx, selectClaimEvents, [tx.tenantId, book, claimId]);
  return rows.map((row) => ({
    book,
    tenantId: tx.tenantId,
    claimId,
    sequence: row.sequence,
    at: row.at,
    kind: row.kind as ClaimEventRow["kind"],
    actor: row.actor,
    fromStatus: row.from_status as ClaimStatus | null,
    toStatus: row.to_status as ClaimStatus,
    detail: row.detail,
  }));
}

export const selectDecisions = statement(
  "select_decisions",
  {
    decision_id: "int8",
    claim_revision: "int4",
    outcome: "text",
    amount: "int8",
    reason_codes: "text[]",
    decided_by: "text",
    decided_at: "timestamptz",
    automatic: "bool",
    note: "text",
    product: "text",
    product_version: "int4",
    facts: "text",
    findings: "text",
    suggested_outcome: "text",
    suggested_amount: "int8",
    kind: "text",
    approved_by: "text?",
  },
  `select decision_id, claim_revision, outcome, amount, reason_codes, decided_by, decided_at, automatic, note, product, product_version,
     facts, findings, suggested_outcome, suggested_amount, kind, approved_by
   from decision where book = $2::int2 and claim_id = $3::int8 and tenant_id = $1::int4
   order by decision_id`,
);

/** Decisions on a claim, oldest first. */
export async function claimDecisions(
  tx: Tx,
  { book, claimId }: Pick<ClaimRow, "book" | "claimId">,
): Promise<DecisionRow[]> {
  const rows = await run(tx, selectDecisions, [tx.tenantId, book, claimId]);
  return rows.map((row) => ({
    book,
    tenantId: tx.tenantId,
    claimId,
    decisionId: row.decision_id,
    claimRevision: row.claim_revision,
    outcome: row.outcome as DecisionOutcome,
    amount: row.amount,
    reasonCodes: row.reason_codes as readonly ReasonCode[],
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    automatic: row.automatic,
    note: row.note,
    product: row.product,
    productVersion: row.product_version,
    facts: row.facts,
    findings: row.findings,
    suggestedOutcome: row.suggested_outcome as DecisionOutcome,
    suggestedAmount: row.suggested_amount,
    kind: row.kind as DecisionKind,
    approvedBy: row.approved_by,
  }));
}

/** What a change of a case sets; its revision becomes one more than the one it was made on. */
export interface ClaimMove
  extends Pick<
    ClaimRow,
    | "book"
    | "claimId"
    | "status"
    | "decidedAt"
    | "reserve"
    | "agreedAmount"
    | "advancedAmount"
    | "rounds"
    | "lapsed"
    | "decidedByRules"
    | "reviewed"
    | "appeals"
    | "openAppealId"
  > {
  /** The revision that was read. */
  readonly revision: number;
  /** The return parcel that the claim is about, as it is known now. */
  readonly waybillKey: string | null;
}

export const moveClaimRows = statement(
  "move_claims",
  { claim_id: "int8" },
  `update claim c
   set status = row.status, revision = c.revision + 1, decided_at = at_ms(row.decided_ms), reserve = row.reserve,
     agreed_amount = row.agreed_amount, waybill_key = row.waybill_key, advanced_amount = row.advanced_amount, rounds = row.rounds,
     lapsed = row.lapsed, decided_by_rules = row.decided_by_rules, reviewed = row.reviewed, appeals = row.appeals,
     open_appeal_id = row.open_appeal_id
   from unnest($2::int2[], $3::int8[], $4::int4[], $5::text[], $6::int8[], $7::int8[], $8::int8[], $9::text[], $10::int8[], $11::int2[],
     $12::bool[], $13::bool[], $14::bool[], $15::int2[], $16::int8[])
     as row (book, claim_id, revision, status, decided_ms, reserve, agreed_amount, waybill_key, advanced_amount, rounds, lapsed,
       decided_by_rules, reviewed, appeals, open_appeal_id)
   where c.book = row.book and c.claim_id = row.claim_id and c.revision = row.revision and c.tenant_id = $1::int4
   returning c.claim_id`,
);

/** Moves claims on and answers which did; one whose revision is no longer what was read stays as it is. */
export async function moveClaims(
  db: Queryable,
  tenantId: number,
  moves: readonly ClaimMove[],
): Promise<ReadonlySet<Id>> {
  if (moves.length === 0) return new Set();
  const rows = await run(db, moveClaimRows, [
    tenantId,
    moves.map((move) => move.book),
    moves.map((move) => move.claimId),
    moves.map((move) => move.revision),
    moves.map((move) => move.status),
    moves.map((move) => move.decidedAt),
    moves.map((move) => move.reserve),
    moves.map((move) => move.agreedAmount),
    moves.map((move) => move.waybillKey),
    moves.map((move) => move.advancedAmount),
    moves.map((move) => move.rounds),
    moves.map((move) => move.lapsed),
    moves.map((move) => move.decidedByRules),
    moves.map((move) => move.reviewed),
    moves.map((move) => move.appeals),
    moves.map((move) => move.openAppealId),
  ]);
  return new Set(rows.map((row) => row.claim_id));
}
