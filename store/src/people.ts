// Understands who may call: integrators' keys, staff, and sessions. Secrets are here as hashes and sealed bytes only.

import { present } from "@anxin/core/assert";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectApiKey = statement(
  "select_api_key",
  {
    tenant_id: "int4",
    label: "text",
    scopes: "text[]",
    merchant_id: "text?",
    expires_at: "timestamptz?",
    revoked_at: "timestamptz?",
    last_used_at: "timestamptz?",
    requests_per_second_max: "int4?",
  },
  `select k.tenant_id, k.label, k.scopes, k.merchant_id, k.expires_at, k.revoked_at, k.last_used_at, t.requests_per_second_max
   from api_key k join tenant t on t.tenant_id = k.tenant_id
   where k.key_hash = $1::bytea`,
);
export type ApiKeyRow = Row<(typeof selectApiKey)["row"]>;

/** The key of a hash, in a transaction opened with that credential. */
export async function findApiKey(db: Queryable, keyHash: Buffer): Promise<ApiKeyRow | null> {
  const [row] = await run(db, selectApiKey, [keyHash]);
  return row ?? null;
}

export const selectSession = statement(
  "select_session",
  {
    tenant_id: "int4",
    role: "text",
    subject: "text",
    expires_at: "timestamptz",
    ended_at: "timestamptz?",
    last_used_at: "timestamptz?",
  },
  "select tenant_id, role, subject, expires_at, ended_at, last_used_at from session where token_hash = $1::bytea",
);
export type SessionRow = Row<(typeof selectSession)["row"]>;

/** The session of a hash, in a transaction opened with that credential. */
export async function findSession(db: Queryable, tokenHash: Buffer): Promise<SessionRow | null> {
  const [row] = await run(db, selectSession, [tokenHash]);
  return row ?? null;
}

export const setTenant = statement(
  "set_tenant",
  { tenant: "text" },
  "select set_config('anxin.tenant', $1::text, true) as tenant",
);

export const touchApiKeyRow = statement(
  "touch_api_key",
  {},
  "update api_key set last_used_at = at_ms($3::int8) where tenant_id = $1::int4 and key_hash = $2::bytea",
);
export const touchSessionRow = statement(
  "touch_session",
  {},
  "update session set last_used_at = at_ms($3::int8) where tenant_id = $1::int4 and token_hash = $2::bytea",
);

/** Keeps when a credential was used; from here on the transaction sees this tenant's rows. */
export async function touchCredential(
  db: Queryable,
  kind: "key" | "session",
  { tenantId, hash, at }: { readonly tenantId: number; readonly hash: Buffer; readonly at: Instant },
): Promise<void> {
  await run(db, setTenant, [String(tenantId)]);
  await execute(db, kind === "key" ? touchApiKeyRow : touchSessionRow, [tenantId, hash, at]);
}

export const selectStaffEnabled = statement(
  "select_staff_enabled",
  { enabled: "bool" },
  "select disabled_at is null as enabled from staff where tenant_id = $1::int4 and staff_id = $2::int8",
);

/** Whether a member of staff may still work; from here on the transaction sees this tenant's rows. */
export async function isStaffEnabled(db: Queryable, tenantId: number, staffId: bigint): Promise<boolean> {
  await run(db, setTenant, [String(tenantId)]);
  const [row] = await run(db, selectStaffEnabled, [tenantId, staffId]);
  return row?.enabled === true;
}

export const selectStaffByEmail = statement(
  "select_staff_by_email",
  {
    staff_id: "int8",
    tenant_id: "int4",
    role: "text",
    password_hash: "text",
    totp_sealed: "bytea",
    disabled_at: "timestamptz?",
  },
  "select staff_id, tenant_id, role, password_hash, totp_sealed, disabled_at from staff where email = $1::text",
);
export type StaffRow = Row<(typeof selectStaffByEmail)["row"]>;

/** The member of staff with an address, in a transaction opened with that credential. */
export async function findStaffByEmail(db: Queryable, email: string): Promise<StaffRow | null> {
  const [row] = await run(db, selectStaffByEmail, [email]);
  return row ?? null;
}

