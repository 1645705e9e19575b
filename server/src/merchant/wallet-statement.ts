// Understands a wallet's statement of a month: what it held, every movement, and what it holds afterwards.

import { Readable } from "node:stream";
import { formatId } from "@anxin/core/id";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { type Fen, formatYuan } from "@anxin/core/money";
import type { Text } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { addDays, type Instant, parseDay, shanghaiClock, startOfDay } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import { inTransaction } from "@anxin/store/transaction";
import { type StatementRow, walletBalanceBefore, walletMovementsBetween } from "@anxin/store/wallet";
import type { Context } from "../context.js";
import { CSV_MARK, csvRow, csvText } from "../http/csv.js";
import type { Language } from "../http/language.js";
import { fieldRefusal } from "../http/schema.js";

const WALLETS = ACCOUNTS.merchantWallet.code;
/** Movements that are read at a time. */
const PAGE_MAX = 5_000;
/** Movements that a statement in JSON has at the most; CSV has no limit. */
const JSON_MOVEMENTS_MAX = 20_000;

/** A calendar month in Shanghai, half-open. */
export interface Month {
  readonly name: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** Reads "YYYY-MM". Refuses with `validation_failed` what is no month. */
export function readMonth(text: string): Month {
  const first = parseDay(`${text}-01`);
  if (first === null) {
    const { code, detail, ...more } = fieldRefusal("/query/month", "month", "must be a month like 2026-11");
    refuse(code, detail, more);
  }
  // The 32nd day from the first lies in the next month, whatever their lengths are.
  const next = parseDay(`${addDays(first, 31).slice(0, 7)}-01`) ?? first;
  return { name: text, from: startOfDay(first), until: startOfDay(next) };
}

/** A movement with the balance that it left. */
export type StatementLine = StatementRow & { readonly balance_after: Fen };

export interface Statement {
  readonly opening: Fen;
  /** Pages of movements, oldest first, each read when it is asked for. */
  readonly pages: AsyncGenerator<readonly StatementLine[]>;
}

/**
 * Opens the statement of a month: by when the books learned of each movement, so that a month that is over never changes. The
 * closing balance is the opening one and every movement that was handed out. Refuses with `not_found`.
 */
export async function openStatement(
  context: Context,
  tenantId: number,
  key: MerchantKey,
  month: Month,
): Promise<Statement> {
  const before = await inTransaction(context.db, tenantId, (tx) => walletBalanceBefore(tx, key, WALLETS, month.from));
  const opening = before ?? refuse("not_found", "there is no merchant of this id");
  async function* read(): AsyncGenerator<readonly StatementLine[]> {
    let balance = opening;
    for (let after = 0n; ; ) {
      const page = { after, limit: PAGE_MAX };
      const rows = await inTransaction(context.db, tenantId, (tx) =>
        walletMovementsBetween(tx, key, WALLETS, month, page),
      );
      yield rows.map((row) => {
        balance += row.change;
        return { ...row, balance_after: balance };
      });
      if (rows.length < PAGE_MAX) return;
      after = rows.at(-1)?.transfer_id ?? after;
    }
  }
  return { opening, pages: read() };
}

/** All movements of a statement. Refuses with `limit_exceeded` more than one answer should hold. */
export async function allLines({ pages }: Statement): Promise<readonly StatementLine[]> {
  const lines: StatementLine[] = [];
  for await (const page of pages) {
    lines.push(...page);
    if (lines.length > JSON_MOVEMENTS_MAX) {
      refuse("limit_exceeded", "the month has more movements than one answer holds: ask for format=csv", {
        limit: JSON_MOVEMENTS_MAX,
        unit: "movements",
      });
    }
  }
  return lines;
}

const COLUMNS: readonly Text[] = [
  { zh: "记账时间（北京时间）", en: "Recorded at (Beijing time)" },
  { zh: "类型", en: "Cause" },
  { zh: "金额（元）", en: "Change (yuan)" },
  { zh: "余额（元）", en: "Balance (yuan)" },
  { zh: "产品", en: "Product" },
  { zh: "订单号", en: "Order" },
  { zh: "订单行", en: "Line" },
  { zh: "保单", en: "Policy" },
  { zh: "充值单", en: "Top-up" },
  { zh: "退款单", en: "Refund" },
  { zh: "追偿单", en: "Recovery" },
  { zh: "赔案", en: "Claim" },
  { zh: "流水号", en: "Transfer" },
];
const CAUSES: Readonly<Record<string, Text>> = {
  premium_debited: { zh: "保费扣款", en: "Premium" },
  premium_refunded: { zh: "保费退回", en: "Premium back" },
  wallet_topped_up: { zh: "充值", en: "Top-up" },
  wallet_refund_prepared: { zh: "余额退款", en: "Refund of balance" },
  wallet_refund_failed: { zh: "余额退款失败退回", en: "Refund failed, money back" },
  recovery_netted: { zh: "追偿抵扣", en: "Recovery netted" },
  recovery_given_back: { zh: "追偿退回", en: "Recovery given back" },
};
const OPENING: Text = { zh: "期初余额", en: "Opening balance" };
const CLOSING: Text = { zh: "期末余额", en: "Closing balance" };

function csvLine(row: StatementLine, language: Language): string {
  return csvRow([
    shanghaiClock(row.recorded_at),
    CAUSES[row.kind]?.[language] ?? row.kind,
    formatYuan(row.change),
    formatYuan(row.balance_after),
    csvText(row.product),
    csvText(row.order_id ?? ""),
    csvText(row.line_id ?? ""),
    row.policy_id === null ? "" : formatId("policy", row.policy_id),
    row.top_up_id === null ? "" : formatId("topUp", row.top_up_id),
    row.refund_id === null ? "" : formatId("walletRefund", row.refund_id),
    row.recovery_id === null ? "" : formatId("recovery", row.recovery_id),
    row.claim_id === null ? "" : formatId("claim", row.claim_id),
    formatId("transfer", row.transfer_id),
  ]);
}

const balanceRow = (at: Instant, name: string, balance: Fen): string =>
  csvRow([shanghaiClock(at), name, "", formatYuan(balance), ...COLUMNS.slice(4).map(() => "")]);

/** The statement as CSV in UTF-8 with a mark that spreadsheets know it by, page by page as it is read. */
export function statementCsv({ opening, pages }: Statement, month: Month, language: Language): Readable {
  async function* text(): AsyncGenerator<string> {
    let balance = opening;
    yield `${CSV_MARK}${csvRow(COLUMNS.map((column) => csvText(column[language])))}`;
    yield balanceRow(month.from, OPENING[language], opening);
    for await (const page of pages) {
      yield page.map((row) => csvLine(row, language)).join("");
      balance = page.at(-1)?.balance_after ?? balance;
    }
    yield balanceRow(month.until, CLOSING[language], balance);
  }
  return Readable.from(text(), { objectMode: false });
}
