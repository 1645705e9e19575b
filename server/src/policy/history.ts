// Understands how a policy is read with everything that happened to it.

import { present } from "@anxin/core/assert";
import { bookOfId, type Id } from "@anxin/core/id";
import { fold, type Policy } from "@anxin/core/policy/policy";
import { claimsOfPolicies } from "@anxin/store/claim-history";
import { endorsementsOf, findPolicy } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { PolicyHistory } from "./view.js";

/** Policies with everything that happened to them, in the order given. */
export async function historiesOf(context: Context, tx: Tx, policies: readonly Policy[]): Promise<PolicyHistory[]> {
  const endorsements = await endorsementsOf(tx, tx.tenantId, policies);
  const claims = await claimsOfPolicies(tx, tx.tenantId, policies);
  return policies.map((policy) => {
    const changes = endorsements.get(policy.policyId) ?? [];
    const state = fold(
      policy,
      changes.map((entry) => entry.change),
    );
    const product = present(
      context.catalogue.version(policy.product, policy.productVersion),
      "a sold version is known",
    );
    return { known: { policy, state }, endorsements: changes, claims: claims.get(policy.policyId) ?? [], product };
  });
}

/** The policy of this id with its history; null when the tenant has none. */
export async function findHistory(context: Context, tx: Tx, policyId: Id): Promise<PolicyHistory | null> {
  const policy = await findPolicy(tx, tx.tenantId, bookOfId(policyId), policyId);
  if (policy === null) return null;
  const [history] = await historiesOf(context, tx, [policy]);
  return present(history, "a policy has a history");
}