export const updateTotpStep = statement(
  "update_totp_step",
  {},
  "update staff set totp_last_step = $3::int8 where tenant_id = $1::int4 and staff_id = $2::int8 and totp_last_step < $3::int8",
);

/** Uses up a one-time code: false when this step, or a later one, was used before. */
export async function useTotpStep(tx: Tx, staffId: bigint, step: number): Promise<boolean> {
  return (await execute(tx, updateTotpStep, [tx.tenantId, staffId, step])) === 1;
}

export interface NewStaff {
  readonly staffId: bigint;
  readonly email: string;
  readonly role: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly totpSealed: Buffer;
  readonly createdAt: Instant;
}

export const insertStaffRow = statement(
  "insert_staff",
  {},
  `insert into staff (staff_id, tenant_id, email, role, display_name, password_hash, totp_sealed, created_at)
   values ($2::int8, $1::int4, $3::text, $4::text, $5::text, $6::text, $7::bytea, at_ms($8::int8))`,
);

/** Throws when the address is taken. */
export async function insertStaff(tx: Tx, staff: NewStaff): Promise<void> {
  const { staffId, email, role, displayName, passwordHash, totpSealed, createdAt } = staff;
  await execute(tx, insertStaffRow, [
    tx.tenantId,
    staffId,
    email,
    role,
    displayName,
    passwordHash,
    totpSealed,
    createdAt,
  ]);
}

export const selectStaffName = statement(
  "select_staff_name",
  { display_name: "text" },
  "select display_name from staff where tenant_id = $1::int4 and staff_id = $2::int8",
);

/** What a colleague is called; null when there is none of this id. */
export async function findStaffName(tx: Tx, staffId: bigint): Promise<string | null> {
  const [row] = await run(tx, selectStaffName, [tx.tenantId, staffId]);
  return row?.display_name ?? null;
}

export const selectStaffAccount = statement(
  "select_staff_account",
  { display_name: "text", level: "int2", person: "text" },
  `select display_name, level, coalesce(person, 'staff:' || staff_id) as person
   from staff where tenant_id = $1::int4 and staff_id = $2::int8`,
);

/** The account of a member of staff who is signed in, and so is there. */
export async function findStaffAccount(tx: Tx, staffId: bigint): Promise<Row<(typeof selectStaffAccount)["row"]>> {
  const [row] = await run(tx, selectStaffAccount, [tx.tenantId, staffId]);
  return present(row, "a session of staff has an account");
}

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly role: string;
  readonly subject: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** The browser that came in, and so uses it from now on; null where none did. */
  readonly device: { readonly browser: string; readonly system: string } | null;
}

export const insertSessionRow = statement(
  "insert_session",
  {},
  `insert into session (token_hash, tenant_id, role, subject, created_at, expires_at, browser, system, last_used_at)
   values ($2::bytea, $1::int4, $3::text, $4::text, at_ms($5::int8), at_ms($6::int8), $7::text, $8::text,
     case when $7 is not null then at_ms($5) end)`,
);

export async function insertSession(
  tx: Tx,
  { tokenHash, role, subject, createdAt, expiresAt, device }: NewSession,
): Promise<void> {
  const came = [device?.browser ?? null, device?.system ?? null];
  await execute(tx, insertSessionRow, [tx.tenantId, tokenHash, role, subject, createdAt, expiresAt, ...came]);
}

export const endSessionRow = statement(
  "end_session",
  {},
  "update session set ended_at = at_ms($3::int8) where tenant_id = $1::int4 and token_hash = $2::bytea and ended_at is null",
);

/** Ends a session; false when it had ended before. */
export async function endSession(tx: Tx, tokenHash: Buffer, at: Instant): Promise<boolean> {
  return (await execute(tx, endSessionRow, [tx.tenantId, tokenHash, at])) === 1;
}

export interface NewApiKey {
  readonly keyHash: Buffer;
  readonly label: string;
  readonly scopes: readonly string[];
  /** The shop whose key it is; null: the marketplace's own. */
  readonly merchantId: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
}

