// Understands the audit log as it is kept: what people did stands in append-only tables, each with its own words, and what no
// other table tells stands in one of its own. Every source is read by one statement of one form, newest first.

import type { AuditBound, AuditKind } from "@anxin/core/audit/entry";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, type Statement, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const ENTRY = {
  at: "timestamptz",
  key: "text",
  actor: "text",
  action: "text",
  subject_kind: "text",
  subject_id: "text",
  part: "text",
  before: "json?",
  after: "json?",
  reason: "text",
} as const;
export type AuditRow = Row<typeof ENTRY>;
export type AuditStatement = Statement<typeof ENTRY>;

/** A number as a text that sorts as it does. */
const padded = (column: string): string => `lpad(${column}::text, 19, '0')`;

/**
 * `entries` has the columns of an entry, of the tenant $1. `at` is a column of its table, so that the table's index is used. Whoever
 * asks leaves sources of other kinds out: only one that has several looks at them, since nothing tells the planner how many fit.
 */
const source = (name: string, entries: string, ofKinds = "$9::text[] is not null"): AuditStatement =>
  statement(
    `audit_${name}`,
    ENTRY,
    `with entry as (${entries})
   select at, key, actor, action, subject_kind, subject_id, part, before, after, reason
   from entry
   where ($2::text is null or actor = $2)
     and ($3::text is null or action = $3)
     and ($4::text is null or subject_id = $4)
     and at >= at_ms($5::int8) and at < at_ms($6::int8) and at <= at_ms($7::int8)
     and (at < at_ms($7) or $8::text is null or key collate "C" < $8)
     and ${ofKinds}
   order by at desc, key collate "C" desc
   limit $10::int4`,
  );

/** An instant as the house writes it: JSON of the database's own would say it in the session's zone. */
const instantText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Rules and sweeps have no colon in their names; people and servers do. */
const BY_SOMEBODY = "like '%:%'";

export const auditClaimEvents = source(
  "claim_events",
  `select e.at, ${padded("e.claim_id")} || ${padded("e.sequence")} as key, e.actor, 'claim.' || e.kind as action,
     'claim' as subject_kind, e.claim_id::text as subject_id, '' as part,
     json_build_object('status', e.from_status) as before,
     json_strip_nulls(json_build_object('status', e.to_status, 'outcome', d.outcome, 'amount', d.amount, 'decidedBy', d.decided_by)) as after,
     e.detail as reason
   from claim_event e
   left join lateral (
     select d.outcome, d.amount, d.decided_by from decision d
     where d.book = e.book and d.claim_id = e.claim_id and d.tenant_id = e.tenant_id and d.decided_at = e.at
       and e.kind in ('decided', 'advanced', 'corrected', 'appeal_decided')
     order by d.decision_id desc limit 1
   ) d on true
   where e.tenant_id = $1::int4 and e.actor ${BY_SOMEBODY}`,
);

export const auditLeases = source(
  "leases",
  `select l.at, ${padded("l.change_id")} as key, l.holder as actor, 'claim.lease_' || l.kind as action, 'claim' as subject_kind,
     l.claim_id::text as subject_id, '' as part,
     case when l.former is not null then json_build_object('holder', l.former) end as before,
     json_build_object('holder', case when l.kind <> 'given_back' then l.holder end) as after, l.reason
   from review_lease_change l where l.tenant_id = $1::int4`,
);

export const auditAssessments = source(
  "assessments",
  `select q.assessed_at as at, ${padded("q.decision_id")} as key, q.assessed_by as actor, 'review.assessed' as action,
     'decision' as subject_kind, q.decision_id::text as subject_id, q.product as part, null::json as before,
     json_build_object('agrees', q.agrees, 'findings', q.findings, 'decidedBy', q.decided_by) as after, coalesce(q.note, '') as reason
   from qa_sample q where q.tenant_id = $1::int4 and q.assessed_at is not null`,
);

