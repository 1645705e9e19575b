// Understands how a wallet that runs low is told once, and again only after it recovered.

import { hasRecovered, isLow } from "@anxin/core/merchant/wallet";
import { type Instant, instant, MINUTE_MS, plus, SECOND_MS, shanghaiDay } from "@anxin/core/time";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type WatchedWallet, walletsToWatch } from "@anxin/store/wallet";
import { endAlerts, raiseAlerts, tenantsToWatch } from "@anxin/store/wallet-alert";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { forecastOf, windowsAt } from "./wallet-view.js";

/** Wallets that are read at a time. */
const PAGE_MAX = 1_000;
/** A batch that moved a wallet may commit this much later than it says. */
const OVERLAP_MS = MINUTE_MS;
/** Wallets that are looked at in a second, on average: a busy house is told a little later, and works on meanwhile. */
const LOOKS_PER_SECOND_MAX = 1_000;

/** Up to when this process has looked at the wallets of all tenants, and until when it rests. After its start it looks at all. */
interface Looked {
  readonly until: Instant;
  /** On the wall's clock, in milliseconds. */
  readonly restsUntilMs: number;
}
const looked = new WeakMap<Context, Looked>();

const ALWAYS: Instant = instant(0);
/** Forecasts are measured from new marks after midnight, and so everybody is looked at. */
const isAnotherDay = ({ until }: Looked, now: Instant): boolean => shanghaiDay(until) !== shanghaiDay(now);
/** A sandbox may move its clock back. */
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/**
 * Looks at every wallet that moved since the last look, at those that are low, and once a day at all. An alert and its event `wallet.low` are written
 * in one transaction, and the database lets a wallet have one open alert: so that two workers tell it once, and one that dies in
 * between tells it later. Premium is debited without any of this. Answers how many alerts were raised or ended.
 *
 * Statements: 1 where nothing moved; else for each tenant and page 1 to read, and 1 each for alerts, ended ones and the outbox.
 */
export async function watchWallets(context: Context, stop?: AbortSignal): Promise<number> {
  const now = context.clock.now();
  const last = looked.get(context);
  if (last !== undefined && wallClockMs() < last.restsUntilMs) return 0;
  const since = last === undefined || isAnotherDay(last, now) ? ALWAYS : plus(earlier(last.until, now), -OVERLAP_MS);
  let changed = 0;
  let looks = 0;
  for (const tenantId of await tenantsToWatch(context.owner, since)) {
    for (let after: WatchedWallet | null = null; ; ) {
      if (stop?.aborted === true) return changed;
      const from: WatchedWallet | null = after;
      const { page, count }: Watched = await inTransaction(context.db, tenantId, (tx) =>
        watchPage(context, tx, since, from),
      );
      changed += count;
      looks += page.length;
      if (page.length < PAGE_MAX) break;
      after = page.at(-1) ?? null;
    }
  }
  // Whoever looks at a few has no rest: a small house is told at once.
  const restMs = looks < PAGE_MAX ? 0 : (looks * SECOND_MS) / LOOKS_PER_SECOND_MAX;
  looked.set(context, { until: now, restsUntilMs: wallClockMs() + restMs });
  return changed;
}

interface Watched {
  readonly page: readonly WatchedWallet[];
  /** Alerts that were raised or ended. */
  readonly count: number;
}

async function watchPage(context: Context, tx: Tx, since: Instant, after: WatchedWallet | null): Promise<Watched> {
  const now = context.clock.now();
  const page = await walletsToWatch(tx, since, windowsAt(now), after, PAGE_MAX);
  const levels = page.map((row) => ({ row, level: forecastOf(row, now).level }));
  const low = levels.filter(({ row, level }) => row.alert_id === null && isLow(level));
  const raised = await raiseAlerts(
    tx,
    low.map(({ row, level }) => ({
      alertId: context.ids.next(row.book),
      book: row.book,
      merchantId: row.merchant_id,
      ...level,
    })),
    now,
  );
  const events = [{ type: "wallet.low", ids: raised } as const];
  await insertOutbox(tx, { tenantId: tx.tenantId, batchId: context.ids.next(0), recordedAt: now, events });
  const over = levels.flatMap(({ row, level }) =>
    row.alert_id !== null && hasRecovered(level) ? [{ book: row.book, alertId: row.alert_id }] : [],
  );
  const ended = await endAlerts(tx, over, now);
  return { page, count: raised.length + ended };
}
