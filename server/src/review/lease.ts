// Understands how a claim is taken in hand: by its number, or as the next of a view, so that no two people get the same.
//
// A lease is a row of its own and no step of the case: its version stays, so that whoever read it may still decide on it.

import { present } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { isLive, type Lease, leaseAfter } from "@anxin/core/review/lease";
import { QUEUE_STATUSES } from "@anxin/core/review/view";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { claimsById } from "@anxin/store/claim-case";
import { personOfStaff } from "@anxin/store/proposal";
import { endLease, lockLease, noteLease, putLease } from "@anxin/store/review-lease";
import { nextInQueue, type QueueQuestion } from "@anxin/store/review-queue";
import type { Tx } from "@anxin/store/transaction";
import { findVisible } from "../claim/case.js";
import { noteClaimFact } from "../claim/clock.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { heldFacts, refuseHeld } from "./holding.js";

export interface LeaseTaken {
  readonly claim: ClaimRow;
  readonly lease: Lease;
  readonly change: "taken" | "renewed" | "taken_over";
}

/** Whether there is anything to work on: it waits for a decision, or an appeal is open. */
const isWorkable = ({ status, openAppealId }: ClaimRow): boolean =>
  QUEUE_STATUSES.some((each) => each === status) || openAppealId !== null;

/** Who takes a claim in hand, and why from a colleague. */
interface Taker {
  readonly principal: Principal;
  readonly person: string;
  readonly reason: string;
}

/**
 * Takes a claim in hand, or keeps it there for some minutes more. Refuses with `claim_held` when a colleague has it, unless a
 * supervisor says why they take it over; and with `state_conflict` when there is nothing to work on.
 */
export async function takeLease(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId, reason }: { readonly claimId: string; readonly reason: string },
): Promise<LeaseTaken> {
  const claim = await findVisible(tx, principal, claimId);
  if (!isWorkable(claim)) refuse("state_conflict", `the claim is ${claim.status}: there is nothing to work on`);
  const person = await personOfStaff(tx, BigInt(principal.subject));
  const now = context.clock.now();
  const { holder, lease, change } = await leased(tx, claim, { principal, person, reason }, now);
  if (change !== "renewed") {
    const former = change === "taken_over" ? holder : null;
    const about = { changeId: context.ids.next(claim.book), holder: principal.caller, former, reason, at: now };
    await noteLease(tx, claim, { kind: change, ...about });
    await noteClaimFact(context, tx, [claim], "taken_in_hand", now);
  }
  return { claim, lease, change };
}

/** Writes what core answers. */
async function leased(
  tx: Tx,
  claim: ClaimRow,
  { principal, person, reason }: Taker,
  now: Instant,
): Promise<Omit<LeaseTaken, "claim"> & { readonly holder: string | null }> {
  const found = await lockLease(tx, claim);
  const isSupervisor = principal.role === "supervisor";
  const answer = leaseAfter(found, { holder: principal.caller, person, isSupervisor, reason }, now);
  if ("refused" in answer) {
    if (answer.refused === "claim_held" && found !== null) refuseHeld(found);
    if (answer.refused === "forbidden") refuse("forbidden", "only a supervisor takes a claim from a colleague");
    refuse("reason_required", `${found?.name ?? "a colleague"} has it in hand; say why you take it over`, {
      errors: [{ pointer: "/reason", code: "required", detail: "say why it is taken from a colleague" }],
      ...(found === null ? {} : { extra: heldFacts(found) }),
    });
  }
  if (await putLease(tx, claim, answer.lease, found, now)) return { ...answer, holder: found?.holder ?? null };
  // Somebody was a moment quicker: now there is a lease to be read.
  return leased(tx, claim, { principal, person, reason }, now);
}

/** Gives a claim back. Nothing happens where the caller does not have it; a colleague's is left to them (`claim_held`). */
export async function giveBack(context: Context, tx: Tx, principal: Principal, claimId: string): Promise<void> {
  const claim = await findVisible(tx, principal, claimId);
  const now = context.clock.now();
  const lease = await lockLease(tx, claim);
  const person = await personOfStaff(tx, BigInt(principal.subject));
  if (lease === null || lease.person !== person) {
    if (isLive(lease, now)) refuseHeld(lease);
    return;
  }
  await endLease(tx, claim);
  const about = { holder: principal.caller, former: null, reason: "", at: now } as const;
  await noteLease(tx, claim, { changeId: context.ids.next(claim.book), kind: "given_back", ...about });
}

/**
 * Takes the first claim of a view that nobody has in hand; null when there is none. Of many who ask at once each gets another:
 * whoever is about to take one holds it, and the rest look further.
 */
export async function takeNext(
  context: Context,
  tx: Tx,
  principal: Principal,
  question: QueueQuestion,
): Promise<LeaseTaken | null> {
  const person = await personOfStaff(tx, BigInt(principal.subject));
  const now = context.clock.now();
  const gone: Id[] = [];
  for (;;) {
    const found = await nextInQueue(tx, { ...question, heldBy: "nobody" }, person, gone);
    if (found === null) return null;
    const request = { holder: principal.caller, person, isSupervisor: false, reason: "" };
    const answer = leaseAfter(null, request, now);
    // Somebody took it and let it go between our look and our grip: the look was too old.
    if ("lease" in answer && (await putLease(tx, found, answer.lease, null, now))) {
      const [row] = await claimsById(tx, [found]);
      const about = { holder: principal.caller, former: null, reason: "", at: now } as const;
      await noteLease(tx, found, { changeId: context.ids.next(found.book), kind: "taken", ...about });
      await noteClaimFact(context, tx, [found], "taken_in_hand", now);
      return { claim: present(row, "a claim of the queue is kept").claim, lease: answer.lease, change: answer.change };
    }
    gone.push(found.claimId);
  }
}
