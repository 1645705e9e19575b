// Understands the calls about the books: the trial balance, and every transaction with its cause.

import { bookOfId, formatId, type Id, type IdKind, parseId } from "@anxin/core/id";
import { type AccountBalance, trialBalance } from "@anxin/core/ledger/balance";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { fenToWire } from "@anxin/core/money";
import { Refused } from "@anxin/core/refusal";
import { listTransactions, type StoredTransfer, sumTransfers } from "@anxin/store/ledger";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  Fen53,
  fieldRefusal,
  instantText,
  line,
  nullable,
  oneOf,
  pageOfItems,
  SignedFen,
} from "../http/schema.js";

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

function transactionView({ transactionId, transfers }: Transaction) {
  return {
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

function transactionRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/ledger/transactions",
    {
      config: { access: ACCESS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listTransactions",
        tags: TAGS,
        summary: "Transactions with their entries, newest first",
        querystring: closedObject({
          ...pageQuery,
          policyId: Type.Optional(line(64)),
          claimId: Type.Optional(line(64)),
          account: Type.Optional(oneOf(ACCOUNT_CODES, "only transactions that touch this account")),
        }),
        response: { 200: pageOfItems(TransactionView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const policyId = readId("policy", "policyId", request.query.policyId);
      const claimId = readId("claim", "claimId", request.query.claimId);
      const filter = {
        policy: policyId === null ? null : { book: bookOfId(policyId), policyId },
        claim: claimId === null ? null : { book: bookOfId(claimId), claimId },
        account: request.query.account ?? null,
        before: page.after === null ? null : BigInt(page.after[0] ?? "0"),
        limit: page.limit + 1,
      };
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) => listTransactions(tx, filter));
      const position = ({ transactionId }: Transaction) => [transactionId.toString()];
      return pageAnswer(context, request, transactionsOf(rows), page, { position, item: transactionView });
    },
  );
}

export function ledgerRoutes(api: Api, context: Context): void {
  balanceRoutes(api, context);
  transactionRoutes(api, context);
}
