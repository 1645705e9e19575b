// Understands what a bulk decision has done to which of its claims, so that it is done once.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export interface BulkResult {
  readonly claimId: Id;
  readonly result: "decided" | "proposed";
  readonly decisionId: Id;
  readonly amount: Fen;
}

export const selectBulkResults = statement(
  "select_bulk_results",
  { claim_id: "int8", result: "text", decision_id: "int8", amount: "int8" },
  "select claim_id, result, decision_id, amount from bulk_result where tenant_id = $1::int4 and bulk_id = $2::int8",
);

/** What a bulk decision has done so far, by claim. */
export async function bulkResults(tx: Tx, bulkId: Id): Promise<ReadonlyMap<Id, BulkResult>> {
  const rows = await run(tx, selectBulkResults, [tx.tenantId, bulkId]);
  return new Map(
    rows.map((row) => {
      const result = row.result as BulkResult["result"];
      return [row.claim_id, { claimId: row.claim_id, result, decisionId: row.decision_id, amount: row.amount }];
    }),
  );
}

export const insertBulkResultRow = statement(
  "insert_bulk_result",
  {},
  `insert into bulk_result (tenant_id, bulk_id, claim_id, result, decision_id, amount, at)
   values ($1::int4, $2::int8, $3::int8, $4::text, $5::int8, $6::int8, at_ms($7::int8))`,
);

/** Writes what was done to a claim, in the transaction that did it. */
export async function insertBulkResult(
  tx: Tx,
  bulkId: Id,
  { claimId, result, decisionId, amount }: BulkResult,
  at: Instant,
): Promise<void> {
  await execute(tx, insertBulkResultRow, [tx.tenantId, bulkId, claimId, result, decisionId, amount, at]);
}
