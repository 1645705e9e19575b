// Understands which claims the policies of an order already have, as the next decision needs to know them.

import type { ClaimStatus } from "@anxin/core/claim/claim";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Policy } from "@anxin/core/policy/policy";
import { type Queryable, run, statement } from "./statement.js";

/** A claim in short. */
export interface ClaimSummary {
  readonly claimId: Id;
  readonly policyId: Id;
  readonly product: string;
  readonly lineId: string;
  readonly returnId: string | null;
  /** The number of its return parcel, as the claim knows it. */
  readonly waybillKey: string | null;
  readonly status: ClaimStatus;
  readonly agreedAmount: Fen;
}

export const selectClaimsOfPolicies = statement(
  "select_claims_of_policies",
  {
    claim_id: "int8",
    policy_id: "int8",
    product: "text",
    line_id: "text",
    return_id: "text?",
    waybill_key: "text?",
    status: "text",
    agreed_amount: "int8",
  },
  `select c.claim_id, c.policy_id, c.product, c.line_id, c.return_id, c.waybill_key, c.status, c.agreed_amount
   from unnest($2::int2[], $3::int8[]) as wanted (book, policy_id)
   join claim c on c.book = wanted.book and c.policy_id = wanted.policy_id and c.tenant_id = $1::int4
   order by c.claim_id`,
);

/** Claims of these policies by policy, oldest first. */
export async function claimsOfPolicies(
  db: Queryable,
  tenantId: number,
  policies: readonly Pick<Policy, "book" | "policyId">[],
): Promise<Map<Id, ClaimSummary[]>> {
  const byPolicy = new Map<Id, ClaimSummary[]>();
  if (policies.length === 0) return byPolicy;
  const rows = await run(db, selectClaimsOfPolicies, [
    tenantId,
    policies.map((p) => p.book),
    policies.map((p) => p.policyId),
  ]);
  for (const row of rows) {
    const claims = byPolicy.get(row.policy_id) ?? [];
    claims.push({
      claimId: row.claim_id,
      policyId: row.policy_id,
      product: row.product,
      lineId: row.line_id,
      returnId: row.return_id,
      waybillKey: row.waybill_key,
      status: row.status as ClaimStatus,
      agreedAmount: row.agreed_amount,
    });
    byPolicy.set(row.policy_id, claims);
  }
  return byPolicy;
}
