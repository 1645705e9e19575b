// Understands decisions that wait for a second pair of eyes, and which people have had a part in the decisions on a claim.

import type { DecisionOutcome } from "@anxin/core/claim/claim";
import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Proposal } from "@anxin/core/claim/machine";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { execute, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** A decision or correction as it was proposed. */
export interface ProposalRow {
  readonly book: number;
  readonly claimId: Id;
  readonly decisionId: Id;
  readonly kind: Proposal["kind"];
  readonly outcome: DecisionOutcome;
  /** The whole that would be granted with it. */
  readonly amount: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  readonly note: string;
  /** The account that made it, and the human being behind it. */
  readonly madeBy: string;
  readonly maker: string;
  readonly madeAt: Instant;
}

export const insertProposalRow = statement(
  "insert_decision_proposal",
  {},
  `insert into decision_proposal (book, tenant_id, claim_id, decision_id, kind, outcome, amount, reason_codes, note, made_by, maker, made_at)
   values ($2::int2, $1::int4, $3::int8, $4::int8, $5::text, $6::text, $7::int8, $8::text[], $9::text, $10::text, $11::text,
     at_ms($12::int8))`,
);

/** Writes a proposal; a second open one on the same claim violates `decision_proposal_one_open`. */
export async function insertProposal(tx: Tx, row: ProposalRow): Promise<void> {
  await execute(tx, insertProposalRow, [
    tx.tenantId,
    row.book,
    row.claimId,
    row.decisionId,
    row.kind,
    row.outcome,
    row.amount,
    row.reasonCodes,
    row.note,
    row.madeBy,
    row.maker,
    row.madeAt,
  ]);
}

const PROPOSAL = {
  book: "int2",
  claim_id: "int8",
  decision_id: "int8",
  kind: "text",
  outcome: "text",
  amount: "int8",
  reason_codes: "text[]",
  note: "text",
  made_by: "text",
  maker: "text",
  made_at: "timestamptz",
  maker_name: "text?",
} as const;

/** A proposal with the name by which colleagues know its maker. */
export interface NamedProposal extends ProposalRow {
  readonly makerName: string | null;
}

export const selectOpenProposals = statement(
  "select_open_proposals",
  PROPOSAL,
  `select p.book, p.claim_id, p.decision_id, p.kind, p.outcome, p.amount, p.reason_codes, p.note, p.made_by, p.maker, p.made_at,
     s.display_name as maker_name
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join decision_proposal p on p.book = wanted.book and p.claim_id = wanted.claim_id and p.tenant_id = $1::int4
     and p.settled_at is null
   left join staff s on s.tenant_id = p.tenant_id and 'staff:' || s.staff_id = p.made_by`,
);

/** The open proposals of these claims, by claim. */
export async function openProposals(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<ReadonlyMap<Id, NamedProposal>> {
  if (claims.length === 0) return new Map();
  const rows = await run(tx, selectOpenProposals, [
    tx.tenantId,
    claims.map((c) => c.book),
    claims.map((c) => c.claimId),
  ]);
  return new Map(
    rows.map((row) => [
      row.claim_id,
      {
        book: row.book,
        claimId: row.claim_id,
        decisionId: row.decision_id,
        kind: row.kind as Proposal["kind"],
        outcome: row.outcome as DecisionOutcome,
        amount: row.amount,
        reasonCodes: row.reason_codes as readonly ReasonCode[],
        note: row.note,
        madeBy: row.made_by,
        maker: row.maker,
        madeAt: row.made_at,
        makerName: row.maker_name,
      },
    ]),
  );
}

export const settleProposalRow = statement(
  "settle_decision_proposal",
  {},
  `update decision_proposal set settled_at = at_ms($4::int8), approved = $5::bool, checked_by = $6::text, check_note = $7::text
   where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8 and settled_at is null`,
);

/** What became of a claim's open proposal. */
export async function settleProposal(
  tx: Tx,
  { book, claimId }: Pick<ClaimRow, "book" | "claimId">,
  {
    at,
    approved,
    by,
    note,
  }: { readonly at: Instant; readonly approved: boolean; readonly by: string; readonly note: string },
): Promise<void> {
  await execute(tx, settleProposalRow, [tx.tenantId, book, claimId, at, approved, by, note]);
}

export const selectDeciders = statement(
  "select_deciders",
  { claim_id: "int8", person: "text" },
  `select distinct part.claim_id, coalesce(s.person, part.caller) as person
   from (
     select d.claim_id, d.decided_by as caller from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
       join decision d on d.book = wanted.book and d.claim_id = wanted.claim_id and d.tenant_id = $1::int4
     union all
     select d.claim_id, d.approved_by from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
       join decision d on d.book = wanted.book and d.claim_id = wanted.claim_id and d.tenant_id = $1::int4
     union all
     select p.claim_id, p.made_by from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
       join decision_proposal p on p.book = wanted.book and p.claim_id = wanted.claim_id and p.tenant_id = $1::int4
         and p.settled_at is not null
     union all
     -- Who left a decision as it was had a part in it too.
     select a.claim_id, a.decided_by from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
       join appeal a on a.book = wanted.book and a.claim_id = wanted.claim_id and a.tenant_id = $1::int4
   ) as part
   left join staff s on s.tenant_id = $1::int4 and part.caller = 'staff:' || s.staff_id
   where part.caller like 'staff:%'`,
);

/** Every person who made or checked a decision on these claims, by claim: the human beings, whichever account they used. */
export async function decidersOf(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<ReadonlyMap<Id, readonly string[]>> {
  const byClaim = new Map<Id, string[]>();
  if (claims.length === 0) return byClaim;
  const rows = await run(tx, selectDeciders, [tx.tenantId, claims.map((c) => c.book), claims.map((c) => c.claimId)]);
  for (const row of rows) byClaim.set(row.claim_id, [...(byClaim.get(row.claim_id) ?? []), row.person]);
  return byClaim;
}

export const selectPerson = statement(
  "select_person",
  { person: "text?" },
  "select person from staff where tenant_id = $1::int4 and staff_id = $2::int8",
);

/** The human being behind a member of staff's account, as `decidersOf` names them. */
export async function personOfStaff(tx: Tx, staffId: bigint): Promise<string> {
  const [row] = await run(tx, selectPerson, [tx.tenantId, staffId]);
  return row?.person ?? `staff:${staffId}`;
}
