// Understands what was agreed about recoveries, with merchants and carriers, and the deposits that merchants left.

import type { Id } from "@anxin/core/id";
import type { NettingSource } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { MerchantKey } from "./merchant.js";
import { execute, type Row, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

const MERCHANT_TERMS_ROW = {
  revision: "int4",
  netting: "bool",
  agreed_on: "date?",
  text_version: "text",
  source: "text",
  month_max: "int8?",
  notice_days: "int4",
  changed_by: "text",
  changed_at: "timestamptz",
} as const;
export type MerchantTermsRow = Row<typeof MERCHANT_TERMS_ROW>;
const MERCHANT_TERMS = Object.keys(MERCHANT_TERMS_ROW).join(", ");

export const selectMerchantTerms = statement(
  "select_merchant_recovery_terms",
  MERCHANT_TERMS_ROW,
  `select ${MERCHANT_TERMS} from merchant_recovery_terms
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text order by revision desc limit $4::int4`,
);

/** What was agreed with a merchant, newest first. */
export function merchantTerms(tx: Tx, { book, merchantId }: MerchantKey, limit: number): Promise<MerchantTermsRow[]> {
  return run(tx, selectMerchantTerms, [tx.tenantId, book, merchantId, limit]);
}

export interface NewMerchantTerms extends MerchantKey {
  readonly revision: number;
  readonly netting: boolean;
  readonly agreedOn: string | null;
  readonly textVersion: string;
  readonly source: NettingSource;
  readonly monthMax: Fen | null;
  readonly noticeDays: number;
  readonly changedBy: string;
  readonly changedAt: Instant;
}

export const insertMerchantTermsRow = statement(
  "insert_merchant_recovery_terms",
  {},
  `insert into merchant_recovery_terms (tenant_id, book, merchant_id, revision, netting, agreed_on, text_version, source, month_max, notice_days,
     changed_by, changed_at)
   values ($1::int4, $2::int2, $3::text, $4::int4, $5::bool, $6::date, $7::text, $8::text, $9::int8, $10::int4, $11::text, at_ms($12::int8))
   on conflict on constraint merchant_recovery_terms_pk do nothing`,
);
/** Recoveries that nobody looked at any more are looked at under new terms; a promise of notice that was given stands. */
export const wakeRecoveriesRow = statement(
  "wake_recoveries_of_merchant",
  {},
  `update recovery set next_at = at_ms($4::int8)
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and debtor_kind = 'merchant' and receivable > 0`,
);

/** Writes the next revision of what was agreed; false when another one came first. Open recoveries are looked at again. */
export async function writeMerchantTerms(tx: Tx, terms: NewMerchantTerms): Promise<boolean> {
  const { book, merchantId, revision, netting, agreedOn, textVersion, source, monthMax, noticeDays } = terms;
  const about = [netting, agreedOn, textVersion, source, monthMax, noticeDays, terms.changedBy, terms.changedAt];
  const key = [tx.tenantId, book, merchantId];
  if ((await execute(tx, insertMerchantTermsRow, [...key, revision, ...about])) === 0) return false;
  await execute(tx, wakeRecoveriesRow, [...key, terms.changedAt]);
  return true;
}

export const selectNettedSince = statement(
  "select_netted_since",
  { amount: "int8" },
  `select coalesce(sum(e.amount), 0)::int8 as amount from recovery r
   join recovery_event e on e.book = r.book and e.recovery_id = r.recovery_id
   where r.book = $2::int2 and r.tenant_id = $1::int4 and r.merchant_id = $3::text and e.kind = 'netted' and e.at >= at_ms($4::int8)`,
);

/** What was netted of a merchant since an instant, in fen. */
export async function nettedSince(tx: Tx, { book, merchantId }: MerchantKey, since: Instant): Promise<Fen> {
  const [row] = await run(tx, selectNettedSince, [tx.tenantId, book, merchantId, since]);
  return row?.amount ?? 0n;
}

export const openDepositRow = statement(
  "open_merchant_deposit",
  {},
  `insert into merchant_deposit (tenant_id, book, merchant_id, balance, updated_at) values ($1::int4, $2::int2, $3::text, 0, at_ms($4::int8))
   on conflict on constraint merchant_deposit_pk do nothing`,
);
export const lockDepositRow = statement(
  "lock_merchant_deposit",
  { balance: "int8" },
  "select balance from merchant_deposit where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text for update",
);

/** A merchant's deposit, opened if need be and held until the transaction ends; answers its balance. */
export async function holdDeposit(tx: Tx, { book, merchantId }: MerchantKey, now: Instant): Promise<Fen> {
  const key = [tx.tenantId, book, merchantId];
  await execute(tx, openDepositRow, [...key, now]);
  const [row] = await run(tx, lockDepositRow, key);
  if (row === undefined) throw new Error("broken promise: a deposit that was opened is there");
  return row.balance;
}

export const selectDeposit = statement(
  "select_merchant_deposit",
  { balance: "int8" },
  "select balance from merchant_deposit where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text",
);

/** What a merchant's deposit holds, in fen; nothing where none was ever left. */
export async function depositOf(tx: Tx, { book, merchantId }: MerchantKey): Promise<Fen> {
  const [row] = await run(tx, selectDeposit, [tx.tenantId, book, merchantId]);
  return row?.balance ?? 0n;
}

export interface DepositMove extends MerchantKey {
  readonly movementId: Id;
  readonly kind: "received" | "returned" | "netted" | "given_back";
  /** Positive. */
  readonly amount: Fen;
  /** Of the bank; null where no money moved. */
  readonly reference: string | null;
  readonly recoveryId: Id | null;
  readonly by: string;
  readonly at: Instant;
}

/** The name of the index that keeps a payment of a deposit from being booked twice. */
export const DEPOSIT_PAYMENT_ONCE = "merchant_deposit_payment_once";

export const moveDepositRow = statement(
  "move_merchant_deposit",
  { balance: "int8" },
  `with moved as (
     update merchant_deposit set balance = balance + case when $5::text in ('received', 'given_back') then $6::int8 else -$6::int8 end,
       updated_at = at_ms($10::int8)
     where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text returning balance)
   insert into merchant_deposit_movement (tenant_id, book, merchant_id, movement_id, kind, amount, balance_after, reference, recovery_id,
     moved_by, moved_at)
   select $1::int4, $2::int2, $3::text, $4::int8, $5::text, $6::int8, balance, $7::text, $8::int8, $9::text, at_ms($10::int8) from moved
   returning balance_after as balance`,
);

/** Moves a deposit that the caller holds, and notes it; answers the balance. Throws when it would fall below zero. */
export async function moveDeposit(tx: Tx, move: DepositMove): Promise<Fen> {
  const { book, merchantId, movementId, kind, amount, reference, recoveryId, by, at } = move;
  const values = [tx.tenantId, book, merchantId, movementId, kind, amount, reference, recoveryId, by, at];
  const [row] = await run(tx, moveDepositRow, values);
  if (row === undefined) throw new Error("broken promise: a deposit that is held is there");
  return row.balance;
}

export const selectDepositMovements = statement(
  "select_merchant_deposit_movements",
  {
    movement_id: "int8",
    kind: "text",
    amount: "int8",
    balance_after: "int8",
    reference: "text?",
    recovery_id: "int8?",
    moved_at: "timestamptz",
  },
  `select movement_id, kind, amount, balance_after, reference, recovery_id, moved_at from merchant_deposit_movement
   where book = $2::int2 and tenant_id = $1::int4 and merchant_id = $3::text and ($4::int8 is null or movement_id < $4)
   order by movement_id desc limit $5::int4`,
);
export type DepositMovementRow = Row<(typeof selectDepositMovements)["row"]>;

/** Movements of a deposit, newest first. */
export function depositMovements(
  tx: Tx,
  { book, merchantId }: MerchantKey,
  before: Id | null,
  limit: number,
): Promise<DepositMovementRow[]> {
  return run(tx, selectDepositMovements, [tx.tenantId, book, merchantId, before, limit]);
}

const CARRIER_TERMS_ROW = {
  carrier: "text",
  revision: "int4",
  effective_on: "date",
  parcel_max: "int8?",
  freight_times: "int4?",
  freight_usual: "int8",
  within_days: "int4?",
  note: "text",
  changed_by: "text",
  changed_at: "timestamptz",
} as const;
export type CarrierTermsRow = Row<typeof CARRIER_TERMS_ROW>;
const CARRIER_TERMS = Object.keys(CARRIER_TERMS_ROW)
  .map((column) => `t.${column}`)
  .join(", ");

export const selectCarrierTerms = statement(
  "select_carrier_recovery_terms",
  CARRIER_TERMS_ROW,
  `select ${CARRIER_TERMS} from carrier_recovery_terms t
   where t.tenant_id = $1::int4 and t.carrier = $2::text order by t.revision desc limit $3::int4`,
);

/** What was agreed with a carrier, newest first. */
export function carrierTerms(tx: Tx, carrier: string, limit: number): Promise<CarrierTermsRow[]> {
  return run(tx, selectCarrierTerms, [tx.tenantId, carrier, limit]);
}

export const selectAllCarrierTerms = statement(
  "select_all_carrier_recovery_terms",
  CARRIER_TERMS_ROW,
  `select distinct on (t.carrier) ${CARRIER_TERMS} from carrier_recovery_terms t
   where t.tenant_id = $1::int4 and t.carrier > $2::text order by t.carrier, t.revision desc limit $3::int4`,
);

/** The last revision of each carrier, by name, after one of them. */
export function allCarrierTerms(tx: Tx, after: string, limit: number): Promise<CarrierTermsRow[]> {
  return run(tx, selectAllCarrierTerms, [tx.tenantId, after, limit]);
}

export const selectCarrierTermsInForce = statement(
  "select_carrier_terms_in_force",
  { ...CARRIER_TERMS_ROW, wanted_on: "date" },
  `select distinct on (t.carrier, wanted.day) ${CARRIER_TERMS}, wanted.day as wanted_on
   from unnest($2::text[], $3::text[]::date[]) as wanted (carrier, day)
   join carrier_recovery_terms t on t.tenant_id = $1::int4 and t.carrier = wanted.carrier and t.effective_on <= wanted.day
   order by t.carrier, wanted.day, t.revision desc`,
);

/** What was agreed with carriers on days, each by `carrier day`; what nothing was agreed about is missing. One statement. */
export async function carrierTermsOn(
  tx: Tx,
  wanted: readonly { readonly carrier: string; readonly day: string }[],
): Promise<ReadonlyMap<string, CarrierTermsRow>> {
  if (wanted.length === 0) return new Map();
  const days = [textArray(wanted.map(({ carrier }) => carrier)), textArray(wanted.map(({ day }) => day))];
  const rows = await run(tx, selectCarrierTermsInForce, [tx.tenantId, ...days]);
  return new Map(rows.map((row) => [`${row.carrier} ${row.wanted_on}`, row]));
}

export type NewCarrierTerms = Omit<CarrierTermsRow, "changed_by" | "changed_at"> & {
  readonly changedBy: string;
  readonly changedAt: Instant;
};

export const insertCarrierTermsRow = statement(
  "insert_carrier_recovery_terms",
  {},
  `insert into carrier_recovery_terms (tenant_id, carrier, revision, effective_on, parcel_max, freight_times, freight_usual, within_days, note,
     changed_by, changed_at)
   values ($1::int4, $2::text, $3::int4, $4::date, $5::int8, $6::int4, $7::int8, $8::int4, $9::text, $10::text, at_ms($11::int8))
   on conflict on constraint carrier_recovery_terms_pk do nothing`,
);

/** Writes the next revision of what was agreed with a carrier; false when another one came first. */
export async function writeCarrierTerms(tx: Tx, terms: NewCarrierTerms): Promise<boolean> {
  const { carrier, revision, effective_on, parcel_max, freight_times, freight_usual, within_days, note } = terms;
  const agreed = [effective_on, parcel_max, freight_times, freight_usual, within_days, note];
  const values = [tx.tenantId, carrier, revision, ...agreed, terms.changedBy, terms.changedAt];
  return (await execute(tx, insertCarrierTermsRow, values)) === 1;
}
