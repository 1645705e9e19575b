// Understands alerts of wallets that ran low: one at a time for each wallet, open until it has recovered.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectTenantsToWatch = statement(
  "select_tenants_to_watch",
  { tenant_id: "int4" },
  `select tenant_id from wallet where updated_at >= at_ms($1::int8)
   union
   select tenant_id from wallet_alert where recovered_at is null
   order by tenant_id`,
);

/** Tenants of whose wallets one moved since an instant, or is low. Runs as the owner. */
export async function tenantsToWatch(owner: Queryable, since: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsToWatch, [since])).map((row) => row.tenant_id);
}

export interface NewAlert {
  readonly alertId: Id;
  readonly book: number;
  readonly merchantId: string;
  readonly balance: Fen;
  readonly lowBalance: Fen | null;
  readonly daysLeft: number | null;
}

export const insertAlertRows = statement(
  "insert_wallet_alerts",
  { alert_id: "int8" },
  `insert into wallet_alert (tenant_id, raised_at, book, alert_id, merchant_id, balance, low_balance, days_left)
   select $1::int4, at_ms($2::int8), row.book, alert_id, row.merchant_id, row.balance, row.low_balance, days_left
   from unnest($3::int2[], $4::int8[], $5::text[], $6::int8[], $7::int8[], $8::int4[])
     as row (book, alert_id, merchant_id, balance, low_balance, days_left)
   join wallet w on w.book = row.book and w.tenant_id = $1::int4 and w.merchant_id = row.merchant_id and w.balance = row.balance
   order by row.book, row.merchant_id
   on conflict (book, tenant_id, merchant_id) where recovered_at is null do nothing
   returning alert_id`,
);

/**
 * Raises alerts; answers those that were raised: none for a wallet that has one open already, nor for one whose balance moved
 * since it was read.
 */
export async function raiseAlerts(tx: Tx, alerts: readonly NewAlert[], at: Instant): Promise<readonly Id[]> {
  if (alerts.length === 0) return [];
  const rows = await run(tx, insertAlertRows, [
    tx.tenantId,
    at,
    alerts.map((alert) => alert.book),
    alerts.map((alert) => alert.alertId),
    alerts.map((alert) => alert.merchantId),
    alerts.map((alert) => alert.balance),
    alerts.map((alert) => alert.lowBalance),
    alerts.map((alert) => alert.daysLeft),
  ]);
  return rows.map((row) => row.alert_id);
}

export const endAlertRows = statement(
  "end_wallet_alerts",
  {},
  `update wallet_alert a set recovered_at = at_ms($2::int8)
   from unnest($3::int2[], $4::int8[]) as wanted (book, alert_id)
   where a.book = wanted.book and a.alert_id = wanted.alert_id and a.tenant_id = $1::int4 and a.recovered_at is null`,
);

/** Ends alerts of wallets that recovered; answers how many were open still. */
export async function endAlerts(
  tx: Tx,
  alerts: readonly { readonly book: number; readonly alertId: Id }[],
  at: Instant,
): Promise<number> {
  if (alerts.length === 0) return 0;
  return execute(tx, endAlertRows, [tx.tenantId, at, alerts.map((a) => a.book), alerts.map((a) => a.alertId)]);
}

export const selectAlerts = statement(
  "select_wallet_alerts",
  {
    alert_id: "int8",
    merchant_id: "text",
    balance: "int8",
    low_balance: "int8?",
    days_left: "int4?",
    raised_at: "timestamptz",
    recovered_at: "timestamptz?",
  },
  `select a.alert_id, a.merchant_id, a.balance, a.low_balance, a.days_left, a.raised_at, a.recovered_at
   from unnest($2::int2[], $3::int8[]) as wanted (book, alert_id)
   join wallet_alert a on a.book = wanted.book and a.alert_id = wanted.alert_id and a.tenant_id = $1::int4
   order by a.alert_id`,
);
export type AlertRow = Row<(typeof selectAlerts)["row"]>;

/** Alerts by id: what an event `wallet.low` is about. */
export function alertsById(
  tx: Tx,
  alerts: readonly { readonly book: number; readonly alertId: Id }[],
): Promise<AlertRow[]> {
  return run(tx, selectAlerts, [tx.tenantId, alerts.map((a) => a.book), alerts.map((a) => a.alertId)]);
}
