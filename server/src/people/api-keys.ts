// Understands the keys of servers, the marketplace's own and its shops': made, shown once, rotated with overlap, and revoked.

import { present } from "@anxin/core/assert";
import { refuse } from "@anxin/core/refusal";
import { type Instant, instant, plus } from "@anxin/core/time";
import {
  countShopKeys,
  expireApiKey,
  findApiKeyByPrefix,
  insertApiKey,
  type KeyListRow,
  type KeyOwner,
  revokeApiKey,
} from "@anxin/store/people";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { forgetCredential } from "./credentials.js";
import { hashOf, newApiKey } from "./token.js";

export interface ApiKeyRequest {
  /** Names the integrator. Keys of one label are one caller: what one began, its successor may repeat. */
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | null;
  /** The shop whose key it is, which may do what the shop's people may; null: the marketplace's own. */
  readonly merchantId: string | null;
}

export interface CreatedApiKey extends ApiKeyRequest {
  readonly keyId: string;
  /** Shown once; only its hash is kept. */
  readonly key: string;
  readonly createdAt: Instant;
}

const KEY_ID = /^key_([0-9a-f]{16})$/;

/** The name of a key: it tells which one, and nothing of the secret. */
export const keyIdOf = (keyHash: Buffer): string => `key_${keyHash.toString("hex").slice(0, 16)}`;

/** "*", "*:read", "*:write", or one collection of the API. */
export const SCOPE = "^(\\*|\\*:(read|write)|[a-z][a-z-]{0,40}:(read|write))$";

/** Keys that a shop may have at once. */
const SHOP_KEYS_MAX = 20;

/** Makes a key for a tenant's server. */
export async function createApiKey(context: Context, tenantId: number, request: ApiKeyRequest): Promise<CreatedApiKey> {
  return inTransaction(context.db, tenantId, (tx) => addApiKey(context, tx, request));
}

/** As `createApiKey`, in a transaction that is open already. */
export async function addApiKey(context: Context, tx: Tx, request: ApiKeyRequest): Promise<CreatedApiKey> {
  const key = newApiKey(context.randomBytes, context.config.mode);
  const keyHash = hashOf(key);
  const createdAt = instant(wallClockMs());
  const { label, scopes, expiresAt, merchantId } = request;
  await insertApiKey(tx, { keyHash, label, scopes, createdAt, expiresAt, merchantId });
  return { keyId: keyIdOf(keyHash), key, label, scopes, createdAt, expiresAt, merchantId };
}

/** Refuses with `limit_exceeded` when a shop has as many keys as it may. */
export async function requireRoomForKey(tx: Tx, merchantId: string): Promise<void> {
  if ((await countShopKeys(tx, merchantId, instant(wallClockMs()))) < SHOP_KEYS_MAX) return;
  refuse("limit_exceeded", `the shop has ${SHOP_KEYS_MAX} keys already; revoke one that nobody uses`, {
    limit: SHOP_KEYS_MAX,
    unit: "keys",
  });
}

/** The owner's key of this id, held until the transaction ends. Refuses with `not_found`. */
async function lockKey(tx: Tx, keyId: string, owner: KeyOwner): Promise<KeyListRow> {
  const prefix = KEY_ID.exec(keyId)?.[1];
  const row = prefix === undefined ? null : await findApiKeyByPrefix(tx, prefix, owner);
  return row ?? refuse("not_found", "there is no key of this id");
}

/**
 * Makes a successor with the same label and scopes; the old key runs out after the overlap, so that servers can be changed
 * one after the other. Refuses with `state_conflict` when the old key has ended.
 */
export async function rotateApiKey(
  context: Context,
  tx: Tx,
  {
    keyId,
    merchantId,
    overlapMs,
  }: { readonly keyId: string; readonly merchantId: string | null; readonly overlapMs: number },
): Promise<CreatedApiKey> {
  const row = await lockKey(tx, keyId, { merchantId });
  const now = instant(wallClockMs());
  if (row.revoked_at !== null || (row.expires_at !== null && now >= row.expires_at)) {
    refuse("state_conflict", "this key has ended already; make a new one");
  }
  await expireApiKey(tx, row.key_hash, plus(now, overlapMs));
  const scopes = present(row.scopes, "a key has scopes");
  return addApiKey(context, tx, { label: row.label, scopes, expiresAt: null, merchantId });
}

/** Ends a key: in this process at once, elsewhere within seconds. Once more changes nothing. `note` runs with it. */
export async function endApiKey(
  context: Context,
  tenantId: number,
  { keyId, owner }: { readonly keyId: string; readonly owner: KeyOwner },
  note: (tx: Tx, key: KeyListRow) => Promise<void>,
): Promise<void> {
  const row = await inTransaction(context.db, tenantId, async (tx) => {
    const found = await lockKey(tx, keyId, owner);
    await revokeApiKey(tx, found.key_hash, instant(wallClockMs()));
    await note(tx, found);
    return found;
  });
  forgetCredential(context, row.key_hash);
}
