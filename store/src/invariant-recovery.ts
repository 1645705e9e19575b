// Understands which recoveries contradict themselves, their claims, their history or the ledger.

import { finder } from "./invariant.js";
import { type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** Each recovery against what was posted about it, kind by kind. */
export const findRecoveryGaps = finder(
  "find_recovery_gaps",
  `with moved as (
     select book, recovery_id,
       coalesce(sum(amount) filter (where kind = 'recovery_recognised'), 0) - coalesce(sum(amount) filter (where kind = 'recovery_reversed'), 0)
         as recognised,
       coalesce(sum(amount) filter (where kind = 'recovery_received'), 0) as received,
       coalesce(sum(amount) filter (where kind = 'recovery_netted'), 0) as netted,
       coalesce(sum(amount) filter (where kind = 'recovery_written_off'), 0)
         - coalesce(sum(amount) filter (where kind = 'recovery_write_off_reversed'), 0) as written_off,
       coalesce(sum(amount) filter (where kind = 'recovery_owed_back'), 0)
         - coalesce(sum(amount) filter (where kind = 'recovery_owed_back_waived'), 0) as owed,
       coalesce(sum(amount) filter (where kind = 'recovery_given_back'), 0) as given
     from transfer where tenant_id = $1::int4 and (recovery_id is not null or kind like 'recovery\\_%') group by book, recovery_id
   )
   select 'recovery'::text, coalesce(r.recovery_id, m.recovery_id), '', case
     when r.recovery_id is null then format('is not there, and moved %s fen', m.recognised)
     else format('claimed %s fen, denied %s, received %s, netted %s, written off %s, receivable %s, owed back %s; the ledger recognised %s, and has %s received, %s netted, %s written off, %s owed back of which %s were given',
       r.claimed, r.denied, r.received, r.netted, r.written_off, r.receivable, r.owed_back, coalesce(m.recognised, 0), coalesce(m.received, 0),
       coalesce(m.netted, 0), coalesce(m.written_off, 0), coalesce(m.owed, 0), coalesce(m.given, 0)) end
   from (select * from recovery where tenant_id = $1::int4) as r
   full join moved m on m.book = r.book and m.recovery_id = r.recovery_id
   where r.recovery_id is null
     or r.claimed + r.owed_back <> r.denied + r.received + r.netted + r.written_off + r.receivable
     or least(r.claimed, r.denied, r.received, r.netted, r.written_off, r.receivable, r.owed_back) < 0
     -- what was recognised less what is owed back is what is claimed and not denied
     or coalesce(m.recognised, 0) - coalesce(m.owed, 0) <> r.claimed - r.denied
     or coalesce(m.received, 0) + coalesce(m.netted, 0) - coalesce(m.given, 0) <> r.received + r.netted
     or coalesce(m.written_off, 0) <> r.written_off
     or coalesce(m.owed, 0) - coalesce(m.given, 0) <> r.owed_back
   union all
   select 'recovery', r.recovery_id, '', format('has %s events, and ends at number %s with %s, not %s', e.count, e.last, e.status, r.status)
   from recovery r
   cross join lateral (
     select count(*) as count, coalesce(max(sequence), 0) as last, (array_agg(status order by sequence desc))[1] as status
     from recovery_event e where e.book = r.book and e.recovery_id = r.recovery_id
   ) as e
   where r.tenant_id = $1::int4 and (e.count = 0 or e.count <> e.last or e.status is distinct from r.status)
   union all
   select 'recovery', r.recovery_id, '', format('is of %s fen, and its claim was granted %s', r.claimed, coalesce(c.agreed_amount, 0))
   from recovery r
   left join claim c on c.book = r.book and c.claim_id = r.claim_id and c.tenant_id = r.tenant_id
   where r.tenant_id = $1::int4 and (c.claim_id is null or r.claimed > c.agreed_amount)
   union all
   select 'writeOff', w.write_off_id, '', 'one and the same person proposed and approved it'
   from recovery_write_off w
   join recovery_event e on e.book = w.book and e.recovery_id = w.recovery_id and e.write_off_id = w.write_off_id and e.kind = 'written_off'
   where w.tenant_id = $1::int4 and (e.actor = w.proposed_by or w.judged_by = w.proposed_by)`,
);

/** Deposits against the ledger; $2: their account. */
export const findDepositGaps = finder(
  "find_deposit_gaps",
  `with moved as (
     select book, merchant_id, sum(case when credit = $2::text then amount else -amount end) as sum
     from transfer where tenant_id = $1::int4 and (credit = $2 or debit = $2) group by book, merchant_id
   ), noted as (
     select book, merchant_id, sum(case when kind in ('received', 'given_back') then amount else -amount end) as sum,
       (array_agg(balance_after order by movement_id desc))[1] as last
     from merchant_deposit_movement where tenant_id = $1::int4 group by book, merchant_id
   )
   select 'merchant'::text, null::int8, merchant_id, format('the deposit holds %s fen; its movements add up to %s, and the ledger has %s',
     coalesce(d.balance, 0), coalesce(n.sum, 0), coalesce(m.sum, 0))
   from (select book, merchant_id, balance from merchant_deposit where tenant_id = $1::int4) as d
   full join moved m using (book, merchant_id)
   full join noted n using (book, merchant_id)
   where coalesce(d.balance, 0) <> coalesce(m.sum, 0) or coalesce(d.balance, 0) <> coalesce(n.sum, 0) or coalesce(d.balance, 0) < 0
     or coalesce(n.last, 0) <> coalesce(d.balance, 0)`,
);

/** $2: the account of what is receivable; $3: the funding whose recoveries go through it. */
export const selectReceivables = statement(
  "select_receivables",
  { booked: "int8", open: "int8" },
  `select (select coalesce(sum(case when debit = $2::text then amount else -amount end), 0) from transfer
       where tenant_id = $1::int4 and (debit = $2 or credit = $2))::int8 as booked,
     (select coalesce(sum(receivable), 0) from recovery where tenant_id = $1::int4 and funding = $3::text)::int8 as open`,
);

/** What the ledger has as receivable of one funding, and what its recoveries say. */
export async function receivables(
  tx: Tx,
  account: string,
  funding: string,
): Promise<Row<(typeof selectReceivables)["row"]>> {
  const [row] = await run(tx, selectReceivables, [tx.tenantId, account, funding]);
  return row ?? { booked: 0n, open: 0n };
}
