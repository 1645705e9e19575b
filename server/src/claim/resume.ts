// Understands how rules decide the claims that waited for them behind a switch: as they would have decided then.
//
// For any number of claims on different orders: 2 statements for who waits, those that hold and read their orders and facts,
// those of the decisions, one to take them off the list, and one outbox row. A page is one transaction, so that a worker that
// dies has either decided a claim or left it waiting; the locks on orders keep two workers from deciding the same one.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { decodeFacts } from "@anxin/core/claim/facts";
import { resumedFacts } from "@anxin/core/claim/resumed";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { claimsById } from "@anxin/store/claim-case";
import { type ClaimToResume, claimsToResume, releaseClaims } from "@anxin/store/held";
import { passSwitches } from "@anxin/store/kill-switch";
import { lockOrders } from "@anxin/store/order";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction, isConnectionFailure, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { orderKey } from "../order/load.js";
import { batchOf, recordDecisions, ruleVerdict, type Verdict } from "./decide.js";
import { gatherFacts, openOrders } from "./facts.js";
import { restOfCases, stateOf } from "./state.js";

/** Claims that one transaction decides at the most. */
const PAGE_MAX = 50;

/**
 * Decides the claims of a tenant that wait for rules which may decide again, the first filed first. One that a person has taken
 * in hand since is left to them. One that cannot be decided stays, is logged and harms no other. Answers how many were settled.
 */
export async function resumeClaims(context: Context, tenantId: number, stop?: AbortSignal): Promise<number> {
  let settled = 0;
  const failed: Id[] = [];
  while (stop?.aborted !== true) {
    const page = await inTransaction(context.db, tenantId, (tx) => claimsToResume(tx, failed, PAGE_MAX));
    const next = firstOfOrders(page);
    if (next.length === 0) break;
    const failedBefore = failed.length;
    const done = await settleSome(context, tenantId, next, failed);
    settled += done;
    // Stopped again meanwhile.
    if (done === 0 && failed.length === failedBefore) break;
  }
  return settled;
}

/** What the first of an order's claims is granted counts for its next one: so that one waits for another turn. */
function firstOfOrders(page: readonly ClaimToResume[]): readonly ClaimToResume[] {
  const orders = new Set<string>();
  return page.filter(({ order_id: orderId }) => !orders.has(orderId) && orders.add(orderId));
}

/** Settles claims together; when that fails, one by one, and remembers those that cannot be settled. */
async function settleSome(
  context: Context,
  tenantId: number,
  waiting: readonly ClaimToResume[],
  failed: Id[],
): Promise<number> {
  try {
    return await inTransaction(context.db, tenantId, (tx) => settle(context, tx, waiting));
  } catch (error) {
    if (isConnectionFailure(error)) throw error;
    const [only, second] = waiting;
    if (only !== undefined && second === undefined) {
      context.log.error({ err: error, claimId: only.claim_id.toString() }, "a claim that waited could not be decided");
      failed.push(only.claim_id);
      return 0;
    }
    let settled = 0;
    for (const each of waiting) settled += await settleSome(context, tenantId, [each], failed);
    return settled;
  }
}

async function settle(context: Context, tx: Tx, waiting: readonly ClaimToResume[]): Promise<number> {
  const stopped = await passSwitches(tx);
  const now = context.clock.now();
  const may = waiting.filter(({ product }) => !stopped("auto-decide", product));
  if (may.length === 0) return 0;
  const keys = may.map(({ order_id: orderId, merchant_id: merchantId }) => {
    return orderKey(tx.tenantId, { orderId, merchantId });
  });
  const files = await openOrders(context, tx, await lockOrders(tx, tx.tenantId, keys));
  const verdicts = await verdictsOf(context, tx, may, files, now);
  const recorded = await recordDecisions(context, tx, verdicts, now);
  await releaseClaims(
    tx,
    may.map(({ book, claim_id: claimId }) => ({ book, claimId })),
  );
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: recorded.events });
  return may.length;
}

/** Decisions on the cases that nobody has touched since they wait, and that are still on the list now that they are held. */
async function verdictsOf(
  context: Context,
  tx: Tx,
  waiting: readonly ClaimToResume[],
  files: Awaited<ReturnType<typeof openOrders>>,
  now: Instant,
): Promise<Verdict[]> {
  const rows = new Map(waiting.map((row) => [row.claim_id, row]));
  const stored = await claimsById(
    tx,
    waiting.map(({ book, claim_id: claimId }) => ({ book, claimId })),
  );
  const untouched = stored.filter(({ claim }) => {
    return claim.status === "in_review" && claim.revision === rows.get(claim.claimId)?.claim_revision;
  });
  const sequences = new Map(untouched.map(({ claim, lastSequence }) => [claim.claimId, lastSequence + 1]));
  const cases = await gatherFacts(
    context,
    tx,
    untouched.map(({ claim }) => claim),
    files,
    now,
  );
  const rest = await restOfCases(
    tx,
    cases.map(({ claim }) => claim),
  );
  return cases.flatMap(({ claim, known, product, file, facts: factsNow }): Verdict[] => {
    const facts = resumedFacts(decodeFacts(present(rows.get(claim.claimId), "it was on the list").facts), factsNow);
    const adjudication = adjudicate(facts, product);
    // What was granted since may make it a person's: it is in review already.
    if (!adjudication.automatic) return [];
    const sequence = present(sequences.get(claim.claimId), "a case has a last event");
    const about = { claim, known, product, facts, adjudication, sequence, payee: file.order.payee };
    return [ruleVerdict(about, stateOf(claim, rest(claim.claimId)), now)];
  });
}
