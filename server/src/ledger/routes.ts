// Understands the calls about the books: the trial balance, and every transaction with its cause.

import { bookOf, bookOfId, formatId, type Id, type IdKind, parseId } from "@anxin/core/id";
import { type AccountBalance, trialBalance } from "@anxin/core/ledger/balance";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { fenToWire, formatYuan, sum } from "@anxin/core/money";
import { Refused } from "@anxin/core/refusal";
import { shanghaiClock } from "@anxin/core/time";
import { listTransactions, type StoredTransfer, sumTransfers } from "@anxin/store/ledger";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { answerCsv, type CsvColumn, csvSchema, csvTable, type ReadPage } from "../http/csv.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery, TIME_SORTS } from "../http/lists.js";
import { rangeQuery, readRange } from "../http/range.js";
import {
  closedObject,
  ExternalId,
  Fen53,
  fieldRefusal,
  instantText,
  known,
  line,
  nullable,
  oneOf,
  pageOfItems,
  SignedFen,
} from "../http/schema.js";
import { ageRoutes } from "./age-routes.js";

const ACCESS: Access = ["server", "finance", "auditor", "admin", "supervisor"];
const TAGS = ["ledger"];
const CURRENCY = "CNY";
const ACCOUNT_CODES = Object.values(ACCOUNTS).map(({ code }) => code);

const AccountView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  debit: Fen53,
  credit: Fen53,
  balance: SignedFen,
});
const TrialBalanceView = Type.Object({
  currency: Type.String(),
  asOf: Type.String(),
  accounts: Type.Array(AccountView),
  totalDebit: Fen53,
  totalCredit: Fen53,
});
const EntryView = Type.Object({
  transferId: Type.String(),
  kind: Type.String(),
  debit: Type.String(),
  credit: Type.String(),
  amount: Fen53,
  occurredAt: Type.String(),
  product: nullable(Type.String()),
  merchantId: nullable(Type.String()),
  policyId: nullable(Type.String()),
  claimId: nullable(Type.String()),
  payoutId: nullable(Type.String()),
  campaignId: nullable(Type.String()),
  topUpId: nullable(Type.String()),
});
const TransactionView = Type.Object({
  transactionId: Type.String(),
  recordedAt: Type.String(),
  currency: Type.String(),
  onAccount: nullable(
    Type.Object(
      { account: Type.String(), debit: Fen53, credit: Fen53 },
      { description: "what it did to the account that was asked for" },
    ),
  ),
  entries: Type.Array(EntryView),
});

function accountView({ code, name, debit, credit, balance }: AccountBalance, language: Language) {
  return {
    code,
    name: name[language],
    debit: fenToWire(debit),
    credit: fenToWire(credit),
    balance: fenToWire(balance),
  };
}

const idOrNull = (kind: IdKind, id: Id | null): string | null => (id === null ? null : formatId(kind, id));
const textOrNull = (text: string): string | null => (text === "" ? null : text);

function entryView(row: StoredTransfer) {
  return {
    transferId: formatId("transfer", row.transfer_id),
    kind: row.kind,
    debit: row.debit,
    credit: row.credit,
    amount: fenToWire(row.amount),
    occurredAt: instantText(row.occurred_at),
    product: textOrNull(row.product),
    merchantId: textOrNull(row.merchant_id),
    policyId: idOrNull("policy", row.policy_id),
    claimId: idOrNull("claim", row.claim_id),
    payoutId: idOrNull("payout", row.payout_id),
    campaignId: idOrNull("campaign", row.campaign_id),
    topUpId: idOrNull("topUp", row.top_up_id),
  };
}

/** A transaction and its transfers, of which it has at least one. */
interface Transaction {
  readonly transactionId: Id;
  readonly transfers: readonly [StoredTransfer, ...StoredTransfer[]];
}

/** Groups transfers, which come sorted by transaction. */
function transactionsOf(rows: readonly StoredTransfer[]): Transaction[] {
  const byId = new Map<Id, [StoredTransfer, ...StoredTransfer[]]>();
  for (const row of rows) {
    const known = byId.get(row.transaction_id);
    if (known === undefined) byId.set(row.transaction_id, [row]);
    else known.push(row);
  }
  return [...byId].map(([transactionId, transfers]) => ({ transactionId, transfers }));
}

/** What a transaction did to one account. */
function onAccount(transfers: readonly StoredTransfer[], account: string) {
  const sumOf = (side: "debit" | "credit") =>
    sum(transfers.filter((row) => row[side] === account).map((row) => row.amount));
  return { account, debit: fenToWire(sumOf("debit")), credit: fenToWire(sumOf("credit")) };
}

function transactionView({ transactionId, transfers }: Transaction, account: string | null) {
  return {
    onAccount: account === null ? null : onAccount(transfers, account),
    transactionId: formatId("transaction", transactionId),
    recordedAt: instantText(transfers[0].recorded_at),
    currency: CURRENCY,
    entries: transfers.map(entryView),
  };
}

/** An id of the query; refuses what cannot be one, since a filter that fits nothing would look like an empty ledger. */
function readId(kind: IdKind, name: string, text: string | undefined): Id | null {
  if (text === undefined) return null;
  const id = parseId(kind, text);
  if (id === null) throw new Refused(fieldRefusal(`/query/${name}`, "id", `is no id of a ${kind}`));
  return id;
}

function balanceRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/ledger/trial-balance",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "readTrialBalance",
        tags: TAGS,
        summary: "Every account; debits equal credits",
        response: { 200: TrialBalanceView },
      },
    },
    async (request) => {
      const language = languageOf(request);
      const totals = await inTransaction(context.db, request.principal.tenantId, sumTransfers);
      const { accounts, totalDebit, totalCredit } = trialBalance(totals);
      return {
        currency: CURRENCY,
        asOf: instantText(context.clock.now()),
        accounts: accounts.map((account) => accountView(account, language)),
        totalDebit: fenToWire(totalDebit),
        totalCredit: fenToWire(totalCredit),
      };
    },
  );
}

