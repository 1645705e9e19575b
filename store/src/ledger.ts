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
  readonly merchant: { readonly book: number; readonly merchantId: string } | null;
  /** When the books learned of it. */
  readonly from: Instant;
  readonly until: Instant;
  /** Of one of its transfers, in fen, inclusive. */
  readonly amountMin: Fen | null;
  readonly amountMax: Fen | null;
  /** Only transactions older than this one; younger ones, where the oldest come first. */
  readonly before: Id | null;
  readonly limit: number;
}

const transactions = (than: "<" | ">", way: "asc" | "desc"): string => `with page as (
     select transaction_id from transfer
     where tenant_id = $1::int4
       and ($2::int8 is null or (book = $3::int2 and policy_id = $2::int8))
       and ($4::int8 is null or (book = $5::int2 and claim_id = $4::int8))
       and ($6::text is null or debit = $6::text or credit = $6::text)
       and ($7::int8 is null or transaction_id ${than} $7::int8)
       and ($9::text is null or (book = $10::int2 and merchant_id = $9))
       and recorded_at >= at_ms($11::int8) and recorded_at < at_ms($12::int8)
       and ($13::int8 is null or amount >= $13) and ($14::int8 is null or amount <= $14)
     group by transaction_id
     order by transaction_id ${way}
     limit $8::int4
   )
   select ${TRANSFER_COLUMNS}
   from transfer t
   where t.tenant_id = $1::int4 and t.transaction_id in (select transaction_id from page)
   order by t.transaction_id ${way}, t.transfer_id`;

export const selectTransactions = statement("select_transactions", TRANSFER_ROW, transactions("<", "desc"));
export const selectTransactionsOldestFirst = statement(
  "select_transactions_oldest_first",
  TRANSFER_ROW,
  transactions(">", "asc"),
);

/** The transfers of up to `limit` transactions, newest or oldest transaction first, inside one in the order of posting. */
export async function listTransactions(
  tx: Tx,
  filter: TransactionFilter,
  order: "newest" | "oldest" = "newest",
): Promise<StoredTransfer[]> {
  const { policy, claim, account, merchant, from, until, amountMin, amountMax, before, limit } = filter;
  return run(tx, order === "newest" ? selectTransactions : selectTransactionsOldestFirst, [
    tx.tenantId,
    policy?.policyId ?? null,
    policy?.book ?? null,
    claim?.claimId ?? null,
    claim?.book ?? null,
    account,
    before,
    limit,
    merchant?.merchantId ?? null,
    merchant?.book ?? null,
    from,
    until,
    amountMin,
    amountMax,
  ]);
}

export const selectAccountSum = statement(
  "select_account_sum",
  { debit: "int8", credit: "int8" },
  `select coalesce(sum(amount) filter (where debit = $2::text), 0)::int8 as debit,
     coalesce(sum(amount) filter (where credit = $2), 0)::int8 as credit
   from transfer where tenant_id = $1::int4 and (debit = $2 or credit = $2)`,
);

/** Everything that was ever moved to and from an account. */
export async function sumAccount(tx: Tx, account: string): Promise<{ readonly debit: Fen; readonly credit: Fen }> {
  const [row] = await run(tx, selectAccountSum, [tx.tenantId, account]);
  return row ?? { debit: 0n, credit: 0n };
}
