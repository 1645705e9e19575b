// Understands merchants' wallets: their money, their terms with history, every movement, and what was spent up to which day.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { MerchantKey } from "./merchant.js";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** A wallet, with the marks from which its spend is measured. */
export const WALLET_ROW = {
  balance: "int8",
  floor: "int8",
  credit_limit: "int8",
  low_balance: "int8?",
  revision: "int4",
  updated_at: "timestamptz",
  spent: "int8",
  week_at: "timestamptz",
  week_spent: "int8",
  month_at: "timestamptz",
  month_spent: "int8",
} as const;

/** What a wallet had spent, as it stood last before a window began; else when the wallet was opened. */
const markBefore = (name: string, instant: string): string => `left join lateral (
     select d.taken_at, d.spent from wallet_day d
     where d.book = w.book and d.tenant_id = w.tenant_id and d.merchant_id = w.merchant_id and d.taken_at <= at_ms(${instant})
     order by d.day desc limit 1) as ${name} on true`;

/** As declared in `WALLET_ROW`, of the tables of `walletTables`. */
export const WALLET_COLUMNS = `w.balance, w.floor, w.credit_limit, w.low_balance, w.revision, w.updated_at, w.funded - w.balance as spent,
     coalesce(week.taken_at, m.created_at) as week_at, coalesce(week.spent, 0) as week_spent,
     coalesce(month.taken_at, m.created_at) as month_at, coalesce(month.spent, 0) as month_spent`;

/** `from` are the wallets; `weekAgo` and `monthAgo` are parameters that hold where the windows begin. */
export const walletTables = (from: string, weekAgo: string, monthAgo: string): string => `${from} w
   join merchant m on m.book = w.book and m.tenant_id = w.tenant_id and m.merchant_id = w.merchant_id
   ${markBefore("week", weekAgo)}
   ${markBefore("month", monthAgo)}`;

export const selectWallet = statement(
  "select_wallet",
  WALLET_ROW,
  `select ${WALLET_COLUMNS} from ${walletTables("wallet", "$4::int8", "$5::int8")}
   where w.book = $2::int2 and w.tenant_id = $1::int4 and w.merchant_id = $3::text`,
);
export type WalletRow = Row<typeof WALLET_ROW>;

/** Where the windows begin over which spend is measured. */
export interface SpendWindows {
  readonly weekAgo: Instant;
  readonly monthAgo: Instant;
}

/** A wallet, with the marks from which its spend is measured. */
export async function findWallet(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  { weekAgo, monthAgo }: SpendWindows,
): Promise<WalletRow | null> {
  const [row] = await run(tx, selectWallet, [tx.tenantId, book, merchantId, weekAgo, monthAgo]);
  return row ?? null;
}

export const selectWalletsToWatch = statement(
  "select_wallets_to_watch",
  { book: "int2", merchant_id: "text", alert_id: "int8?", ...WALLET_ROW },
  // The wallets are chosen first: marks are looked up for those alone.
  `with chosen as materialized (
     select w.*, a.alert_id from wallet w
     left join wallet_alert a on a.book = w.book and a.tenant_id = w.tenant_id and a.merchant_id = w.merchant_id
       and a.recovered_at is null
     where w.tenant_id = $1::int4 and (w.updated_at >= at_ms($2::int8) or a.alert_id is not null)
       and (w.book, w.merchant_id) > ($5::int2, $6::text)
     order by w.book, w.merchant_id
     limit $7::int4
   )
   select w.book, w.merchant_id, w.alert_id, ${WALLET_COLUMNS}
   from ${walletTables("chosen", "$3::int8", "$4::int8")}
   order by w.book, w.merchant_id`,
);
export type WatchedWallet = Row<(typeof selectWalletsToWatch)["row"]>;

/** Wallets that moved since an instant, and all whose alert is open, in the order of their keys, after one of them. */
export async function walletsToWatch(
  tx: Tx,
  since: Instant,
  { weekAgo, monthAgo }: SpendWindows,
  after: Pick<WatchedWallet, "book" | "merchant_id"> | null,
  limit: number,
): Promise<WatchedWallet[]> {
  const position = [after?.book ?? -1, after?.merchant_id ?? ""];
  return run(tx, selectWalletsToWatch, [tx.tenantId, since, weekAgo, monthAgo, ...position, limit]);
}

