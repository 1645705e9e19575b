// Understands how somebody becomes a member of staff, and what colleagues call them.

import { assert } from "@anxin/core/assert";
import { instant } from "@anxin/core/time";
import { findStaffName, insertStaff } from "@anxin/store/people";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import type { Role } from "../http/api.js";
import { hashPassword, newTotpSecret, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./password.js";

export type StaffRole = Exclude<Role, "buyer" | "merchant">;

export interface StaffRequest {
  readonly email: string;
  readonly role: StaffRole;
  readonly displayName: string;
  readonly password: string;
}

export interface CreatedStaff {
  /** As it stands in sessions and logs: decimal digits. */
  readonly staffId: string;
  /** Base 32, shown once; kept sealed. */
  readonly totpSecret: string;
}

export const TOTP_PURPOSE = "totp";
/** Staff belong to the tenant, not to a merchant's book. */
const STAFF_BOOK = 0;

/** An e-mail as it is compared: nobody has two accounts by writing it another way. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

/** Adds a member of staff and makes their TOTP secret. Throws when the e-mail is taken or the password is too short or long. */
export async function createStaff(context: Context, tenantId: number, staff: StaffRequest): Promise<CreatedStaff> {
  const { email, role, displayName, password } = staff;
  const fits = password.length >= PASSWORD_LENGTH_MIN && password.length <= PASSWORD_LENGTH_MAX;
  assert(fits, `a password has ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters`);
  const passwordHash = await hashPassword(password);
  return inTransaction(context.db, tenantId, (tx) => addStaff(context, tx, { email, role, displayName, passwordHash }));
}

/** As `createStaff`, in a transaction that is open already and with a hash that is there already. */
export async function addStaff(
  context: Context,
  tx: Tx,
  staff: Omit<StaffRequest, "password"> & { readonly passwordHash: string },
): Promise<CreatedStaff> {
  const staffId = context.ids.next(STAFF_BOOK);
  const totpSecret = newTotpSecret(context.randomBytes);
  await insertStaff(tx, {
    ...staff,
    email: emailKey(staff.email),
    staffId,
    totpSealed: context.vault.seal(tx.tenantId, TOTP_PURPOSE, Buffer.from(totpSecret)),
    createdAt: instant(wallClockMs()),
  });
  return { staffId: staffId.toString(), totpSecret };
}

/** How a caller ("staff:…", "server:…") is named to a colleague: people by their name, others as they are. */
export async function callerName(tx: Tx, caller: string): Promise<string> {
  const [kind, id = ""] = caller.split(":", 2);
  if (kind !== "staff" || !/^\d{1,19}$/.test(id)) return caller;
  return (await findStaffName(tx, BigInt(id))) ?? caller;
}

/** As `callerName`, for everybody who made one of these changes; by how they are stored. One statement for each of them. */
export async function callerNames(
  tx: Tx,
  changes: readonly { readonly changed_by: string }[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { changed_by: caller } of changes) {
    if (!names.has(caller)) names.set(caller, await callerName(tx, caller));
  }
  return names;
}
