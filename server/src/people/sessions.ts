// Understands sessions: how staff sign in, how a marketplace brings its buyers and merchants, and how a session ends.

import { assert } from "@anxin/core/assert";
import { refuse } from "@anxin/core/refusal";
import { type Instant, instant, plus } from "@anxin/core/time";
import {
  endSession,
  findSession,
  findStaffByEmail,
  insertSession,
  type StaffRow,
  useTotpStep,
} from "@anxin/store/people";
import { inTransaction, type Tx, withCredential } from "@anxin/store/transaction";
import { noteAct } from "../audit/record.js";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { type Principal, ROLES, type Role } from "../http/api.js";
import { forgetCredential } from "./credentials.js";
import type { Device } from "./device.js";
import { passwordFits, totpStep } from "./password.js";
import { emailKey, TOTP_PURPOSE } from "./staff.js";
import { hashOf, isTicket, newSessionToken, newTicket } from "./token.js";

/** How long a working day's session lasts, and one of a portal. */
export const STAFF_SESSION_MS = 12 * 3_600_000;
export const PORTAL_SESSION_MS = 2 * 3_600_000;
/** How long a portal's address may be followed, once. */
const TICKET_MS = 5 * 60_000;
/** A ticket is kept beside sessions under a role that nobody has, so that it opens nothing but its portal. */
const TICKET_ROLE = "ticket:";

export interface Session {
  readonly token: string;
  readonly role: Role;
  readonly expiresAt: Instant;
}

/** Opens a session, whoever it is for: the caller has made sure of that. */
export async function openSession(
  context: Context,
  tx: Tx,
  {
    role,
    subject,
    lastsMs,
    device = null,
  }: {
    readonly role: Role;
    readonly subject: string;
    readonly lastsMs: number;
    /** The browser that comes in with it. */
    readonly device?: Device | null;
  },
): Promise<Session> {
  const token = newSessionToken(context.randomBytes);
  const createdAt = instant(wallClockMs());
  const expiresAt = plus(createdAt, lastsMs);
  await insertSession(tx, { tokenHash: hashOf(token), role, subject, createdAt, expiresAt, device });
  return { token, role, expiresAt };
}

/** The step of the one-time code, checked whoever it is for, so that it takes as long for an e-mail that nobody has. */
function stepOf(context: Context, staff: StaffRow | null, code: string): number | null {
  if (staff === null) return null;
  const secret = context.vault.open(staff.tenant_id, TOTP_PURPOSE, staff.totp_sealed).toString();
  return totpStep(secret, code, wallClockMs());
}

/**
 * Signs a member of staff in. Refuses with `credentials_wrong`, the same for an unknown e-mail, a disabled account and a wrong
 * password; and with `totp_wrong` for a code that is wrong or was used before.
 */
export async function signIn(
  context: Context,
  given: { readonly email: string; readonly password: string; readonly totp: string },
): Promise<Session> {
  const email = emailKey(given.email);
  const staff = await withCredential(context.db, email, (tx) => findStaffByEmail(tx, email));
  const fits = await passwordFits(staff?.password_hash ?? null, given.password);
  const step = stepOf(context, staff, given.totp);
  if (staff === null || !fits || staff.disabled_at !== null) refuse("credentials_wrong", "e-mail or password is wrong");
  const role = ROLES.find((each) => each === staff.role);
  assert(role !== undefined, `${staff.role} is a role of ours`);
  const subject = staff.staff_id.toString();
  const act = { actor: `staff:${subject}`, subject: { kind: "staff", id: subject } };
  const session = await inTransaction(context.db, staff.tenant_id, async (tx) => {
    const fresh = step !== null && (await useTotpStep(tx, staff.staff_id, step));
    // Whoever comes so far has the password: that is worth a line, and tells a stranger nothing of who has an account.
    await noteAct(context, tx, { ...act, action: fresh ? "session.signed_in" : "session.refused", after: { role } });
    return fresh ? openSession(context, tx, { role, subject, lastsMs: STAFF_SESSION_MS }) : null;
  });
  return session ?? refuse("totp_wrong", "the one-time code is wrong, or was used before; wait for the next one");
}

/** Ends the session of a token, here at once and elsewhere within seconds. */
export async function signOut(
  context: Context,
  { tenantId, caller, subject }: Principal,
  token: string,
): Promise<void> {
  const hash = hashOf(token);
  await inTransaction(context.db, tenantId, async (tx) => {
    const ended = await endSession(tx, hash, instant(wallClockMs()));
    // Buyers and merchants come and go by the thousand, and decide nothing.
    if (!ended || !caller.startsWith("staff:")) return;
    await noteAct(context, tx, {
      actor: caller,
      action: "session.signed_out",
      subject: { kind: "staff", id: subject },
    });
  });
  forgetCredential(context, hash);
}

/** Opens a session for a user of the marketplace, with an address that opens the portal once. */
export async function openPortal(
  context: Context,
  tx: Tx,
  role: "buyer" | "merchant",
  subject: string,
): Promise<Session & { readonly url: string }> {
  const session = await openSession(context, tx, { role, subject, lastsMs: PORTAL_SESSION_MS });
  const ticket = newTicket(context.randomBytes);
  const createdAt = instant(wallClockMs());
  const expiresAt = plus(createdAt, TICKET_MS);
  const times = { createdAt, expiresAt };
  await insertSession(tx, { tokenHash: hashOf(ticket), role: TICKET_ROLE + role, subject, ...times, device: null });
  return { ...session, url: `${context.config.publicUrl}/portal/${ticket}` };
}

/** Trades the ticket of a portal's address for a session, once. Refuses with `not_found` when it was used or is too old. */
export async function enterPortal(context: Context, ticket: string, device: Device): Promise<Session> {
  const hash = hashOf(ticket);
  const now = instant(wallClockMs());
  const found = isTicket(ticket)
    ? await withCredential(context.db, hash.toString("hex"), (tx) => findSession(tx, hash))
    : null;
  const role = ROLES.find((each) => found?.role === TICKET_ROLE + each);
  if (found === null || role === undefined || now >= found.expires_at) refuseTicket();
  return inTransaction(context.db, found.tenant_id, async (tx) => {
    if (!(await endSession(tx, hash, now))) refuseTicket();
    return openSession(context, tx, { role, subject: found.subject, lastsMs: PORTAL_SESSION_MS, device });
  });
}

function refuseTicket(): never {
  refuse("not_found", "this address was used already or is too old; go back to the marketplace for a new one");
}