const filters = {
  policyId: Type.Optional(line(64)),
  claimId: Type.Optional(line(64)),
  merchantId: Type.Optional(ExternalId),
  account: Type.Optional(oneOf(ACCOUNT_CODES, "only transactions that touch this account")),
  minAmount: Type.Optional({ ...Fen53, description: "of one of its entries; fen, inclusive" }),
  maxAmount: Type.Optional({ ...Fen53, description: "of one of its entries; fen, inclusive" }),
  ...rangeQuery,
};
const Filters = closedObject(filters);

function filterOf(tenantId: number, query: Static<typeof Filters>, language: Language) {
  const policyId = readId("policy", "policyId", query.policyId);
  const claimId = readId("claim", "claimId", query.claimId);
  const { merchantId, minAmount, maxAmount } = query;
  return {
    policy: policyId === null ? null : { book: bookOfId(policyId), policyId },
    claim: claimId === null ? null : { book: bookOfId(claimId), claimId },
    merchant: merchantId === undefined ? null : { book: bookOf(tenantId, merchantId), merchantId },
    account: query.account === undefined ? null : String(query.account),
    amountMin: minAmount === undefined ? null : BigInt(minAmount),
    amountMax: maxAmount === undefined ? null : BigInt(maxAmount),
    ...readRange(query, language),
  };
}

function transactionRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/ledger/transactions",
    {
      config: { access: ACCESS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listTransactions",
        tags: TAGS,
        summary:
          "Transactions with their entries, newest first; `from` and `until` are about when the books learned of them",
        querystring: closedObject({ ...pageQuery, ...filters, sort: Type.Optional(oneOf(TIME_SORTS)) }),
        response: { 200: pageOfItems(TransactionView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const filter = filterOf(principal.tenantId, query, languageOf(request));
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const sort = known(TIME_SORTS, String(query.sort ?? "newest"));
      const rows = await inTransaction(context.db, principal.tenantId, (tx) =>
        listTransactions(tx, { ...filter, before, limit: page.limit + 1 }, sort),
      );
      const position = ({ transactionId }: Transaction) => [transactionId.toString()];
      const item = (transaction: Transaction) => transactionView(transaction, filter.account);
      return pageAnswer(context, request, transactionsOf(rows), page, { position, item });
    },
  );
}

const COLUMNS: readonly CsvColumn<StoredTransfer>[] = [
  { title: { zh: "记账时间", en: "Recorded at" }, plain: (row) => shanghaiClock(row.recorded_at) },
  { title: { zh: "交易", en: "Transaction" }, plain: (row) => formatId("transaction", row.transaction_id) },
  { title: { zh: "流水号", en: "Transfer" }, plain: (row) => formatId("transfer", row.transfer_id) },
  { title: { zh: "类型", en: "Kind" }, text: (row) => row.kind },
  { title: { zh: "借方科目", en: "Debit" }, text: (row) => row.debit },
  { title: { zh: "贷方科目", en: "Credit" }, text: (row) => row.credit },
  { title: { zh: "金额（元）", en: "Amount (yuan)" }, plain: (row) => formatYuan(row.amount) },
  { title: { zh: "发生时间", en: "Occurred at" }, plain: (row) => shanghaiClock(row.occurred_at) },
  { title: { zh: "产品", en: "Product" }, text: (row) => row.product },
  { title: { zh: "商家", en: "Merchant" }, text: (row) => row.merchant_id },
  { title: { zh: "保单", en: "Policy" }, plain: (row) => idOrNull("policy", row.policy_id) },
  { title: { zh: "赔案", en: "Claim" }, plain: (row) => idOrNull("claim", row.claim_id) },
  { title: { zh: "赔付", en: "Payout" }, plain: (row) => idOrNull("payout", row.payout_id) },
  { title: { zh: "活动", en: "Campaign" }, plain: (row) => idOrNull("campaign", row.campaign_id) },
  { title: { zh: "充值单", en: "Top-up" }, plain: (row) => idOrNull("topUp", row.top_up_id) },
];

/** Entries of a transaction stay together: so many transactions have no more rows than an export holds, or a few. */
const ENTRIES_OF_ONE_USUAL = 2;

function exportRoute(api: Api, context: Context): void {
  api.get(
    "/v1/ledger/transactions.csv",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "exportTransactions",
        tags: TAGS,
        summary: "Transfers as a table, those of the newest transaction first",
        querystring: Filters,
        ...csvSchema,
      },
    },
    async (request, reply) => {
      const { tenantId } = request.principal;
      const language = languageOf(request);
      const filter = filterOf(tenantId, request.query, language);
      const read: ReadPage<StoredTransfer, Id> = async (before, limit) => {
        const transactions = Math.max(1, Math.floor(limit / ENTRIES_OF_ONE_USUAL));
        const rows = await inTransaction(context.db, tenantId, (tx) =>
          listTransactions(tx, { ...filter, before, limit: transactions }),
        );
        const found = new Set(rows.map((row) => row.transaction_id)).size;
        return { rows, next: found < transactions ? null : (rows.at(-1)?.transaction_id ?? null) };
      };
      await answerCsv(reply, "transactions", csvTable(COLUMNS, read, language));
      return reply as never;
    },
  );
}

export function ledgerRoutes(api: Api, context: Context): void {
  balanceRoutes(api, context);
  transactionRoutes(api, context);
  exportRoute(api, context);
  ageRoutes(api, context);
}
