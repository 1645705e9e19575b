// Understands how the outbox is read: everything once it is there, by readers that each know how far they are.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { BatchEvents, EventType } from "./outbox.js";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** A place in a tenant's outbox: the transaction that wrote a batch, as text, and the batch. */
export interface OutboxPlace {
  readonly writtenBy: string;
  readonly batchId: Id;
}

/** Before everything. */
export const OUTBOX_START: OutboxPlace = { writtenBy: "0", batchId: 0n };

export const insertReaderRow = statement(
  "insert_outbox_reader",
  {},
  `insert into outbox_reader (tenant_id, reader, written_by, batch_id) values ($1::int4, $2::text, '0', 0)
   on conflict on constraint outbox_reader_pk do nothing`,
);

export const lockReaderRow = statement(
  "lock_outbox_reader",
  { written_by: "text", batch_id: "int8" },
  `select written_by::text as written_by, batch_id from outbox_reader
   where tenant_id = $1::int4 and reader = $2::text for update`,
);

/** Takes a reader's place until the transaction ends: whoever else works for that reader waits. */
export async function lockReader(tx: Tx, reader: string): Promise<OutboxPlace> {
  const find = async (): Promise<Row<(typeof lockReaderRow)["row"]> | undefined> =>
    (await run(tx, lockReaderRow, [tx.tenantId, reader]))[0];
  let row = await find();
  if (row === undefined) {
    await execute(tx, insertReaderRow, [tx.tenantId, reader]);
    row = await find();
  }
  return row === undefined ? OUTBOX_START : { writtenBy: row.written_by, batchId: row.batch_id };
}

export const updateReaderRow = statement(
  "update_outbox_reader",
  {},
  `update outbox_reader set written_by = $3::text::xid8, batch_id = $4::int8 where tenant_id = $1::int4 and reader = $2::text`,
);

/** Writes how far a reader is that this transaction has locked. */
export async function moveReader(tx: Tx, reader: string, { writtenBy, batchId }: OutboxPlace): Promise<void> {
  await execute(tx, updateReaderRow, [tx.tenantId, reader, writtenBy, batchId]);
}

export const startReaderRow = statement(
  "start_outbox_reader",
  {},
  `update outbox_reader set written_by = pg_snapshot_xmin(pg_current_snapshot()), batch_id = 0
   where tenant_id = $1::int4 and reader = $2::text`,
);

/**
 * Puts a reader that this transaction has locked where everything is still to come: what ended before now is never shown to it.
 */
export async function startReader(tx: Tx, reader: string): Promise<void> {
  await execute(tx, startReaderRow, [tx.tenantId, reader]);
}

/** A batch of the outbox, with what of it was asked for. */
export interface OutboxBatch extends OutboxPlace {
  readonly recordedAt: Instant;
  readonly events: readonly BatchEvents[];
  /** Whether nothing can still appear before it. */
  readonly isSettled: boolean;
}

/** Batches, and things told by them, that one page holds; a batch is never divided. */
const PAGE_BATCHES_MAX = 500;
const PAGE_IDS_MAX = 5_000;

export const selectOutboxPage = statement(
  "select_outbox_page",
  {
    written_by: "text",
    batch_id: "int8",
    recorded_at: "timestamptz",
    types: "text[]",
    counts: "int4[]",
    ids: "int8[]",
    is_settled: "bool",
  },
  // A transaction that is not in this snapshot is at least as young as its oldest running one.
  `select written_by::text as written_by, batch_id, recorded_at, types, counts,
     case when types && $6::text[] then ids else '{}' end as ids,
     written_by < pg_snapshot_xmin(pg_current_snapshot()) as is_settled
   from (
     select o.*, sum(told.count) over (order by o.written_by, o.batch_id) - told.count as before
     from (
       select * from outbox
       where tenant_id = $1::int4 and (written_by, batch_id) > ($2::text::xid8, $3::int8)
         and (written_by, batch_id) > ($4::text::xid8, $5::int8)
       order by written_by, batch_id limit ${PAGE_BATCHES_MAX}
     ) o
     cross join lateral (select coalesce(sum(each), 0) as count from unnest(o.counts) as each) told
   ) page
   where before < ${PAGE_IDS_MAX}
   order by page.written_by, page.batch_id`,
);

/** The next batches after both places, in the order of the transactions that wrote them, with events of these types. */
export async function readOutbox(
  tx: Tx,
  place: OutboxPlace,
  after: OutboxPlace,
  types: readonly EventType[],
): Promise<OutboxBatch[]> {
  const places = [place.writtenBy, place.batchId, after.writtenBy, after.batchId];
  const rows = await run(tx, selectOutboxPage, [tx.tenantId, ...places, types]);
  return rows.map((row) => ({
    writtenBy: row.written_by,
    batchId: row.batch_id,
    recordedAt: row.recorded_at,
    events: row.ids.length === 0 ? [] : eventsOf(row, types),
    isSettled: row.is_settled,
  }));
}

/** Types and counts are the run lengths of ids. */
function eventsOf(
  { types, counts, ids }: Pick<Row<(typeof selectOutboxPage)["row"]>, "types" | "counts" | "ids">,
  wanted: readonly string[],
): BatchEvents[] {
  const events: BatchEvents[] = [];
  let from = 0;
  types.forEach((type, i) => {
    const until = from + (counts[i] ?? 0);
    if (wanted.includes(type)) events.push({ type: type as EventType, ids: ids.slice(from, until) });
    from = until;
  });
  return events;
}

export const selectTenantsWithNews = statement(
  "select_tenants_with_news",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   cross join lateral (
     select written_by, batch_id from outbox o where o.tenant_id = t.tenant_id
     order by written_by desc, batch_id desc limit 1
   ) newest
   left join outbox_reader r on r.tenant_id = t.tenant_id and r.reader = $1::text
   where (newest.written_by, newest.batch_id) > (coalesce(r.written_by, '0'), coalesce(r.batch_id, 0))
   order by t.tenant_id`,
);

/** Tenants whose outbox a reader has not read to the end. Runs as the owner. */
export async function tenantsWithNews(owner: Queryable, reader: string): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithNews, [reader])).map((row) => row.tenant_id);
}
