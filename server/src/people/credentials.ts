// Understands which caller a token stands for, and remembers it for a few seconds.

import { type Instant, instant } from "@anxin/core/time";
import { type ApiKeyRow, findApiKey, findSession, isStaffEnabled, touchCredential } from "@anxin/store/people";
import { withCredential } from "@anxin/store/transaction";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { type Principal, ROLES, type Role } from "../http/api.js";
import { hashOf, type TokenKind, tokenKind } from "./token.js";

/** A caller, and how far their token reaches. */
export interface Credential {
  readonly kind: TokenKind;
  readonly principal: Principal;
  /** Stands for the token in counters. */
  readonly hash: string;
  /** "*", "*:read", "orders:write", …; people are limited by their role instead. */
  readonly scopes: readonly string[];
  /** The tenant's limit for each of its servers; null when there is none. */
  readonly requestsPerSecondMax: number | null;
  readonly expiresAt: Instant | null;
}

/** How long a token that was ended elsewhere may still be taken for good, in milliseconds. */
const REMEMBERED_MS_MAX = 10_000;
/** Tokens remembered at once; the oldest are forgotten first. */
const REMEMBERED_MAX = 10_000;
/** How exactly it is kept when a credential was used last, in milliseconds. */
const USED_MS = 60_000;

/** Whether that a credential is used now is to be written down. */
const isNews = (lastUsedAt: Instant | null, now: number): boolean => lastUsedAt === null || now >= lastUsedAt + USED_MS;

interface Remembered {
  readonly credential: Credential;
  readonly untilMs: number;
}

const memories = new WeakMap<Context, Map<string, Remembered>>();

function memoryOf(context: Context): Map<string, Remembered> {
  const known = memories.get(context);
  if (known !== undefined) return known;
  const memory = new Map<string, Remembered>();
  memories.set(context, memory);
  return memory;
}

/**
 * The caller behind a token; null when it is unknown, ended or expired. Tokens live on the wall clock: business time, which a
 * sandbox moves, neither locks anybody out nor keeps a key alive.
 */
export async function findCredential(context: Context, token: string): Promise<Credential | null> {
  const kind = tokenKind(token);
  if (kind === null) return null;
  const now = wallClockMs();
  const memory = memoryOf(context);
  const hash = hashOf(token);
  const name = hash.toString("hex");
  const remembered = memory.get(name);
  const credential =
    remembered !== undefined && now < remembered.untilMs
      ? remembered.credential
      : await (kind === "key" ? readKey(context, hash) : readSession(context, hash));
  if (credential === null || (credential.expiresAt !== null && now >= credential.expiresAt)) {
    memory.delete(name);
    return null;
  }
  if (credential !== remembered?.credential) remember(memory, name, { credential, untilMs: now + REMEMBERED_MS_MAX });
  return credential;
}

function remember(memory: Map<string, Remembered>, name: string, entry: Remembered): void {
  memory.delete(name);
  memory.set(name, entry);
  const [oldest] = memory.keys();
  if (memory.size > REMEMBERED_MAX && oldest !== undefined) memory.delete(oldest);
}

/** Forgets a token that was ended, or whose end was moved, in this process at once; elsewhere within REMEMBERED_MS_MAX. */
export function forgetCredential(context: Context, tokenHash: Buffer): void {
  memoryOf(context).delete(tokenHash.toString("hex"));
}

async function readKey(context: Context, hash: Buffer): Promise<Credential | null> {
  const name = hash.toString("hex");
  const now = instant(wallClockMs());
  const row = await withCredential(context.db, name, async (tx) => {
    const key = await findApiKey(tx, hash);
    if (key === null || key.revoked_at !== null || (key.expires_at !== null && now >= key.expires_at)) return null;
    if (isNews(key.last_used_at, now)) await touchCredential(tx, "key", { tenantId: key.tenant_id, hash, at: now });
    return key;
  });
  if (row === null) return null;
  return {
    kind: "key",
    principal: { tenantId: row.tenant_id, ...keyHolder(row) },
    hash: name,
    scopes: row.scopes,
    requestsPerSecondMax: row.requests_per_second_max,
    expiresAt: row.expires_at,
  };
}

/** Whom a key stands for. A shop's may do what its people may; its label has no "@", so that no two keys have one name. */
function keyHolder({ label, merchant_id: merchantId }: ApiKeyRow): Omit<Principal, "tenantId"> {
  if (merchantId === null) return { role: "server", subject: label, caller: `server:${label}` };
  return { role: "merchant", subject: merchantId, caller: `merchant-key:${label}@${merchantId}` };
}

async function readSession(context: Context, hash: Buffer): Promise<Credential | null> {
  const name = hash.toString("hex");
  const now = instant(wallClockMs());
  const row = await withCredential(context.db, name, async (tx) => {
    const session = await findSession(tx, hash);
    if (session === null || session.ended_at !== null || now >= session.expires_at) return null;
    if (isStaffRole(session.role)) {
      return (await isStaffEnabled(tx, session.tenant_id, BigInt(session.subject))) ? session : null;
    }
    // A shop looks up who is signed in for it; buyers come and go by the thousand.
    if (session.role === "merchant" && isNews(session.last_used_at, now))
      await touchCredential(tx, "session", { tenantId: session.tenant_id, hash, at: now });
    return session;
  });
  const role = ROLES.find((each) => each === row?.role);
  if (row === null || role === undefined) return null;
  return {
    kind: "session",
    principal: { tenantId: row.tenant_id, role, subject: row.subject, caller: callerOf(role, row.subject) },
    hash: name,
    scopes: ["*"],
    requestsPerSecondMax: null,
    expiresAt: instant(row.expires_at),
  };
}

/** Buyers and merchants come from the marketplace; everybody else is staff. */
export const isStaffRole = (role: string): boolean =>
  role !== "buyer" && role !== "merchant" && ROLES.some((each) => each === role);

const callerOf = (role: Role, subject: string): string => `${isStaffRole(role) ? "staff" : role}:${subject}`;
