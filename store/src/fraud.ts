// Understands what claims are recognised by: traits that they share, parcels of other orders, and how loudly signals spoke.

import { bookOfId, type Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, instantArray, int2Array, int4Array, int8Array, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

/** What claims are counted by, as it is kept. */
export const TRAITS = { buyer: 1, merchant: 2, payee: 3, place: 4, parcel: 5 } as const;
export type Trait = keyof typeof TRAITS;

export interface TraitRow {
  readonly claimId: Id;
  readonly at: Instant;
  readonly trait: Trait;
  readonly hash: bigint;
  /** What is told apart among claims of one trait. */
  readonly other: bigint;
}

/** In the order of the key, so that two batches never wait for each other in a ring. */
export const insertTraitRows = statement(
  "insert_claim_traits",
  {},
  `insert into claim_trait (tenant_id, kind, hash, at, claim_id, other)
   select $1::int4, kind, hash, at, claim_id, other
   from unnest($2::int2[], $3::int8[], $4::timestamptz[], $5::int8[], $6::int8[]) as row (kind, hash, at, claim_id, other)
   order by kind, hash, at, claim_id
   on conflict on constraint claim_trait_pk do nothing`,
);

/** Writes what claims are counted by. A trait that is there stays. */
export async function insertTraits(tx: Tx, rows: readonly TraitRow[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertTraitRows, [
    tx.tenantId,
    int2Array(rows.map((row) => TRAITS[row.trait])),
    int8Array(rows.map((row) => row.hash)),
    instantArray(rows.map((row) => row.at)),
    int8Array(rows.map((row) => row.claimId)),
    int8Array(rows.map((row) => row.other)),
  ]);
}

/** Other claims with a trait in [from, until]; counting ends after `most`. */
export interface TraitQuestion {
  readonly trait: Trait;
  readonly hash: bigint;
  readonly from: Instant;
  readonly until: Instant;
  readonly except: Id;
  readonly most: number;
}

export interface TraitAnswer {
  readonly claims: number;
  /** Among them, what is told apart: each once. */
  readonly others: readonly bigint[];
  /** Some of them, newest first, each with what tells it apart. */
  readonly newest: readonly { readonly claimId: Id; readonly other: bigint }[];
}

/** Claims that an answer names. */
export const TRAIT_CLAIMS_NAMED = 10;

export const selectTraitCounts = statement(
  "select_trait_counts",
  { place: "int4", claims: "int4", others: "int8[]", claim_ids: "int8[]", their_others: "int8[]" },
  `select w.place, seen.claims, seen.others, seen.claim_ids, seen.their_others
   from unnest($2::int4[], $3::int2[], $4::int8[], $5::timestamptz[], $6::timestamptz[], $7::int8[], $8::int4[])
     as w (place, kind, hash, since, until, except_id, most)
   cross join lateral (
     select count(*)::int4 as claims, array_agg(distinct t.other) as others,
       (array_agg(t.claim_id order by t.at desc, t.claim_id desc))[1:${TRAIT_CLAIMS_NAMED}] as claim_ids,
       (array_agg(t.other order by t.at desc, t.claim_id desc))[1:${TRAIT_CLAIMS_NAMED}] as their_others
     from (
       select c.claim_id, c.at, c.other from claim_trait c
       where c.tenant_id = $1::int4 and c.kind = w.kind and c.hash = w.hash and c.at >= w.since and c.at <= w.until
         and c.claim_id <> w.except_id
       order by c.at desc, c.claim_id desc limit w.most
     ) as t
   ) as seen
   where seen.claims > 0`,
);

const NONE: TraitAnswer = { claims: 0, others: [], newest: [] };

/** Answers questions about traits, in their order, in one statement and by one descent of an index each. */
export async function countTraits(tx: Tx, questions: readonly TraitQuestion[]): Promise<readonly TraitAnswer[]> {
  if (questions.length === 0) return [];
  const rows = await run(tx, selectTraitCounts, [
    tx.tenantId,
    int4Array(questions.map((_, place) => place)),
    int2Array(questions.map(({ trait }) => TRAITS[trait])),
    int8Array(questions.map(({ hash }) => hash)),
    instantArray(questions.map(({ from }) => from)),
    instantArray(questions.map(({ until }) => until)),
    int8Array(questions.map(({ except }) => except)),
    int4Array(questions.map(({ most }) => most)),
  ]);
  const byPlace = new Map(rows.map((row) => [row.place, row] as const));
  return questions.map((_, place) => {
    const row = byPlace.get(place);
    if (row === undefined) return NONE;
    const newest = row.claim_ids.map((claimId, i) => ({ claimId, other: row.their_others[i] ?? 0n }));
    return { claims: row.claims, others: row.others, newest };
  });
}

/** A parcel on its way to the buyer of an order. */
export interface OutboundParcelRow {
  readonly hash: bigint;
  readonly orderId: string;
}

export const insertOutboundParcelRows = statement(
  "insert_outbound_parcels",
  {},
  `insert into outbound_parcel (tenant_id, hash, order_id)
   select distinct $1::int4, hash, order_id from unnest($2::int8[], $3::text[]) as row (hash, order_id)
   order by 2, 3
   on conflict on constraint outbound_parcel_pk do nothing`,
);

/** Writes outbound parcels; answers how many were new. */
export async function insertOutboundParcels(tx: Tx, rows: readonly OutboundParcelRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  return execute(tx, insertOutboundParcelRows, [
    tx.tenantId,
    int8Array(rows.map((row) => row.hash)),
    textArray(rows.map((row) => row.orderId)),
  ]);
}

/** Orders that one number may have carried, told at the most. */
const ORDERS_OF_PARCEL_MAX = 5;

export const selectOutboundParcels = statement(
  "select_outbound_parcels",
  { hash: "int8", order_id: "text" },
  `select w.hash, p.order_id
   from (select distinct hash from unnest($2::int8[]) as asked (hash)) as w
   cross join lateral (
     select o.order_id from outbound_parcel o where o.tenant_id = $1::int4 and o.hash = w.hash
     order by o.order_id limit ${ORDERS_OF_PARCEL_MAX}
   ) as p`,
);

/** Which orders' outbound parcels have these numbers, by hash. */
export async function ordersOfParcels(
  tx: Tx,
  hashes: readonly bigint[],
): Promise<ReadonlyMap<bigint, readonly string[]>> {
  const byHash = new Map<bigint, string[]>();
  if (hashes.length === 0) return byHash;
  for (const { hash, order_id: orderId } of await run(tx, selectOutboundParcels, [tx.tenantId, int8Array(hashes)])) {
    byHash.set(hash, [...(byHash.get(hash) ?? []), orderId]);
  }
  return byHash;
}

export const selectSnapshotsOfPolicies = statement(
  "select_snapshots_of_policies",
  { order_id: "text", snapshot: "text" },
  `select distinct on (o.book, o.order_id) o.order_id, o.snapshot
   from unnest($2::int2[], $3::int8[]) as wanted (book, policy_id)
   join policy p on p.book = wanted.book and p.policy_id = wanted.policy_id and p.tenant_id = $1::int4
   join orders o on o.book = p.book and o.tenant_id = p.tenant_id and o.order_id = p.order_id`,
);

/** The newest snapshots of the orders that these policies belong to, each once. */
export async function snapshotsOfPolicies(
  tx: Tx,
  policyIds: ReadonlySet<Id>,
): Promise<readonly { readonly orderId: string; readonly snapshot: string }[]> {
  const ids = [...policyIds];
  const rows = await run(tx, selectSnapshotsOfPolicies, [tx.tenantId, int2Array(ids.map(bookOfId)), int8Array(ids)]);
  return rows.map((row) => ({ orderId: row.order_id, snapshot: row.snapshot }));
}

/** How loudly the signals of a claim spoke. */
export interface ScoreRow {
  readonly book: number;
  readonly claimId: Id;
  /** 0 to 100. */
  readonly score: number;
}

export const upsertScoreRows = statement(
  "upsert_claim_scores",
  {},
  `insert into claim_score as s (tenant_id, book, claim_id, score)
   select $1::int4, book, claim_id, score from unnest($2::int2[], $3::int8[], $4::int2[]) as row (book, claim_id, score)
   on conflict on constraint claim_score_pk do update set score = excluded.score where s.score <> excluded.score`,
);

/** Keeps the scores of claims. None is fine and costs nothing. */
export async function putScores(tx: Tx, rows: readonly ScoreRow[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, upsertScoreRows, [
    tx.tenantId,
    int2Array(rows.map((row) => row.book)),
    int8Array(rows.map((row) => row.claimId)),
    int2Array(rows.map((row) => row.score)),
  ]);
}
