// Understands policies as issued and their endorsements: both are written once and only ever read.

import { never, present } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import type { Endorsement, Policy } from "@anxin/core/policy/policy";
import type { Instant } from "@anxin/core/time";
import {
  execute,
  instantArray,
  int2Array,
  int4Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";

const POLICY_ROW = {
  policy_id: "int8",
  book: "int2",
  tenant_id: "int4",
  merchant_id: "text",
  order_id: "text",
  line_id: "text",
  buyer_id: "text",
  product: "text",
  product_version: "int4",
  payer: "text",
  campaign_id: "int8?",
  premium: "int8",
  sum_insured: "int8",
  rating: "text",
  bound_at: "timestamptz",
  effective_at: "timestamptz?",
  expires_at: "timestamptz?",
  issued_at: "timestamptz",
} as const;
const POLICY_COLUMNS = Object.keys(POLICY_ROW)
  .map((column) => `p.${column}`)
  .join(", ");

function policyOf(row: Row<typeof POLICY_ROW>): Policy {
  return {
    policyId: row.policy_id,
    book: row.book,
    tenantId: row.tenant_id,
    merchantId: row.merchant_id,
    orderId: row.order_id,
    lineId: row.line_id,
    buyerId: row.buyer_id,
    product: row.product,
    productVersion: row.product_version,
    payer: row.payer as Policy["payer"],
    campaignId: row.campaign_id,
    premium: row.premium,
    sumInsured: row.sum_insured,
    rating: row.rating,
    boundAt: row.bound_at,
    effectiveAt: row.effective_at,
    expiresAt: row.expires_at,
    issuedAt: row.issued_at,
  };
}

export const insertPolicyRows = statement(
  "insert_policies",
  {},
  `insert into policy (tenant_id, policy_id, book, merchant_id, order_id, line_id, buyer_id, product, product_version, payer,
     campaign_id, premium, sum_insured, rating, bound_at, effective_at, expires_at, issued_at)
   select $1::int4, policy_id, book, merchant_id, order_id, line_id, buyer_id, product, product_version, payer,
     campaign_id, premium, sum_insured, rating, bound_at, effective_at, expires_at, issued_at
   from unnest($2::int8[], $3::int2[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int4[], $10::text[],
     $11::int8[], $12::int8[], $13::int8[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[])
     as row (policy_id, book, merchant_id, order_id, line_id, buyer_id, product, product_version, payer,
       campaign_id, premium, sum_insured, rating, bound_at, effective_at, expires_at, issued_at)`,
);

/** Issues policies, any number in one statement. Throws when one is there already: whoever calls has made sure that none is. */
export async function insertPolicies(db: Queryable, tenantId: number, policies: readonly Policy[]): Promise<void> {
  if (policies.length === 0) return;
  await execute(db, insertPolicyRows, [
    tenantId,
    int8Array(policies.map((p) => p.policyId)),
    int2Array(policies.map((p) => p.book)),
    textArray(policies.map((p) => p.merchantId)),
    textArray(policies.map((p) => p.orderId)),
    textArray(policies.map((p) => p.lineId)),
    textArray(policies.map((p) => p.buyerId)),
    textArray(policies.map((p) => p.product)),
    int4Array(policies.map((p) => p.productVersion)),
    textArray(policies.map((p) => p.payer)),
    int8Array(policies.map((p) => p.campaignId)),
    int8Array(policies.map((p) => p.premium)),
    int8Array(policies.map((p) => p.sumInsured)),
    textArray(policies.map((p) => p.rating)),
    instantArray(policies.map((p) => p.boundAt)),
    instantArray(policies.map((p) => p.effectiveAt)),
    instantArray(policies.map((p) => p.expiresAt)),
    instantArray(policies.map((p) => p.issuedAt)),
  ]);
}

export const selectPoliciesByOrders = statement(
  "select_policies_by_orders",
  POLICY_ROW,
  `select ${POLICY_COLUMNS}
   from unnest($2::int2[], $3::text[]) as wanted (book, order_id)
   join policy p on p.book = wanted.book and p.tenant_id = $1::int4 and p.order_id = wanted.order_id
   order by p.book, p.policy_id`,
);

/** Every policy of these orders, oldest first. */
export async function policiesOfOrders(
  db: Queryable,
  tenantId: number,
  orders: readonly { readonly book: number; readonly orderId: string }[],
): Promise<Policy[]> {
  const rows = await run(db, selectPoliciesByOrders, [
    tenantId,
    orders.map((o) => o.book),
    orders.map((o) => o.orderId),
  ]);
  return rows.map(policyOf);
}

export const selectPolicy = statement(
  "select_policy",
  POLICY_ROW,
  `select ${POLICY_COLUMNS} from policy p where p.book = $2::int2 and p.policy_id = $3::int8 and p.tenant_id = $1::int4`,
);

export async function findPolicy(db: Queryable, tenantId: number, book: number, policyId: Id): Promise<Policy | null> {
  const [row] = await run(db, selectPolicy, [tenantId, book, policyId]);
  return row === undefined ? null : policyOf(row);
}

/** What a list of policies may be narrowed by; null means any. */
export interface PolicyFilter {
  readonly orderId: string | null;
  readonly buyerId: string | null;
  readonly merchantId: string | null;
  readonly status: string | null;
  readonly product: string | null;
  readonly payer: string | null;
  /** When they were issued. */
  readonly from: Instant;
  readonly until: Instant;
  readonly now: Instant;
  /** Only policies older than this id; younger ones, where the oldest come first. */
  readonly after: Id | null;
  readonly limit: number;
}

const FILTERED_POLICIES = `from policy p
   left join lateral (
     select count(*) filter (where e.kind = 'cancelled') - count(*) filter (where e.kind = 'reinstated') as cancelled,
       count(*) filter (where e.kind = 'exhausted') - count(*) filter (where e.kind = 'restored') as exhausted
     from endorsement e where e.book = p.book and e.policy_id = p.policy_id
   ) ended on true
   left join lateral (
     select e.effective_at, e.expires_at from endorsement e
     where e.book = p.book and e.policy_id = p.policy_id and e.kind in ('period_fixed', 'exchanged')
     order by e.endorsement_id desc limit 1
   ) fixed on true
   cross join lateral (
     select case when fixed is null then p.effective_at else fixed.effective_at end as effective_at,
       case when fixed is null then p.expires_at else fixed.expires_at end as expires_at
   ) runs
   where p.tenant_id = $1::int4
     and ($2::text is null or p.order_id = $2)
     and ($3::text is null or p.buyer_id = $3)
     and ($4::text is null or p.merchant_id = $4)
     and ($5::text is null or $5 = case
       when ended.cancelled > 0 then 'cancelled'
       when ended.exhausted > 0 then 'exhausted'
       when runs.effective_at is null or at_ms($6::int8) < runs.effective_at then 'pending'
       when at_ms($6::int8) >= runs.expires_at then 'expired'
       else 'in_force' end)
     and ($9::int2 is null or p.book = $9)
     and ($10::text is null or p.product = $10)
     and ($11::text is null or p.payer = $11)
     and p.issued_at >= at_ms($12::int8) and p.issued_at < at_ms($13::int8)`;

export const selectPolicies = statement(
  "select_policies",
  POLICY_ROW,
  `select ${POLICY_COLUMNS} ${FILTERED_POLICIES}
     and ($7::int8 is null or p.policy_id < $7)
   order by p.policy_id desc
   limit $8::int4`,
);
export const selectPoliciesOldestFirst = statement(
  "select_policies_oldest_first",
  POLICY_ROW,
  `select ${POLICY_COLUMNS} ${FILTERED_POLICIES}
     and ($7::int8 is null or p.policy_id > $7)
   order by p.policy_id
   limit $8::int4`,
);
export const selectPolicyKeys = statement(
  "select_policy_keys",
  { book: "int2", policy_id: "int8" },
  `select p.book, p.policy_id ${FILTERED_POLICIES}
     and ($7::int8 is null or p.policy_id < $7)
   order by p.policy_id desc
   limit $8::int4`,
);

const filtering = (tenantId: number, filter: PolicyFilter, book: number | null): readonly unknown[] => [
  tenantId,
  filter.orderId,
  filter.buyerId,
  filter.merchantId,
  filter.status,
  filter.now,
  filter.after,
  filter.limit,
  book,
  filter.product,
  filter.payer,
  filter.from,
  filter.until,
];

/** Policies in the order in which they were issued, or the other way round. `book` narrows to where one merchant or order lives. */
export async function listPolicies(
  db: Queryable,
  tenantId: number,
  filter: PolicyFilter,
  book: number | null,
  order: "newest" | "oldest" = "newest",
): Promise<Policy[]> {
  const wanted = order === "newest" ? selectPolicies : selectPoliciesOldestFirst;
  return (await run(db, wanted, filtering(tenantId, filter, book))).map(policyOf);
}

/** As `listPolicies`, newest first, and the keys alone: whoever reads many of them asks once which they are. */
export async function listPolicyKeys(
  db: Queryable,
  tenantId: number,
  filter: PolicyFilter,
  book: number | null,
): Promise<Pick<Policy, "book" | "policyId">[]> {
  const rows = await run(db, selectPolicyKeys, filtering(tenantId, filter, book));
  return rows.map((row) => ({ book: row.book, policyId: row.policy_id }));
}

export const selectPoliciesById = statement(
  "select_policies_by_id",
  POLICY_ROW,
  `select ${POLICY_COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, policy_id)
   join policy p on p.book = wanted.book and p.policy_id = wanted.policy_id and p.tenant_id = $1::int4
   order by p.policy_id desc`,
);

/** These policies, newest first. */
export async function policiesById(
  db: Queryable,
  tenantId: number,
  keys: readonly Pick<Policy, "book" | "policyId">[],
): Promise<Policy[]> {
  const columns = [int2Array(keys.map((key) => key.book)), int8Array(keys.map((key) => key.policyId))];
  return (await run(db, selectPoliciesById, [tenantId, ...columns])).map(policyOf);
}

/** An endorsement as kept, with what it belongs to. */
export interface EndorsementRow {
  readonly endorsementId: Id;
  readonly policyId: Id;
  readonly book: number;
  readonly recordedAt: Instant;
  readonly change: Endorsement;
}

const ENDORSEMENT_ROW = {
  endorsement_id: "int8",
  policy_id: "int8",
  book: "int2",
  recorded_at: "timestamptz",
  at: "timestamptz",
  effective_at: "timestamptz?",
  expires_at: "timestamptz?",
  refund: "int8",
  charge: "int8",
  full_premium: "int8?",
  sum_insured: "int8?",
  rating: "text?",
  claim_id: "int8?",
  kind: "text",
  reason: "text",
} as const;
const ENDORSEMENT_COLUMNS = Object.keys(ENDORSEMENT_ROW)
  .map((column) => `e.${column}`)
  .join(", ");

function changeOf(row: Row<typeof ENDORSEMENT_ROW>): Endorsement {
  const { at, effective_at: effectiveAt, expires_at: expiresAt, refund, charge } = row;
  switch (row.kind) {
    case "period_fixed":
      return { kind: "period_fixed", effectiveAt, expiresAt };
    case "exchanged":
      return { kind: "exchanged", at, effectiveAt, expiresAt, returnId: row.reason };
    case "rerated": {
      const rated = "a policy that was rated anew says how";
      const fullPremium = present(row.full_premium, rated);
      const sumInsured = present(row.sum_insured, rated);
      return { kind: "rerated", at, charge, refund, fullPremium, sumInsured, rating: present(row.rating, rated) };
    }
    case "reinstated":
      return { kind: "reinstated", at, charge };
    case "cancelled":
      return { kind: "cancelled", at, refund, reason: row.reason };
    case "exhausted":
      return { kind: "exhausted", at: row.at, claimId: row.claim_id ?? 0n };
    case "restored":
      return { kind: "restored", at: row.at, claimId: row.claim_id ?? 0n };
    default:
      throw new Error(`broken promise: endorsement kind ${row.kind} is known`);
  }
}

export const selectEndorsements = statement(
  "select_endorsements",
  ENDORSEMENT_ROW,
  `select ${ENDORSEMENT_COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, policy_id)
   join endorsement e on e.book = wanted.book and e.policy_id = wanted.policy_id and e.tenant_id = $1::int4
   order by e.policy_id, e.endorsement_id`,
);

/** Endorsements of these policies, by policy, oldest first. */
export async function endorsementsOf(
  db: Queryable,
  tenantId: number,
  policies: readonly Pick<Policy, "book" | "policyId">[],
): Promise<Map<Id, EndorsementRow[]>> {
  const byPolicy = new Map<Id, EndorsementRow[]>();
  if (policies.length === 0) return byPolicy;
  const rows = await run(db, selectEndorsements, [
    tenantId,
    policies.map((p) => p.book),
    policies.map((p) => p.policyId),
  ]);
  for (const row of rows) {
    const list = byPolicy.get(row.policy_id) ?? [];
    list.push({
      endorsementId: row.endorsement_id,
      policyId: row.policy_id,
      book: row.book,
      recordedAt: row.recorded_at,
      change: changeOf(row),
    });
    byPolicy.set(row.policy_id, list);
  }
  return byPolicy;
}

export const insertEndorsementRows = statement(
  "insert_endorsements",
  {},
  `insert into endorsement (tenant_id, endorsement_id, policy_id, book, recorded_at, at, effective_at, expires_at, refund, charge,
     full_premium, sum_insured, rating, claim_id, kind, reason)
   select $1::int4, endorsement_id, policy_id, book, at_ms(recorded_at), at_ms(at), at_ms(effective_at), at_ms(expires_at), refund, charge,
     full_premium, sum_insured, rating, claim_id, kind, reason
   from unnest($2::int8[], $3::int8[], $4::int2[], $5::int8[], $6::int8[], $7::int8[], $8::int8[], $9::int8[], $10::int8[],
     $11::int8[], $12::int8[], $13::text[], $14::int8[], $15::text[], $16::text[])
     as row (endorsement_id, policy_id, book, recorded_at, at, effective_at, expires_at, refund, charge,
       full_premium, sum_insured, rating, claim_id, kind, reason)`,
);

interface EndorsementColumns {
  readonly at: Instant;
  readonly effectiveAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly refund: bigint;
  readonly charge: bigint;
  readonly fullPremium: bigint | null;
  readonly sumInsured: bigint | null;
  readonly rating: string | null;
  readonly claimId: Id | null;
  readonly reason: string;
}

const NO_MONEY = { refund: 0n, charge: 0n, fullPremium: null, sumInsured: null, rating: null };

function columnsOf(change: Endorsement, recordedAt: Instant): EndorsementColumns {
  const none = { effectiveAt: null, expiresAt: null, ...NO_MONEY, claimId: null, reason: "" };
  switch (change.kind) {
    case "period_fixed":
      return { ...none, at: recordedAt, effectiveAt: change.effectiveAt, expiresAt: change.expiresAt };
    case "exchanged": {
      const { at, effectiveAt, expiresAt, returnId } = change;
      return { ...none, at, effectiveAt, expiresAt, reason: returnId };
    }
    case "rerated": {
      const { at, refund, charge, fullPremium, sumInsured, rating } = change;
      return { ...none, at, refund, charge, fullPremium, sumInsured, rating };
    }
    case "reinstated":
      return { ...none, at: change.at, charge: change.charge };
    case "cancelled":
      return { ...none, at: change.at, refund: change.refund, reason: change.reason };
    case "exhausted":
    case "restored":
      return { ...none, at: change.at, claimId: change.claimId };
    default:
      return never(change);
  }
}

export async function insertEndorsements(
  db: Queryable,
  tenantId: number,
  rows: readonly EndorsementRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.map((row) => columnsOf(row.change, row.recordedAt));
  await execute(db, insertEndorsementRows, [
    tenantId,
    rows.map((row) => row.endorsementId),
    rows.map((row) => row.policyId),
    rows.map((row) => row.book),
    rows.map((row) => row.recordedAt),
    flat.map((row) => row.at),
    flat.map((row) => row.effectiveAt),
    flat.map((row) => row.expiresAt),
    flat.map((row) => row.refund),
    flat.map((row) => row.charge),
    flat.map((row) => row.fullPremium),
    flat.map((row) => row.sumInsured),
    flat.map((row) => row.rating),
    flat.map((row) => row.claimId),
    rows.map((row) => row.change.kind),
    flat.map((row) => row.reason),
  ]);
}
