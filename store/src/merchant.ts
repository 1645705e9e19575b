// Understands merchants, what they enrolled, their prepaid wallets, and the platform's campaigns.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** A merchant, and the book that holds everything of it. */
export interface MerchantKey {
  readonly book: number;
  readonly merchantId: string;
}

const MERCHANT_ROW = {
  merchant_id: "text",
  name: "text",
  tier: "text",
  return_province: "text?",
  return_city: "text?",
  since: "timestamptz",
  created_at: "timestamptz",
  updated_at: "timestamptz",
} as const;
export type MerchantRow = Row<typeof MERCHANT_ROW>;

export const selectMerchant = statement(
  "select_merchant",
  MERCHANT_ROW,
  `select merchant_id, name, tier, return_province, return_city, since, created_at, updated_at from merchant
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text`,
);

export async function findMerchant(tx: Tx, { book, merchantId }: MerchantKey): Promise<MerchantRow | null> {
  const [row] = await run(tx, selectMerchant, [tx.tenantId, book, merchantId]);
  return row ?? null;
}

export interface MerchantFacts extends MerchantKey {
  readonly name: string;
  readonly tier: string | null;
  readonly returnAddress: { readonly province: string; readonly city: string } | null | undefined;
  readonly since: Instant | null;
}

export const upsertMerchant = statement(
  "upsert_merchant",
  { ...MERCHANT_ROW, is_new: "bool" },
  `insert into merchant as m (book, tenant_id, merchant_id, name, tier, return_province, return_city, since, created_at, updated_at)
   values ($2::int2, $1::int4, $3::text, $4::text, coalesce($5::text, 'standard'), $7::text, $8::text,
     coalesce(at_ms($9::int8), at_ms($10::int8)), at_ms($10::int8), at_ms($10::int8))
   on conflict on constraint merchant_pk do update set
     name = excluded.name,
     tier = coalesce($5::text, m.tier),
     return_province = case when $6::bool then excluded.return_province else m.return_province end,
     return_city = case when $6::bool then excluded.return_city else m.return_city end,
     since = coalesce(at_ms($9::int8), m.since),
     updated_at = excluded.updated_at
   returning merchant_id, name, tier, return_province, return_city, since, created_at, updated_at, xmax = 0 as is_new`,
);

/** Writes a merchant. What is null (or, for the address, undefined) stays as it is known; tier begins as "standard", since as now. */
export async function putMerchant(
  tx: Tx,
  facts: MerchantFacts,
  now: Instant,
): Promise<MerchantRow & { readonly is_new: boolean }> {
  const { book, merchantId, name, tier, returnAddress, since } = facts;
  const address = [returnAddress !== undefined, returnAddress?.province ?? null, returnAddress?.city ?? null];
  const [row] = await run(tx, upsertMerchant, [tx.tenantId, book, merchantId, name, tier, ...address, since, now]);
  if (row === undefined) throw new Error("broken promise: an upsert returns its row");
  return row;
}

export const insertWalletRow = statement(
  "insert_wallet",
  {},
  `insert into wallet (book, tenant_id, merchant_id, balance, updated_at) values ($2::int2, $1::int4, $3::text, 0, at_ms($4::int8))
   on conflict on constraint wallet_pk do nothing`,
);

/** Every merchant has a wallet, empty at first. */
export async function openWallet(tx: Tx, { book, merchantId }: MerchantKey, now: Instant): Promise<void> {
  await execute(tx, insertWalletRow, [tx.tenantId, book, merchantId, now]);
}

const ENROLMENT_ROW = {
  product: "text",
  scope_kind: "text",
  scope_values: "text[]",
  status: "text",
  since: "timestamptz",
  revision: "int4",
  changed_by: "text",
  changed_at: "timestamptz",
} as const;
export type EnrolmentRow = Row<typeof ENROLMENT_ROW>;

const ENROLMENT_COLUMNS =
  "e.product, e.scope_kind, e.scope_values, e.status, e.since, e.revision, c.changed_by, c.changed_at";
const ENROLMENT_TABLES = `enrolment e
   join enrolment_change c on c.book = e.book and c.tenant_id = e.tenant_id and c.merchant_id = e.merchant_id
     and c.product = e.product and c.revision = e.revision`;

export const selectEnrolments = statement(
  "select_enrolments",
  ENROLMENT_ROW,
  `select ${ENROLMENT_COLUMNS} from ${ENROLMENT_TABLES}
   where e.book = $2::int2 and e.tenant_id = $1::int4 and e.merchant_id = $3::text and ($4::text is null or e.product > $4)
   order by e.product limit $5::int4`,
);

/** Enrolments of a merchant by product, after the product where the last page ended. */
export async function listEnrolments(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  after: string | null,
  limit: number,
): Promise<EnrolmentRow[]> {
  return run(tx, selectEnrolments, [tx.tenantId, book, merchantId, after, limit]);
}

/** Only the row itself: a join would be read as of before the wait, and a row that moved on meanwhile would not be found. */
export const lockEnrolment = statement(
  "lock_enrolment",
  { revision: "int4" },
  `select revision from enrolment
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and product = $4::text
   for update`,
);

export const selectEnrolment = statement(
  "select_enrolment",
  ENROLMENT_ROW,
  `select ${ENROLMENT_COLUMNS} from ${ENROLMENT_TABLES}
   where e.book = $2::int2 and e.tenant_id = $1::int4 and e.merchant_id = $3::text and e.product = $4::text`,
);