export const lockWalletRow = statement(
  "lock_wallet",
  { balance: "int8", credit_limit: "int8", low_balance: "int8?", revision: "int4" },
  `select balance, credit_limit, low_balance, revision from wallet
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text
   for update`,
);
export type HeldWallet = Row<(typeof lockWalletRow)["row"]>;

/** A wallet, held until the transaction ends. Whoever touches its top-ups or refunds as well holds the wallet first. */
export async function holdWallet(tx: Tx, { book, merchantId }: MerchantKey): Promise<HeldWallet | null> {
  const [row] = await run(tx, lockWalletRow, [tx.tenantId, book, merchantId]);
  return row ?? null;
}

export const fundWalletRow = statement(
  "fund_wallet",
  { balance: "int8" },
  // The floor follows the balance up, as it does when premium moves; money that went out against our books takes it along.
  `update wallet set balance = balance + $4::int8, funded = funded + $4::int8, updated_at = at_ms($5::int8),
     floor = greatest(case when $6::bool then least(floor, balance + $4::int8) else floor end, least(-credit_limit, balance + $4::int8))
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text
   returning balance`,
);

/**
 * Adds money that came from outside to a wallet, or takes off what goes back there, in fen; answers the balance. Throws when the
 * balance would fall below its floor, unless it is `forced`: the money is gone already, and the books follow it.
 */
export async function fundWallet(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  change: Fen,
  at: Instant,
  { forced }: { readonly forced: boolean } = { forced: false },
): Promise<Fen> {
  const [row] = await run(tx, fundWalletRow, [tx.tenantId, book, merchantId, change, at, forced]);
  if (row === undefined) throw new Error("broken promise: every merchant has a wallet");
  return row.balance;
}

/** The terms of a wallet. */
export interface WalletTerms {
  readonly creditLimit: Fen;
  readonly lowBalance: Fen | null;
}

export const writeWalletTermsRow = statement(
  "write_wallet_terms",
  {},
  `with written as (
     update wallet set credit_limit = $5::int8, low_balance = $6::int8, floor = $7::int8, revision = $4::int4, updated_at = at_ms($9::int8)
     where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text
     returning revision)
   insert into wallet_change (book, tenant_id, merchant_id, revision, credit_limit, low_balance, changed_by, changed_at)
   select $2::int2, $1::int4, $3::text, revision, $5::int8, $6::int8, $8::text, at_ms($9::int8) from written`,
);

/** Writes the next revision of a wallet's terms, with its history. The caller holds the wallet. */
export async function writeWalletTerms(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  terms: WalletTerms & { readonly floor: Fen; readonly revision: number },
  changedBy: string,
  at: Instant,
): Promise<void> {
  const { creditLimit, lowBalance, floor, revision } = terms;
  const values = [tx.tenantId, book, merchantId, revision, creditLimit, lowBalance, floor, changedBy, at];
  await execute(tx, writeWalletTermsRow, values);
}

export const selectWalletChanges = statement(
  "select_wallet_changes",
  { revision: "int4", credit_limit: "int8", low_balance: "int8?", changed_by: "text", changed_at: "timestamptz" },
  `select revision, credit_limit, low_balance, changed_by, changed_at from wallet_change
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text
   order by revision desc limit $4::int4`,
);
export type WalletChangeRow = Row<(typeof selectWalletChanges)["row"]>;

/** Who set which terms and when, newest first. */
export function walletChanges(tx: Tx, { book, merchantId }: MerchantKey, limit: number): Promise<WalletChangeRow[]> {
  return run(tx, selectWalletChanges, [tx.tenantId, book, merchantId, limit]);
}

const MOVEMENT_ROW = {
  transfer_id: "int8",
  transaction_id: "int8",
  kind: "text",
  change: "int8",
  occurred_at: "timestamptz",
  recorded_at: "timestamptz",
  policy_id: "int8?",
  top_up_id: "int8?",
  refund_id: "int8?",
  claim_id: "int8?",
  recovery_id: "int8?",
  decision_id: "int8?",
  product: "text",
  order_id: "text?",
  line_id: "text?",
} as const;

/** $4: the account of wallets. */
const MOVED = `select transfer_id, transaction_id, kind, case when credit = $4::text then amount else -amount end as change,
       occurred_at, recorded_at, policy_id, top_up_id, refund_id, claim_id, recovery_id, product
     from transfer
     where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and (credit = $4::text or debit = $4::text)`;
