// Understands appeals as kept: filed once a round, answered or taken back once, and how often which decisions were
// overturned.

import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { finder } from "./invariant.js";
import { execute, instantValue, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const APPEAL_STATES = ["open", "upheld", "overturned", "withdrawn"] as const;
export type AppealState = (typeof APPEAL_STATES)[number];

export interface NewAppeal {
  readonly book: number;
  readonly appealId: Id;
  readonly claimId: Id;
  /** The decision that it is against. */
  readonly decisionId: Id;
  /** 1 for the first of a claim. */
  readonly round: number;
  readonly reason: string;
  /** The rules on whose clauses the decision rested. */
  readonly rules: readonly string[];
  readonly filedBy: string;
  readonly filedAt: Instant;
  readonly dueAt: Instant;
  readonly evidenceIds: readonly Id[];
}

export const insertAppealRow = statement(
  "insert_appeal",
  {},
  `with filed as (
     insert into appeal (tenant_id, book, appeal_id, claim_id, decision_id, round, state, reason, rules, filed_by, filed_at, due_at)
     values ($1::int4, $2::int2, $3::int8, $4::int8, $5::int8, $6::int2, 'open', $7::text, $8::text[], $9::text, $10::timestamptz,
       $11::timestamptz)
   )
   insert into appeal_evidence (tenant_id, book, appeal_id, evidence_id)
   select $1::int4, $2::int2, $3::int8, evidence_id from unnest($12::int8[]) as evidence_id`,
);

/** Files an appeal with what it rests on; a second open one of a claim violates `appeal_one_open`. */
export async function insertAppeal(tx: Tx, appeal: NewAppeal): Promise<void> {
  const { book, appealId, claimId, decisionId, round, reason, rules, filedBy, filedAt, dueAt, evidenceIds } = appeal;
  const times = [instantValue(filedAt), instantValue(dueAt)];
  const keys = [tx.tenantId, book, appealId, claimId, decisionId, round];
  await execute(tx, insertAppealRow, [...keys, reason, rules, filedBy, ...times, evidenceIds]);
}

const APPEAL = {
  book: "int2",
  appeal_id: "int8",
  claim_id: "int8",
  decision_id: "int8",
  round: "int2",
  state: "text",
  reason: "text",
  rules: "text[]",
  filed_by: "text",
  filed_at: "timestamptz",
  due_at: "timestamptz",
  ended_at: "timestamptz?",
  decided_by: "text?",
  outcome: "text?",
  amount: "int8?",
  answer_id: "int8?",
  reason_codes: "text[]",
  note: "text",
} as const;
const COLUMNS = Object.keys(APPEAL)
  .map((column) => `a.${column}`)
  .join(", ");

const FULL_APPEAL = {
  ...APPEAL,
  evidence_ids: "int8[]",
  /** Interest for the delay that the answer grants. */
  interest: "int8",
  product: "text",
  policy_id: "int8",
  order_id: "text",
  merchant_id: "text",
  buyer_id: "text",
  revision: "int4",
} as const;
const FULL_COLUMNS = `${COLUMNS},
     (select coalesce(array_agg(e.evidence_id order by e.evidence_id), '{}') from appeal_evidence e
       where e.book = a.book and e.appeal_id = a.appeal_id) as evidence_ids,
     coalesce((select i.amount from late_interest i
       where i.book = a.book and i.claim_id = a.claim_id and i.decision_id = a.answer_id), 0) as interest,
     c.product, c.policy_id, c.order_id, c.merchant_id, c.buyer_id, c.revision`;

/** An appeal with what it rests on, and its claim. */
export type AppealRow = Omit<Row<typeof FULL_APPEAL>, "state" | "reason_codes"> & {
  readonly state: AppealState;
  readonly reason_codes: readonly ReasonCode[];
};

export const selectAppeal = statement(
  "select_appeal",
  FULL_APPEAL,
  `select ${FULL_COLUMNS}
   from appeal a join claim c on c.book = a.book and c.claim_id = a.claim_id
   where a.book = $2::int2 and a.appeal_id = $3::int8 and a.tenant_id = $1::int4`,
);

export async function findAppeal(tx: Tx, book: number, appealId: Id): Promise<AppealRow | null> {
  const [row] = await run(tx, selectAppeal, [tx.tenantId, book, appealId]);
  return row === undefined ? null : (row as AppealRow);
}

export const selectAppealsOfClaims = statement(
  "select_appeals_of_claims",
  FULL_APPEAL,
  `select ${FULL_COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join appeal a on a.book = wanted.book and a.claim_id = wanted.claim_id and a.tenant_id = $1::int4
   join claim c on c.book = a.book and c.claim_id = a.claim_id
   order by a.claim_id, a.round`,
);

/** The appeals of these claims, each claim's oldest first. */
export async function appealsOfClaims(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<AppealRow[]> {
  if (claims.length === 0) return [];
  const keys = [claims.map((claim) => claim.book), claims.map((claim) => claim.claimId)];
  return (await run(tx, selectAppealsOfClaims, [tx.tenantId, ...keys])) as AppealRow[];
}

/** What a list of appeals may be narrowed by; null means any. */
export interface AppealFilter {
  readonly state: AppealState | null;
  readonly claimId: Id | null;
  readonly product: string | null;
  readonly buyerId: string | null;
  /** Open appeals that were to be answered before this instant. */
  readonly overdueAt: Instant | null;
  /** Only appeals older than this id. */
  readonly before: Id | null;
  readonly limit: number;
}

export const selectAppeals = statement(
  "select_appeals",
  FULL_APPEAL,
  `select ${FULL_COLUMNS}
   from appeal a join claim c on c.book = a.book and c.claim_id = a.claim_id
   where a.tenant_id = $1::int4 and ($2::text is null or a.state = $2) and ($3::int8 is null or a.claim_id = $3)
     and ($4::text is null or c.product = $4) and ($5::text is null or c.buyer_id = $5)
     and ($6::timestamptz is null or (a.state = 'open' and a.due_at <= $6)) and ($7::int8 is null or a.appeal_id < $7)
   order by a.appeal_id desc limit $8::int4`,
);

/** Appeals, newest first. */
export async function listAppeals(tx: Tx, filter: AppealFilter): Promise<AppealRow[]> {
  const { state, claimId, product, buyerId, overdueAt, before, limit } = filter;
  const overdue = overdueAt === null ? null : instantValue(overdueAt);
  const values = [tx.tenantId, state, claimId, product, buyerId, overdue, before, limit];
  return (await run(tx, selectAppeals, values)) as AppealRow[];
}

/** How an appeal ended. */
export interface AppealEnd {
  readonly state: Exclude<AppealState, "open">;
  readonly endedAt: Instant;
  /** Null for one that was taken back. */
  readonly decidedBy: string | null;
  /** What an overturned decision gives way to: the whole, in fen, and the decision that grants it. */
  readonly granted: {
    readonly outcome: "approve" | "partly_approve";
    readonly amount: Fen;
    readonly answerId: Id;
  } | null;
  readonly reasonCodes: readonly ReasonCode[];
  readonly note: string;
}

export const endAppealRow = statement(
  "end_appeal",
  {},
  `update appeal set state = $4::text, ended_at = $5::timestamptz, decided_by = $6::text, outcome = $7::text, amount = $8::int8,
     answer_id = $9::int8, reason_codes = $10::text[], note = $11::text
   where tenant_id = $1::int4 and book = $2::int2 and appeal_id = $3::int8 and state = 'open'`,
);

/** Ends an open appeal; false when it had ended already. */
export async function endAppeal(tx: Tx, book: number, appealId: Id, end: AppealEnd): Promise<boolean> {
  const { state, endedAt, decidedBy, granted, reasonCodes, note } = end;
  const given = [granted?.outcome ?? null, granted?.amount ?? null, granted?.answerId ?? null];
  const values = [state, instantValue(endedAt), decidedBy, ...given, reasonCodes, note];
  return (await execute(tx, endAppealRow, [tx.tenantId, book, appealId, ...values])) === 1;
}

/** What appeals are counted by. */
export const REPORT_GROUPS = ["product", "reason", "rule", "decider"] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

export const selectAppealReport = statement(
  "select_appeal_report",
  {
    by: "text",
    name: "text",
    upheld: "int8",
    overturned: "int8",
    withdrawn: "int8",
    late: "int8",
    granted: "int8",
    interest: "int8",
  },
  `with ended as (
     select a.book, a.appeal_id, a.state, a.rules, a.ended_at > a.due_at as late, d.product, d.reason_codes, d.decided_by,
       coalesce(g.amount, 0) as granted, coalesce(i.amount, 0) as interest
     from appeal a
     join decision d on d.book = a.book and d.claim_id = a.claim_id and d.decision_id = a.decision_id
     left join lateral (
       select a.amount - c.amount as amount from decision c
       where c.book = a.book and c.claim_id = a.claim_id and c.decision_id = a.decision_id and a.state = 'overturned'
     ) as g on true
     left join late_interest i on i.book = a.book and i.claim_id = a.claim_id and i.decision_id = a.answer_id
     where a.tenant_id = $1::int4 and a.ended_at >= $2::timestamptz and a.ended_at < $3::timestamptz
   ), named as (
     select 'all' as by, '' as name, e.* from ended e
     union all select 'product', e.product, e.* from ended e
     union all select 'reason', r.name, e.* from ended e cross join lateral unnest(e.reason_codes) as r (name)
     union all select 'rule', r.name, e.* from ended e cross join lateral unnest(e.rules) as r (name)
     union all select 'decider', e.decided_by, e.* from ended e
   )
   select by, name, count(*) filter (where state = 'upheld') as upheld, count(*) filter (where state = 'overturned') as overturned,
     count(*) filter (where state = 'withdrawn') as withdrawn, count(*) filter (where late) as late,
     sum(granted)::int8 as granted, sum(interest)::int8 as interest
   from named group by by, name order by by, name`,
);
export type AppealCount = Row<(typeof selectAppealReport)["row"]>;

/**
 * Appeals that ended in [from, until): all, and by what the decision was that they were against. One decision has
 * several reasons and rules, and counts once under each.
 */
export function appealReport(tx: Tx, from: Instant, until: Instant): Promise<AppealCount[]> {
  return run(tx, selectAppealReport, [tx.tenantId, instantValue(from), instantValue(until)]);
}

export const findAppealsApart = finder(
  "find_appeals_apart",
  `select 'claim'::text, c.claim_id, '', format('was appealed %s times and has %s appeals, open %s and %s', c.appeals, count(a.appeal_id),
     coalesce(c.open_appeal_id::text, 'none'), coalesce(max(a.appeal_id) filter (where a.state = 'open')::text, 'none'))
   from claim c
   left join appeal a on a.book = c.book and a.claim_id = c.claim_id
   where c.tenant_id = $1::int4
   group by c.book, c.claim_id
   having c.appeals <> count(a.appeal_id)
     or c.open_appeal_id is distinct from max(a.appeal_id) filter (where a.state = 'open')
   union all
   select 'claim', a.claim_id, '', format('an appeal was overturned to %s fen; the decision that says so grants %s', a.amount,
     coalesce(d.amount::text, 'nothing, and is not there'))
   from appeal a
   left join decision d on d.book = a.book and d.claim_id = a.claim_id and d.decision_id = a.answer_id and d.kind = 'appeal'
   where a.tenant_id = $1::int4 and a.state = 'overturned' and (d.amount is distinct from a.amount or d.decided_by <> a.decided_by)`,
);
