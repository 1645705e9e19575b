// Understands how rules look at a case once more when documents have come, and decide it where they may.

import { present } from "@anxin/core/assert";
import type { Adjudication } from "@anxin/core/claim/adjudicate";
import { type AskedDocument, rulesMayLook } from "@anxin/core/claim/supplement";
import { isLive } from "@anxin/core/review/lease";
import type { StopCheck } from "@anxin/core/switch/switch";
import type { Instant } from "@anxin/core/time";
import { type ClaimRow, insertClaimEvents } from "@anxin/store/claim";
import { holdClaims, releaseClaims } from "@anxin/store/held";
import { insertOutbox } from "@anxin/store/outbox";
import { findLease } from "@anxin/store/review-lease";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { renewScores } from "../fraud/score.js";
import { RULES } from "./actor.js";
import { type HeldCase, nextSequence } from "./case.js";
import { batchOf, recordDecisions, ruleVerdict } from "./decide.js";
import { deciderOf, heldClaim } from "./decider.js";
import type { Taken } from "./move.js";

export interface SecondLook {
  /** The case as it was before the step, with the facts as they are now. */
  readonly held: HeldCase;
  readonly taken: Taken;
  readonly adjudication: Adjudication;
  /** Every list that was asked for. */
  readonly documents: readonly (readonly AskedDocument[])[];
  readonly stopped: StopCheck;
  readonly now: Instant;
}

/**
 * Decides a case in review where rules may on the facts as they are now. Leaves it to the person who has it in hand, had a part
 * in it, or asked for more than the terms do. What waits behind a switch waits with the facts of now.
 */
export async function lookAgain(context: Context, tx: Tx, look: SecondLook): Promise<ClaimRow> {
  const { held, taken, adjudication, documents, stopped, now } = look;
  const { claim } = taken;
  const { known, product, facts, payee } = held;
  await renewScores(tx, [{ ...claim, findings: adjudication.findings }]);
  const isFree = claim.status === "in_review" && rulesMayLook(taken.step.state, documents);
  if (!isFree || isLive(await findLease(tx, claim), now)) return claim;
  const decider = deciderOf(adjudication, product.code, stopped);
  if (decider === "person") return claim;
  await releaseClaims(tx, [claim]);
  const sequence = nextSequence(held) + 1;
  if (decider === "rules_later") {
    await holdClaims(tx, heldClaim(claim, facts, decider), now);
    const { book, tenantId, claimId, status } = claim;
    const waits = { kind: "held", actor: RULES, fromStatus: status, toStatus: status, detail: "" } as const;
    await insertClaimEvents(tx, [{ book, tenantId, claimId, sequence, at: now, ...waits }]);
    return claim;
  }
  const about = { claim, known, product, payee, facts, adjudication, sequence };
  const recorded = await recordDecisions(context, tx, [ruleVerdict(about, taken.step.state, now)], now);
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: recorded.events });
  return present(recorded.claims[0], "a recorded decision has a claim");
}
