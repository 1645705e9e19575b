// Understands decisions that were drawn to be looked at again, and what was found.

import type { DecisionOutcome } from "@anxin/core/claim/claim";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { SampleStratum } from "@anxin/core/review/sample";
import type { Day, Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export interface NewSample {
  readonly book: number;
  readonly claimId: Id;
  readonly decisionId: Id;
  readonly day: Day;
  readonly stratum: SampleStratum;
  readonly product: string;
  readonly decidedBy: string;
  /** The human being behind the account; null: rules. */
  readonly person: string | null;
  readonly outcome: DecisionOutcome;
  readonly amount: Fen;
}

export const insertSampleRows = statement(
  "insert_qa_samples",
  {},
  `insert into qa_sample (tenant_id, sampled_at, book, claim_id, decision_id, day, stratum, product, decided_by, person, outcome, amount)
   select $1::int4, at_ms($2::int8), row.*
   from unnest($3::int2[], $4::int8[], $5::int8[], $6::date[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::int8[])
     as row (book, claim_id, decision_id, day, stratum, product, decided_by, person, outcome, amount)
   on conflict on constraint qa_sample_pk do nothing`,
);

/** Keeps what was drawn; what was drawn before stays as it is. Answers how many are new. */
export async function insertSamples(tx: Tx, samples: readonly NewSample[], now: Instant): Promise<number> {
  if (samples.length === 0) return 0;
  return execute(tx, insertSampleRows, [
    tx.tenantId,
    now,
    samples.map((sample) => sample.book),
    samples.map((sample) => sample.claimId),
    samples.map((sample) => sample.decisionId),
    samples.map((sample) => sample.day),
    samples.map((sample) => sample.stratum),
    samples.map((sample) => sample.product),
    samples.map((sample) => sample.decidedBy),
    samples.map((sample) => sample.person),
    samples.map((sample) => sample.outcome),
    samples.map((sample) => sample.amount),
  ]);
}

export const selectFirstDecisions = statement(
  "select_first_decisions_of_people",
  { decided_by: "text", decision_ids: "int8[]" },
  `select who.decided_by, array(
     select d.decision_id from decision d
     where d.tenant_id = $1::int4 and d.decided_by = who.decided_by and not d.automatic
     order by d.decided_at, d.decision_id limit $3::int4) as decision_ids
   from unnest($2::text[]) as who (decided_by)`,
);

/** The first decisions of each of these people, in their order, at most `limit` each. */
export async function firstDecisions(
  tx: Tx,
  people: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, readonly Id[]>> {
  const rows = await run(tx, selectFirstDecisions, [tx.tenantId, people, limit]);
  return new Map(rows.map((row) => [row.decided_by, row.decision_ids]));
}

const SAMPLE = {
  book: "int2",
  claim_id: "int8",
  decision_id: "int8",
  day: "date",
  stratum: "text",
  product: "text",
  decided_by: "text",
  decided_by_name: "text?",
  person: "text?",
  outcome: "text",
  amount: "int8",
  sampled_at: "timestamptz",
  assessed_at: "timestamptz?",
  assessed_by: "text?",
  assessed_by_name: "text?",
  agrees: "bool?",
  findings: "text[]?",
  note: "text?",
} as const;
export type QaSampleRow = Row<typeof SAMPLE>;
const SAMPLES = `select q.book, q.claim_id, q.decision_id, q.day, q.stratum, q.product, q.decided_by, made.display_name as decided_by_name,
     q.person, q.outcome, q.amount, q.sampled_at, q.assessed_at, q.assessed_by, checked.display_name as assessed_by_name, q.agrees,
     q.findings, q.note
   from qa_sample q
   left join staff made on made.tenant_id = q.tenant_id and 'staff:' || made.staff_id = q.decided_by
   left join staff checked on checked.tenant_id = q.tenant_id and 'staff:' || checked.staff_id = q.assessed_by
   where q.tenant_id = $1::int4`;

export const selectSamples = statement(
  "select_qa_samples",
  SAMPLE,
  `${SAMPLES}
     and ($2::date is null or q.day = $2) and ($3::text is null or q.product = $3) and ($4::text is null or q.stratum = $4)
     and ($5::bool is null or (q.assessed_at is null) = $5)
     and ($6::date is null or (q.day, q.decision_id) < ($6, $7::int8))
   order by q.day desc, q.decision_id desc limit $8::int4`,
);

export interface SampleFilter {
  readonly day: Day | null;
  readonly product: string | null;
  readonly stratum: SampleStratum | null;
  /** Only those that nobody has assessed, or only those that somebody has; null: all. */
  readonly isOpen: boolean | null;
  readonly after: { readonly day: Day; readonly decisionId: Id } | null;
  readonly limit: number;
}

/** Samples, the newest day first. */
export function listSamples(tx: Tx, filter: SampleFilter): Promise<QaSampleRow[]> {
  const { day, product, stratum, isOpen, after, limit } = filter;
  const place = [after?.day ?? null, after?.decisionId ?? null];
  return run(tx, selectSamples, [tx.tenantId, day, product, stratum, isOpen, ...place, limit]);
}

export const lockSampleRow = statement(
  "lock_qa_sample",
  SAMPLE,
  `${SAMPLES} and q.decision_id = $2::int8 for update of q`,
);

/** A sample, held until the transaction ends. */
export async function lockSample(tx: Tx, decisionId: Id): Promise<QaSampleRow | null> {
  const [row] = await run(tx, lockSampleRow, [tx.tenantId, decisionId]);
  return row ?? null;
}

export const assessSampleRow = statement(
  "assess_qa_sample",
  {},
  `update qa_sample set assessed_at = at_ms($3::int8), assessed_by = $4::text, agrees = $5::bool, findings = $6::text[], note = $7::text
   where tenant_id = $1::int4 and decision_id = $2::int8 and assessed_at is null`,
);

/** What an assessor found. The caller holds the sample. */
export async function assessSample(
  tx: Tx,
  decisionId: Id,
  found: {
    readonly at: Instant;
    readonly by: string;
    readonly agrees: boolean;
    readonly findings: readonly string[];
    readonly note: string;
  },
): Promise<void> {
  const { at, by, agrees, findings, note } = found;
  await execute(tx, assessSampleRow, [tx.tenantId, decisionId, at, by, agrees, findings, note]);
}

export const selectAgreement = statement(
  "select_qa_agreement",
  { decided_by: "text", name: "text?", sampled: "int8", assessed: "int8", agreed: "int8", found: "text[]" },
  `select q.decided_by, max(s.display_name) as name, count(*) as sampled, count(q.assessed_at) as assessed,
     count(*) filter (where q.agrees) as agreed,
     array(select f from qa_sample o cross join unnest(o.findings) as f
       where o.tenant_id = $1::int4 and o.decided_by = q.decided_by and o.day >= $2::date and o.day < $3::date order by f) as found
   from qa_sample q
   left join staff s on s.tenant_id = q.tenant_id and 'staff:' || s.staff_id = q.decided_by
   where q.tenant_id = $1 and q.day >= $2 and q.day < $3
   group by q.decided_by order by q.decided_by`,
);

/** How often assessors agreed with each who decides, over days [from, until). */
export function agreementOf(tx: Tx, from: Day, until: Day): Promise<Row<(typeof selectAgreement)["row"]>[]> {
  return run(tx, selectAgreement, [tx.tenantId, from, until]);
}
