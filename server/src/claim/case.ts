// Understands how one claim is taken in hand by whoever may see it, alone or with its order held.

import { present } from "@anxin/core/assert";
import { isUndecided } from "@anxin/core/claim/claim";
import type { CaseState } from "@anxin/core/claim/machine";
import { waybillKey } from "@anxin/core/claim/waybill";
import { bookOfId, formatId, parseId } from "@anxin/core/id";
import type { OrderSnapshot, Payee } from "@anxin/core/order/order";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import { type ClaimEventRow, type ClaimRow, claimWaybills, releaseWaybills } from "@anxin/store/claim";
import { claimEvents, findClaim } from "@anxin/store/claim-case";
import { lockOrders } from "@anxin/store/order";
import { verifiedPayees } from "@anxin/store/payee-change";
import type { ProposalRow } from "@anxin/store/proposal";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import { maySee } from "../http/sight.js";
import { orderKey } from "../order/load.js";
import { openPayee } from "../order/payee.js";
import { callerName } from "../people/staff.js";
import { type ClaimCase, gatherFacts, openOrders } from "./facts.js";
import { restOfCases, stateOf } from "./state.js";

/** The claim, if there is one that the caller may see; refuses with `not_found` otherwise. */
export async function findVisible(tx: Tx, principal: Principal, text: string): Promise<ClaimRow> {
  const claimId = parseId("claim", text);
  const claim = claimId === null ? null : await findClaim(tx, bookOfId(claimId), claimId);
  if (claim === null || !maySee(principal, claim)) refuse("not_found", `there is no claim ${text}`);
  return claim;
}

/** A claim that nobody else can change or grant beside until the transaction ends. */
export interface HeldCase extends ClaimCase {
  readonly events: readonly ClaimEventRow[];
  /** As the case machine sees it. */
  readonly state: CaseState;
  /** What waits for a second pair of eyes. */
  readonly proposal: ProposalRow | null;
  /** Where money goes that is granted now: the account that the insured changed it to, or the order's. */
  readonly payee: Payee | null;
}

/** Whether money may still be granted on it: what is refused for good holds no parcel. */
const mayBeGranted = ({ status, openAppealId, lapsed }: ClaimRow): boolean =>
  isUndecided(status) || openAppealId !== null || lapsed;

/**
 * Takes the claim's return parcel, if it is free: under the number that the order tells now, which may be another than when
 * the claim was opened, since a cancelled pickup gets a new one. The old number is given back, unless money was granted on it.
 */
async function takeParcel(tx: Tx, claim: ClaimRow, order: OrderSnapshot): Promise<ClaimRow> {
  const { returnId, claimId, book } = claim;
  const entry = returnId === null ? undefined : order.returns.find((each) => each.returnId === returnId);
  const key = (entry === undefined ? null : waybillKey(entry.carrier, entry.waybill)) ?? claim.waybillKey;
  if (key === null || !mayBeGranted(claim)) return claim;
  await claimWaybills(tx, [{ waybillKey: key, claimId, book }]);
  if (claim.waybillKey !== null && claim.waybillKey !== key && claim.agreedAmount === 0n)
    await releaseWaybills(tx, [{ waybillKey: claim.waybillKey, claimId }]);
  return { ...claim, waybillKey: key };
}

/**
 * Holds a claim by its order, so that every grant under the order's policies happens one after the other, and reads it
 * again. A return parcel that has become free in the meantime is taken for the claim.
 */
export async function holdCase(
  context: Context,
  tx: Tx,
  principal: Principal,
  text: string,
  now: Instant,
): Promise<HeldCase> {
  const seen = await findVisible(tx, principal, text);
  const rows = await lockOrders(tx, tx.tenantId, [orderKey(tx.tenantId, seen)]);
  const files = await openOrders(context, tx, rows);
  const stored = present(await findClaim(tx, seen.book, seen.claimId), "a claim that was seen is kept");
  const claim = await takeParcel(tx, stored, present(files.get(stored.orderId), "the order is open").order);
  const [held] = await gatherFacts(context, tx, [claim], files, now);
  const rest = (await restOfCases(tx, [claim]))(claim.claimId);
  const read = { ...present(held, "one claim gives one case"), events: await claimEvents(tx, claim) };
  const changed = (await verifiedPayees(tx, [claim])).get(claim.claimId) ?? null;
  const payee = changed === null ? read.file.order.payee : openPayee(context.vault, tx.tenantId, changed);
  return { ...read, state: stateOf(claim, rest), proposal: rest.proposal, payee };
}

export const etagOfClaim = (claim: ClaimRow): string =>
  etagOf("claim", formatId("claim", claim.claimId), claim.revision);

/** What is there now and who made it so, by name, for the colleague who edits an older version. */
export async function currentVersion(tx: Tx, { claim, events }: HeldCase): Promise<CurrentVersion> {
  const last = events.at(-1);
  const changedBy = last === undefined ? null : await callerName(tx, last.actor);
  return { etag: etagOfClaim(claim), changedBy, changedAt: last?.at ?? null };
}

/** The number of the case's next event. */
export const nextSequence = ({ events }: HeldCase): number => (events.at(-1)?.sequence ?? 0) + 1;