/** One enrolment, held until the transaction ends. */
export async function findEnrolment(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  product: string,
): Promise<EnrolmentRow | null> {
  await run(tx, lockEnrolment, [tx.tenantId, book, merchantId, product]);
  const [row] = await run(tx, selectEnrolment, [tx.tenantId, book, merchantId, product]);
  return row ?? null;
}

export interface EnrolmentChange extends MerchantKey {
  readonly product: string;
  readonly scopeKind: string;
  readonly scopeValues: readonly string[];
  readonly status: string;
  readonly since: Instant;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Instant;
}

export const writeEnrolmentRow = statement(
  "write_enrolment",
  { revision: "int4" },
  `with written as (
     insert into enrolment as e (book, tenant_id, merchant_id, product, scope_kind, scope_values, status, since, revision)
     values ($2::int2, $1::int4, $3::text, $4::text, $5::text, $6::text[], $7::text, at_ms($8::int8), $9::int4)
     on conflict on constraint enrolment_pk do update set scope_kind = excluded.scope_kind, scope_values = excluded.scope_values,
       status = excluded.status, since = excluded.since, revision = excluded.revision
     where e.revision = excluded.revision - 1
     returning e.revision)
   insert into enrolment_change (book, tenant_id, merchant_id, product, revision, scope_kind, scope_values, status, changed_by, changed_at)
   select $2::int2, $1::int4, $3::text, $4::text, revision, $5::text, $6::text[], $7::text, $10::text, at_ms($11::int8) from written
   returning revision`,
);

/** Writes the next revision of an enrolment and its history; false when another revision came first. */
export async function writeEnrolment(tx: Tx, change: EnrolmentChange): Promise<boolean> {
  const { book, merchantId, product, scopeKind, scopeValues, status, since, revision, changedBy, changedAt } = change;
  const values = [
    tx.tenantId,
    book,
    merchantId,
    product,
    scopeKind,
    scopeValues,
    status,
    since,
    revision,
    changedBy,
    changedAt,
  ];
  return (await run(tx, writeEnrolmentRow, values)).length === 1;
}

export const selectWallet = statement(
  "select_wallet",
  { balance: "int8", floor: "int8", updated_at: "timestamptz" },
  "select balance, floor, updated_at from wallet where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text",
);
export type WalletRow = Row<(typeof selectWallet)["row"]>;

export async function findWallet(tx: Tx, { book, merchantId }: MerchantKey): Promise<WalletRow | null> {
  const [row] = await run(tx, selectWallet, [tx.tenantId, book, merchantId]);
  return row ?? null;
}

export const selectWalletMovements = statement(
  "select_wallet_movements",
  {
    transfer_id: "int8",
    transaction_id: "int8",
    kind: "text",
    change: "int8",
    balance_after: "int8",
    occurred_at: "timestamptz",
    policy_id: "int8?",
    top_up_id: "int8?",
    product: "text",
    order_id: "text?",
    line_id: "text?",
  },
  `with moved as not materialized (
     select transfer_id, transaction_id, kind, case when credit = $4::text then amount else -amount end as change,
       occurred_at, policy_id, top_up_id, product
     from transfer
     where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and (credit = $4::text or debit = $4::text)
   ), page as (
     select * from moved where $5::int8 is null or transfer_id < $5::int8 order by transfer_id desc limit $6::int4
   ), newer as (
     select coalesce(sum(change), 0) as change from moved where transfer_id > (select max(transfer_id) from page)
   )
   select page.transfer_id, page.transaction_id, page.kind, page.change, page.occurred_at, page.policy_id, page.top_up_id, page.product,
     (wallet.balance - newer.change - coalesce(sum(page.change) over (order by page.transfer_id desc
       rows between unbounded preceding and 1 preceding), 0))::int8 as balance_after,
     policy.order_id, policy.line_id
   from page
   cross join newer
   join wallet on wallet.book = $2::int2 and wallet.tenant_id = $1::int4 and wallet.merchant_id = $3::text
   left join policy on policy.book = $2::int2 and policy.policy_id = page.policy_id
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

export interface SettledTopUp extends MerchantKey {
  readonly topUpId: Id;
  readonly amount: Fen;
  readonly at: Instant;
}

export const insertSettledTopUpRow = statement(
  "insert_settled_top_up",
  {},
  `insert into top_up (book, tenant_id, top_up_id, merchant_id, amount, status, created_at, settled_at)
   values ($2::int2, $1::int4, $4::int8, $3::text, $5::int8, 'settled', at_ms($6::int8), at_ms($6::int8))`,
);
export const creditWallet = statement(
  "credit_wallet",
  { balance: "int8" },
  `update wallet set balance = balance + $4::int8, updated_at = at_ms($5::int8)
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text
   returning balance`,
);

/** Writes a top-up that is paid already, and adds it to the wallet. Its transfer is the caller's to write. */
export async function settleTopUp(tx: Tx, { book, merchantId, topUpId, amount, at }: SettledTopUp): Promise<void> {
  await execute(tx, insertSettledTopUpRow, [tx.tenantId, book, merchantId, topUpId, amount, at]);
  const rows = await run(tx, creditWallet, [tx.tenantId, book, merchantId, amount, at]);
  if (rows.length !== 1) throw new Error("broken promise: every merchant has a wallet");
}
