// Understands how often cover was sold and claimed: counted for each day once, summed over a window for each merchant and buyer.

import type { Experience, SubjectKind } from "@anxin/core/product/experience";
import type { Day, Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";

/** A claim of $1's is the first of its policy that was agreed. */
const FIRST_AGREED = `c.agreed_amount > 0 and not exists (
     select from claim e where e.book = c.book and e.policy_id = c.policy_id and e.tenant_id = c.tenant_id
       and e.agreed_amount > 0 and (e.decided_at, e.claim_id) < (c.decided_at, c.claim_id))`;

export const countExperienceRows = statement(
  "count_experience",
  {},
  `insert into experience_day as known (tenant_id, product, subject_kind, subject_id, day, recorded_on, exposures, returns)
   select $1::int4, f.product, s.kind, s.id, f.day, f.recorded_on, sum(f.exposures), sum(f.returns)
   from (
     select p.product, p.merchant_id, p.buyer_id, shanghai_day(p.bound_at) as day, shanghai_day(p.issued_at) as recorded_on,
       1 as exposures, 0 as returns
     from policy p
     where p.tenant_id = $1::int4 and p.product = any ($2::text[]) and p.issued_at >= at_ms($3::int8) and p.issued_at < at_ms($4::int8)
     union all
     select p.product, p.merchant_id, p.buyer_id, shanghai_day(p.bound_at), shanghai_day(c.decided_at), 0, 1
     from claim c
     join policy p on p.book = c.book and p.policy_id = c.policy_id and p.tenant_id = c.tenant_id
     where c.tenant_id = $1::int4 and c.product = any ($2::text[]) and c.decided_at >= at_ms($3::int8) and c.decided_at < at_ms($4::int8)
       and ${FIRST_AGREED}
   ) f
   cross join lateral (values ('merchant', f.merchant_id), ('buyer', f.buyer_id)) as s (kind, id)
   group by f.product, s.kind, s.id, f.day, f.recorded_on
   order by f.product, s.kind, s.id, f.day, f.recorded_on
   on conflict on constraint experience_day_pk do update set exposures = excluded.exposures, returns = excluded.returns
   where (known.exposures, known.returns) is distinct from (excluded.exposures, excluded.returns)`,
);

/**
 * Counts what was issued or agreed in [from, until), whole Shanghai days. A day that was counted before is counted again,
 * since a transaction may have begun before midnight and ended after it.
 */
export async function countExperience(
  tx: Queryable & { readonly tenantId: number },
  products: readonly string[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<void> {
  await execute(tx, countExperienceRows, [tx.tenantId, products, from, until]);
}

/** Policies bound on days in [from, until), as they were known when `until` began. */
export interface ExperienceWindow {
  readonly product: string;
  readonly from: Day;
  readonly until: Day;
}

export const selectExperienceTotals = statement(
  "select_experience_totals",
  { subject_kind: "text", subjects: "int8", exposures: "int8", returns: "int8" },
  `select subject_kind, count(distinct subject_id) as subjects, sum(exposures) as exposures, sum(returns) as returns
   from experience_day
   where tenant_id = $1::int4 and product = $2::text and day >= $3::date and day < $4::date and recorded_on < $4::date
   group by subject_kind`,
);

/** How many merchants and buyers there are in a window, and the experience of them all; a kind without any is left out. */
export async function experienceTotals(
  tx: Queryable & { readonly tenantId: number },
  { product, from, until }: ExperienceWindow,
): Promise<ReadonlyMap<SubjectKind, Experience & { readonly subjects: bigint }>> {
  const rows = await run(tx, selectExperienceTotals, [tx.tenantId, product, from, until]);
  return new Map(rows.map(({ subject_kind: kind, ...total }) => [kind as SubjectKind, total]));
}

const SUBJECT = { subject_id: "text", exposures: "int8", returns: "int8" } as const;
export type SubjectExperience = Row<typeof SUBJECT>;

export const selectExperiencePage = statement(
  "select_experience_page",
  SUBJECT,
  `select subject_id, sum(exposures) as exposures, least(sum(returns), sum(exposures)) as returns
   from experience_day
   where tenant_id = $1::int4 and product = $2::text and subject_kind = $3::text and subject_id > $4::text
     and day >= $5::date and day < $6::date and recorded_on < $6::date
   group by subject_id order by subject_id limit $7::int4`,
);

/** The next subjects after an id, in order, with their experience in a window. */
export function experiencePage(
  tx: Queryable & { readonly tenantId: number },
  kind: SubjectKind,
  { product, from, until }: ExperienceWindow,
  page: { readonly after: string; readonly limit: number },
): Promise<SubjectExperience[]> {
  return run(tx, selectExperiencePage, [tx.tenantId, product, kind, page.after, from, until, page.limit]);
}

export const selectMerchantExperience = statement(
  "select_merchant_experience",
  { exposures: "int8", returns: "int8" },
  `select coalesce(sum(exposures), 0)::int8 as exposures, coalesce(sum(returns), 0)::int8 as returns
   from (
     select exposures, returns from experience_day
     where tenant_id = $1::int4 and product = $2::text and subject_kind = 'merchant' and subject_id = $4::text
       and day >= $5::date and day < $6::date and recorded_on < $7::date
     union all
     select 1, 0 from policy p
     where p.book = $3::int2 and p.tenant_id = $1::int4 and p.merchant_id = $4::text and p.product = $2::text
       and p.issued_at >= at_ms($8::int8) and p.bound_at >= at_ms($9::int8)
     union all
     select 0, 1 from claim c
     join policy p on p.book = c.book and p.policy_id = c.policy_id and p.tenant_id = c.tenant_id
     where c.tenant_id = $1::int4 and c.book = $3::int2 and c.merchant_id = $4::text and c.product = $2::text
       and c.decided_at >= at_ms($8::int8) and p.bound_at >= at_ms($9::int8) and ${FIRST_AGREED}
   ) as known`,
);

/**
 * A merchant's experience up to this moment: the days that are counted, before `countedUntil`, and what came since, read from
 * the policies and claims themselves. Those lie in the merchant's book.
 */
export async function merchantExperience(
  tx: Queryable & { readonly tenantId: number },
  merchant: { readonly book: number; readonly merchantId: string },
  window: ExperienceWindow & { readonly fromAt: Instant; readonly countedUntil: Day; readonly countedUntilAt: Instant },
): Promise<Experience> {
  const { product, from, until, fromAt, countedUntil, countedUntilAt } = window;
  const [row] = await run(tx, selectMerchantExperience, [
    tx.tenantId,
    product,
    merchant.book,
    merchant.merchantId,
    from,
    until,
    countedUntil,
    countedUntilAt,
    fromAt,
  ]);
  const { exposures = 0n, returns = 0n } = row ?? {};
  return { exposures, returns: returns < exposures ? returns : exposures };
}

export const deleteOldExperience = statement(
  "delete_old_experience",
  {},
  "delete from experience_day where tenant_id = $1::int4 and recorded_on < $2::date",
);

/** Forgets what was recorded before a day: it was bound earlier still, and is in no window any more. */
export async function forgetExperience(tx: Queryable & { readonly tenantId: number }, before: Day): Promise<void> {
  await execute(tx, deleteOldExperience, [tx.tenantId, before]);
}
