// Understands the sweep that sees clocks run out: it puts the case into the queue that its rule names, and tells of it, once.
//
// A clock says when it has to be looked at next. Who looks holds the claims' orders, as everybody does who writes to a case, and
// then the clocks: a second worker waits, and finds nothing due any more. Killed before the commit, nothing happened; after it,
// all did. Statements for a page of claims, whatever their number: 1 to find, 3 to hold, 1 each for looks, events and the outbox.

import { clockRule, type EscalationQueue } from "@anxin/core/claim/clock-rules";
import { escalationDue, isUnknown, nextEscalationAt, withCalendar } from "@anxin/core/claim/clocks";
import { DAY_MS, type Instant, plus } from "@anxin/core/time";
import { insertClaimEvents } from "@anxin/store/claim";
import { claimsById } from "@anxin/store/claim-case";
import {
  type ClockLook,
  DUE_CLAIMS_PAGE_MAX,
  dueClockClaims,
  holdDueClocks,
  type KeptClock,
  putClockLooks,
  tenantsWithDueClocks,
} from "@anxin/store/claim-escalation";
import { lockOrders } from "@anxin/store/order";
import { insertOutbox } from "@anxin/store/outbox";
import { keepToIndexes } from "@anxin/store/plan";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { orderKey } from "../order/load.js";
import { SYSTEM } from "./actor.js";

/** Pages that one sweep takes for a tenant; the rest waits for the next one, so that other work has its turn. */
const PAGES_A_SWEEP_MAX = 20;
/** A clock of unknown length is looked at again as often: the calendar of its year may have been built in. */
const CALENDAR_LOOK_MS = DAY_MS;

/** Escalates every clock of every tenant that has reached a share of its time. Answers how many were escalated. */
export async function escalateClocks(context: Context, stop?: AbortSignal): Promise<number> {
  const now = context.clock.now();
  let escalated = 0;
  for (const tenantId of await tenantsWithDueClocks(context.owner, now)) {
    for (let pages = 0; pages < PAGES_A_SWEEP_MAX && stop?.aborted !== true; pages++) {
      const { claims, told } = await inTransaction(context.db, tenantId, (tx) => escalatePage(context, tx, now));
      escalated += told;
      if (claims < DUE_CLAIMS_PAGE_MAX) break;
    }
  }
  return escalated;
}

async function escalatePage(context: Context, tx: Tx, now: Instant): Promise<{ claims: number; told: number }> {
  await keepToIndexes(tx);
  const due = await dueClockClaims(tx, now);
  const keys = new Map(due.map((claim) => [claim.orderId, orderKey(tx.tenantId, claim)]));
  await lockOrders(tx, tx.tenantId, [...keys.values()]);
  const looks = (await holdDueClocks(tx, due, now)).map((kept) => lookedAt(kept, now));
  await putClockLooks(tx, looks);
  const told = looks.filter((look) => look.escalatedAt !== null);
  await tellOf(context, tx, told, now);
  failpoint("clock.before_commit");
  return { claims: due.length, told: told.length };
}

/** What a look comes to: the queue of the share that it has reached, and when to look again. */
function lookedAt(kept: KeptClock, now: Instant): ClockLook {
  const clock = withCalendar(kept.clock);
  if (isUnknown(clock)) {
    const isNews = kept.queue === null;
    const nextAt = plus(now, CALENDAR_LOOK_MS);
    return { ...kept, queue: "calendar", escalatedAt: isNews ? now : null, nextAt };
  }
  const percent = escalationDue(clock, now);
  const isNews = percent > kept.escalated;
  const escalated = isNews ? percent : kept.escalated;
  const queue: EscalationQueue | null =
    escalated === 0 ? null : clockRule(clock.code).queues[escalated as 50 | 80 | 100];
  return {
    ...kept,
    clock,
    escalated,
    queue,
    escalatedAt: isNews ? now : null,
    nextAt: nextEscalationAt(clock, escalated),
  };
}

/** The timeline's event of each, in the order of its claim, and one batch for whoever listens. */
async function tellOf(context: Context, tx: Tx, looks: readonly ClockLook[], now: Instant): Promise<void> {
  if (looks.length === 0) return;
  const found = await claimsById(tx, [...new Map(looks.map((look) => [look.claimId, look])).values()]);
  const events = found.flatMap(({ claim: { book, tenantId, claimId, status }, lastSequence }) =>
    looks
      .filter((look) => look.claimId === claimId)
      .map(({ clock, escalated, queue }, i) => ({
        ...{ book, tenantId, claimId, at: now, kind: "escalated" as const, actor: SYSTEM },
        ...{ fromStatus: status, toStatus: status, sequence: lastSequence + 1 + i },
        detail: `${clock.code} ${isUnknown(clock) ? "unknown" : escalated} ${queue ?? ""}`,
      })),
  );
  await insertClaimEvents(tx, events);
  await insertOutbox(tx, {
    tenantId: tx.tenantId,
    batchId: context.ids.next(0),
    recordedAt: now,
    events: [{ type: "claim.escalated", ids: events.map((event) => event.claimId) }],
  });
}
