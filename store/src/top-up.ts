// Understands top-ups of wallets: asked for, paid or not, and how much of each went back.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { MerchantKey } from "./merchant.js";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** `sandbox`: settled at once, and nobody paid. */
export type TopUpChannel = "sandbox" | "alipay_page";

const TOP_UP_ROW = {
  book: "int2",
  top_up_id: "int8",
  merchant_id: "text",
  amount: "int8",
  status: "text",
  channel: "text",
  created_at: "timestamptz",
  expires_at: "timestamptz?",
  settled_at: "timestamptz?",
  next_at: "timestamptz?",
  queries: "int4",
  trade_no: "text?",
  failure: "text?",
  settled_credit: "int8",
  refunded: "int8",
  human_task: "text?",
} as const;
export type TopUpRow = Row<typeof TOP_UP_ROW>;

const TOP_UP_COLUMNS = `book, top_up_id, merchant_id, amount, status, channel, created_at, expires_at, settled_at, next_at, queries,
     trade_no, failure, settled_credit, refunded, human_task`;

export interface NewTopUp extends MerchantKey {
  readonly topUpId: Id;
  readonly amount: Fen;
  readonly channel: TopUpChannel;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly nextAt: Instant | null;
}

export const insertTopUpRow = statement(
  "insert_top_up",
  TOP_UP_ROW,
  `insert into top_up (tenant_id, book, merchant_id, top_up_id, amount, status, channel, created_at, expires_at, next_at)
   values ($1::int4, $2::int2, $3::text, $4::int8, $5::int8, 'pending', $6::text, at_ms($7::int8), at_ms($8::int8), at_ms($9::int8))
   returning ${TOP_UP_COLUMNS}`,
);

/** Writes a top-up that is not paid yet. */
export async function insertTopUp(tx: Tx, topUp: NewTopUp): Promise<TopUpRow> {
  const { book, merchantId, topUpId, amount, channel, createdAt, expiresAt, nextAt } = topUp;
  const values = [tx.tenantId, book, merchantId, topUpId, amount, channel, createdAt, expiresAt, nextAt];
  const [row] = await run(tx, insertTopUpRow, values);
  if (row === undefined) throw new Error("broken promise: an insert returns its row");
  return row;
}

export type TopUpKey = Pick<TopUpRow, "book" | "top_up_id">;

export const selectTopUp = statement(
  "select_top_up",
  TOP_UP_ROW,
  `select ${TOP_UP_COLUMNS} from top_up where book = $2::int2 and tenant_id = $1::int4 and top_up_id = $3::int8`,
);

export async function findTopUp(tx: Tx, { book, top_up_id: id }: TopUpKey): Promise<TopUpRow | null> {
  const [row] = await run(tx, selectTopUp, [tx.tenantId, book, id]);
  return row ?? null;
}

export const selectTopUps = statement(
  "select_top_ups",
  TOP_UP_ROW,
  `select ${TOP_UP_COLUMNS} from top_up
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and ($4::int8 is null or top_up_id < $4::int8)
   order by top_up_id desc limit $5::int4`,
);

/** Top-ups of a merchant, newest first, older than `before`. */
export function listTopUps(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  before: Id | null,
  limit: number,
): Promise<TopUpRow[]> {
  return run(tx, selectTopUps, [tx.tenantId, book, merchantId, before, limit]);
}

export const selectRefundableTopUps = statement(
  "select_refundable_top_ups",
  { top_up_id: "int8", channel: "text", left: "int8" },
  `select top_up_id, channel, amount - refunded as left from top_up
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and status = 'settled' and refundable
     and refunded < amount
   order by top_up_id desc`,
);

/** Top-ups of which some can still be sent back, newest first. The caller holds the wallet. */
export function refundableTopUps(
  tx: Tx,
  { book, merchantId }: MerchantKey,
): Promise<Row<(typeof selectRefundableTopUps)["row"]>[]> {
  return run(tx, selectRefundableTopUps, [tx.tenantId, book, merchantId]);
}

export const settleTopUpRow = statement(
  "settle_top_up",
  {},
  `update top_up set status = 'settled', settled_at = at_ms($4::int8), trade_no = $5::text, settled_credit = $6::int8,
     next_at = null, failure = null, human_task = null
   where book = $2::int2 and tenant_id = $1::int4 and top_up_id = $3::int8 and status <> 'settled'`,
);

/** Marks a top-up as paid; false when it was already. Wallet and transfer are the caller's to write, who holds the wallet. */
export async function settleTopUp(
  tx: Tx,
  { book, top_up_id: id }: TopUpKey,
  paid: { readonly at: Instant; readonly tradeNo: string | null; readonly settledCredit: Fen },
): Promise<boolean> {
  const values = [tx.tenantId, book, id, paid.at, paid.tradeNo, paid.settledCredit];
  return (await execute(tx, settleTopUpRow, values)) === 1;
}

