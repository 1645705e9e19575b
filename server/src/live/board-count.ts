// Understands the sweep that counts for the board what each day brought: each batch of the outbox once, and nothing of it twice.

import { countBatches } from "@anxin/store/board";
import { lockReader, moveReader, tenantsWithNews } from "@anxin/store/outbox-reader";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";

const READER = "board";
/** Decisions by rules are counted under a type of their own, beside all of them. */
export const BY_RULES_TYPE = "claim.decided_by_rules";

const PAGE_BATCHES_MAX = 2_000;
/** Pages of one tenant in one sweep: an installation with years behind it catches up while other work has its turn. */
const PAGES_A_SWEEP_MAX = 20;

/**
 * Counts what is settled, for all tenants. Statements: 1, and for each page 3 (place, counts, place). Answers 0: this is nothing
 * that was due, and nothing follows from it.
 */
export async function countBoard(context: Context, stop?: AbortSignal): Promise<number> {
  for (const tenantId of await tenantsWithNews(context.owner, READER)) {
    for (let page = 0; page < PAGES_A_SWEEP_MAX; page++) {
      if (stop?.aborted === true) return 0;
      if ((await inTransaction(context.db, tenantId, countPage)) < PAGE_BATCHES_MAX) break;
    }
  }
  return 0;
}

async function countPage(tx: Tx): Promise<number> {
  const place = await lockReader(tx, READER);
  const counted = await countBatches(tx, place, PAGE_BATCHES_MAX);
  if (counted === null) return 0;
  await moveReader(tx, READER, counted.place);
  return counted.batches;
}
