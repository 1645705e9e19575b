// Understands interest on late money as kept: how much, for which days, at which rates.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { execute, instantArray, int2Array, int4Array, int8Array, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

export interface LateInterestRow {
  readonly book: number;
  readonly claimId: Id;
  /** The decision that granted the money, later than it should have been. */
  readonly decisionId: Id;
  readonly owed: Fen;
  readonly since: Instant;
  readonly paidAt: Instant;
  readonly days: number;
  readonly amount: Fen;
  /** JSON: stretches of days, each at its rate. */
  readonly parts: string;
  readonly source: string;
}

export const insertLateInterestRows = statement(
  "insert_late_interests",
  {},
  `insert into late_interest (tenant_id, book, claim_id, decision_id, owed, since, paid_at, days, amount, parts, source)
   select $1::int4, book, claim_id, decision_id, owed, since, paid_at, days, amount, parts, source
   from unnest($2::int2[], $3::int8[], $4::int8[], $5::int8[], $6::timestamptz[], $7::timestamptz[], $8::int4[], $9::int8[], $10::text[],
     $11::text[]) as row (book, claim_id, decision_id, owed, since, paid_at, days, amount, parts, source)`,
);

/** Writes how interest was counted, any number in one statement; a decision bears it once. */
export async function insertLateInterests(tx: Tx, rows: readonly LateInterestRow[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertLateInterestRows, [
    tx.tenantId,
    int2Array(rows.map((row) => row.book)),
    int8Array(rows.map((row) => row.claimId)),
    int8Array(rows.map((row) => row.decisionId)),
    int8Array(rows.map((row) => row.owed)),
    instantArray(rows.map((row) => row.since)),
    instantArray(rows.map((row) => row.paidAt)),
    int4Array(rows.map((row) => row.days)),
    int8Array(rows.map((row) => row.amount)),
    textArray(rows.map((row) => row.parts)),
    textArray(rows.map((row) => row.source)),
  ]);
}

export const selectFirstDecisions = statement(
  "select_first_decisions",
  { claim_id: "int8", decided_at: "timestamptz" },
  `select d.claim_id, min(d.decided_at) as decided_at
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join decision d on d.book = wanted.book and d.claim_id = wanted.claim_id and d.tenant_id = $1::int4 and d.kind = 'decision'
   group by d.claim_id`,
);

/** When each of these claims was first decided, advances aside; a claim that was not is not there. */
export async function firstDecisions(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<ReadonlyMap<Id, Instant>> {
  if (claims.length === 0) return new Map();
  const keys = [claims.map((claim) => claim.book), claims.map((claim) => claim.claimId)];
  const rows = await run(tx, selectFirstDecisions, [tx.tenantId, ...keys]);
  return new Map(rows.map((row) => [row.claim_id, row.decided_at]));
}