export const insertApiKeyRow = statement(
  "insert_api_key",
  {},
  `insert into api_key (key_hash, tenant_id, label, scopes, created_at, expires_at, merchant_id)
   values ($2::bytea, $1::int4, $3::text, $4::text[], at_ms($5::int8), at_ms($6::int8), $7::text)`,
);

export async function insertApiKey(
  tx: Tx,
  { keyHash, label, scopes, createdAt, expiresAt, merchantId }: NewApiKey,
): Promise<void> {
  await execute(tx, insertApiKeyRow, [tx.tenantId, keyHash, label, scopes, createdAt, expiresAt, merchantId]);
}

const KEY_ROW = {
  key_hash: "bytea",
  label: "text",
  scopes: "text[]",
  merchant_id: "text?",
  created_at: "timestamptz",
  expires_at: "timestamptz?",
  revoked_at: "timestamptz?",
  last_used_at: "timestamptz?",
} as const;
export type KeyListRow = Row<typeof KEY_ROW>;
const KEY_COLUMNS = "key_hash, label, scopes, merchant_id, created_at, expires_at, revoked_at, last_used_at";

export const selectApiKeys = statement(
  "select_api_keys",
  KEY_ROW,
  `select ${KEY_COLUMNS} from api_key
   where tenant_id = $1::int4 and ($2::text is null or encode(key_hash, 'hex') > $2)
   order by key_hash limit $3::int4`,
);

/** Keys of the tenant by hash, after the hash (hex) where the last page ended. */
export async function listApiKeys(tx: Tx, after: string | null, limit: number): Promise<KeyListRow[]> {
  return run(tx, selectApiKeys, [tx.tenantId, after, limit]);
}

export const selectShopKeys = statement(
  "select_shop_keys",
  KEY_ROW,
  `select ${KEY_COLUMNS} from api_key
   where tenant_id = $1::int4 and merchant_id = $2::text
     and ($3::int8 is null or (created_at, encode(key_hash, 'hex')) < (at_ms($3), $4::text))
   order by created_at desc, encode(key_hash, 'hex') desc limit $5::int4`,
);

/** Where a list of what a shop has ended: made then, with this hash (hex). */
export interface ShopPlace {
  readonly createdAt: Instant;
  readonly hash: string;
}

/** A shop's own keys, newest first, after a place. */
export async function listShopKeys(
  tx: Tx,
  merchantId: string,
  after: ShopPlace | null,
  limit: number,
): Promise<KeyListRow[]> {
  return run(tx, selectShopKeys, [tx.tenantId, merchantId, after?.createdAt ?? null, after?.hash ?? null, limit]);
}

export const countShopKeysRow = statement(
  "count_shop_keys",
  { keys: "int8" },
  `select count(*) as keys from api_key
   where tenant_id = $1::int4 and merchant_id = $2::text and revoked_at is null and (expires_at is null or expires_at > at_ms($3::int8))`,
);

/** How many keys of a shop open something at an instant. */
export async function countShopKeys(tx: Tx, merchantId: string, at: Instant): Promise<number> {
  const [row] = await run(tx, countShopKeysRow, [tx.tenantId, merchantId, at]);
  return Number(row?.keys ?? 0n);
}

const SHOP_SESSION = {
  token_hash: "bytea",
  browser: "text?",
  system: "text?",
  created_at: "timestamptz",
  expires_at: "timestamptz",
  last_used_at: "timestamptz?",
} as const;
export type ShopSessionRow = Row<typeof SHOP_SESSION>;

export const selectShopSessions = statement(
  "select_shop_sessions",
  SHOP_SESSION,
  `select token_hash, browser, system, created_at, expires_at, last_used_at from session
   where tenant_id = $1::int4 and subject = $2::text and role = 'merchant' and ended_at is null
     and expires_at > at_ms($3::int8) and last_used_at is not null
     and ($4::int8 is null or (created_at, encode(token_hash, 'hex')) < (at_ms($4), $5::text))
   order by created_at desc, encode(token_hash, 'hex') desc limit $6::int4`,
);

