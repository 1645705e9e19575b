// Understands how decisions open recoveries, and correct them: in the transaction that decides, or not at all.
//
// None where no product is recoverable. Else, for any number of decisions: 2 to hold the recoveries that there are, 1 each for the
// orders and for what was agreed with their carriers where a carrier is liable, 1 each for new rows, moved rows, events and transfers.
// The caller holds the orders, so that nobody else decides on the same claims.

import { present } from "@anxin/core/assert";
import { carrierKey } from "@anxin/core/claim/waybill";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { OrderSnapshot } from "@anxin/core/order/order";
import type { ProductVersion } from "@anxin/core/product/product";
import { type CarrierTerms, claimable, deadlineOf } from "@anxin/core/recovery/claimable";
import { openRecovery, statusOf, step } from "@anxin/core/recovery/recovery";
import { type Instant, shanghaiDay } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { ordersOfClaims } from "@anxin/store/claim-case";
import {
  holdRecoveriesOfClaims,
  insertRecoveries,
  moveRecoveries,
  type RecoveryRow,
  stateOf,
} from "@anxin/store/recovery";
import { type CarrierTermsRow, carrierTermsOn } from "@anxin/store/recovery-terms";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { decodeSnapshot } from "../order/snapshot.js";
import { changeOf, type RecoveryChange, writeHistory } from "./follow.js";

/** A decision that was recorded. */
export interface DecidedClaim {
  /** The case as it is now: `agreedAmount` is the whole that was granted. */
  readonly claim: ClaimRow;
  /** What was granted before this decision, in fen. */
  readonly agreedBefore: Fen;
  readonly decisionId: Id;
  readonly product: ProductVersion;
  /** Of the line's parcel, as the decision saw it. */
  readonly shippedAt: Instant | null;
  /** That the buyer paid for the line, in fen. */
  readonly freight: Fen;
  readonly decidedBy: string;
}

/** Who is liable for a claim, and how much of it by law and contract. */
interface Liability {
  readonly decided: DecidedClaim;
  readonly debtorId: string;
  readonly carrierTerms: CarrierTerms | null;
}

/**
 * Opens a recovery for each decision that granted something under a recoverable cover, and raises or lowers the one that the claim
 * has: the amount follows from what was granted altogether, so that the same decision told twice changes nothing.
 */
export async function openRecoveries(
  context: Context,
  tx: Tx,
  decisions: readonly DecidedClaim[],
  now: Instant,
): Promise<void> {
  const recoverable = decisions.filter(
    ({ product }) => product.recoveryFrom !== null && product.recovery !== undefined,
  );
  const granted = recoverable.filter(({ claim, agreedBefore }) => claim.agreedAmount > 0n || agreedBefore > 0n);
  if (granted.length === 0) return;
  const held = await holdRecoveriesOfClaims(
    tx,
    granted.map(({ claim }) => claim),
  );
  const liabilities = await liabilitiesOf(tx, granted);
  const opened: RecoveryChange[] = [];
  const moved: RecoveryChange[] = [];
  for (const liability of liabilities) {
    const row = held.get(liability.decided.claim.claimId);
    if (row === undefined) opened.push(...newRecovery(context, tx.tenantId, liability, now));
    else moved.push(...corrected(context, tx.tenantId, row, liability, now));
  }
  await insertRecoveries(
    tx,
    opened.map(({ row }) => row),
  );
  await moveRecoveries(
    tx,
    moved.map(({ row }) => row),
  );
  await writeHistory(tx, [...opened, ...moved]);
  if (opened.length > 0) failpoint("recovery.opened");
}

/** A carrier is known by the parcel that brought the line; where none is told, it stays unnamed and a person finds out. */
async function liabilitiesOf(tx: Tx, decisions: readonly DecidedClaim[]): Promise<readonly Liability[]> {
  const carried = decisions.filter(({ product }) => product.recoveryFrom === "carrier");
  const orders = await ordersOfClaims(
    tx,
    carried.map(({ claim }) => claim),
  );
  const snapshots = new Map(orders.map((row) => [row.order_id, decodeSnapshot(row.snapshot, null)]));
  const carriers = new Map(carried.map(({ claim }) => [claim.claimId, carrierOf(snapshots.get(claim.orderId), claim)]));
  const agreed = await carrierTermsOn(
    tx,
    carried.flatMap((decided) => wantedTerms(carriers.get(decided.claim.claimId) ?? "", decided)),
  );
  return decisions.map((decided) => {
    const { claim, product } = decided;
    if (product.recoveryFrom === "merchant") return { decided, debtorId: claim.merchantId, carrierTerms: null };
    const carrier = carriers.get(claim.claimId) ?? "";
    const [wanted] = wantedTerms(carrier, decided);
    const row = wanted === undefined ? undefined : agreed.get(`${wanted.carrier} ${wanted.day}`);
    return { decided, debtorId: carrier, carrierTerms: row === undefined ? null : termsOf(row) };
  });
}

