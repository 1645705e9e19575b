// Understands the sweep that closes decided claims once nothing more can come of them.
//
// For a page of claims: one statement to find them, those that hold their orders and read their state, and those of the steps. What
// has changed by the time it is held stays open.

import { isUndecided } from "@anxin/core/claim/claim";
import { APPEAL_DAYS } from "@anxin/core/claim/machine";
import type { Id } from "@anxin/core/id";
import { DAY_MS, type Instant, plus } from "@anxin/core/time";
import { claimsById } from "@anxin/store/claim-case";
import { CLOSABLE_PAGE_MAX, type ClosableClaim, closableClaims, tenantsWithClosable } from "@anxin/store/claim-close";
import { lockOrders } from "@anxin/store/order";
import { insertOutbox } from "@anxin/store/outbox";
import { keepToIndexes } from "@anxin/store/plan";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { orderKey } from "../order/load.js";
import { BY_RULES, SYSTEM } from "./actor.js";
import { batchOf } from "./decide.js";
import { type StepWish, takeSteps } from "./move.js";
import { restOfCases, stateOf } from "./state.js";

/** Claims that one sweep closes for a tenant; the rest waits for the next one, so that other work has its turn. */
const CLAIMS_A_SWEEP_MAX = 2_000;

/** Closes what is over, for all tenants; answers how many claims. */
export async function closeClaims(context: Context, stop?: AbortSignal): Promise<number> {
  const decidedUntil = plus(context.clock.now(), -APPEAL_DAYS * DAY_MS);
  let closed = 0;
  for (const tenantId of await tenantsWithClosable(context.owner, decidedUntil)) {
    // What could not be closed is not looked at again by this sweep.
    const left: Id[] = [];
    for (let seen = 0; seen < CLAIMS_A_SWEEP_MAX && stop?.aborted !== true; ) {
      const page = await inTransaction(context.db, tenantId, (tx) => closePage(context, tx, decidedUntil, left));
      closed += page.closed;
      seen += page.seen;
      if (page.seen < CLOSABLE_PAGE_MAX) break;
    }
  }
  return closed;
}

async function closePage(
  context: Context,
  tx: Tx,
  decidedUntil: Instant,
  left: Id[],
): Promise<{ readonly seen: number; readonly closed: number }> {
  await keepToIndexes(tx);
  const page = await closableClaims(tx, decidedUntil, left);
  if (page.length === 0) return { seen: 0, closed: 0 };
  const now = context.clock.now();
  const wishes = await holdThose(tx, page, decidedUntil, now);
  const going = new Set(wishes.map(({ claim }) => claim.claimId));
  left.push(...page.map((row) => row.claim_id).filter((claimId) => !going.has(claimId)));
  if (wishes.length === 0) return { seen: page.length, closed: 0 };
  const taken = await takeSteps(context, tx, wishes, now);
  const ids = taken.map(({ claim }) => claim.claimId);
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "claim.closed", ids }] });
  return { seen: page.length, closed: ids.length };
}

/** Holds the orders of these claims, and answers those that are still to be closed. */
async function holdThose(
  tx: Tx,
  page: readonly ClosableClaim[],
  decidedUntil: Instant,
  now: Instant,
): Promise<StepWish[]> {
  const keys = page.map((row) => orderKey(tx.tenantId, { orderId: row.order_id, merchantId: row.merchant_id }));
  await lockOrders(tx, tx.tenantId, keys);
  const stored = await claimsById(
    tx,
    page.map((row) => ({ book: row.book, claimId: row.claim_id })),
  );
  const still = stored.filter(
    ({ claim: { status, decidedAt, openAppealId } }) =>
      !isUndecided(status) && decidedAt !== null && decidedAt <= decidedUntil && openAppealId === null,
  );
  const rest = await restOfCases(
    tx,
    still.map(({ claim }) => claim),
  );
  const command = { kind: "close", settled: true, until: now } as const;
  const about = { command, by: BY_RULES, event: { kind: "closed", actor: SYSTEM, detail: "" } } as const;
  return still.flatMap(({ claim, lastSequence }) => {
    const state = stateOf(claim, rest(claim.claimId));
    return state.proposal === null ? [{ claim, state, sequence: lastSequence + 1, ...about }] : [];
  });
}
