// Understands the bands of merchants and buyers, and who cannot buy: dated rows, of which the one decided last holds.

import type { SubjectKind } from "@anxin/core/product/experience";
import type { DatedBand } from "@anxin/core/product/notice";
import type { Band } from "@anxin/core/product/rate";
import type { Day } from "@anxin/core/time";
import { execute, int8Array, type Queryable, type Row, run, statement, textArray } from "./statement.js";

const DATED = { subject_id: "text", decided_on: "date", effective_on: "date", band: "text" } as const;

export const selectBandsBetween = statement(
  "select_bands_between",
  DATED,
  `with known as (
     select subject_id, decided_on, effective_on, band from rating_band
     where tenant_id = $1::int4 and subject_kind = $2::text and subject_id > $3::text
       and ($4::text is null or subject_id <= $4::text)
   ), in_force as (
     select distinct on (subject_id) subject_id, decided_on, effective_on, band from known where effective_on <= $5::date
     order by subject_id, decided_on desc, effective_on desc
   ), ahead as (
     select subject_id, decided_on, effective_on, band from known where effective_on > $5::date
   )
   select subject_id, decided_on, effective_on, band from in_force
   where band <> $6::text or subject_id in (select subject_id from ahead)
   union all
   select subject_id, decided_on, effective_on, band from ahead`,
);

/**
 * What was written of the bands of subjects with ids in (after, until], so far as it matters on a day: the band in force and
 * the rises ahead. Left out is who has the band `unrated` and no rise ahead. No `until` means to the end.
 */
export async function bandsBetween(
  tx: Queryable & { readonly tenantId: number },
  kind: SubjectKind,
  ids: { readonly after: string; readonly until: string | null },
  day: { readonly on: Day; readonly unrated: Band },
): Promise<ReadonlyMap<string, readonly DatedBand[]>> {
  const rows = await run(tx, selectBandsBetween, [tx.tenantId, kind, ids.after, ids.until, day.on, day.unrated]);
  return bySubject(rows);
}

function bySubject(rows: readonly Row<typeof DATED>[]): ReadonlyMap<string, readonly DatedBand[]> {
  const subjects = new Map<string, DatedBand[]>();
  for (const { subject_id, decided_on, effective_on, band } of rows) {
    const own = subjects.get(subject_id) ?? [];
    own.push({ decidedOn: decided_on as Day, effectiveOn: effective_on as Day, band: band as Band });
    subjects.set(subject_id, own);
  }
  return subjects;
}

export const selectSubjectBands = statement(
  "select_subject_bands",
  DATED,
  `select subject_id, decided_on, effective_on, band from rating_band
   where tenant_id = $1::int4 and subject_kind = $2::text and subject_id = $3::text
   order by decided_on desc, effective_on desc limit $4::int4`,
);

/** Rows of one subject that can still matter: a schedule has fewer steps than there are bands. */
const ROWS_MAX = 50;

/** What was last written of one subject. */
export async function bandsOf(
  tx: Queryable & { readonly tenantId: number },
  kind: SubjectKind,
  subjectId: string,
): Promise<readonly DatedBand[]> {
  const rows = await run(tx, selectSubjectBands, [tx.tenantId, kind, subjectId, ROWS_MAX]);
  return bySubject(rows).get(subjectId) ?? [];
}

/** A band from a day on, and why. */
export interface BandWrite {
  readonly subjectId: string;
  readonly effectiveOn: Day;
  readonly band: Band;
  readonly exposures: bigint;
  readonly returns: bigint;
  readonly collectivePpm: bigint;
  readonly credibilityPpm: bigint;
  readonly weightedPpm: bigint;
}

export const insertBandRows = statement(
  "insert_bands",
  {},
  `insert into rating_band (tenant_id, subject_kind, decided_on, subject_id, effective_on, band, exposures, returns, collective_ppm,
     credibility_ppm, weighted_ppm)
   select $1::int4, $2::text, $3::date, subject_id, effective_on::date, band, exposures, returns, collective_ppm, credibility_ppm, weighted_ppm
   from unnest($4::text[], $5::text[], $6::text[], $7::int8[], $8::int8[], $9::int8[], $10::int8[], $11::int8[])
     as row (subject_id, effective_on, band, exposures, returns, collective_ppm, credibility_ppm, weighted_ppm)
   on conflict on constraint rating_band_pk do nothing`,
);

