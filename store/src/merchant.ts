// Understands merchants, what they enrolled, and that each has a wallet.

import type { ConsentText } from "@anxin/core/order/order";
import type { Text } from "@anxin/core/product/product";
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
  excluded_categories: "text[]",
  excluded_skus: "text[]",
  status: "text",
  since: "timestamptz",
  revision: "int4",
  changed_by: "text",
  changed_at: "timestamptz",
  // what the shop agreed to last; null where it never said so
  agreed_version: "int4?",
  agreed_language: "text?",
  agreed_texts: "text?",
  agreed_by: "text?",
  agreed_at: "timestamptz?",
} as const;
export type EnrolmentRow = Row<typeof ENROLMENT_ROW>;

const ENROLMENT_COLUMNS = `e.product, e.scope_kind, e.scope_values, e.excluded_categories, e.excluded_skus, e.status, e.since, e.revision,
     c.changed_by, c.changed_at, a.agreed_version, a.agreed_language, a.agreed_texts, a.agreed_by, a.agreed_at`;
const ENROLMENT_TABLES = `enrolment e
   join enrolment_change c on c.book = e.book and c.tenant_id = e.tenant_id and c.merchant_id = e.merchant_id
     and c.product = e.product and c.revision = e.revision
   left join lateral (
     select a.agreed_version, a.agreed_language, a.agreed_texts, a.changed_by as agreed_by, a.changed_at as agreed_at
     from enrolment_change a
     where a.book = e.book and a.tenant_id = e.tenant_id and a.merchant_id = e.merchant_id and a.product = e.product
       and a.agreed_version is not null
     order by a.revision desc limit 1
   ) a on true`;

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
  readonly excludedCategories: readonly string[];
  readonly excludedSkus: readonly string[];
  readonly status: string;
  readonly since: Instant;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Instant;
  /** The terms that were agreed to with it; null where none were. */
  readonly agreed: {
    readonly version: number;
    readonly language: keyof Text;
    readonly texts: readonly ConsentText[];
  } | null;
}

export const writeEnrolmentRow = statement(
  "write_enrolment",
  { revision: "int4" },
  `with written as (
     insert into enrolment as e (book, tenant_id, merchant_id, product, scope_kind, scope_values, status, since, revision,
       excluded_categories, excluded_skus)
     values ($2::int2, $1::int4, $3::text, $4::text, $5::text, $6::text[], $7::text, at_ms($8::int8), $9::int4, $12::text[], $13::text[])
     on conflict on constraint enrolment_pk do update set scope_kind = excluded.scope_kind, scope_values = excluded.scope_values,
       status = excluded.status, since = excluded.since, revision = excluded.revision,
       excluded_categories = excluded.excluded_categories, excluded_skus = excluded.excluded_skus
     where e.revision = excluded.revision - 1
     returning e.revision)
   insert into enrolment_change (book, tenant_id, merchant_id, product, revision, scope_kind, scope_values, status, changed_by,
     changed_at, excluded_categories, excluded_skus, agreed_version, agreed_language, agreed_texts)
   select $2::int2, $1::int4, $3::text, $4::text, revision, $5::text, $6::text[], $7::text, $10::text, at_ms($11::int8), $12::text[],
     $13::text[], $14::int4, $15::text, $16::text
   from written
   returning revision`,
);

/** Writes the next revision of an enrolment and its history; false when another revision came first. */
export async function writeEnrolment(tx: Tx, change: EnrolmentChange): Promise<boolean> {
  const { book, merchantId, product, scopeKind, scopeValues, status, since, revision, changedBy, changedAt } = change;
  const { excludedCategories, excludedSkus, agreed } = change;
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
    excludedCategories,
    excludedSkus,
    agreed?.version ?? null,
    agreed?.language ?? null,
    agreed === null ? null : JSON.stringify(agreed.texts),
  ];
  return (await run(tx, writeEnrolmentRow, values)).length === 1;
}

export const selectEnrolmentChanges = statement(
  "select_enrolment_changes",
  {
    revision: "int4",
    scope_kind: "text",
    scope_values: "text[]",
    excluded_categories: "text[]",
    excluded_skus: "text[]",
    status: "text",
    changed_by: "text",
    changed_at: "timestamptz",
  },
  `select revision, scope_kind, scope_values, excluded_categories, excluded_skus, status, changed_by, changed_at from enrolment_change
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and product = $4::text
     and ($5::int4 is null or revision < $5)
   order by revision desc limit $6::int4`,
);
export type EnrolmentChangeRow = Row<(typeof selectEnrolmentChanges)["row"]>;

/** What an enrolment was, newest first, before a revision. */
export async function listEnrolmentChanges(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  product: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<EnrolmentChangeRow[]> {
  return run(tx, selectEnrolmentChanges, [tx.tenantId, book, merchantId, product, before, limit]);
}

export const selectNewestRating = statement(
  "select_newest_rating",
  { exposures: "int8", returns: "int8" },
  `select exposures, returns from rating_band
   where tenant_id = $1::int4 and subject_kind = 'merchant' and subject_id = $2::text
   order by decided_on desc, effective_on desc limit 1`,
);

/** On how many policies and returns a merchant's newest rating rests; none when it was never rated. */
export async function newestRating(tx: Tx, merchantId: string): Promise<Row<(typeof selectNewestRating)["row"]>> {
  const [row] = await run(tx, selectNewestRating, [tx.tenantId, merchantId]);
  return row ?? { exposures: 0n, returns: 0n };
}
