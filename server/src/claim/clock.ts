// Understands how the clocks of claims are told what others did: that the money arrived, that the refusal was delivered.

import type { ClockFact } from "@anxin/core/claim/clock-rules";
import { clocksAfter } from "@anxin/core/claim/clocks";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import {
  type ClaimClocks,
  type ClaimKey,
  holdClocksOfClaims,
  unpaidClaims,
  writeClocks,
} from "@anxin/store/claim-clock";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";

/**
 * Tells the clocks of claims of a fact that is no step of the case. One statement to read and one to write, for any number of
 * claims; a claim whose clocks it does not touch is not written. Needs no order held: the clocks are held themselves.
 */
export async function noteClaimFact(
  _context: Context,
  tx: Tx,
  claims: readonly ClaimKey[],
  fact: ClockFact,
  at: Instant,
): Promise<void> {
  await writeClocks(tx, await clocksTold(tx, claims, fact, at));
}

/** As `noteClaimFact` for money that arrived: a claim is paid once nothing that was granted is on its way. One statement more. */
export async function notePaid(tx: Tx, claims: readonly ClaimKey[], at: Instant): Promise<void> {
  // Two payouts of one claim may arrive at once: who holds the clocks second sees what the first has stored.
  const told = await clocksTold(tx, claims, "paid", at);
  const unpaid = told.length === 0 ? new Set<Id>() : await unpaidClaims(tx, claims);
  await writeClocks(
    tx,
    told.filter(({ claim }) => !unpaid.has(claim.claimId)),
  );
}

/** Holds the clocks of claims and tells them; answers the claims whose clocks changed. */
async function clocksTold(
  tx: Tx,
  claims: readonly ClaimKey[],
  fact: ClockFact,
  at: Instant,
): Promise<readonly ClaimClocks[]> {
  const held = await holdClocksOfClaims(tx, claims);
  return claims.flatMap((claim) => {
    const before = held.get(claim.claimId) ?? [];
    const clocks = clocksAfter(before, fact, at);
    const same = clocks.length === before.length && clocks.every((clock, i) => clock === before[i]);
    return same ? [] : [{ claim, clocks }];
  });
}