export const auditReplays = source(
  "replays",
  `select r.started_at as at, ${padded("r.run_id")} as key, r.asked_by as actor, 'review.' || r.kind || '_started' as action,
     'day' as subject_kind, r.day::text as subject_id, '' as part, null::json as before, null::json as after, '' as reason
   from decision_run r where r.tenant_id = $1::int4 and r.asked_by ${BY_SOMEBODY}`,
);

export const auditLimits = source(
  "limits",
  `select l.set_at as at, ${padded("l.revision")} as key, l.set_by as actor, 'authority.set' as action, 'role' as subject_kind,
     l.role as subject_id, concat_ws(' ', 'level ' || l.level, nullif(l.product, '')) as part,
     case when f.revision is not null then json_build_object('amountMax', f.amount_max, 'effectiveAt', ${instantText("f.effective_at")}) end as before,
     json_build_object('amountMax', l.amount_max, 'effectiveAt', ${instantText("l.effective_at")}) as after, l.reason
   from authority_limit l
   left join lateral (
     select f.revision, f.amount_max, f.effective_at from authority_limit f
     where f.tenant_id = l.tenant_id and f.role = l.role and f.level = l.level and f.product = l.product and f.revision < l.revision
     order by f.revision desc limit 1
   ) f on true
   where l.tenant_id = $1::int4`,
);

export const auditStaff = source(
  "staff",
  `select c.changed_at as at, ${padded("c.staff_id")} || ${padded("c.revision")} as key, c.changed_by as actor,
     'staff.changed' as action, 'staff' as subject_kind, c.staff_id::text as subject_id, '' as part,
     case when f.revision is not null then json_build_object('level', f.level, 'person', f.person, 'enabled', f.enabled) end as before,
     json_build_object('level', c.level, 'person', c.person, 'enabled', c.enabled) as after, c.reason
   from staff_change c
   left join staff_change f on f.tenant_id = c.tenant_id and f.staff_id = c.staff_id and f.revision = c.revision - 1
   where c.tenant_id = $1::int4`,
);

export const auditSwitches = source(
  "switches",
  `select c.changed_at as at, ${padded("c.change_id")} as key, c.changed_by as actor,
     case c.state when 'stopped' then 'switch.stopped' else 'switch.resumed' end as action, 'switch' as subject_kind,
     c.name as subject_id, c.product as part, json_build_object('state', coalesce(f.state, 'running')) as before,
     json_build_object('state', c.state) as after, c.reason
   from kill_switch_change c
   left join kill_switch_change f on f.tenant_id = c.tenant_id and f.name = c.name and f.product = c.product and f.revision = c.revision - 1
   where c.tenant_id = $1::int4`,
);

const CAMPAIGN_TERMS = (c: string): string =>
  `json_build_object('name', ${c}.name, 'status', ${c}.status, 'budget', ${c}.budget, 'endsAt', ${instantText(`${c}.ends_at`)},
       'maxPerBuyer', ${c}.per_buyer_max, 'maxGiftsPerMerchant', ${c}.per_merchant_gifts_max,
       'maxAmountPerMerchant', ${c}.per_merchant_amount_max, 'condition', ${c}.condition)`;
export const auditCampaigns = source(
  "campaigns",
  `select c.changed_at as at, ${padded("c.campaign_id")} || ${padded("c.revision")} as key, c.changed_by as actor,
     case when f.revision is null then 'campaign.started' else 'campaign.changed' end as action, 'campaign' as subject_kind,
     c.campaign_id::text as subject_id, '' as part, case when f.revision is not null then ${CAMPAIGN_TERMS("f")} end as before,
     ${CAMPAIGN_TERMS("c")} as after, '' as reason
   from campaign_change c
   left join campaign_change f on f.tenant_id = c.tenant_id and f.campaign_id = c.campaign_id and f.revision = c.revision - 1
   where c.tenant_id = $1::int4`,
);

