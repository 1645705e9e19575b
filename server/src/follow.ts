// Understands how work follows from what the outbox tells: each batch is taken as soon as it is there.
//
// Batches are numbered before they are committed, so that a younger one may be there before an older one. A reader's place
// therefore moves only over what is settled, where nothing can still appear, and not at all behind a batch that was not: what a
// later page finds settled may have an older neighbour by then that no page has shown. Those batches are taken again by the next
// sweep. Whoever takes events bears that, and answers how much was new.
// Statements a page: 3 (place, page, place), and those of the one who takes it.

import type { BatchEvents, EventType } from "@anxin/store/outbox";
import {
  lockReader,
  moveReader,
  OUTBOX_START,
  type OutboxBatch,
  type OutboxPlace,
  readOutbox,
  tenantsWithNews,
} from "@anxin/store/outbox-reader";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "./context.js";

/** Who follows the outbox. */
export interface Follower {
  /** Under which its place is kept. */
  readonly reader: string;
  /** The events that it is shown. */
  readonly types: readonly EventType[];
  /** Tenants that it has anything to do for; all, when left out. Of others nothing is read, and its place stays. */
  readonly tenants?: (context: Context) => Promise<ReadonlySet<number>>;
  /** Takes the events of some batches, in order, each batch by itself; answers how many things were new. */
  readonly take: (
    context: Context,
    tx: Tx,
    batches: readonly (readonly BatchEvents[])[],
    /** The same batches, with where each stands and when it was written. */
    told: readonly OutboxBatch[],
  ) => Promise<number>;
}

/** New things that one sweep does for a tenant, beyond which the rest waits for the next sweep: other work has its turn. */
const THINGS_A_SWEEP_MAX = 5_000;
/** Batches beyond what is settled that one sweep takes: where a transaction stays open for long, the rest waits for its end. */
const UNSETTLED_A_SWEEP_MAX = 2_000;

/** Shows a follower what is new to it, for all tenants; answers how many things it did. */
export async function followOutbox(context: Context, follower: Follower, stop?: AbortSignal): Promise<number> {
  let done = 0;
  const concerned = await follower.tenants?.(context);
  if (concerned?.size === 0) return 0;
  for (const tenantId of await tenantsWithNews(context.owner, follower.reader)) {
    if (concerned?.has(tenantId) === false) continue;
    done += await followTenant(context, tenantId, follower, stop);
  }
  return done;
}

async function followTenant(
  context: Context,
  tenantId: number,
  follower: Follower,
  stop: AbortSignal | undefined,
): Promise<number> {
  let after = OUTBOX_START;
  let done = 0;
  let unsettled = 0;
  let showedAll = true;
  while (done < THINGS_A_SWEEP_MAX && unsettled < UNSETTLED_A_SWEEP_MAX && stop?.aborted !== true) {
    const from = { after, showedAll };
    const page = await inTransaction(context.db, tenantId, (tx) => takePage(context, tx, follower, from));
    const last = page.batches.at(-1);
    if (last === undefined) break;
    after = last;
    done += page.done;
    unsettled += page.batches.filter((batch) => !batch.isSettled).length;
    showedAll = unsettled === 0;
  }
  return done;
}

async function takePage(
  context: Context,
  tx: Tx,
  { reader, types, take }: Follower,
  { after, showedAll }: { readonly after: OutboxPlace; readonly showedAll: boolean },
): Promise<{ readonly batches: readonly OutboxBatch[]; readonly done: number }> {
  const place = await lockReader(tx, reader);
  const batches = await readOutbox(tx, place, after, types);
  const told = batches.filter(({ events }) => events.length > 0);
  const events = told.map((batch) => batch.events);
  const done = told.length === 0 ? 0 : await take(context, tx, events, told);
  const settled = batches.filter((batch) => batch.isSettled).at(-1);
  if (settled !== undefined && showedAll) await moveReader(tx, reader, settled);
  return { batches, done };
}
