// Understands how often the goods of a merchant, and the orders of a buyer, were returned, and which rating bands follow.

import type { Day, Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";

export const selectReturnRates = statement(
  "select_return_rates",
  { subject_kind: "text", subject_id: "text", exposures: "int8", returns: "int8", band: "text?" },
  `with exposed as (
     select p.merchant_id, p.buyer_id,
       exists (select from claim c where c.book = p.book and c.policy_id = p.policy_id and c.tenant_id = p.tenant_id
         and c.agreed_amount > 0 and c.decided_at < at_ms($4::int8)) as returned
     from policy p
     where p.tenant_id = $1::int4 and p.product = $2::text and p.bound_at >= at_ms($3::int8) and p.bound_at < at_ms($4::int8)
   ), rates as (
     select 'merchant' as subject_kind, merchant_id as subject_id, count(*) as exposures, count(*) filter (where returned) as returns
     from exposed group by merchant_id
     union all
     select 'buyer', buyer_id, count(*), count(*) filter (where returned) from exposed group by buyer_id
   ), latest as (
     select distinct on (subject_kind, subject_id) subject_kind, subject_id, band
     from rating_band where tenant_id = $1::int4 and effective_on <= $7::date
     order by subject_kind, subject_id, effective_on desc
   )
   select subject_kind, subject_id, coalesce(exposures, 0) as exposures, coalesce(returns, 0) as returns, latest.band
   from rates full join latest using (subject_kind, subject_id)
   where exposures >= $5::int8 or latest.band <> $6::text
   order by subject_kind, subject_id`,
);

/** A merchant or buyer, with exposures and returns in a window and the band it has now; null when it never had one. */
export type ReturnRate = Row<(typeof selectReturnRates)["row"]>;

/** Which policies and claims of a tenant count. */
export interface RateWindow {
  readonly product: string;
  /** Policies bound in [from, until); claims agreed before `until`. */
  readonly from: Instant;
  readonly until: Instant;
  /** The day from which on bands are wanted; later ones do not count as the band that it has now. */
  readonly effectiveOn: Day;
  /** Fewer exposures say nothing: who has fewer, and has the band `unknown` or none, is left out. */
  readonly exposuresMin: bigint;
  readonly unknown: string;
}

export function returnRates(
  tx: Queryable,
  tenantId: number,
  { product, from, until, effectiveOn, exposuresMin, unknown }: RateWindow,
): Promise<ReturnRate[]> {
  return run(tx, selectReturnRates, [tenantId, product, from, until, exposuresMin, unknown, effectiveOn]);
}

export const insertRatingBandRows = statement(
  "insert_rating_bands",
  {},
  `insert into rating_band (tenant_id, effective_on, subject_kind, subject_id, band, exposures, returns)
   select $1::int4, $2::date, subject_kind, subject_id, band, exposures, returns
   from unnest($3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[])
     as row (subject_kind, subject_id, band, exposures, returns)
   order by subject_kind, subject_id
   on conflict on constraint rating_band_pk do nothing`,
);

/** Writes bands that hold from a day on. A band that is written for that day already stays. */
export async function insertRatingBands(
  tx: Queryable,
  tenantId: number,
  effectiveOn: Day,
  rows: readonly (Omit<ReturnRate, "band"> & { readonly band: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertRatingBandRows, [
    tenantId,
    effectiveOn,
    rows.map((r) => r.subject_kind),
    rows.map((r) => r.subject_id),
    rows.map((r) => r.band),
    rows.map((r) => r.exposures),
    rows.map((r) => r.returns),
  ]);
}
