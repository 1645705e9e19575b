// Understands refusal notices as kept: written once a decision, and when each was sent, delivered and opened.

import type { DecisionOutcome } from "@anxin/core/claim/claim";
import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import {
  execute,
  instantValue,
  int2Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";
import type { Tx } from "./transaction.js";

const UNEXPLAINED = {
  book: "int2",
  claim_id: "int8",
  decision_id: "int8",
  policy_id: "int8",
  order_id: "text",
  merchant_id: "text",
  buyer_id: "text",
  product: "text",
  product_version: "int4",
  peril: "text",
  occurred_at: "timestamptz",
  reported_at: "timestamptz",
  requested_amount: "int8?",
  appeals: "int2",
  reviewed: "bool",
  outcome: "text",
  amount: "int8",
  reason_codes: "text[]",
  decided_at: "timestamptz",
  automatic: "bool",
  note: "text",
  findings: "text",
  clauses: "text[]",
} as const;

export const selectUnexplained = statement(
  "select_unexplained_decisions",
  UNEXPLAINED,
  `select c.book, c.claim_id, d.decision_id, c.policy_id, c.order_id, c.merchant_id, c.buyer_id, d.product, d.product_version, c.peril,
     c.occurred_at, c.reported_at, c.requested_amount, c.appeals, c.reviewed, d.outcome, d.amount, d.reason_codes, d.decided_at,
     d.automatic, d.note, d.findings, coalesce(b.clauses, '{}') as clauses
   from (select distinct book, claim_id from unnest($2::int2[], $3::int8[]) as each (book, claim_id)) as wanted
   join claim c on c.book = wanted.book and c.claim_id = wanted.claim_id and c.tenant_id = $1::int4
   join decision d on d.book = c.book and d.claim_id = c.claim_id and d.kind in ('decision', 'appeal')
     and (d.outcome <> 'approve' or d.amount < c.requested_amount)
   left join decision_basis b on b.book = d.book and b.claim_id = d.claim_id and b.decision_id = d.decision_id
   where not exists (
     select from refusal_notice n where n.book = d.book and n.claim_id = d.claim_id and n.decision_id = d.decision_id)
   order by d.decision_id`,
);

/** A decision that gives less than was asked for, with its claim. */
export type UnexplainedDecision = Omit<Row<typeof UNEXPLAINED>, "outcome" | "reason_codes"> & {
  readonly outcome: DecisionOutcome;
  readonly reason_codes: readonly ReasonCode[];
  readonly amount: Fen;
};

/** Decisions on these claims that give less than was asked for, and that no notice explains yet; oldest first. */
export async function unexplainedDecisions(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<UnexplainedDecision[]> {
  if (claims.length === 0) return [];
  const keys = [int2Array(claims.map((claim) => claim.book)), int8Array(claims.map((claim) => claim.claimId))];
  return (await run(tx, selectUnexplained, [tx.tenantId, ...keys])) as UnexplainedDecision[];
}

export interface NewRefusalNotice {
  readonly book: number;
  readonly claimId: Id;
  readonly decisionId: Id;
  /** Its number is made of it, and its message goes out under it. */
  readonly noticeId: Id;
  /** JSON in both languages. */
  readonly content: string;
}

export const insertRefusalNoticeRows = statement(
  "insert_refusal_notices",
  { notice_id: "int8" },
  `insert into refusal_notice (tenant_id, made_at, book, claim_id, decision_id, notice_id, content)
   select $1::int4, $2::timestamptz, book, claim_id, decision_id, notice_id, content
   from unnest($3::int2[], $4::int8[], $5::int8[], $6::int8[], $7::text[]) as row (book, claim_id, decision_id, notice_id, content)
   on conflict on constraint refusal_notice_pk do nothing
   returning notice_id`,
);

/** Writes notices; answers which are new: a decision that is explained already is not explained again. */
export async function insertRefusalNotices(
  tx: Tx,
  now: Instant,
  notices: readonly NewRefusalNotice[],
): Promise<ReadonlySet<Id>> {
  if (notices.length === 0) return new Set();
  const rows = await run(tx, insertRefusalNoticeRows, [
    tx.tenantId,
    instantValue(now),
    int2Array(notices.map((notice) => notice.book)),
    int8Array(notices.map((notice) => notice.claimId)),
    int8Array(notices.map((notice) => notice.decisionId)),
    int8Array(notices.map((notice) => notice.noticeId)),
    textArray(notices.map((notice) => notice.content)),
  ]);
  return new Set(rows.map((row) => row.notice_id));
}

const NOTICE = {
  book: "int2",
  claim_id: "int8",
  decision_id: "int8",
  notice_id: "int8",
  made_at: "timestamptz",
  sent_at: "timestamptz?",
  taken_at: "timestamptz?",
  delivered_at: "timestamptz?",
  delivered_by: "text?",
  opened_at: "timestamptz?",
} as const;
export type RefusalNoticeRow = Row<typeof NOTICE>;
type NoticeKey = Pick<RefusalNoticeRow, "book" | "claim_id" | "decision_id">;
const COLUMNS = Object.keys(NOTICE)
  .map((column) => `n.${column}`)
  .join(", ");

export const selectNoticesOfClaims = statement(
  "select_refusal_notices_of_claims",
  NOTICE,
  `select ${COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join refusal_notice n on n.book = wanted.book and n.claim_id = wanted.claim_id and n.tenant_id = $1::int4
   order by n.decision_id`,
);

/** The notices of these claims, without what they say; of each claim the oldest first. */
export function refusalNoticesOf(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<RefusalNoticeRow[]> {
  const keys = [claims.map((claim) => claim.book), claims.map((claim) => claim.claimId)];
  return run(tx, selectNoticesOfClaims, [tx.tenantId, ...keys]);
}

export const selectNoticeContent = statement(
  "select_refusal_notice_content",
  { content: "text" },
  `select content from refusal_notice
   where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8 and decision_id = $4::int8`,
);

/** What a notice says, as JSON; null where there is none. */
export async function refusalNoticeContent(
  tx: Tx,
  { book, claim_id: claimId, decision_id: decisionId }: NoticeKey,
): Promise<string | null> {
  const [row] = await run(tx, selectNoticeContent, [tx.tenantId, book, claimId, decisionId]);
  return row?.content ?? null;
}

export const selectNoticeByNumber = statement(
  "select_refusal_notice_by_number",
  { ...NOTICE, product: "text", product_version: "int4", outcome: "text" },
  `select ${COLUMNS}, d.product, d.product_version, d.outcome
   from refusal_notice n
   join decision d on d.book = n.book and d.claim_id = n.claim_id and d.decision_id = n.decision_id
   where n.book = $2::int2 and n.notice_id = $3::int8 and n.tenant_id = $1::int4`,
);

/** The notice of a number, with what was decided; null where there is none. */
export async function findRefusalNotice(
  tx: Tx,
  book: number,
  noticeId: Id,
): Promise<Row<(typeof selectNoticeByNumber)["row"]> | null> {
  const [row] = await run(tx, selectNoticeByNumber, [tx.tenantId, book, noticeId]);
  return row ?? null;
}

export const takeRefusalRows = statement(
  "take_refusal_notices",
  {},
  `update refusal_notice r set sent_at = n.last_attempt_at, taken_at = n.sent_at
   from unnest($2::int2[], $3::int8[]) as row (book, notice_id)
   join notice n on n.book = row.book and n.notice_id = row.notice_id and n.tenant_id = $1::int4 and n.state = 'sent'
   where r.book = row.book and r.notice_id = row.notice_id and r.tenant_id = $1::int4`,
);

/**
 * Notes that the channel took these messages, each under the number of its notice, in the transaction that learned of
 * it.
 */
export async function noteRefusalsTaken(
  tx: Tx,
  messages: readonly { readonly book: number; readonly notice_id: Id }[],
): Promise<void> {
  if (messages.length === 0) return;
  const keys = [int2Array(messages.map((each) => each.book)), int8Array(messages.map((each) => each.notice_id))];
  await execute(tx, takeRefusalRows, [tx.tenantId, ...keys]);
}

/** Deliveries that one transaction tells the cases of. */
export const TAKEN_PAGE_MAX = 200;

export const selectTaken = statement(
  "select_refusals_taken",
  { book: "int2", claim_id: "int8", merchant_id: "text", order_id: "text" },
  `select distinct r.book, r.claim_id, c.merchant_id, c.order_id
   from (
     select book, claim_id from refusal_notice
     where tenant_id = $1::int4 and taken_at is not null and delivered_at is null
     order by book, claim_id limit ${TAKEN_PAGE_MAX}
   ) as r
   join claim c on c.book = r.book and c.claim_id = r.claim_id`,
);

/** A page of claims with a notice that the channel took, and whose case was not told so. */
export async function claimsToTell(
  tx: Tx,
): Promise<readonly Pick<ClaimRow, "book" | "claimId" | "merchantId" | "orderId">[]> {
  const rows = await run(tx, selectTaken, [tx.tenantId]);
  return rows.map(({ book, claim_id: claimId, merchant_id: merchantId, order_id: orderId }) => {
    return { book, claimId, merchantId, orderId };
  });
}

export const selectTenantsToTell = statement(
  "select_tenants_with_refusals_taken",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (
     select from refusal_notice r where r.tenant_id = t.tenant_id and r.taken_at is not null and r.delivered_at is null)
   order by t.tenant_id`,
);

/** Tenants for which `claimsToTell` finds any. Runs as the owner. */
export async function tenantsToTell(owner: Queryable): Promise<readonly number[]> {
  return (await run(owner, selectTenantsToTell)).map((row) => row.tenant_id);
}

export const deliverTakenRows = statement(
  "deliver_refusals_taken",
  { book: "int2", claim_id: "int8", delivered_at: "timestamptz" },
  `update refusal_notice r set delivered_at = r.taken_at, delivered_by = 'channel'
   from unnest($2::int2[], $3::int8[]) as row (book, claim_id)
   where r.book = row.book and r.claim_id = row.claim_id and r.tenant_id = $1::int4 and r.taken_at is not null and r.delivered_at is null
   returning r.book, r.claim_id, r.delivered_at`,
);
export type DeliveredRefusal = Row<(typeof deliverTakenRows)["row"]>;

/**
 * Notes that what the channel took was delivered; answers each notice of these claims that was not delivered before.
 */
export function deliverTaken(
  tx: Tx,
  claims: readonly Pick<ClaimRow, "book" | "claimId">[],
): Promise<DeliveredRefusal[]> {
  const keys = [int2Array(claims.map((claim) => claim.book)), int8Array(claims.map((claim) => claim.claimId))];
  return run(tx, deliverTakenRows, [tx.tenantId, ...keys]);
}

export const openNoticeRow = statement(
  "open_refusal_notice",
  { delivered_at: "timestamptz", was_delivered: "bool" },
  `update refusal_notice n
   set opened_at = $5::timestamptz, delivered_at = coalesce(n.delivered_at, n.taken_at, $5::timestamptz),
     delivered_by = coalesce(n.delivered_by, case when n.taken_at is null then 'buyer' else 'channel' end)
   from (
     select delivered_at is not null as was_delivered from refusal_notice
     where tenant_id = $1::int4 and book = $2::int2 and claim_id = $3::int8 and decision_id = $4::int8
   ) as before
   where n.tenant_id = $1::int4 and n.book = $2::int2 and n.claim_id = $3::int8 and n.decision_id = $4::int8 and n.opened_at is null
   returning n.delivered_at, before.was_delivered`,
);

/**
 * Notes that the buyer opened a notice, and with that has it. Answers when it was delivered, if the case does not know
 * it yet: whoever opens it holds the order, and tells the case. Null when there is nothing to tell.
 */
export async function openNotice(
  tx: Tx,
  { book, claim_id: claimId, decision_id: decisionId }: NoticeKey,
  now: Instant,
): Promise<Instant | null> {
  const [row] = await run(tx, openNoticeRow, [tx.tenantId, book, claimId, decisionId, instantValue(now)]);
  return row?.was_delivered === false ? row.delivered_at : null;
}
