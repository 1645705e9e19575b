// Understands how cases take steps that decide nothing: the case, its event, its clocks, and what is set aside.
//
// For any number of cases: 3 statements for cases, events and clocks; one more for reserves that change, and for parcels given back.

import { assert, present } from "@anxin/core/assert";
import { type Actor, type CaseCommand, type CaseState, type CaseStep, step } from "@anxin/core/claim/machine";
import { reserveReleased, reserveSet } from "@anxin/core/ledger/templates";
import type { Instant } from "@anxin/core/time";
import { type ClaimEventRow, type ClaimRow, insertClaimEvents, releaseWaybills } from "@anxin/store/claim";
import { moveClaims } from "@anxin/store/claim-case";
import { writeClocks } from "@anxin/store/claim-clock";
import { insertTransfers, type TransferRow } from "@anxin/store/ledger";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { currentVersion, type HeldCase, nextSequence } from "./case.js";
import { caseTransfers } from "./decide.js";
import { claimAfter, takenStep } from "./state.js";

/** What is written of a step for whoever reads the case. */
export interface StepEvent {
  readonly kind: ClaimEventRow["kind"];
  readonly actor: string;
  readonly detail: string;
}

/** A step that a case is to take, whose order is held. */
export interface StepWish {
  readonly claim: ClaimRow;
  readonly state: CaseState;
  /** The number of the case's next event. */
  readonly sequence: number;
  readonly command: CaseCommand;
  readonly by: Actor;
  readonly event: StepEvent;
}

export interface Taken {
  readonly claim: ClaimRow;
  readonly step: CaseStep;
}

/**
 * Takes a step with a case that is held. Refuses as the case machine does, and writes nothing then. A step that grants money
 * belongs to `recordDecisions`.
 */
export async function takeStep(
  context: Context,
  tx: Tx,
  held: HeldCase,
  command: CaseCommand,
  by: Actor,
  event: StepEvent,
  now: Instant,
): Promise<Taken> {
  const { claim, state } = held;
  // Whoever comes too late learns who came before.
  const refusal = step(state, command, by, now);
  if ("refused" in refusal) takenStep(state, command, by, now, await currentVersion(tx, held));
  const [taken] = await takeSteps(
    context,
    tx,
    [{ claim, state, sequence: nextSequence(held), command, by, event }],
    now,
  );
  return present(taken, "one step is taken");
}

/** As `takeStep`, for any number of cases whose orders are held; one that is refused refuses all. */
export async function takeSteps(
  context: Context,
  tx: Tx,
  wishes: readonly StepWish[],
  now: Instant,
): Promise<readonly Taken[]> {
  const taken = wishes.map(({ claim, state, command, by }): Taken => {
    const taking = takenStep(state, command, by, now);
    assert(taking.granted === 0n, "a step that grants money is recorded as a decision");
    return { claim: claimAfter(claim, taking, now), step: taking };
  });
  const before = wishes.map(({ claim }) => claim);
  const after = taken.map(({ claim }) => claim);
  const moved = await moveClaims(
    tx,
    tx.tenantId,
    after.map((claim, i) => ({ ...claim, revision: before[i]?.revision ?? 0 })),
  );
  assert(moved.size === after.length, "a claim that is held does not change");
  await insertClaimEvents(
    tx,
    wishes.map(({ claim: { book, tenantId, claimId, status }, sequence, event }, i): ClaimEventRow => {
      const toStatus = after[i]?.status ?? status;
      return { book, tenantId, claimId, sequence, at: now, ...event, fromStatus: status, toStatus };
    }),
  );
  await writeClocks(
    tx,
    taken.map(({ claim, step: { state } }) => ({ claim, clocks: state.clocks })),
  );
  await insertTransfers(
    tx,
    wishes.flatMap(({ claim }, i) => reserveTransfers(context, claim, after[i] ?? claim, now)),
  );
  await releaseWaybills(tx, after.flatMap(parcelGivenBack));
  return taken;
}

/** What is over without a grant gives its return parcel back. */
function parcelGivenBack(claim: ClaimRow): Parameters<typeof releaseWaybills>[1][number][] {
  const { claimId, waybillKey, status, agreedAmount, openAppealId } = claim;
  const isOver = status === "rejected" || status === "withdrawn" || status === "closed";
  if (waybillKey === null || !isOver || agreedAmount > 0n || openAppealId !== null) return [];
  return [{ waybillKey, claimId }];
}

/** The postings by which what is set aside becomes what it is now. */
function reserveTransfers(context: Context, before: ClaimRow, after: ClaimRow, now: Instant): TransferRow[] {
  const change = after.reserve - before.reserve;
  if (change === 0n) return [];
  return caseTransfers(
    context,
    after,
    (funding) => [change > 0n ? reserveSet(funding, change) : reserveReleased(funding, -change)],
    now,
  );
}