const ENROLMENT_TERMS = (e: string): string =>
  `json_build_object('status', ${e}.status, 'scope', ${e}.scope_kind, 'values', ${e}.scope_values,
       'excludedCategories', ${e}.excluded_categories, 'excludedSkus', ${e}.excluded_skus)`;
export const auditEnrolments = source(
  "enrolments",
  `select e.changed_at as at, e.merchant_id || ' ' || e.product || ' ' || ${padded("e.revision")} as key, e.changed_by as actor,
     case when f.revision is null then 'enrolment.started' else 'enrolment.changed' end as action, 'merchant' as subject_kind,
     e.merchant_id as subject_id, e.product as part, case when f.revision is not null then ${ENROLMENT_TERMS("f")} end as before,
     ${ENROLMENT_TERMS("e")} as after, '' as reason
   from enrolment_change e
   left join enrolment_change f on f.book = e.book and f.tenant_id = e.tenant_id and f.merchant_id = e.merchant_id
     and f.product = e.product and f.revision = e.revision - 1
   where e.tenant_id = $1::int4`,
);

export const auditWalletTerms = source(
  "wallet_terms",
  `select w.changed_at as at, w.merchant_id || ' ' || ${padded("w.revision")} as key, w.changed_by as actor,
     'wallet.terms_changed' as action, 'merchant' as subject_kind, w.merchant_id as subject_id, '' as part,
     json_build_object('creditLimit', coalesce(f.credit_limit, 0), 'lowBalance', f.low_balance) as before,
     json_build_object('creditLimit', w.credit_limit, 'lowBalance', w.low_balance) as after, '' as reason
   from wallet_change w
   left join wallet_change f on f.book = w.book and f.tenant_id = w.tenant_id and f.merchant_id = w.merchant_id
     and f.revision = w.revision - 1
   where w.tenant_id = $1::int4`,
);

export const auditRefunds = source(
  "refunds",
  `select r.prepared_at as at, ${padded("r.refund_id")} as key, r.requested_by as actor, 'wallet.refund_requested' as action,
     'merchant' as subject_kind, r.merchant_id as subject_id, '' as part, null::json as before,
     json_build_object('amount', (select sum(p.amount) from wallet_refund p where p.book = r.book and p.refund_id = r.refund_id)) as after,
     '' as reason
   from wallet_refund r where r.tenant_id = $1::int4 and r.part = 1`,
);

export const auditDeposits = source(
  "deposits",
  `select d.moved_at as at, ${padded("d.movement_id")} as key, d.moved_by as actor, 'deposit.' || d.kind as action,
     'merchant' as subject_kind, d.merchant_id as subject_id, '' as part,
     json_build_object('balance', d.balance_after + case when d.kind in ('received', 'given_back') then -d.amount else d.amount end) as before,
     json_build_object('balance', d.balance_after) as after, coalesce(d.reference, '') as reason
   from merchant_deposit_movement d where d.tenant_id = $1::int4 and d.moved_by ${BY_SOMEBODY}`,
);

const RECOVERY_TERMS = (t: string): string =>
  `json_build_object('netting', ${t}.netting, 'agreedOn', ${t}.agreed_on, 'textVersion', ${t}.text_version, 'source', ${t}.source,
       'monthMax', ${t}.month_max, 'noticeDays', ${t}.notice_days)`;
export const auditRecoveryTerms = source(
  "recovery_terms",
  `select t.changed_at as at, t.merchant_id || ' ' || ${padded("t.revision")} as key, t.changed_by as actor,
     'recovery.merchant_terms_changed' as action, 'merchant' as subject_kind, t.merchant_id as subject_id, '' as part,
     case when f.revision is not null then ${RECOVERY_TERMS("f")} end as before, ${RECOVERY_TERMS("t")} as after, '' as reason
   from merchant_recovery_terms t
   left join merchant_recovery_terms f on f.book = t.book and f.tenant_id = t.tenant_id and f.merchant_id = t.merchant_id
     and f.revision = t.revision - 1
   where t.tenant_id = $1::int4`,
);