/** Writes bands decided on a day. What was decided on that day already stays. */
export async function insertBands(
  tx: Queryable & { readonly tenantId: number },
  kind: SubjectKind,
  decidedOn: Day,
  rows: readonly BandWrite[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertBandRows, [
    tx.tenantId,
    kind,
    decidedOn,
    textArray(rows.map((row) => row.subjectId)),
    textArray(rows.map((row) => row.effectiveOn)),
    textArray(rows.map((row) => row.band)),
    int8Array(rows.map((row) => row.exposures)),
    int8Array(rows.map((row) => row.returns)),
    int8Array(rows.map((row) => row.collectivePpm)),
    int8Array(rows.map((row) => row.credibilityPpm)),
    int8Array(rows.map((row) => row.weightedPpm)),
  ]);
}

const OVER_LIMIT = {
  buyer_id: "text",
  exposures: "int8",
  returns: "int8",
  blocked_on: "date?",
  until_on: "date?",
} as const;
export type BuyerOverLimit = Row<typeof OVER_LIMIT>;

export const selectBuyersOverLimit = statement(
  "select_buyers_over_limit",
  OVER_LIMIT,
  `select o.buyer_id, o.exposures, o.returns, k.effective_on as blocked_on, k.until_on
   from (
     select subject_id as buyer_id, sum(exposures) as exposures, least(sum(returns), sum(exposures)) as returns
     from experience_day
     where tenant_id = $1::int4 and product = $2::text and subject_kind = 'buyer' and subject_id > $3::text
       and day >= $4::date and day < $5::date and recorded_on < $5::date
     group by subject_id
     having sum(exposures) >= $6::int8 and sum(returns) * 1000000 > $7::int8 * sum(exposures)
     order by subject_id limit $8::int4
   ) o
   left join lateral (
     select effective_on, until_on from buyer_block b
     where b.tenant_id = $1::int4 and b.buyer_id = o.buyer_id and b.product = $2::text and b.effective_on <= $5::date and b.until_on > $5::date
     order by b.effective_on desc limit 1
   ) k on true
   order by o.buyer_id`,
);

/** The next buyers after an id whose returns in a window are above a limit, in order; with the block that holds on its last day. */
export function buyersOverLimit(
  tx: Queryable & { readonly tenantId: number },
  window: { readonly product: string; readonly from: Day; readonly until: Day },
  limit: { readonly exposuresMin: bigint; readonly returnRateMaxPpm: bigint },
  page: { readonly after: string; readonly limit: number },
): Promise<BuyerOverLimit[]> {
  const { product, from, until } = window;
  const { exposuresMin, returnRateMaxPpm } = limit;
  return run(tx, selectBuyersOverLimit, [
    tx.tenantId,
    product,
    page.after,
    from,
    until,
    exposuresMin,
    returnRateMaxPpm,
    page.limit,
  ]);
}

export const insertBlockRows = statement(
  "insert_blocks",
  {},
  `insert into buyer_block (tenant_id, product, effective_on, until_on, buyer_id, exposures, returns)
   select $1::int4, $2::text, $3::date, $4::date, buyer_id, exposures, returns
   from unnest($5::text[], $6::int8[], $7::int8[]) as row (buyer_id, exposures, returns)
   on conflict on constraint buyer_block_pk do nothing`,
);

/** Blocks buyers from a product on days in [from, until). */
export async function insertBlocks(
  tx: Queryable & { readonly tenantId: number },
  { product, from, until }: { readonly product: string; readonly from: Day; readonly until: Day },
  buyers: readonly Pick<BuyerOverLimit, "buyer_id" | "exposures" | "returns">[],
): Promise<void> {
  if (buyers.length === 0) return;
  await execute(tx, insertBlockRows, [
    tx.tenantId,
    product,
    from,
    until,
    textArray(buyers.map((buyer) => buyer.buyer_id)),
    int8Array(buyers.map((buyer) => buyer.exposures)),
    int8Array(buyers.map((buyer) => buyer.returns)),
  ]);
}
