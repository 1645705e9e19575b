// Understands what a live board counts: what the outbox told in the last seconds and on a day, and what waits.

import { composeId, type Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Day } from "@anxin/core/time";
import type { OutboxPlace } from "./outbox-reader.js";
import { type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** The first id that a moment can have, so that ids compare with moments. */
const firstIdAt = (epochMs: number): Id => composeId(epochMs, 0, 0);
/** The bits of an id below its milliseconds. */
const TIME_SHIFT = 22;

export const selectTold = statement(
  "select_told_by_time",
  { slot: "int4", type: "text", count: "int8", amount: "int8" },
  // A batch's id holds the time at which it was made, and leads an index: nothing else has to be read than these seconds.
  `select ((o.batch_id - $2::int8) >> ${TIME_SHIFT})::int4 / $4::int4 as slot, told.type, sum(told.count)::int8 as count,
     coalesce(sum(paid.amount), 0)::int8 as amount
   from outbox o
   cross join lateral (
     select type, count, sum(count) over (order by position)::int4 as until
     from unnest(o.types, o.counts) with ordinality as run (type, count, position)
   ) told
   left join lateral (
     select sum(p.amount) as amount
     from unnest(o.ids[told.until - told.count + 1 : told.until]) as payout (id)
     join payout p on p.book = ((payout.id >> 12) & 1023)::int2 and p.payout_id = payout.id and p.tenant_id = $1::int4
     where told.type = 'payout.succeeded'
   ) paid on told.type = 'payout.succeeded'
   where o.tenant_id = $1::int4 and o.batch_id >= $2::int8 and o.batch_id < $3::int8 and told.type = any ($5::text[])
   group by slot, told.type`,
);
export type ToldRow = Row<(typeof selectTold)["row"]>;

/** What was told between two moments of the clock by which ids are made, in slots of some milliseconds from the first one on. */
export function toldBetween(
  tx: Tx,
  { fromMs, untilMs, slotMs }: { readonly fromMs: number; readonly untilMs: number; readonly slotMs: number },
  types: readonly string[],
): Promise<ToldRow[]> {
  return run(tx, selectTold, [tx.tenantId, firstIdAt(fromMs), firstIdAt(untilMs), slotMs, types]);
}

export const countBoardPage = statement(
  "count_board_page",
  { written_by: "text", batch_id: "int8", batches: "int4" },
  // Only what no transaction can still slip in before: so that each batch is counted once.
  `with page as materialized (
     select written_by, batch_id, recorded_at, types, counts, ids from outbox
     where tenant_id = $1::int4 and (written_by, batch_id) > ($2::text::xid8, $3::int8)
       and written_by < pg_snapshot_xmin(pg_current_snapshot())
     order by written_by, batch_id limit $4::int4
   ), told as materialized (
     select shanghai_day(page.recorded_at) as day, run.type, run.count,
       case when run.type in ('payout.succeeded', 'payout.returned', 'claim.decided')
         then page.ids[run.until - run.count + 1 : run.until] end as ids
     from page cross join lateral (
       select type, count, sum(count) over (order by position)::int4 as until
       from unnest(page.types, page.counts) with ordinality as each (type, count, position)
     ) run
   ), counted as (
     select day, type, count::int8 as count, coalesce((
       select sum(p.amount) from unnest(told.ids) as thing (id)
       join payout p on p.book = ((thing.id >> 12) & 1023)::int2 and p.payout_id = thing.id and p.tenant_id = $1
       where told.type <> 'claim.decided'), 0)::int8 as amount
     from told
     union all
     select told.day, 'claim.decided_by_rules', (
       select count(*) from unnest(told.ids) as thing (id)
       cross join lateral (
         select automatic from decision d
         where d.book = ((thing.id >> 12) & 1023)::int2 and d.claim_id = thing.id and d.tenant_id = $1
         order by d.decision_id desc limit 1) last
       where last.automatic), 0
     from told where told.type = 'claim.decided'
   ), written as (
     insert into board_day as b (tenant_id, day, type, count, amount)
     select $1, day, type, sum(count), sum(amount) from counted group by day, type having sum(count) > 0
     on conflict on constraint board_day_pk do update set count = b.count + excluded.count, amount = b.amount + excluded.amount
   )
   select written_by::text as written_by, batch_id, (select count(*)::int4 from page) as batches
   from page order by page.written_by desc, page.batch_id desc limit 1`,
);

/**
 * Adds the next batches after a place, up to some of them, to the days on which they were recorded. Answers how many they were
 * and where they end; null when there are none. The caller holds the reader's place, and moves it in the same transaction.
 */
export async function countBatches(
  tx: Tx,
  { writtenBy, batchId }: OutboxPlace,
  batchesMax: number,
): Promise<{ readonly place: OutboxPlace; readonly batches: number } | null> {
  const [row] = await run(tx, countBoardPage, [tx.tenantId, writtenBy, batchId, batchesMax]);
  if (row === undefined) return null;
  return { place: { writtenBy: row.written_by, batchId: row.batch_id }, batches: row.batches };
}

export const selectBoardDay = statement(
  "select_board_day",
  { type: "text", count: "int8", amount: "int8" },
  "select type, count, amount from board_day where tenant_id = $1::int4 and day = $2::date",
);

/** What was counted of a day, by type. */
export async function readDay(
  tx: Tx,
  day: Day,
): Promise<ReadonlyMap<string, { readonly count: bigint; readonly amount: Fen }>> {
  const rows = await run(tx, selectBoardDay, [tx.tenantId, day]);
  return new Map(rows.map(({ type, count, amount }) => [type, { count, amount }]));
}

export const selectWaitingNow = statement(
  "select_board_waiting",
  { unknown: "int8", stuck: "int8", ready: "int8", oldest_ms: "int8?" },
  `select payouts.unknown, payouts.stuck, lag.ready,
     (extract(epoch from clock_timestamp() - lag.oldest_at) * 1000)::int8 as oldest_ms
   from (
     select count(*) filter (where status = 'unknown') as unknown, count(*) filter (where human_task is not null) as stuck
     from payout where tenant_id = $1::int4 and (status = 'unknown' or human_task is not null)
   ) payouts
   cross join queue_lag() lag`,
);
export type WaitingRow = Row<(typeof selectWaitingNow)["row"]>;

/** Payouts of the tenant that nobody knows of or that wait for a person, and background work of the whole house that is ready. */
export async function readWaiting(tx: Tx): Promise<WaitingRow> {
  const [row] = await run(tx, selectWaitingNow, [tx.tenantId]);
  return row ?? { unknown: 0n, stuck: 0n, ready: 0n, oldest_ms: null };
}
