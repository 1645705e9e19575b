// Understands the transfers of the ledger: written once, many at a time, and read back by cause.

import type { Id } from "@anxin/core/id";
import type { TransferKind } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import {
  execute,
  instantArray,
  int2Array,
  int4Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";
import type { Tx } from "./transaction.js";

/** One transfer: both legs, so that it balances by construction. Absent references are null, absent texts empty. */
export interface TransferRow {
  readonly transferId: Id;
  /** Transfers of one business fact share it. */
  readonly transactionId: Id;
  readonly amount: Fen;
  /** When the fact happened, and when the books learned of it. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly policyId: Id | null;
  readonly claimId: Id | null;
  readonly payoutId: Id | null;
  readonly campaignId: Id | null;
  readonly topUpId: Id | null;
  readonly tenantId: number;
  readonly book: number;
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  /** Product code, or empty. */
  readonly product: string;
  /** Empty where no merchant is concerned. */
  readonly merchantId: string;
}

export const insertTransferRows = statement(
  "insert_transfer_rows",
  {},
  `insert into transfer (transfer_id, transaction_id, amount, occurred_at, recorded_at, policy_id, claim_id, payout_id,
     campaign_id, top_up_id, tenant_id, book, kind, debit, credit, product, merchant_id)
   select transfer_id, transaction_id, amount, occurred_at, recorded_at, policy_id, claim_id, payout_id, campaign_id, top_up_id, tenant_id, book, kind, debit, credit, product, merchant_id
   from unnest($1::int8[], $2::int8[], $3::int8[], $4::timestamptz[], $5::timestamptz[], $6::int8[], $7::int8[], $8::int8[],
     $9::int8[], $10::int8[], $11::int4[], $12::int2[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[])
     as row (transfer_id, transaction_id, amount, occurred_at, recorded_at, policy_id, claim_id, payout_id,
       campaign_id, top_up_id, tenant_id, book, kind, debit, credit, product, merchant_id)`,
);

/** Writes any number of transfers in one statement; none is fine and costs nothing. Throws when a constraint does not hold. */
export async function insertTransfers(tx: Queryable, rows: readonly TransferRow[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertTransferRows, [
    int8Array(rows.map((row) => row.transferId)),
    int8Array(rows.map((row) => row.transactionId)),
    int8Array(rows.map((row) => row.amount)),
    instantArray(rows.map((row) => row.occurredAt)),
    instantArray(rows.map((row) => row.recordedAt)),
    int8Array(rows.map((row) => row.policyId)),
    int8Array(rows.map((row) => row.claimId)),
    int8Array(rows.map((row) => row.payoutId)),
    int8Array(rows.map((row) => row.campaignId)),
    int8Array(rows.map((row) => row.topUpId)),
    int4Array(rows.map((row) => row.tenantId)),
    int2Array(rows.map((row) => row.book)),
    textArray(rows.map((row) => row.kind)),
    textArray(rows.map((row) => row.debit)),
    textArray(rows.map((row) => row.credit)),
    textArray(rows.map((row) => row.product)),
    textArray(rows.map((row) => row.merchantId)),
  ]);
}

export const selectTransferTotals = statement(
  "select_transfer_totals",
  { debit: "text", credit: "text", amount: "int8" },
  "select debit, credit, sum(amount)::int8 as amount from transfer where tenant_id = $1::int4 group by debit, credit",
);

/** What moved between each two accounts, over the tenant's whole life. */
export async function sumTransfers(tx: Tx): Promise<Row<(typeof selectTransferTotals)["row"]>[]> {
  return run(tx, selectTransferTotals, [tx.tenantId]);
}

const TRANSFER_ROW = {
  transfer_id: "int8",
  transaction_id: "int8",
  amount: "int8",
  occurred_at: "timestamptz",
  recorded_at: "timestamptz",
  policy_id: "int8?",
  claim_id: "int8?",
  payout_id: "int8?",
  campaign_id: "int8?",
  top_up_id: "int8?",
  kind: "text",
  debit: "text",
  credit: "text",
  product: "text",
  merchant_id: "text",
} as const;
export type StoredTransfer = Row<typeof TRANSFER_ROW>;

const TRANSFER_COLUMNS = `t.transfer_id, t.transaction_id, t.amount, t.occurred_at, t.recorded_at, t.policy_id, t.claim_id, t.payout_id,
     t.campaign_id, t.top_up_id, t.kind, t.debit, t.credit, t.product, t.merchant_id`;

/** What transactions may be narrowed by; null means any. A transaction is shown whole when one of its transfers fits. */
export interface TransactionFilter {
  /** With the book that it lives in, so that the lookup finds its shard. */
  readonly policy: { readonly book: number; readonly policyId: Id } | null;
  readonly claim: { readonly book: number; readonly claimId: Id } | null;
  readonly account: string | null;
  /** Only transactions older than this one. */
  readonly before: Id | null;
  readonly limit: number;
}

export const selectTransactions = statement(
  "select_transactions",
  TRANSFER_ROW,
  `with page as (
     select transaction_id from transfer
     where tenant_id = $1::int4
       and ($2::int8 is null or (book = $3::int2 and policy_id = $2::int8))
       and ($4::int8 is null or (book = $5::int2 and claim_id = $4::int8))
       and ($6::text is null or debit = $6::text or credit = $6::text)
       and ($7::int8 is null or transaction_id < $7::int8)
     group by transaction_id
     order by transaction_id desc
     limit $8::int4
   )
   select ${TRANSFER_COLUMNS}
   from transfer t
   where t.tenant_id = $1::int4 and t.transaction_id in (select transaction_id from page)
   order by t.transaction_id desc, t.transfer_id`,
);

/** The transfers of up to `limit` transactions, newest transaction first, inside one in the order of posting. */
export async function listTransactions(tx: Tx, filter: TransactionFilter): Promise<StoredTransfer[]> {
  const { policy, claim, account, before, limit } = filter;
  return run(tx, selectTransactions, [
    tx.tenantId,
    policy?.policyId ?? null,
    policy?.book ?? null,
    claim?.claimId ?? null,
    claim?.book ?? null,
    account,
    before,
    limit,
  ]);
}
