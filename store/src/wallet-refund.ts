// Understands refunds of unused balance as kept: one row for each top-up's share, which only moves by conditional update.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { PayoutStatus } from "@anxin/core/payout/payout";
import type { Instant } from "@anxin/core/time";
import type { TransferRow } from "./ledger.js";
import type { MerchantKey } from "./merchant.js";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const REFUND_ROW = {
  book: "int2",
  refund_id: "int8",
  part: "int4",
  merchant_id: "text",
  top_up_id: "int8",
  amount: "int8",
  status: "text",
  machine: "text",
  out_request_no: "text",
  request: "text",
  next_at: "timestamptz?",
  human_task: "text?",
  revision: "int4",
  requested_by: "text",
  prepared_at: "timestamptz",
  settled_at: "timestamptz?",
  leased: "bool",
  lease_over: "bool",
} as const;
export type RefundRow = Row<typeof REFUND_ROW>;

/** A lease counts in database time, whatever business time does. */
const REFUND_COLUMNS = `r.book, r.refund_id, r.part, r.merchant_id, r.top_up_id, r.amount, r.status, r.machine, r.out_request_no, r.request,
     r.next_at, r.human_task, r.revision, r.requested_by, r.prepared_at, r.settled_at,
     coalesce(r.lease_until > clock_timestamp(), false) as leased, coalesce(r.lease_until <= clock_timestamp(), false) as lease_over`;

/** How far a part is. */
export interface RefundProgress {
  readonly status: PayoutStatus;
  readonly machine: string;
  readonly nextAt: Instant | null;
  readonly humanTask: string | null;
  readonly settledAt: Instant | null;
}

export interface NewRefundPart extends MerchantKey {
  readonly refundId: Id;
  readonly part: number;
  readonly topUpId: Id;
  readonly amount: Fen;
  readonly outRequestNo: string;
  readonly request: string;
  readonly progress: RefundProgress;
  readonly requestedBy: string;
  readonly preparedAt: Instant;
}

export const insertRefundRow = statement(
  "insert_wallet_refund",
  {},
  `insert into wallet_refund (tenant_id, book, merchant_id, refund_id, part, top_up_id, amount, out_request_no, request, status, machine,
     next_at, human_task, settled_at, revision, requested_by, prepared_at)
   values ($1::int4, $2::int2, $3::text, $4::int8, $5::int4, $6::int8, $7::int8, $8::text, $9::text, $10::text, $11::text,
     at_ms($12::int8), $13::text, at_ms($14::int8), 1, $15::text, at_ms($16::int8))`,
);

export async function insertRefundPart(tx: Tx, part: NewRefundPart): Promise<void> {
  const { status, machine, nextAt, humanTask, settledAt } = part.progress;
  await execute(tx, insertRefundRow, [
    tx.tenantId,
    part.book,
    part.merchantId,
    part.refundId,
    part.part,
    part.topUpId,
    part.amount,
    part.outRequestNo,
    part.request,
    status,
    machine,
    nextAt,
    humanTask,
    settledAt,
    part.requestedBy,
    part.preparedAt,
  ]);
}

export const selectRefund = statement(
  "select_wallet_refund",
  REFUND_ROW,
  `select ${REFUND_COLUMNS} from wallet_refund r
   where r.book = $2::int2 and r.tenant_id = $1::int4 and r.refund_id = $3::int8
   order by r.part`,
);

/** The parts of a refund, in order; none when there is no such refund. */
export function refundParts(tx: Tx, book: number, refundId: Id): Promise<RefundRow[]> {
  return run(tx, selectRefund, [tx.tenantId, book, refundId]);
}

export const selectRefunds = statement(
  "select_wallet_refunds",
  REFUND_ROW,
  `with page as (
     select distinct refund_id from wallet_refund
     where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and ($4::int8 is null or refund_id < $4::int8)
     order by refund_id desc limit $5::int4
   )
   select ${REFUND_COLUMNS} from page
   join wallet_refund r on r.book = $2::int2 and r.refund_id = page.refund_id
   order by r.refund_id desc, r.part`,
);

/** The parts of a merchant's refunds, newest refund first, older than `before`; `limit` counts refunds. */
export function listRefunds(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  before: Id | null,
  limit: number,
): Promise<RefundRow[]> {
  return run(tx, selectRefunds, [tx.tenantId, book, merchantId, before, limit]);
}

/** Waits to be sent, and payouts are stopped for all products. Queries move no money, and go on. */
const STOPPED = `(r.status = 'prepared' or (r.status = 'unknown' and position('"resend":true' in r.machine) > 0))
     and exists (select from kill_switch s where s.tenant_id = r.tenant_id and s.name = 'pay' and s.state = 'stopped' and s.product = '')`;

export const selectDueRefunds = statement(
  "select_due_wallet_refunds",
  REFUND_ROW,
  `select ${REFUND_COLUMNS} from wallet_refund r
   where r.tenant_id = $1::int4 and r.next_at <= at_ms($2::int8) and (r.lease_until is null or r.lease_until <= clock_timestamp())
     and not (${STOPPED})
   order by r.next_at, r.refund_id, r.part
   limit $3::int4`,
);

/** Parts whose next step is due at business time `now`, that nobody holds and no switch stops, the longest due first. */
export function dueRefunds(tx: Tx, now: Instant, limit: number): Promise<RefundRow[]> {
  return run(tx, selectDueRefunds, [tx.tenantId, now, limit]);
}