function carrierOf(order: OrderSnapshot | undefined, { lineId }: ClaimRow): string {
  const shipment = order?.shipments.find(({ lineIds }) => lineIds.includes(lineId)) ?? order?.shipments[0];
  return shipment === undefined ? "" : carrierKey(shipment.carrier);
}

/** The contract that counts is the one in force when the parcel was shipped. */
function wantedTerms(carrier: string, { shippedAt }: DecidedClaim): { carrier: string; day: string }[] {
  return carrier === "" || shippedAt === null ? [] : [{ carrier, day: shanghaiDay(shippedAt) }];
}

function termsOf(row: CarrierTermsRow): CarrierTerms {
  const {
    parcel_max: parcelMax,
    freight_times: freightTimes,
    freight_usual: freightUsual,
    within_days: withinDays,
  } = row;
  return { parcelMax, freightTimes, freightUsual, withinDays };
}

function claimableOf({ decided: { claim, product, freight }, carrierTerms }: Liability) {
  const { agreedAmount: granted, peril } = claim;
  return claimable(product, { granted, peril, freight, carrierTerms });
}

/** Merchants are told of what is netted as soon as the worker looks; carriers are asked when a person submits it. */
const lookAt = (product: ProductVersion, now: Instant): Instant | null =>
  product.recoveryFrom === "merchant" ? now : null;

function newRecovery(context: Context, tenantId: number, liability: Liability, now: Instant): RecoveryChange[] {
  const { decided, debtorId, carrierTerms } = liability;
  const { claim, product, shippedAt, decisionId } = decided;
  const { amount, basis } = claimableOf(liability);
  if (amount === 0n) return [];
  const opened = openRecovery(amount);
  const { book, claimId, policyId, orderId, lineId, merchantId, productVersion, peril } = claim;
  const row: RecoveryRow = {
    ...{ book, recovery_id: context.ids.next(book), claim_id: claimId, policy_id: policyId, decision_id: decisionId },
    ...{ order_id: orderId, line_id: lineId, merchant_id: merchantId, product: product.code, peril, basis },
    ...{ product_version: productVersion, funding: product.funding, debtor_id: debtorId },
    debtor_kind: present(product.recoveryFrom, "a recoverable product names who is liable"),
    ...{ claimed: amount, denied: 0n, received: 0n, netted: 0n, written_off: 0n, receivable: amount, owed_back: 0n },
    ...{ phase: opened.state.phase, status: statusOf(opened.state), attempt: 0, asked: 0n, grew: false },
    deadline_at: deadlineOf(product, { shippedAt, decidedAt: now, carrierTerms }),
    ...{ told_at: null, net_from: null, next_at: lookAt(product, now), opened_at: now, updated_at: now, revision: 0 },
    ...{ write_off_id: null, write_off_amount: null, write_off_person: null, last_sequence: 0 },
  };
  const cause = { kind: "opened", actor: decided.decidedBy, amount, decisionId } as const;
  return [changeOf(context, tenantId, row, opened, cause, now)];
}

/** More is told to the merchant anew: the first notice named another amount. */
function corrected(
  context: Context,
  tenantId: number,
  row: RecoveryRow,
  liability: Liability,
  now: Instant,
): RecoveryChange[] {
  const { decided } = liability;
  const { amount, basis } = claimableOf(liability);
  if (amount === row.claimed) return [];
  const taken = step(stateOf(row), { kind: "correct", claimed: amount });
  if (taken.kind === "refused") throw new Error(`broken promise: a correction is taken (${taken.objection})`);
  const told = taken.state.receivable > row.receivable ? { told_at: null, net_from: null } : {};
  const { decisionId, decidedBy: actor, product } = decided;
  const about = { decision_id: decisionId, basis, next_at: lookAt(product, now), ...told };
  return [changeOf(context, tenantId, row, taken, { kind: "corrected", actor, amount, decisionId, about }, now)];
}