const CARRIER_TERMS = (t: string): string =>
  `json_build_object('effectiveOn', ${t}.effective_on, 'parcelMax', ${t}.parcel_max, 'freightTimes', ${t}.freight_times,
       'freightUsual', ${t}.freight_usual, 'withinDays', ${t}.within_days)`;
export const auditCarrierTerms = source(
  "carrier_terms",
  `select t.changed_at as at, t.carrier || ' ' || ${padded("t.revision")} as key, t.changed_by as actor,
     'recovery.carrier_terms_changed' as action, 'carrier' as subject_kind, t.carrier as subject_id, '' as part,
     case when f.revision is not null then ${CARRIER_TERMS("f")} end as before, ${CARRIER_TERMS("t")} as after, t.note as reason
   from carrier_recovery_terms t
   left join carrier_recovery_terms f on f.tenant_id = t.tenant_id and f.carrier = t.carrier and f.revision = t.revision - 1
   where t.tenant_id = $1::int4`,
);

export const auditRecoveries = source(
  "recoveries",
  `select e.at, ${padded("e.recovery_id")} || ${padded("e.sequence")} as key, e.actor, 'recovery.' || e.kind as action,
     'recovery' as subject_kind, e.recovery_id::text as subject_id, coalesce(e.reference, '') as part,
     case when f.sequence is not null then json_build_object('status', f.status) end as before,
     json_strip_nulls(json_build_object('status', e.status, 'amount', e.amount)) as after, e.reason
   from recovery_event e
   left join recovery_event f on f.book = e.book and f.recovery_id = e.recovery_id and f.tenant_id = e.tenant_id
     and f.sequence = e.sequence - 1
   where e.tenant_id = $1::int4 and e.actor ${BY_SOMEBODY}`,
);

const REGISTERED = (r: string): string =>
  `json_build_object('name', ${r}.name, 'status', ${r}.status, 'effectiveFrom', ${instantText(`${r}.effective_from`)}, 'terms', ${r}.terms::json)`;
export const auditRegister = source(
  "register",
  `select r.changed_at as at, ${padded("r.entry_id")} || ${padded("r.revision")} as key, r.changed_by as actor,
     case when f.revision is null then 'register.added' else 'register.changed' end as action, 'register_entry' as subject_kind,
     r.entry_id::text as subject_id, r.kind as part, case when f.revision is not null then ${REGISTERED("f")} end as before,
     ${REGISTERED("r")} as after, '' as reason
   from register_revision r
   left join register_revision f on f.tenant_id = r.tenant_id and f.entry_id = r.entry_id and f.revision = r.revision - 1
   where r.tenant_id = $1::int4 and r.changed_by ${BY_SOMEBODY}`,
);

export const auditPayees = source(
  "payees",
  `select p.requested_at as at, ${padded("p.change_id")} as key, p.requested_by as actor, 'payout.payee_change_requested' as action,
     'claim' as subject_kind, p.claim_id::text as subject_id, '' as part, null::json as before,
     json_build_object('payee', p.payee_mask, 'state', p.state) as after, '' as reason
   from payee_change p where p.tenant_id = $1::int4`,
);

/** Who asked for a retry ends the words that were noted with it. */
export const auditRetries = source(
  "retries",
  `select a.at, ${padded("a.payout_id")} || ${padded("a.sequence")} as key,
     coalesce(substring(a.detail from '; by ([^ ]+:.+)$'), 'system') as actor, 'payout.retried' as action, 'payout' as subject_kind,
     a.payout_id::text as subject_id, '' as part, null::json as before, json_build_object('outBizNo', a.out_biz_no) as after,
     a.detail as reason
   from payout_attempt a where a.tenant_id = $1::int4 and a.action = 'retry'`,
);

