// Understands what has to be known of claims whose return is told under another number.

import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { int2Array, int8Array, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectCasesToRebind = statement(
  "select_cases_to_rebind",
  { claim_id: "int8", reason_codes: "text[]", touched: "bool" },
  `select c.claim_id,
     coalesce((
       select d.reason_codes from decision d where d.book = c.book and d.claim_id = c.claim_id order by d.decision_id desc limit 1
     ), '{}') as reason_codes,
     exists (
       select from claim_event e where e.book = c.book and e.claim_id = c.claim_id and e.actor not in ('system', 'rules')
     ) or exists (
       select from review_lease l where l.book = c.book and l.claim_id = c.claim_id and l.expires_at > at_ms($4::int8)
     ) as touched
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join claim c on c.book = wanted.book and c.claim_id = wanted.claim_id and c.tenant_id = $1::int4`,
);

export interface CaseToRebind {
  /** Of the decision that stands; none before there is one. */
  readonly reasonCodes: readonly ReasonCode[];
  /** Whether anybody but rules has done something with the case, or has it in hand. */
  readonly touched: boolean;
}

/** How claims stand whose number changes, by claim. */
export async function casesToRebind(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
  now: Instant,
): Promise<ReadonlyMap<Id, CaseToRebind>> {
  if (claims.length === 0) return new Map();
  const columns = [int2Array(claims.map(({ book }) => book)), int8Array(claims.map(({ claimId }) => claimId))];
  const rows = await run(tx, selectCasesToRebind, [tx.tenantId, ...columns, now]);
  return new Map(
    rows.map((row) => [row.claim_id, { reasonCodes: row.reason_codes as readonly ReasonCode[], touched: row.touched }]),
  );
}
