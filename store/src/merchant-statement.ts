// Understands what merchants were asked about claims on their goods, and what they said.

import type { MerchantAnswer as Answer, MerchantPosition } from "@anxin/core/claim/merchant-fact";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const MERCHANT_POSITIONS = ["accepts", "disputes"] as const satisfies readonly MerchantPosition[];

interface ClaimKey {
  readonly book: number;
  readonly claimId: Id;
}

export const insertHearingRow = statement(
  "insert_merchant_hearing",
  {},
  `insert into merchant_hearing (tenant_id, book, claim_id, asked_at, answer_until)
   values ($1::int4, $2::int2, $3::int8, at_ms($4::int8), at_ms($5::int8))`,
);

/** Notes that the merchant is asked; `answerUntil` is null where nobody waits for the answer. */
export async function insertHearing(
  tx: Tx,
  { book, claimId }: ClaimKey,
  askedAt: Instant,
  answerUntil: Instant | null,
): Promise<void> {
  await execute(tx, insertHearingRow, [tx.tenantId, book, claimId, askedAt, answerUntil]);
}

export interface MerchantStatement {
  readonly position: MerchantPosition;
  readonly statement: string;
  /** The caller that said it. */
  readonly statedBy: string;
  readonly statedAt: Instant;
}

export const insertStatementRow = statement(
  "insert_merchant_statement",
  {},
  `insert into merchant_statement (tenant_id, book, claim_id, sequence, position, statement, stated_by, stated_at)
   select $1::int4, $2::int2, $3::int8,
     1 + (select count(*) from merchant_statement s where s.book = $2::int2 and s.claim_id = $3::int8 and s.tenant_id = $1::int4),
     $4::text, $5::text, $6::text, at_ms($7::int8)`,
);

/** Adds what the merchant says now; what was said before is kept. The caller holds the claim. */
export async function insertMerchantStatement(
  tx: Tx,
  { book, claimId }: ClaimKey,
  { position, statement: text, statedBy, statedAt }: MerchantStatement,
): Promise<void> {
  await execute(tx, insertStatementRow, [tx.tenantId, book, claimId, position, text, statedBy, statedAt]);
}

/** Where the hearing of a claim's merchant stands: asked (or spoke unasked), first answered, and the last position. */
export interface MerchantAnswer extends Answer {
  readonly answerUntil: Instant | null;
}

export const selectMerchantAnswers = statement(
  "select_merchant_answers",
  {
    claim_id: "int8",
    asked_at: "timestamptz?",
    answer_until: "timestamptz?",
    answered_at: "timestamptz?",
    position: "text?",
  },
  `select wanted.claim_id, h.asked_at, h.answer_until, said.answered_at, said.position
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   left join merchant_hearing h on h.book = wanted.book and h.claim_id = wanted.claim_id and h.tenant_id = $1::int4
   left join lateral (
     select min(s.stated_at) as answered_at, (array_agg(s.position order by s.sequence desc))[1] as position
     from merchant_statement s where s.book = wanted.book and s.claim_id = wanted.claim_id and s.tenant_id = $1::int4
   ) as said on true
   where h.asked_at is not null or said.answered_at is not null`,
);

/** The hearings of these claims, by claim; one whose merchant was not asked and said nothing is missing. */
export async function merchantAnswers(tx: Tx, claims: readonly ClaimKey[]): Promise<ReadonlyMap<Id, MerchantAnswer>> {
  const answers = new Map<Id, MerchantAnswer>();
  if (claims.length === 0) return answers;
  const wanted = [claims.map(({ book }) => book), claims.map(({ claimId }) => claimId)];
  for (const row of await run(tx, selectMerchantAnswers, [tx.tenantId, ...wanted])) {
    const askedAt = row.asked_at ?? row.answered_at;
    if (askedAt === null) continue;
    const { answer_until: answerUntil, answered_at: answeredAt } = row;
    answers.set(row.claim_id, { askedAt, answerUntil, answeredAt, position: row.position as MerchantPosition | null });
  }
  return answers;
}

export const selectMerchantStatements = statement(
  "select_merchant_statements",
  { position: "text", statement: "text", stated_by: "text", stated_at: "timestamptz" },
  `select position, statement, stated_by, stated_at from merchant_statement
   where book = $2::int2 and claim_id = $3::int8 and tenant_id = $1::int4 order by sequence`,
);

/** What the merchant of a claim said, oldest first; the last one stands. */
export async function merchantStatements(tx: Tx, { book, claimId }: ClaimKey): Promise<MerchantStatement[]> {
  const rows = await run(tx, selectMerchantStatements, [tx.tenantId, book, claimId]);
  return rows.map((row) => ({
    position: row.position as MerchantPosition,
    statement: row.statement,
    statedBy: row.stated_by,
    statedAt: row.stated_at,
  }));
}
