// Understands which caller a token stands for, and remembers it for a few seconds.

import { type Instant, instant } from "@anxin/core/time";
import { findApiKey, findSession, isStaffEnabled } from "@anxin/store/people";
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
  const row = await withCredential(context.db, name, (tx) => findApiKey(tx, hash));
  if (row === null || row.revoked_at !== null) return null;
  return {
    kind: "key",
    principal: { tenantId: row.tenant_id, role: "server", subject: row.label, caller: `server:${row.label}` },
    hash: name,
    scopes: row.scopes,
    requestsPerSecondMax: row.requests_per_second_max,
    expiresAt: row.expires_at,
  };
}

async function readSession(context: Context, hash: Buffer): Promise<Credential | null> {
  const name = hash.toString("hex");
  const row = await withCredential(context.db, name, async (tx) => {
    const session = await findSession(tx, hash);
    if (session === null || session.ended_at !== null || !isStaffRole(session.role)) return session;
    return (await isStaffEnabled(tx, session.tenant_id, BigInt(session.subject))) ? session : null;
  });
  const role = ROLES.find((each) => each === row?.role);
  if (row === null || row.ended_at !== null || role === undefined) return null;
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
