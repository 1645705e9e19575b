// Understands how one process follows a tenant's outbox for those who listen: from now on, and each batch once, however late it
// becomes visible.
//
// A batch is numbered, and its transaction too, before it can be seen, so that "after the last one I saw" would lose those that
// commit late. A watcher therefore stands at a horizon, the oldest transaction that was running when it looked, and remembers
// which batches beyond it were told already.

import type { Id } from "@anxin/core/id";
import { beginWatching, type Horizon, type News, ownersAmong, readNews } from "@anxin/store/live";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { NAMED_MAX, PAGE_BATCHES_MAX, REMEMBERED_BATCHES_MAX } from "./limits.js";
import { type Owners, ownedThings, ownersOf, type Told, toldBy } from "./sight.js";

/** Who outside the house listens, by id. */
export interface Outsiders {
  readonly merchants: readonly string[];
  readonly buyers: readonly string[];
}

/** What is new, ready to be told to anybody who listens. */
export interface Fresh {
  readonly told: readonly Told[];
  readonly owners: Owners;
}

export interface Watch {
  readonly horizon: Horizon;
  /** Batches beyond the horizon that were told, and who wrote them. */
  readonly told: ReadonlyMap<Id, bigint>;
}

const anybody = ({ merchants, buyers }: Outsiders): boolean => merchants.length + buyers.length > 0;

/** A watch that begins now. One statement. */
export async function beginWatch(context: Context, tenantId: number): Promise<Watch> {
  const { horizon, there } = await inTransaction(context.db, tenantId, beginWatching);
  return after({ horizon, told: new Map() }, there, horizon);
}

/** Whose things are new; no statement while nobody outside the house listens, else one. */
async function freshOf(tx: Tx, news: readonly News[], outsiders: Outsiders): Promise<Fresh> {
  const told = toldBy(news);
  const things = anybody(outsiders) ? ownedThings(told) : [];
  return { told, owners: ownersOf(things.length === 0 ? [] : await ownersAmong(tx, things, outsiders)) };
}

/** One look: what is new since the watch, and the watch afterwards; `isCut`: another look finds more. One or two statements. */
export async function look(
  context: Context,
  tenantId: number,
  watch: Watch,
  outsiders: Outsiders,
): Promise<{ readonly watch: Watch; readonly fresh: Fresh; readonly isCut: boolean }> {
  return inTransaction(context.db, tenantId, async (tx) => {
    const question = { since: watch.horizon, except: [...watch.told.keys()], batchesMax: PAGE_BATCHES_MAX };
    const page = await readNews(tx, { ...question, withIds: anybody(outsiders), fewMax: NAMED_MAX });
    const fresh = await freshOf(tx, page.news, outsiders);
    const { isCut } = page;
    return { watch: after(watch, page.news, isCut ? watch.horizon : page.horizon), fresh, isCut };
  });
}

/**
 * What was told before the new horizon need not be remembered. Where a transaction of somebody else stays open for very long,
 * a backup's for one, the horizon does not wait for it: ours are over within seconds.
 */
function after(watch: Watch, news: readonly Pick<News, "batchId" | "writtenBy">[], horizon: Horizon): Watch {
  const told = new Map(watch.told);
  for (const { batchId, writtenBy } of news) told.set(batchId, BigInt(writtenBy));
  const writers = [...told.values()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const earliest = writers[writers.length - 1 - REMEMBERED_BATCHES_MAX] ?? 0n;
  const from = BigInt(horizon) < earliest ? earliest : BigInt(horizon);
  return { horizon: from.toString(), told: new Map([...told].filter(([, writtenBy]) => writtenBy >= from)) };
}