export const auditServiceOrders = source(
  "service_orders",
  `select e.at, ${padded("e.service_order_id")} || ${padded("e.sequence")} as key, e.actor, 'service_order.' || e.step as action,
     'service_order' as subject_kind, e.service_order_id::text as subject_id, '' as part,
     case when e.from_status is not null then json_build_object('status', e.from_status) end as before,
     json_strip_nulls(json_build_object('status', e.to_status, 'amount', e.amount)) as after, e.note as reason
   from service_order_event e where e.tenant_id = $1::int4 and e.actor ${BY_SOMEBODY}`,
);

export const auditEntries = source(
  "entries",
  `select e.at, ${padded("e.entry_id")} as key, e.actor, e.action, e.subject_kind, e.subject_id, '' as part,
     e.before::json as before, e.after::json as after, e.reason
   from audit_entry e where e.tenant_id = $1::int4`,
  "split_part(action, '.', 1) = any ($9::text[])",
);

/** The sources in the order in which entries of one moment stand; a new one is added at the end, so that cursors stay good. */
export const AUDIT_SOURCES: readonly {
  readonly kinds: readonly AuditKind[] | null;
  readonly statement: AuditStatement;
}[] = [
  { kinds: null, statement: auditEntries },
  { kinds: ["claim"], statement: auditClaimEvents },
  { kinds: ["claim"], statement: auditLeases },
  { kinds: ["review"], statement: auditAssessments },
  { kinds: ["review"], statement: auditReplays },
  { kinds: ["authority"], statement: auditLimits },
  { kinds: ["staff"], statement: auditStaff },
  { kinds: ["switch"], statement: auditSwitches },
  { kinds: ["campaign"], statement: auditCampaigns },
  { kinds: ["enrolment"], statement: auditEnrolments },
  { kinds: ["wallet"], statement: auditWalletTerms },
  { kinds: ["wallet"], statement: auditRefunds },
  { kinds: ["deposit"], statement: auditDeposits },
  { kinds: ["recovery"], statement: auditRecoveryTerms },
  { kinds: ["recovery"], statement: auditCarrierTerms },
  { kinds: ["recovery"], statement: auditRecoveries },
  { kinds: ["register"], statement: auditRegister },
  { kinds: ["payout"], statement: auditPayees },
  { kinds: ["payout"], statement: auditRetries },
  { kinds: ["service_order"], statement: auditServiceOrders },
];

/** What the log may be narrowed by; null means any. */
export interface AuditFilter {
  readonly actor: string | null;
  readonly action: string | null;
  /** As the sources keep it: digits, or the marketplace's own id. */
  readonly subjectId: string | null;
  readonly from: Instant;
  readonly until: Instant;
  readonly kinds: readonly AuditKind[];
}

/** What one source tells after a bound, newest first. */
export function readSource(
  tx: Tx,
  from: AuditStatement,
  filter: AuditFilter,
  bound: AuditBound,
  limit: number,
): Promise<AuditRow[]> {
  const { actor, action, subjectId, kinds } = filter;
  const values = [actor, action, subjectId, filter.from, filter.until, bound.at, bound.key, kinds, limit];
  return run(tx, from, [tx.tenantId, ...values]);
}

export const insertAuditEntry = statement(
  "insert_audit_entry",
  {},
  `insert into audit_entry (tenant_id, entry_id, at, actor, action, subject_kind, subject_id, before, after, reason)
   values ($1::int4, $2::int8, at_ms($3::int8), $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text)`,
);

/** An act that no other table tells. */
export interface AuditEntry {
  readonly entryId: Id;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** JSON objects. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
}

export async function addAuditEntry(tx: Tx, entry: AuditEntry): Promise<void> {
  const { entryId, at, actor, action, subjectKind, subjectId, before, after, reason } = entry;
  const values = [entryId, at, actor, action, subjectKind, subjectId, before, after, reason];
  await execute(tx, insertAuditEntry, [tx.tenantId, ...values]);
}