const PAGE_COLUMNS = `page.transfer_id, page.transaction_id, page.kind, page.change, page.occurred_at, page.recorded_at, page.policy_id,
     page.top_up_id, page.refund_id, page.claim_id, page.recovery_id, recovery.decision_id, page.product, policy.order_id, policy.line_id`;
const PAGE_POLICY = `left join policy on policy.book = $2::int2 and policy.policy_id = page.policy_id
   left join recovery on recovery.book = $2::int2 and recovery.recovery_id = page.recovery_id`;

export const selectWalletMovements = statement(
  "select_wallet_movements",
  { ...MOVEMENT_ROW, balance_after: "int8" },
  `with moved as not materialized (
     ${MOVED}
   ), page as (
     select * from moved where $5::int8 is null or transfer_id < $5::int8 order by transfer_id desc limit $6::int4
   ), newer as (
     select coalesce(sum(change), 0) as change from moved where transfer_id > (select max(transfer_id) from page)
   )
   select ${PAGE_COLUMNS},
     (wallet.balance - newer.change - coalesce(sum(page.change) over (order by page.transfer_id desc
       rows between unbounded preceding and 1 preceding), 0))::int8 as balance_after
   from page
   cross join newer
   join wallet on wallet.book = $2::int2 and wallet.tenant_id = $1::int4 and wallet.merchant_id = $3::text
   ${PAGE_POLICY}
   order by page.transfer_id desc`,
);
export type WalletMovementRow = Row<(typeof selectWalletMovements)["row"]>;

/** Movements of a wallet, newest first, older than `before`; each with the balance that it left. `account` is the wallets' account. */
export async function listWalletMovements(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  { account, before, limit }: { readonly account: string; readonly before: Id | null; readonly limit: number },
): Promise<WalletMovementRow[]> {
  return run(tx, selectWalletMovements, [tx.tenantId, book, merchantId, account, before, limit]);
}

export const selectWalletBalanceBefore = statement(
  "select_wallet_balance_before",
  { balance: "int8" },
  `with moved as not materialized (${MOVED})
   select (w.balance - coalesce((select sum(change) from moved where recorded_at >= at_ms($5::int8)), 0))::int8 as balance
   from wallet w where w.book = $2::int2 and w.tenant_id = $1::int4 and w.merchant_id = $3::text`,
);

/** What a wallet held before anything was recorded at or after an instant; null when there is no wallet. */
export async function walletBalanceBefore(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  account: string,
  at: Instant,
): Promise<Fen | null> {
  const [row] = await run(tx, selectWalletBalanceBefore, [tx.tenantId, book, merchantId, account, at]);
  return row?.balance ?? null;
}

export const selectWalletStatement = statement(
  "select_wallet_statement",
  MOVEMENT_ROW,
  `with page as (
     select * from (${MOVED}) as moved
     where recorded_at >= at_ms($5::int8) and recorded_at < at_ms($6::int8) and transfer_id > $7::int8
     order by transfer_id limit $8::int4
   )
   select ${PAGE_COLUMNS} from page ${PAGE_POLICY} order by page.transfer_id`,
);
export type StatementRow = Row<typeof MOVEMENT_ROW>;

/** Movements that were recorded in [from, until), in the order of their ids, after one of them. */
export async function walletMovementsBetween(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  account: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  { after, limit }: { readonly after: Id; readonly limit: number },
): Promise<StatementRow[]> {
  return run(tx, selectWalletStatement, [tx.tenantId, book, merchantId, account, from, until, after, limit]);
}

export const insertWalletDays = statement(
  "insert_wallet_days",
  {},
  `insert into wallet_day (book, tenant_id, merchant_id, day, taken_at, spent)
   select w.book, w.tenant_id, w.merchant_id, $2::date, at_ms($3::int8), w.funded - w.balance
   from wallet w
   left join lateral (
     select d.spent from wallet_day d
     where d.book = w.book and d.tenant_id = w.tenant_id and d.merchant_id = w.merchant_id
     order by d.day desc limit 1) as last on true
   where w.tenant_id = $1::int4 and w.funded - w.balance <> coalesce(last.spent, 0)
   on conflict on constraint wallet_day_pk do nothing`,
);

/** Notes what every wallet has spent, once for each day, where that changed since the last note. Answers how many did. */
export function noteSpent(tx: Tx, day: string, at: Instant): Promise<number> {
  return execute(tx, insertWalletDays, [tx.tenantId, day, at]);
}
