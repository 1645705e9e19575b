// Understands what the world was told of each policy's time, and when to look at it again.

import { bookOfId, type Id } from "@anxin/core/id";
import type { Told } from "@anxin/core/policy/due";
import type { Instant } from "@anxin/core/time";
import { finder } from "./invariant.js";
import type { EventType } from "./outbox.js";
import {
  execute,
  instantArray,
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

/** Who reads the outbox for the rows of this file, and the events after which a policy is looked at anew. */
export const POLICY_DUE_READER = "policy_due";
export const POLICY_CHANGES = [
  "policy.issued",
  "policy.endorsed",
  "policy.cancelled",
] as const satisfies readonly EventType[];

const LOOKED_AT = {
  policy_id: "int8",
  book: "int2",
  order_id: "text",
  buyer_id: "text",
  product: "text",
  product_version: "int4",
  premium: "int8",
  sum_insured: "int8",
  bound_at: "timestamptz",
  effective_at: "timestamptz?",
  expires_at: "timestamptz?",
  told: "text?",
  due_at: "timestamptz?",
  looked_until: "timestamptz?",
  in_force_count: "int2?",
  expired_count: "int2?",
} as const;
/** A policy as sold, without what its times do not depend on, and what was told of it; null where it is looked at first. */
export type PolicyLookedAt = Row<typeof LOOKED_AT>;

const COLUMNS = `p.policy_id, p.book, p.order_id, p.buyer_id, p.product, p.product_version, p.premium, p.sum_insured, p.bound_at,
     p.effective_at, p.expires_at, d.told, d.due_at, d.looked_until, d.in_force_count, d.expired_count`;

export const selectPoliciesToLookAt = statement(
  "select_policies_to_look_at",
  LOOKED_AT,
  `select ${COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, policy_id)
   join policy p on p.book = wanted.book and p.policy_id = wanted.policy_id and p.tenant_id = $1::int4
   left join policy_due d on d.book = p.book and d.policy_id = p.policy_id
   order by p.policy_id`,
);

/** Policies by id, each once. */
export function policiesToLookAt(tx: Tx, policyIds: ReadonlySet<Id>): Promise<PolicyLookedAt[]> {
  const ids = [...policyIds];
  return run(tx, selectPoliciesToLookAt, [tx.tenantId, int2Array(ids.map(bookOfId)), int8Array(ids)]);
}

/** Policies on one page. Written into the statement, so that its plan is made for so few. */
export const DUE_POLICIES_PAGE_MAX = 2_000;

export const selectDuePolicies = statement(
  "select_due_policies",
  LOOKED_AT,
  `select ${COLUMNS}
   from policy_due d
   join policy p on p.book = d.book and p.policy_id = d.policy_id
   where d.tenant_id = $1::int4 and d.due_at <= $2::timestamptz
   order by d.due_at, d.policy_id
   limit ${DUE_POLICIES_PAGE_MAX}`,
);

/** Policies that are to be looked at at business time `now`, a page of them, the longest due first. */
export function duePolicies(tx: Tx, now: Instant): Promise<PolicyLookedAt[]> {
  return run(tx, selectDuePolicies, [tx.tenantId, instantValue(now)]);
}

/** What is kept of a look. */
export interface PolicyDueRow {
  readonly book: number;
  readonly policyId: Id;
  readonly told: Told;
  readonly dueAt: Instant | null;
  readonly lookedUntil: Instant;
  readonly inForceCount: number;
  readonly expiredCount: number;
}

export const upsertPolicyDueRows = statement(
  "upsert_policy_due",
  {},
  `insert into policy_due as d (tenant_id, book, policy_id, told, due_at, looked_until, in_force_count, expired_count)
   select $1::int4, book, policy_id, told, due_at, looked_until, in_force_count, expired_count
   from unnest($2::int2[], $3::int8[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::int2[], $8::int2[])
     as row (book, policy_id, told, due_at, looked_until, in_force_count, expired_count)
   on conflict on constraint policy_due_pk do update set told = excluded.told, due_at = excluded.due_at,
     looked_until = excluded.looked_until, in_force_count = excluded.in_force_count, expired_count = excluded.expired_count
   where (d.told, d.due_at, d.in_force_count, d.expired_count)
     is distinct from (excluded.told, excluded.due_at, excluded.in_force_count, excluded.expired_count)`,
);

/** Keeps looks, any number in one statement; answers how many changed anything. */
export async function putPolicyDue(tx: Tx, rows: readonly PolicyDueRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  return execute(tx, upsertPolicyDueRows, [
    tx.tenantId,
    int2Array(rows.map((row) => row.book)),
    int8Array(rows.map((row) => row.policyId)),
    textArray(rows.map((row) => row.told)),
    instantArray(rows.map((row) => row.dueAt)),
    instantArray(rows.map((row) => row.lookedUntil)),
    int2Array(rows.map((row) => row.inForceCount)),
    int2Array(rows.map((row) => row.expiredCount)),
  ]);
}

export const selectTenantsWithDuePolicies = statement(
  "select_tenants_with_due_policies",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where (select d.due_at from policy_due d where d.tenant_id = t.tenant_id and d.due_at is not null order by d.due_at limit 1)
     <= $1::timestamptz
   order by t.tenant_id`,
);

/** For which tenants `duePolicies` finds any. Runs as the owner. */
export async function tenantsWithDuePolicies(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDuePolicies, [instantValue(now)])).map((row) => row.tenant_id);
}

/** What is kept to have been told was told as often, and nothing else was. */
export const findMistold = finder(
  "find_mistold",
  `with told as (
     select r.type, e.id, count(*) as times
     from outbox o
     cross join lateral (
       select type, count, (sum(count) over (order by place) - count)::int4 as before
       from unnest(o.types, o.counts) with ordinality as run (type, count, place)
     ) as r
     cross join lateral unnest(o.ids[r.before + 1 : r.before + r.count]) as e (id)
     where o.tenant_id = $1::int4 and r.type in ('policy.in_force', 'policy.expired')
     group by r.type, e.id
   ), kept as (
     select type, d.policy_id as id, times
     from policy_due d
     cross join lateral (values ('policy.in_force', d.in_force_count), ('policy.expired', d.expired_count)) as each (type, times)
     where d.tenant_id = $1::int4 and times > 0
   )
   select 'policy'::text, id, ''::text, format('%s was to be told %s times and was told %s times', type, coalesce(k.times, 0),
     coalesce(t.times, 0))
   from kept k full join told t using (type, id)
   where coalesce(k.times, 0) <> coalesce(t.times, 0)`,
);

export const selectUntaken = statement(
  "select_untaken",
  { policy_id: "int8" },
  `select distinct e.id as policy_id
   from outbox o
   left join outbox_reader r on r.tenant_id = o.tenant_id and r.reader = $2::text
   cross join lateral unnest(o.ids) as e (id)
   where o.tenant_id = $1::int4 and o.types && $3::text[]
     and (o.written_by, o.batch_id) > (coalesce(r.written_by, '0'), coalesce(r.batch_id, 0))`,
);

/** Policies that were issued or endorsed, and may not have been looked at since. */
export async function untaken(tx: Tx): Promise<ReadonlySet<Id>> {
  const rows = await run(tx, selectUntaken, [tx.tenantId, POLICY_DUE_READER, POLICY_CHANGES]);
  return new Set(rows.map((row) => row.policy_id));
}

export const selectNewestPolicies = statement(
  "select_newest_policies",
  { policy_id: "int8" },
  `select policy_id from policy where tenant_id = $1::int4 and ($2::int8 is null or policy_id < $2)
   order by policy_id desc limit $3::int4`,
);

/** Ids of policies, newest first, from after `after` on. */
export async function newestPolicies(tx: Tx, after: Id | null, limit: number): Promise<readonly Id[]> {
  const rows = await run(tx, selectNewestPolicies, [tx.tenantId, after, limit]);
  return rows.map((row) => row.policy_id);
}
