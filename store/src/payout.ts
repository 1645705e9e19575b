// Understands payouts as kept: rows that only move by conditional update, and a log of every exchange with the channel.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { HumanTaskReason, PayoutStatus } from "@anxin/core/payout/payout";
import { INSTANT_MAX, INSTANT_MIN, type Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";

/** What a payout is for: what a decision grants, money ahead of one, a grant put right, or interest for being late. */
export const PAYOUT_PURPOSES = ["benefit", "advance", "correction", "late_interest"] as const;
export type PayoutPurpose = (typeof PAYOUT_PURPOSES)[number];

/** A payout as it is written the first time. */
export interface NewPayout {
  readonly book: number;
  readonly payoutId: Id;
  readonly claimId: Id;
  readonly decisionId: Id;
  readonly purpose: PayoutPurpose;
  readonly policyId: Id;
  readonly merchantId: string;
  readonly buyerId: string;
  /** Fen. */
  readonly amount: Fen;
  readonly channel: string;
  readonly payeeMask: string;
  readonly progress: PayoutProgress;
  readonly request: PayoutRequest;
}

/** What is sent, and under which number. Written with each number once, before its first send. */
export interface PayoutRequest {
  /** 1 for the first number, one more with each retry. */
  readonly attempt: number;
  readonly outBizNo: string;
  readonly sealed: Buffer;
  readonly sha256: Buffer;
}

/** How far a payout is. */
export interface PayoutProgress {
  readonly status: PayoutStatus;
  /** The state machine as text. */
  readonly machine: string;
  readonly channelOrderNo: string | null;
  readonly nextAt: Instant | null;
  readonly humanTask: HumanTaskReason | null;
  readonly settledAt: Instant | null;
}

export const insertPayoutRows = statement(
  "insert_payouts",
  {},
  `insert into payout (tenant_id, prepared_at, revision, book, payout_id, claim_id, decision_id, policy_id, merchant_id,
     buyer_id, amount, channel, status, attempt, out_biz_no, request_sealed, request_sha256, payee_mask, machine,
     next_at, human_task, purpose)
   select $1::int4, at_ms($2::int8), 1, book, payout_id, claim_id, decision_id, policy_id, merchant_id, buyer_id, amount,
     channel, status, attempt, out_biz_no, request_sealed, request_sha256, payee_mask, machine, at_ms(next_ms), human_task, purpose
   from unnest($3::int2[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::text[], $9::text[], $10::int8[],
     $11::text[], $12::text[], $13::int4[], $14::text[], $15::bytea[], $16::bytea[], $17::text[], $18::text[],
     $19::int8[], $20::text[], $21::text[])
     as row (book, payout_id, claim_id, decision_id, policy_id, merchant_id, buyer_id, amount, channel, status, attempt,
       out_biz_no, request_sealed, request_sha256, payee_mask, machine, next_ms, human_task, purpose)`,
);

/**
 * Writes payouts that were just prepared, any number in one statement. A decision that has one of its purpose violates
 * `payout_once_per_purpose`.
 */
export async function insertPayouts(
  db: Queryable,
  tenantId: number,
  preparedAt: Instant,
  payouts: readonly NewPayout[],
): Promise<void> {
  if (payouts.length === 0) return;
  await execute(db, insertPayoutRows, [
    tenantId,
    preparedAt,
    payouts.map((p) => p.book),
    payouts.map((p) => p.payoutId),
    payouts.map((p) => p.claimId),
    payouts.map((p) => p.decisionId),
    payouts.map((p) => p.policyId),
    payouts.map((p) => p.merchantId),
    payouts.map((p) => p.buyerId),
    payouts.map((p) => p.amount),
    payouts.map((p) => p.channel),
    payouts.map((p) => p.progress.status),
    payouts.map((p) => p.request.attempt),
    payouts.map((p) => p.request.outBizNo),
    payouts.map((p) => p.request.sealed),
    payouts.map((p) => p.request.sha256),
    payouts.map((p) => p.payeeMask),
    payouts.map((p) => p.progress.machine),
    payouts.map((p) => p.progress.nextAt),
    payouts.map((p) => p.progress.humanTask),
    payouts.map((p) => p.purpose),
  ]);
}

/** One exchange with the channel, or the decision to use a new number. */
export interface PayoutAttemptRow {
  readonly book: number;
  readonly payoutId: Id;
  readonly at: Instant;
  readonly action: "send" | "query" | "retry";
  readonly outBizNo: string;
  /** "started" before the bytes go out, then the kind of the answer; "new_number" for a retry. */
  readonly answer: string;
  readonly code: string | null;
  readonly detail: string;
}

export const insertPayoutAttemptRows = statement(
  "insert_payout_attempts",
  {},
  `insert into payout_attempt (tenant_id, book, payout_id, sequence, at, action, out_biz_no, answer, code, detail)
   select $1::int4, row.book, row.payout_id,
     (select coalesce(max(a.sequence), 0) from payout_attempt a where a.book = row.book and a.payout_id = row.payout_id)
       + row_number() over (partition by row.book, row.payout_id order by row.place),
     at_ms(row.event_ms), row.action, row.out_biz_no, row.answer, row.code, row.detail
   from unnest($2::int2[], $3::int8[], $4::int8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
     with ordinality as row (book, payout_id, event_ms, action, out_biz_no, answer, code, detail, place)`,
);

/** Adds to the logs of payouts, numbered on from what is there. Two writers of one payout must not: whoever adds holds its row. */
export async function insertPayoutAttempts(
  db: Queryable,
  tenantId: number,
  rows: readonly PayoutAttemptRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(db, insertPayoutAttemptRows, [
    tenantId,
    rows.map((r) => r.book),
    rows.map((r) => r.payoutId),
    rows.map((r) => r.at),
    rows.map((r) => r.action),
    rows.map((r) => r.outBizNo),
    rows.map((r) => r.answer),
    rows.map((r) => r.code),
    rows.map((r) => r.detail),
  ]);
}

const PAYOUT_ROW = {
  book: "int2",
  payout_id: "int8",
  claim_id: "int8",
  decision_id: "int8",
  purpose: "text",
  policy_id: "int8",
  merchant_id: "text",
  buyer_id: "text",
  product: "text",
  product_version: "int4",
  order_id: "text",
  amount: "int8",
  channel: "text",
  status: "text",
  attempt: "int4",
  out_biz_no: "text",
  request_sealed: "bytea",
  request_sha256: "bytea",
  payee_mask: "text",
  machine: "text",
  channel_order_no: "text?",
  next_at: "timestamptz?",
  leased: "bool",
  lease_over: "bool",
  human_task: "text?",
  revision: "int4",
  prepared_at: "timestamptz",
  settled_at: "timestamptz?",
} as const;

/** A payout as kept. `leased`: someone holds it now; `lease_over`: someone held it and never came back. */
export type PayoutRow = Row<typeof PAYOUT_ROW>;

/** Leases run on the database's clock, which all processes share and nobody moves. */
const PAYOUT_COLUMNS = `p.book, p.payout_id, p.claim_id, p.decision_id, p.purpose, p.policy_id, p.merchant_id,
     p.buyer_id, c.product, c.product_version, c.order_id, p.amount, p.channel, p.status, p.attempt, p.out_biz_no, p.request_sealed, p.request_sha256,
     p.payee_mask, p.machine, p.channel_order_no, p.next_at,
     coalesce(p.lease_until > clock_timestamp(), false) as leased,
     coalesce(p.lease_until <= clock_timestamp(), false) as lease_over,
     p.human_task, p.revision, p.prepared_at, p.settled_at`;
const WITH_CLAIM = "join claim c on c.book = p.book and c.claim_id = p.claim_id";

export const selectPayoutsById = statement(
  "select_payouts_by_id",
  PAYOUT_ROW,
  `select ${PAYOUT_COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, payout_id)
   join payout p on p.book = wanted.book and p.payout_id = wanted.payout_id and p.tenant_id = $1::int4
   ${WITH_CLAIM}
   order by p.payout_id`,
);

export function payoutsById(
  db: Queryable,
  tenantId: number,
  ids: readonly Pick<NewPayout, "book" | "payoutId">[],
): Promise<PayoutRow[]> {
  return run(db, selectPayoutsById, [tenantId, ids.map((id) => id.book), ids.map((id) => id.payoutId)]);
}

/** Waits to be sent, and sending is stopped: `p` is the payout, `c` its claim. Queries move no money, and go on. */
const STOPPED = `(p.status = 'prepared' or (p.status = 'unknown' and position('"resend":true' in p.machine) > 0))
     and exists (select from kill_switch s
       where s.tenant_id = p.tenant_id and s.name = 'pay' and s.state = 'stopped' and s.product in ('', c.product))`;

export const selectDuePayouts = statement(
  "select_due_payouts",
  PAYOUT_ROW,
  `select ${PAYOUT_COLUMNS}
   from payout p ${WITH_CLAIM}
   where p.tenant_id = $1::int4 and p.next_at <= at_ms($2::int8)
     and (p.lease_until is null or p.lease_until <= clock_timestamp())
     and not (${STOPPED})
   order by p.next_at, p.payout_id
   limit $3::int4`,
);

/** Payouts whose next step is due at business time `now`, that nobody holds and no switch stops, the longest due first. */
export function duePayouts(db: Queryable, tenantId: number, now: Instant, limit: number): Promise<PayoutRow[]> {
  return run(db, selectDuePayouts, [tenantId, now, limit]);
}

export const selectTenantsWithDuePayouts = statement(
  "select_tenants_with_due_payouts",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (select from payout p ${WITH_CLAIM} where p.tenant_id = t.tenant_id and p.next_at <= at_ms($1::int8)
     and (p.lease_until is null or p.lease_until <= clock_timestamp()) and not (${STOPPED}))
   order by t.tenant_id`,
);

/** For which tenants `duePayouts` finds any. Runs as the owner. */
export async function tenantsWithDuePayouts(owner: Queryable, now: Instant): Promise<readonly number[]> {
  const rows = await run(owner, selectTenantsWithDuePayouts, [now]);
  return rows.map((row) => row.tenant_id);
}

export const leasePayoutRow = statement(
  "lease_payout",
  {},
  `update payout set status = $5::text, machine = $6::text, revision = revision + 1,
     lease_until = clock_timestamp() + $7::int8 * interval '1 millisecond'
   where tenant_id = $1::int4 and book = $2::int2 and payout_id = $3::int8 and revision = $4::int4
     and (lease_until is null or lease_until <= clock_timestamp())`,
);

/**
 * Takes a payout for `leaseMs` of database time. False when it changed since it was read, or is held: someone else is at it.
 * It stays due, so that it is found when the lease runs out.
 */
export async function leasePayout(
  db: Queryable,
  tenantId: number,
  row: Pick<PayoutRow, "book" | "payout_id" | "revision">,
  progress: Pick<PayoutProgress, "status" | "machine">,
  leaseMs: number,
): Promise<boolean> {
  const { status, machine } = progress;
  const values = [tenantId, row.book, row.payout_id, row.revision, status, machine, leaseMs];
  return (await execute(db, leasePayoutRow, values)) === 1;
}

export const endPayoutLeaseRows = statement(
  "end_payout_leases",
  {},
  `update payout set lease_until = clock_timestamp()
   where next_at is not null and lease_until > clock_timestamp()
     and lease_until < at_ms($1::int8) + $2::int8 * interval '1 millisecond'`,
);

/** Ends the leases of `leaseMs` that were taken before an instant of database time, of all tenants. Runs as the owner. */
export function endPayoutLeases(owner: Queryable, takenBefore: Instant, leaseMs: number): Promise<number> {
  return execute(owner, endPayoutLeaseRows, [takenBefore, leaseMs]);
}

export const selectHeldPayouts = statement(
  "select_held_payouts",
  { held: "int8" },
  "select count(*) as held from payout where next_at <= at_ms($1::int8) and lease_until > clock_timestamp()",
);

/** How many due payouts someone is at, of all tenants. Runs as the owner. */
export async function heldPayouts(owner: Queryable, now: Instant): Promise<number> {
  const [row] = await run(owner, selectHeldPayouts, [now]);
  return Number(row?.held ?? 0n);
}

export const movePayoutRow = statement(
  "move_payout",
  {},
  `update payout set status = $5::text, machine = $6::text, channel_order_no = $7::text, next_at = at_ms($8::int8),
     human_task = $9::text, settled_at = at_ms($10::int8), revision = revision + 1,
     lease_until = case when $11::bool then null else lease_until end
   where tenant_id = $1::int4 and book = $2::int2 and payout_id = $3::int8 and revision = $4::int4`,
);

/** Stores how far a payout came. False when it changed since it was read: read it again and apply what was heard to that. */
export async function movePayout(
  db: Queryable,
  tenantId: number,
  row: Pick<PayoutRow, "book" | "payout_id" | "revision">,
  progress: PayoutProgress,
  { endsLease }: { readonly endsLease: boolean },
): Promise<boolean> {
  const { status, machine, channelOrderNo, nextAt, humanTask, settledAt } = progress;
  const moved = await execute(db, movePayoutRow, [
    tenantId,
    row.book,
    row.payout_id,
    row.revision,
    status,
    machine,
    channelOrderNo,
    nextAt,
    humanTask,
    settledAt,
    endsLease,
  ]);
  return moved === 1;
}

export const replacePayoutRequestRow = statement(
  "replace_payout_request",
  {},
  `update payout set attempt = $4::int4, out_biz_no = $5::text, request_sealed = $6::bytea, request_sha256 = $7::bytea,
     payee_mask = $8::text
   where tenant_id = $1::int4 and book = $2::int2 and payout_id = $3::int8 and attempt = $4::int4 - 1`,
);

/** Gives a payout the request of its next number. Only after `movePayout` in the same transaction: the row is held by it. */
export async function replacePayoutRequest(
  db: Queryable,
  tenantId: number,
  row: Pick<PayoutRow, "book" | "payout_id">,
  request: PayoutRequest,
  payeeMask: string,
): Promise<void> {
  const { attempt, outBizNo, sealed, sha256 } = request;
  const values = [tenantId, row.book, row.payout_id, attempt, outBizNo, sealed, sha256, payeeMask];
  const replaced = await execute(db, replacePayoutRequestRow, values);
  if (replaced !== 1) throw new Error("broken promise: numbers of a payout follow each other");
}

/** What a list of payouts may be narrowed by; null means any. */
export interface PayoutFilter {
  readonly status: string | null;
  readonly buyerId: string | null;
  readonly merchantId: string | null;
  /** Only payouts with an open human task, or only those without. */
  readonly humanTask: boolean | null;
  /** Only payouts older than this id; younger ones, where the oldest come first. */
  readonly before: Id | null;
  readonly limit: number;
  /** All, where it is left out. */
  readonly range?: PayoutRange;
}

/** When payouts were prepared, and how much they are, both in fen and inclusive. */
export interface PayoutRange {
  readonly from: Instant;
  readonly until: Instant;
  readonly amountMin: Fen | null;
  readonly amountMax: Fen | null;
}
const ALL_OF_THEM: PayoutRange = { from: INSTANT_MIN, until: INSTANT_MAX, amountMin: null, amountMax: null };

const NARROWED = `($2::text is null or p.status = $2) and ($3::text is null or p.buyer_id = $3)
     and ($4::text is null or p.merchant_id = $4) and ($5::bool is null or (p.human_task is not null) = $5)
     and p.prepared_at >= at_ms($8::int8) and p.prepared_at < at_ms($9::int8)
     and ($10::int8 is null or p.amount >= $10) and ($11::int8 is null or p.amount <= $11)`;
const narrowing = (filter: PayoutFilter): readonly unknown[] => {
  const { status, buyerId, merchantId, humanTask, before, limit, range = ALL_OF_THEM } = filter;
  const { from, until, amountMin, amountMax } = range;
  return [status, buyerId, merchantId, humanTask, before, limit, from, until, amountMin, amountMax];
};

export const selectPayouts = statement(
  "select_payouts",
  PAYOUT_ROW,
  `select ${PAYOUT_COLUMNS} from payout p ${WITH_CLAIM}
   where p.tenant_id = $1::int4 and ${NARROWED} and ($6::int8 is null or p.payout_id < $6)
   order by p.payout_id desc limit $7::int4`,
);
export const selectPayoutsOldestFirst = statement(
  "select_payouts_oldest_first",
  PAYOUT_ROW,
  `select ${PAYOUT_COLUMNS} from payout p ${WITH_CLAIM}
   where p.tenant_id = $1::int4 and ${NARROWED} and ($6::int8 is null or p.payout_id > $6)
   order by p.payout_id limit $7::int4`,
);

/** Payouts, newest first or the other way round. */
export function listPayouts(
  db: Queryable,
  tenantId: number,
  filter: PayoutFilter,
  order: "newest" | "oldest" = "newest",
): Promise<PayoutRow[]> {
  const wanted = order === "newest" ? selectPayouts : selectPayoutsOldestFirst;
  return run(db, wanted, [tenantId, ...narrowing(filter)]);
}

export const selectPayoutsOfClaims = statement(
  "select_payouts_of_claims",
  PAYOUT_ROW,
  `select ${PAYOUT_COLUMNS}
   from unnest($12::int2[], $13::int8[]) as wanted (book, claim_id)
   join payout p on p.book = wanted.book and p.claim_id = wanted.claim_id and p.tenant_id = $1::int4
   ${WITH_CLAIM}
   where ${NARROWED} and ($6::int8 is null or p.payout_id < $6)
   order by p.payout_id desc limit $7::int4`,
);

/** As `listPayouts`, of these claims only, newest first. */
export function listPayoutsOfClaims(
  db: Queryable,
  tenantId: number,
  filter: PayoutFilter,
  claims: readonly { readonly book: number; readonly claimId: Id }[],
): Promise<PayoutRow[]> {
  const wanted = [claims.map((c) => c.book), claims.map((c) => c.claimId)];
  return run(db, selectPayoutsOfClaims, [tenantId, ...narrowing(filter), ...wanted]);
}

export const selectPayoutAttempts = statement(
  "select_payout_attempts",
  {
    payout_id: "int8",
    sequence: "int4",
    at: "timestamptz",
    action: "text",
    out_biz_no: "text",
    answer: "text",
    code: "text?",
    detail: "text",
  },
  `select a.payout_id, a.sequence, a.at, a.action, a.out_biz_no, a.answer, a.code, a.detail
   from unnest($2::int2[], $3::int8[]) as wanted (book, payout_id)
   join payout_attempt a on a.book = wanted.book and a.payout_id = wanted.payout_id and a.tenant_id = $1::int4
   order by a.payout_id, a.sequence`,
);

export type PayoutAttemptLog = Row<(typeof selectPayoutAttempts)["row"]>;

/** The logs of these payouts, each oldest first. */
export function payoutAttempts(
  db: Queryable,
  tenantId: number,
  payouts: readonly Pick<PayoutRow, "book" | "payout_id">[],
): Promise<PayoutAttemptLog[]> {
  return run(db, selectPayoutAttempts, [tenantId, payouts.map((p) => p.book), payouts.map((p) => p.payout_id)]);
}
