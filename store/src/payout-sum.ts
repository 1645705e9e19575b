// Understands payouts taken together: how many there are of each state, and which are on their way.

import type { PayoutRange } from "./payout.js";
import { type Queryable, type Row, run, statement } from "./statement.js";

export const selectPayoutTotals = statement(
  "select_payout_totals",
  { status: "text", payouts: "int8", amount: "int8", tasks: "int8" },
  `select p.status, count(*) as payouts, sum(p.amount)::int8 as amount, count(p.human_task) as tasks
   from payout p
   where p.tenant_id = $1::int4 and p.prepared_at >= at_ms($2::int8) and p.prepared_at < at_ms($3::int8)
     and ($4::text is null or p.merchant_id = $4)
   group by p.status`,
);

/** How many payouts there are of each state, and how much they are together. Reads all of the stretch of time. */
export function payoutTotals(
  db: Queryable,
  tenantId: number,
  { from, until }: Pick<PayoutRange, "from" | "until">,
  merchantId: string | null,
): Promise<Row<(typeof selectPayoutTotals)["row"]>[]> {
  return run(db, selectPayoutTotals, [tenantId, from, until, merchantId]);
}

export const selectOpenPayouts = statement(
  "select_open_payouts",
  {
    payout_id: "int8",
    claim_id: "int8",
    merchant_id: "text",
    status: "text",
    amount: "int8",
    since: "timestamptz",
    human_task: "text?",
  },
  // A payout that is sent once more is on its way from then on.
  `select p.payout_id, p.claim_id, p.merchant_id, p.status, p.amount, greatest(p.prepared_at, retried.at) as since, p.human_task
   from payout p
   left join lateral (
     select max(a.at) as at from payout_attempt a
     where a.book = p.book and a.payout_id = p.payout_id and a.tenant_id = p.tenant_id and a.action = 'retry'
   ) retried on true
   where p.tenant_id = $1::int4 and p.status in ('prepared', 'sending', 'unknown')
   order by since, p.payout_id`,
);

/** Payouts whose money is neither owed nor paid, those first that have been for the longest. */
export function openPayouts(db: Queryable, tenantId: number): Promise<Row<(typeof selectOpenPayouts)["row"]>[]> {
  return run(db, selectOpenPayouts, [tenantId]);
}
