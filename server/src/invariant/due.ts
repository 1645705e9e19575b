// Understands what has to be true of what was told as time passed: of covers that came into force, and of those that expired.

import { formatId, type Id } from "@anxin/core/id";
import { lookAt, type Told } from "@anxin/core/policy/due";
import { type Endorsement, fold, statusAt } from "@anxin/core/policy/policy";
import { findIn } from "@anxin/store/invariant";
import { endorsementsOf } from "@anxin/store/policy";
import { findMistold, newestPolicies, type PolicyLookedAt, policiesToLookAt, untaken } from "@anxin/store/policy-due";
import type { Tx } from "@anxin/store/transaction";
import { type CheckScope, judge, newestRows, Tally, type Verdict } from "./check.js";

/**
 * Every policy whose issue and endorsements were taken in is told as its period says, up to where it was looked at, each time
 * once; and it is looked at again no later than it has to be.
 */
export async function checkPassages(scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findMistold));
  const open = await untaken(tx);
  const pages = newestRows(
    scope,
    (after: Id | null, limit) => newestPolicies(tx, after, limit),
    async (ids) => {
      const policies = await policiesToLookAt(tx, new Set(ids.filter((id) => !open.has(id))));
      const named = policies.map((policy) => ({ book: policy.book, policyId: policy.policy_id }));
      const endorsements = await endorsementsOf(tx, tx.tenantId, named);
      return policies.map((policy) => ({ policy, changes: endorsements.get(policy.policy_id) ?? [] }));
    },
  );
  for await (const page of pages) {
    for (const { policy, changes } of page) {
      judge(tally, formatId("policy", policy.policy_id), () =>
        faultsOf(
          scope,
          policy,
          changes.map(({ change }) => change),
        ),
      );
    }
  }
  return tally.verdict();
}

function faultsOf({ now }: CheckScope, policy: PolicyLookedAt, changes: readonly Endorsement[]): string[] {
  const { premium, sum_insured: sumInsured, effective_at: effectiveAt, expires_at: expiresAt } = policy;
  const { due_at: dueAt, looked_until: lookedUntil } = policy;
  if (policy.told === null) return ["it was issued, and nobody looks at when it begins and ends"];
  const told = policy.told as Told;
  const state = fold({ premium, sumInsured, effectiveAt, expiresAt, rating: "" }, changes);
  const { cancelledAt, exhaustedAt } = state;
  if (cancelledAt !== null || exhaustedAt !== null) return [];
  // What fell due since the last sweep is told by the next one. A sandbox may have moved its clock back since the last look.
  if (dueAt !== null && dueAt <= now) return [];
  const until = lookedUntil !== null && lookedUntil > now ? lookedUntil : now;
  const status = statusAt(state, until);
  if (told !== status) return [`it was told to be ${told}, and is ${status}`];
  const next = lookAt(state, told, until).dueAt;
  const isForgotten = next !== null && (dueAt === null || dueAt > next);
  return isForgotten ? [`it is ${status}, and nobody looks at it when that ends`] : [];
}