/** The sessions in which somebody is signed in for a shop at an instant, newest first, after a place. */
export async function listShopSessions(
  tx: Tx,
  { merchantId, at }: { readonly merchantId: string; readonly at: Instant },
  after: ShopPlace | null,
  limit: number,
): Promise<ShopSessionRow[]> {
  const place = [after?.createdAt ?? null, after?.hash ?? null];
  return run(tx, selectShopSessions, [tx.tenantId, merchantId, at, ...place, limit]);
}

export const endShopSessionRows = statement(
  "end_shop_sessions",
  { token_hash: "bytea", role: "text", last_used_at: "timestamptz?" },
  `update session set ended_at = at_ms($3::int8)
   where tenant_id = $1::int4 and subject = $2::text and role in ('merchant', 'ticket:merchant') and ended_at is null
     and expires_at > at_ms($3) and ($4::text is null or starts_with(encode(token_hash, 'hex'), $4))
     and ($5::bytea is null or token_hash <> $5)
   returning token_hash, role, last_used_at`,
);
export type EndedSession = Row<(typeof endShopSessionRows)["row"]>;

/**
 * Ends the open sessions of a shop, and the addresses that would still open one: the one whose hash begins with these hex digits,
 * or all but one.
 */
export async function endShopSessions(
  tx: Tx,
  merchantId: string,
  at: Instant,
  which: { readonly prefix: string } | { readonly but: Buffer | null },
): Promise<EndedSession[]> {
  const chosen = "prefix" in which ? [which.prefix, null] : [null, which.but];
  return run(tx, endShopSessionRows, [tx.tenantId, merchantId, at, ...chosen]);
}

export const lockApiKey = statement(
  "lock_api_key",
  KEY_ROW,
  `select ${KEY_COLUMNS} from api_key
   where tenant_id = $1::int4 and starts_with(encode(key_hash, 'hex'), $2::text) and ($4::bool or merchant_id is not distinct from $3::text)
   order by key_hash limit 1
   for update`,
);

/** Whose keys are meant: a shop's, the marketplace's own (null), or anybody's. */
export type KeyOwner = { readonly merchantId: string | null } | "anybody";

/** The key whose hash begins with these hex digits, held until the transaction ends. */
export async function findApiKeyByPrefix(tx: Tx, prefix: string, owner: KeyOwner): Promise<KeyListRow | null> {
  const isAny = owner === "anybody";
  const [row] = await run(tx, lockApiKey, [tx.tenantId, prefix, isAny ? null : owner.merchantId, isAny]);
  return row ?? null;
}

export const revokeApiKeyRow = statement(
  "revoke_api_key",
  {},
  "update api_key set revoked_at = coalesce(revoked_at, at_ms($3::int8)) where tenant_id = $1::int4 and key_hash = $2::bytea",
);

export async function revokeApiKey(tx: Tx, keyHash: Buffer, at: Instant): Promise<void> {
  await execute(tx, revokeApiKeyRow, [tx.tenantId, keyHash, at]);
}

export const expireApiKeyRow = statement(
  "expire_api_key",
  {},
  `update api_key set expires_at = least(expires_at, at_ms($3::int8)) where tenant_id = $1::int4 and key_hash = $2::bytea`,
);

/** Lets a key run out at an instant, or earlier where it would anyway. */
export async function expireApiKey(tx: Tx, keyHash: Buffer, at: Instant): Promise<void> {
  await execute(tx, expireApiKeyRow, [tx.tenantId, keyHash, at]);
}

export const selectStaffNames = statement(
  "select_staff_names",
  { staff_id: "int8", display_name: "text" },
  "select staff_id, display_name from staff where tenant_id = $1::int4 and staff_id = any ($2::int8[])",
);

/** What colleagues are called, by how they stand in logs ("staff:…"). One statement, none for nobody. */
export async function staffNames(tx: Tx, callers: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(callers)].flatMap((caller) => /^staff:(\d{1,19})$/.exec(caller)?.[1] ?? []);
  if (ids.length === 0) return new Map();
  const rows = await run(tx, selectStaffNames, [tx.tenantId, ids]);
  return new Map(rows.map((row) => [`staff:${row.staff_id}`, row.display_name]));
}
