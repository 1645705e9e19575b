// Understands what is kept beside a person's decision: the clauses it names, and what its maker and checker could grant then.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { ClaimRow } from "./claim.js";
import { finder } from "./invariant.js";
import { execute, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export interface DecisionBasis {
  readonly book: number;
  readonly claimId: Id;
  readonly decisionId: Id;
  readonly clauses: readonly string[];
  /** The human being who decided or proposed, and what they could grant alone. */
  readonly maker: string;
  readonly makerAuthority: Fen;
}

export const insertBasisRow = statement(
  "insert_decision_basis",
  {},
  `insert into decision_basis (book, tenant_id, claim_id, decision_id, clauses, maker, maker_authority)
   values ($2::int2, $1::int4, $3::int8, $4::int8, $5::text[], $6::text, $7::int8)`,
);

export async function insertBasis(tx: Tx, basis: DecisionBasis): Promise<void> {
  const { book, claimId, decisionId, clauses, maker, makerAuthority } = basis;
  await execute(tx, insertBasisRow, [tx.tenantId, book, claimId, decisionId, clauses, maker, makerAuthority]);
}

export const checkBasisRow = statement(
  "check_decision_basis",
  {},
  `update decision_basis set checker = $5::text, checker_authority = $6::int8
   where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8 and decision_id = $4::int8`,
);

/** Who was the second pair of eyes, and what they could grant alone. */
export async function checkBasis(
  tx: Tx,
  { book, claimId, decisionId }: Pick<DecisionBasis, "book" | "claimId" | "decisionId">,
  checker: string,
  authority: Fen,
): Promise<void> {
  await execute(tx, checkBasisRow, [tx.tenantId, book, claimId, decisionId, checker, authority]);
}

export const selectBases = statement(
  "select_decision_bases",
  { decision_id: "int8", clauses: "text[]" },
  `select decision_id, clauses from decision_basis
   where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8`,
);

/** The clauses that people named with their decisions and proposals on a claim, by decision. */
export async function clausesOfDecisions(
  tx: Tx,
  { book, claimId }: Pick<ClaimRow, "book" | "claimId">,
): Promise<ReadonlyMap<Id, readonly string[]>> {
  const rows = await run(tx, selectBases, [tx.tenantId, book, claimId]);
  return new Map(rows.map((row) => [row.decision_id, row.clauses]));
}

export const selectDecisionKnown = statement(
  "select_decision_known",
  { known: "bool" },
  `select exists (
       select from decision_proposal where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8 and decision_id = $4::int8
     ) or exists (
       select from decision where tenant_id = $1 and book = $2 and claim_id = $3 and decision_id = $4
     ) as known`,
);

/** Whether the claim has, or had, a decision or a proposal of this number. */
export async function isDecisionKnown(
  tx: Tx,
  { book, claimId }: Pick<ClaimRow, "book" | "claimId">,
  decisionId: Id,
): Promise<boolean> {
  const [row] = await run(tx, selectDecisionKnown, [tx.tenantId, book, claimId, decisionId]);
  return row?.known === true;
}

/** What nobody may do: decide above their authority alone, be both pairs of eyes, or check more than they may grant. */
export const findLoneEyes = finder(
  "find_lone_eyes",
  `select 'decision'::text, d.decision_id, '', concat_ws('; ',
     case when b.checker is null and d.amount > b.maker_authority then
       format('grants %s fen; who decided it could grant %s, and nobody checked it', d.amount, b.maker_authority) end,
     case when d.amount > b.checker_authority then
       format('grants %s fen; who checked it could grant %s', d.amount, b.checker_authority) end,
     case when b.checker = b.maker then 'was made and checked by one person' end)
   from decision_basis b
   join decision d on d.book = b.book and d.claim_id = b.claim_id and d.decision_id = b.decision_id
   where b.tenant_id = $1::int4
     and (b.checker is null and d.amount > b.maker_authority or d.amount > b.checker_authority or b.checker = b.maker)
   union all
   select 'decision', p.decision_id, '', 'was made and checked by one account'
   from decision_proposal p where p.tenant_id = $1::int4 and p.approved and p.checked_by = p.made_by`,
);
