// Understands when money that a decision grants comes late, and what is owed for the delay beside it.
//
// 1 statement to see since when, and 1 to write what is owed, for any number of decisions.

import { type LateInterest, lateInterest, lateInterestRule } from "@anxin/core/appeal/late-interest";
import { present } from "@anxin/core/assert";
import type { Clock } from "@anxin/core/claim/clocks";
import type { CaseStep } from "@anxin/core/claim/machine";
import { encodeExact } from "@anxin/core/exact-json";
import type { Id } from "@anxin/core/id";
import type { ProductVersion } from "@anxin/core/product/product";
import { type Instant, instant } from "@anxin/core/time";
import type { ClaimRow, DecisionKind } from "@anxin/store/claim";
import { firstDecisions, insertLateInterests } from "@anxin/store/late-interest";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";

/** A decision, so far as a delay asks. */
interface Grant {
  /** The case before it. */
  readonly claim: ClaimRow;
  readonly product: ProductVersion;
  readonly kind: DecisionKind;
  readonly step: CaseStep;
  readonly decisionId: Id;
}

/**
 * Interest on what these decisions grant beyond what was granted before, on claims that had been decided already: by
 * decision. The delay counts from the first decision, or from when the law wanted one if that was earlier: what is
 * granted now should have been granted then.
 */
export async function interestOf(
  context: Context,
  tx: Tx,
  grants: readonly Grant[],
  now: Instant,
): Promise<ReadonlyMap<Id, LateInterest>> {
  const again = grants.filter(({ kind, step }) => kind !== "advance" && step.granted > 0n);
  const first = await firstDecisions(
    tx,
    again.map(({ claim }) => claim),
  );
  const owed = again.flatMap((grant) => {
    const rule = lateInterestRule(grant.product);
    if (rule === null) return [];
    const decidedAt = present(first.get(grant.claim.claimId), "what was decided has a first decision");
    const since = dueSince(decidedAt, grant.step.state.clocks);
    const late = { owed: grant.step.granted, since, paidAt: now, payableMin: context.channel.policy.amountMin };
    const interest = lateInterest(rule, late);
    return interest.amount === 0n ? [] : [{ grant, since, interest, source: rule.source }];
  });
  await insertLateInterests(
    tx,
    owed.map(({ grant: { claim, decisionId, step }, since, interest: { days, amount, parts }, source }) => {
      const { book, claimId } = claim;
      const counted = { owed: step.granted, since, paidAt: now, days, amount, parts: encodeExact(parts), source };
      return { book, claimId, decisionId, ...counted };
    }),
  );
  return new Map(owed.map(({ grant, interest }) => [grant.decisionId, interest]));
}

function dueSince(decidedAt: Instant, clocks: readonly Clock[]): Instant {
  const due = clocks.find(({ code, round }) => code === "decision" && round === 1)?.dueAt ?? decidedAt;
  return instant(Math.min(decidedAt, due));
}
