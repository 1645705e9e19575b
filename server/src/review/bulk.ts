// Understands how a bulk decision is carried out: each claim by a transaction of its own, only where nothing changed since the dry
// run, and once, however often its token comes.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import { formatId } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import { Refused } from "@anxin/core/refusal";
import { type BulkResult, bulkResults, insertBulkResult } from "@anxin/store/review-bulk";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { decideHeld, requireBelowCeiling } from "../claim/adjuster.js";
import { holdCase } from "../claim/case.js";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { BulkPlan } from "./bulk-plan.js";

/** How long one call decides; what is left is `pending`, and done when the token is sent again. */
const CALL_MS_MAX = 15_000;

/** What came of a claim. */
export interface BulkDone {
  readonly claimId: string;
  readonly result: "decided" | "proposed" | "changed" | "refused" | "pending";
  readonly decisionId: string | null;
  readonly amount: Fen;
  /** The refusal, where it was refused. */
  readonly code: string | null;
  readonly detail: string;
}

type Item = BulkPlan["items"][number];

const left = (item: Item, result: "changed" | "pending", detail: string): BulkDone => {
  return { claimId: formatId("claim", item.claimId), result, decisionId: null, amount: 0n, code: null, detail };
};

const done = ({ claimId, result, decisionId, amount }: BulkResult): BulkDone => {
  const ids = { claimId: formatId("claim", claimId), decisionId: formatId("decision", decisionId) };
  return { ...ids, result, amount, code: null, detail: "" };
};

/** Carries a plan out, as far as the time of one call goes. What was done already is answered as it was. */
export async function carryOut(context: Context, principal: Principal, plan: BulkPlan): Promise<BulkDone[]> {
  const before = await inTransaction(context.db, plan.tenantId, (tx) => bulkResults(tx, plan.bulkId));
  const untilMs = wallClockMs() + CALL_MS_MAX;
  const results: BulkDone[] = [];
  for (const item of plan.items) {
    const known = before.get(item.claimId);
    if (known !== undefined) results.push(done(known));
    else if (wallClockMs() >= untilMs) results.push(left(item, "pending", "send the token again"));
    else results.push(await decideItem(context, principal, plan, item));
  }
  return results;
}

/** A refusal rolls one claim back, and harms no other. */
async function decideItem(context: Context, principal: Principal, plan: BulkPlan, item: Item): Promise<BulkDone> {
  try {
    return await inTransaction(context.db, plan.tenantId, (tx) => decideOne(context, tx, principal, plan, item));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, detail } = error.refusal;
    return { ...left(item, "changed", detail), result: "refused", code };
  }
}

async function decideOne(
  context: Context,
  tx: Tx,
  principal: Principal,
  plan: BulkPlan,
  item: Item,
): Promise<BulkDone> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, formatId("claim", item.claimId), now);
  // Whoever sent the same token at the same time held the claim first.
  const known = (await bulkResults(tx, plan.bulkId)).get(item.claimId);
  if (known !== undefined) return done(known);
  if (held.claim.revision !== item.revision) return left(item, "changed", "the claim was changed since the dry run");
  const { outcome, amount } = adjudicate(held.facts, held.product);
  if (outcome !== plan.outcome || amount !== item.amount)
    return left(item, "changed", "the clauses suggest something else than in the dry run");
  requireBelowCeiling(amount, held);
  const { reasonCodes, note } = plan;
  const decided = await decideHeld(
    context,
    tx,
    principal,
    held,
    { outcome, amount, reasonCodes, clauses: null, note },
    now,
  );
  const result: BulkResult = {
    ...{ claimId: item.claimId, decisionId: decided.decisionId, amount },
    result: decided.isProposed ? "proposed" : "decided",
  };
  await insertBulkResult(tx, plan.bulkId, result, now);
  return done(result);
}
