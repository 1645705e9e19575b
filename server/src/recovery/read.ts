// Understands which recovery a call is about, who may see it, and who acts on it.

import { present } from "@anxin/core/assert";
import { bookOfId, type Id, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import type { MerchantKey } from "@anxin/store/merchant";
import { staffNames } from "@anxin/store/people";
import { personOfStaff } from "@anxin/store/proposal";
import {
  findRecovery,
  holdRecovery,
  type RecoveryKey,
  type RecoveryRow,
  recoveryEvents,
  recoveryTransfers,
} from "@anxin/store/recovery";
import { attemptsOf } from "@anxin/store/recovery-attempt";
import { holdDeposit } from "@anxin/store/recovery-terms";
import { writeOffsOf } from "@anxin/store/recovery-write-off";
import type { Tx } from "@anxin/store/transaction";
import { holdWallet } from "@anxin/store/wallet";
import type { Context } from "../context.js";
import type { Access, Principal } from "../http/api.js";
import { type CurrentVersion, requireIfMatch } from "../http/etag.js";
import { callerName } from "../people/staff.js";
import type { RETURN_PLACES } from "./record.js";
import { etagOfRecovery, type RecoveryFile, recoveryDetail } from "./view.js";

/** Who asks debtors, books their money and writes off. */
export const RECOVERERS = ["finance", "supervisor"] as const satisfies Access;
export const RECOVERY_READERS = [
  ...RECOVERERS,
  "auditor",
  "platform",
  "server",
  "admin",
  "merchant",
] as const satisfies Access;

/** A merchant sees what it owes itself, and nothing of carriers; what nobody may see is not found. */
export const maySeeRecovery = ({ role, subject }: Principal, row: RecoveryRow): boolean =>
  role !== "merchant" || (row.debtor_kind === "merchant" && row.merchant_id === subject);

const idOf = (text: string): Id => parseId("recovery", text) ?? unknownRecovery(text);
const unknownRecovery = (text: string): never => refuse("not_found", `there is no recovery ${text}`);

/** The recovery, if there is one that the caller may see; refuses with `not_found` otherwise. */
export async function readRecovery(tx: Tx, principal: Principal, text: string): Promise<RecoveryFile> {
  const id = idOf(text);
  const row = await findRecovery(tx, { book: bookOfId(id), recovery_id: id });
  if (row === null || !maySeeRecovery(principal, row)) return unknownRecovery(text);
  return fileOf(tx, row);
}

/** Everything that is kept about a recovery. */
async function fileOf(tx: Tx, row: RecoveryRow): Promise<RecoveryFile> {
  const events = await recoveryEvents(tx, row);
  const writeOffs = await writeOffsOf(tx, row);
  const judges = writeOffs.flatMap(({ judged_by: judgedBy }) => judgedBy ?? []);
  const callers = [...events.map(({ actor }) => actor), ...writeOffs.map((each) => each.proposed_by), ...judges];
  return {
    ...{ row, events, writeOffs },
    attempts: await attemptsOf(tx, row),
    transfers: await recoveryTransfers(tx, row),
    names: await staffNames(tx, callers),
  };
}

/** What a call answers that changed a recovery in this transaction. */
export async function changed(context: Context, tx: Tx, key: RecoveryKey) {
  const row = present(await findRecovery(tx, key), "a recovery that was held is there");
  const body = recoveryDetail(context, await fileOf(tx, row), { role: "finance" });
  return { status: 201, body, etag: etagOfRecovery(row) };
}

/** The recovery, held until the transaction ends; refuses with `not_found`. */
export async function takeRecovery(tx: Tx, text: string): Promise<RecoveryRow> {
  const id = idOf(text);
  return (await holdRecovery(tx, { book: bookOfId(id), recovery_id: id })) ?? unknownRecovery(text);
}

/** As `takeRecovery`, with the wallet or deposit that money goes back to held before it. */
export async function takeWith(
  context: Context,
  tx: Tx,
  text: string,
  to: (typeof RETURN_PLACES)[number],
): Promise<RecoveryRow> {
  if (to === "bank") return takeRecovery(tx, text);
  const id = idOf(text);
  const row = (await findRecovery(tx, { book: bookOfId(id), recovery_id: id })) ?? unknownRecovery(text);
  const key: MerchantKey = { book: row.book, merchantId: row.merchant_id };
  if (to === "wallet") await holdWallet(tx, key);
  else await holdDeposit(tx, key, context.clock.now());
  return takeRecovery(tx, text);
}

interface Conditional {
  readonly headers: { readonly "if-match"?: string | undefined };
}

/** Refuses an edit of a recovery that was made on another version of it. */
export async function requireCurrent(tx: Tx, request: Conditional, row: RecoveryRow): Promise<void> {
  const last = (await recoveryEvents(tx, row)).at(-1);
  const changedBy = last === undefined ? null : await callerName(tx, last.actor);
  const current: CurrentVersion = { etag: etagOfRecovery(row), changedBy, changedAt: last?.at ?? null };
  requireIfMatch(request, current);
}

/** The human being behind a member of staff, whichever account was used. */
export const personOf = (tx: Tx, { subject }: Principal): Promise<string> => personOfStaff(tx, BigInt(subject));
