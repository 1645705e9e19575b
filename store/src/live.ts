// Understands what is new for those who watch: batches of the outbox in the order of their writing, whose things they are about,
// and who has which claim in hand.

import { bookOfId, type Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { int2Array, int8Array, type Row, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

/**
 * Up to where a watcher has seen everything: the oldest transaction that was running when they looked last, as text. What older
 * transactions wrote was there to be seen; what this one or a younger one wrote may have been.
 */
export type Horizon = string;

export const selectHorizon = statement(
  "select_outbox_horizon",
  { horizon: "text", written_by: "text?", batch_id: "int8?" },
  `select now.horizon::text as horizon, o.written_by::text as written_by, o.batch_id
   from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) now
   left join outbox o on o.tenant_id = $1::int4 and o.written_by >= now.horizon`,
);

/** Where a watcher stands who begins now, with the batches beyond the horizon that are there already. */
export async function beginWatching(
  tx: Tx,
): Promise<{ readonly horizon: Horizon; readonly there: readonly Pick<News, "batchId" | "writtenBy">[] }> {
  const rows = await run(tx, selectHorizon, [tx.tenantId]);
  const there = rows.flatMap(({ written_by: writtenBy, batch_id: batchId }) =>
    writtenBy === null || batchId === null ? [] : [{ writtenBy, batchId }],
  );
  return { horizon: rows[0]?.horizon ?? "0", there };
}

/** Things told by the batches of one page, beyond which the rest is another page; a batch is never divided. */
const PAGE_IDS_MAX = 10_000;

export const selectNews = statement(
  "select_outbox_news",
  {
    horizon: "text",
    written_by: "text?",
    batch_id: "int8?",
    recorded_at: "timestamptz?",
    types: "text[]?",
    counts: "int4[]?",
    ids: "int8[]?",
    batches: "int8?",
  },
  // One row without a batch where nothing is new: the horizon moves on all the same. Ids of a large batch are kept apart from
  // its row, and are read only where somebody asks which of them are theirs.
  `select now.horizon::text as horizon, news.written_by::text as written_by, news.batch_id, news.recorded_at, news.types, news.counts, news.ids,
     news.batches
   from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) now
   left join lateral (
     select page.written_by, page.batch_id, page.recorded_at, page.types, page.counts, page.batches,
       case when $5::bool or page.told <= $6::int4 then page.ids end as ids
     from (
       select o.*, each.told, count(*) over () as batches, sum(each.told) over (order by o.written_by, o.batch_id) - each.told as before
       from (
         select * from outbox
         where tenant_id = $1::int4 and written_by >= $2::text::xid8 and batch_id <> all ($3::int8[])
         order by written_by, batch_id limit $4::int4
       ) o
       cross join lateral (select coalesce(sum(count), 0) as told from unnest(o.counts) as count) each
     ) page
     where page.before < ${PAGE_IDS_MAX}
   ) news on true
   order by news.written_by, news.batch_id`,
);

/** What one batch did, as it was told. */
export interface News {
  readonly writtenBy: string;
  readonly batchId: Id;
  readonly recordedAt: Instant;
  readonly types: readonly string[];
  /** How many things of each type. */
  readonly counts: readonly number[];
  /** All of them, in the order of the types; null where a large batch was not asked for its ids. */
  readonly ids: readonly Id[] | null;
}

export interface NewsQuestion {
  readonly since: Horizon;
  /** Batches beyond the horizon that were seen already. */
  readonly except: readonly Id[];
  readonly batchesMax: number;
  /** With the ids of every batch; else only of those that tell of a few things. */
  readonly withIds: boolean;
  readonly fewMax: number;
}

/** What was written since, the oldest first. */
export interface NewsPage {
  readonly news: readonly News[];
  /** Where a watcher stands who has seen all there is. */
  readonly horizon: Horizon;
  /** There is more of it, for another page. */
  readonly isCut: boolean;
}

export async function readNews(
  tx: Tx,
  { since, except, batchesMax, withIds, fewMax }: NewsQuestion,
): Promise<NewsPage> {
  const rows = await run(tx, selectNews, [tx.tenantId, since, int8Array(except), batchesMax, withIds, fewMax]);
  const [first] = rows;
  const news = rows.flatMap(newsOf);
  const found = Number(first?.batches ?? 0n);
  return { news, horizon: first?.horizon ?? since, isCut: found > news.length || found === batchesMax };
}

function newsOf(row: Row<(typeof selectNews)["row"]>): News[] {
  const { written_by: writtenBy, batch_id: batchId, recorded_at: recordedAt, types, counts, ids } = row;
  if (writtenBy === null || batchId === null || recordedAt === null || types === null || counts === null) return [];
  return [{ writtenBy, batchId, recordedAt, types, counts, ids }];
}

/** Kinds of things that belong to a merchant, and most of them to a buyer. */
export type OwnedKind = "policy" | "claim" | "payout" | "service_order" | "wallet_alert";

export const selectOwners = statement(
  "select_owners_of_news",
  { kind: "text", id: "int8", merchant_id: "text", buyer_id: "text?" },
  `select wanted.kind, wanted.id, owner.merchant_id, owner.buyer_id
   from unnest($2::text[], $3::int2[], $4::int8[]) as wanted (kind, book, id)
   cross join lateral (
     select merchant_id, buyer_id from policy
     where wanted.kind = 'policy' and book = wanted.book and policy_id = wanted.id and tenant_id = $1::int4
     union all
     select merchant_id, buyer_id from claim
     where wanted.kind = 'claim' and book = wanted.book and claim_id = wanted.id and tenant_id = $1
     union all
     select merchant_id, buyer_id from payout
     where wanted.kind = 'payout' and book = wanted.book and payout_id = wanted.id and tenant_id = $1
     union all
     select merchant_id, buyer_id from service_order
     where wanted.kind = 'service_order' and book = wanted.book and service_order_id = wanted.id and tenant_id = $1
     union all
     select merchant_id, null from wallet_alert
     where wanted.kind = 'wallet_alert' and book = wanted.book and alert_id = wanted.id and tenant_id = $1
   ) owner
   where owner.merchant_id = any ($5::text[]) or owner.buyer_id = any ($6::text[])`,
);
/** Whose a thing is; a wallet is no buyer's. */
export type OwnerRow = Row<(typeof selectOwners)["row"]>;

/** Those of these things that belong to one of these merchants or buyers. */
export function ownersAmong(
  tx: Tx,
  things: readonly { readonly kind: OwnedKind; readonly id: Id }[],
  { merchants, buyers }: { readonly merchants: readonly string[]; readonly buyers: readonly string[] },
): Promise<OwnerRow[]> {
  return run(tx, selectOwners, [
    tx.tenantId,
    textArray(things.map(({ kind }) => kind)),
    int2Array(things.map(({ id }) => bookOfId(id))),
    int8Array(things.map(({ id }) => id)),
    merchants,
    buyers,
  ]);
}

export const selectHolders = statement(
  "select_review_holders",
  { claim_id: "int8", holder: "text" },
  "select claim_id, holder from review_lease where tenant_id = $1::int4 and expires_at > at_ms($2::int8)",
);

/** Who has which claim in hand at a moment: one row a claim that is being worked on. */
export async function holdersAt(tx: Tx, at: Instant): Promise<ReadonlyMap<Id, string>> {
  const rows = await run(tx, selectHolders, [tx.tenantId, at]);
  return new Map(rows.map((row) => [row.claim_id, row.holder]));
}