export const failTopUpRow = statement(
  "fail_top_up",
  {},
  `update top_up set status = 'failed', failure = $4::text, next_at = null, human_task = null
   where book = $2::int2 and tenant_id = $1::int4 and top_up_id = $3::int8 and status = 'pending'`,
);

/** Gives a top-up up that nobody paid. One that is paid after all settles even then. */
export async function failTopUp(tx: Tx, { book, top_up_id: id }: TopUpKey, failure: string): Promise<void> {
  await execute(tx, failTopUpRow, [tx.tenantId, book, id, failure]);
}

export const raiseTopUpTaskRow = statement(
  "raise_top_up_task",
  {},
  `update top_up set human_task = $4::text
   where book = $2::int2 and tenant_id = $1::int4 and top_up_id = $3::int8 and status <> 'settled'`,
);

/** Has a person look at a top-up that is not settled. */
export async function raiseTopUpTask(tx: Tx, { book, top_up_id: id }: TopUpKey, task: string): Promise<void> {
  await execute(tx, raiseTopUpTaskRow, [tx.tenantId, book, id, task]);
}

export const moveTopUpRefundedRow = statement(
  "move_top_up_refunded",
  {},
  `update top_up set refunded = refunded + $4::int8, refundable = refundable and not $5::bool
   where book = $2::int2 and tenant_id = $1::int4 and top_up_id = $3::int8`,
);

/** Counts what goes back of a top-up, or does not go back after all; `closes` it for refunds for good. The caller holds the wallet. */
export async function moveTopUpRefunded(
  tx: Tx,
  { book, top_up_id: id }: TopUpKey,
  change: Fen,
  { closes }: { readonly closes: boolean },
): Promise<void> {
  await execute(tx, moveTopUpRefundedRow, [tx.tenantId, book, id, change, closes]);
}

export const selectTenantsWithDueTopUps = statement(
  "select_tenants_with_due_top_ups",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (select from top_up u where u.tenant_id = t.tenant_id and u.next_at <= at_ms($1::int8))
   order by t.tenant_id`,
);

/** Tenants with a top-up that is to be asked about. Runs as the owner. */
export async function tenantsWithDueTopUps(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDueTopUps, [now])).map((row) => row.tenant_id);
}

export const takeDueTopUpRows = statement(
  "take_due_top_ups",
  TOP_UP_ROW,
  `update top_up u set queries = u.queries + 1,
     next_at = case when u.expires_at > at_ms($2::int8)
       then least(at_ms($2::int8) + ($3::int8[])[least(u.queries + 1, cardinality($3::int8[]))] * interval '1 millisecond', u.expires_at)
       else at_ms($2::int8) + $4::int8 * interval '1 millisecond' end
   from (
     select book, top_up_id from top_up
     where tenant_id = $1::int4 and next_at <= at_ms($2::int8)
     order by next_at, top_up_id limit $5::int4
     for update skip locked) as due
   where u.book = due.book and u.top_up_id = due.top_up_id
   returning ${TOP_UP_COLUMNS.split(", ")
     .map((column) => `u.${column.trim()}`)
     .join(", ")}`,
);

/** When a top-up is asked about again: after each of `gapsMs` in turn (the last one repeats), at expiry, and then every `lateMs`. */
export interface QuerySchedule {
  readonly gapsMs: readonly number[];
  readonly lateMs: number;
}

/**
 * Takes top-ups that are to be asked about, each for one asker: what it says is due next is written before anybody asks, so
 * that an asker who dies is followed by another.
 */
export function takeDueTopUps(tx: Tx, now: Instant, schedule: QuerySchedule, limit: number): Promise<TopUpRow[]> {
  return run(tx, takeDueTopUpRows, [tx.tenantId, now, schedule.gapsMs, schedule.lateMs, limit]);
}

export const selectTopUpTasks = statement(
  "select_top_up_tasks",
  TOP_UP_ROW,
  `select ${TOP_UP_COLUMNS} from top_up where tenant_id = $1::int4 and human_task is not null
   order by top_up_id desc limit $2::int4`,
);

/** Top-ups that wait for a person, newest first. */
export function topUpTasks(tx: Tx, limit: number): Promise<TopUpRow[]> {
  return run(tx, selectTopUpTasks, [tx.tenantId, limit]);
}

export const closeTopUpTaskRow = statement(
  "close_top_up_task",
  {},
  `update top_up set human_task = null
   where book = $2::int2 and tenant_id = $1::int4 and top_up_id = $3::int8 and human_task is not null`,
);

/** Ends the task of a top-up; false when it has none. */
export async function closeTopUpTask(tx: Tx, { book, top_up_id: id }: TopUpKey): Promise<boolean> {
  return (await execute(tx, closeTopUpTaskRow, [tx.tenantId, book, id])) === 1;
}