export const selectTenantsWithDueRefunds = statement(
  "select_tenants_with_due_wallet_refunds",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (select from wallet_refund r where r.tenant_id = t.tenant_id and r.next_at <= at_ms($1::int8)
     and (r.lease_until is null or r.lease_until <= clock_timestamp()) and not (${STOPPED}))
   order by t.tenant_id`,
);

/** For which tenants `dueRefunds` finds any. Runs as the owner. */
export async function tenantsWithDueRefunds(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDueRefunds, [now])).map((row) => row.tenant_id);
}

type RefundKey = Pick<RefundRow, "book" | "refund_id" | "part" | "revision">;

export const leaseRefundRow = statement(
  "lease_wallet_refund",
  {},
  `update wallet_refund set status = $6::text, machine = $7::text, revision = revision + 1,
     lease_until = clock_timestamp() + $8::int8 * interval '1 millisecond'
   where tenant_id = $1::int4 and book = $2::int2 and refund_id = $3::int8 and part = $4::int4 and revision = $5::int4
     and (lease_until is null or lease_until <= clock_timestamp())`,
);

/**
 * Takes a part for `leaseMs` of database time. False when it changed since it was read, or is held: someone else is at it. It
 * stays due, so that it is found when the lease runs out.
 */
export async function leaseRefund(
  tx: Tx,
  { book, refund_id: id, part, revision }: RefundKey,
  { status, machine }: Pick<RefundProgress, "status" | "machine">,
  leaseMs: number,
): Promise<boolean> {
  return (await execute(tx, leaseRefundRow, [tx.tenantId, book, id, part, revision, status, machine, leaseMs])) === 1;
}

export const moveRefundRow = statement(
  "move_wallet_refund",
  {},
  `update wallet_refund set status = $6::text, machine = $7::text, next_at = at_ms($8::int8), human_task = $9::text,
     settled_at = at_ms($10::int8), revision = revision + 1, lease_until = case when $11::bool then null else lease_until end
   where tenant_id = $1::int4 and book = $2::int2 and refund_id = $3::int8 and part = $4::int4 and revision = $5::int4`,
);

/** Stores how far a part came. False when it changed since it was read: read it again and apply what was heard to that. */
export async function moveRefund(
  tx: Tx,
  { book, refund_id: id, part, revision }: RefundKey,
  progress: RefundProgress,
  { endsLease }: { readonly endsLease: boolean },
): Promise<boolean> {
  const { status, machine, nextAt, humanTask, settledAt } = progress;
  const key = [tx.tenantId, book, id, part, revision];
  return (await execute(tx, moveRefundRow, [...key, status, machine, nextAt, humanTask, settledAt, endsLease])) === 1;
}

export const endRefundLeaseRows = statement(
  "end_wallet_refund_leases",
  {},
  `update wallet_refund set lease_until = clock_timestamp()
   where next_at is not null and lease_until > clock_timestamp()
     and lease_until < at_ms($1::int8) + $2::int8 * interval '1 millisecond'`,
);

/** Ends the leases of `leaseMs` that were taken before an instant of database time, of all tenants. Runs as the owner. */
export function endRefundLeases(owner: Queryable, takenBefore: Instant, leaseMs: number): Promise<number> {
  return execute(owner, endRefundLeaseRows, [takenBefore, leaseMs]);
}

export const selectHeldRefunds = statement(
  "select_held_wallet_refunds",
  { held: "int8" },
  "select count(*) as held from wallet_refund where next_at <= at_ms($1::int8) and lease_until > clock_timestamp()",
);

/** How many due parts someone is at, of all tenants. Runs as the owner. */
export async function heldRefunds(owner: Queryable, now: Instant): Promise<number> {
  const [row] = await run(owner, selectHeldRefunds, [now]);
  return Number(row?.held ?? 0n);
}

export const insertRefundTransfer = statement(
  "insert_refund_transfer",
  {},
  `insert into transfer (transfer_id, transaction_id, amount, occurred_at, recorded_at, top_up_id, refund_id, tenant_id, book, kind, debit,
     credit, product, merchant_id)
   values ($1::int8, $2::int8, $3::int8, at_ms($4::int8), at_ms($5::int8), $6::int8, $7::int8, $8::int4, $9::int2, $10::text, $11::text,
     $12::text, '', $13::text)`,
);

/** Writes a transfer about a refund: the only kind that names one, so that no other has to carry the column. */
export async function insertRefundTransfers(tx: Tx, refundId: Id, rows: readonly TransferRow[]): Promise<void> {
  for (const row of rows) {
    const times = [row.occurredAt, row.recordedAt];
    const about = [row.topUpId, refundId, row.tenantId, row.book];
    const legs = [row.kind, row.debit, row.credit, row.merchantId];
    await execute(tx, insertRefundTransfer, [
      row.transferId,
      row.transactionId,
      row.amount,
      ...times,
      ...about,
      ...legs,
    ]);
  }
}

export const selectRefundTasks = statement(
  "select_wallet_refund_tasks",
  REFUND_ROW,
  `select ${REFUND_COLUMNS} from wallet_refund r where r.tenant_id = $1::int4 and r.human_task is not null
   order by r.refund_id desc, r.part limit $2::int4`,
);

/** Parts of refunds that wait for a person, newest first. */
export function refundTasks(tx: Tx, limit: number): Promise<RefundRow[]> {
  return run(tx, selectRefundTasks, [tx.tenantId, limit]);
}

export const closeRefundTaskRow = statement(
  "close_wallet_refund_task",
  {},
  `update wallet_refund set human_task = null
   where tenant_id = $1::int4 and book = $2::int2 and refund_id = $3::int8 and part = $4::int4 and human_task is not null`,
);

/** Ends the task of a part; false when it has none. */
export async function closeRefundTask(
  tx: Tx,
  { book, refund_id: id, part }: Pick<RefundKey, "book" | "refund_id" | "part">,
): Promise<boolean> {
  return (await execute(tx, closeRefundTaskRow, [tx.tenantId, book, id, part])) === 1;
}
