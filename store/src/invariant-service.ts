// Understands which benefits in kind contradict the ledger, their decisions, or the payouts that should not be there.

import { finder } from "./invariant.js";

/** What was granted in kind goes to who did the work, is saved, or is paid to the insured: one of them, and all of it. */
export const findServiceGaps = finder(
  "find_service_gaps",
  `with ordered as (
     select book, claim_id, coalesce(sum(insurer_pays), 0) as rendered,
       coalesce(sum(granted - insurer_pays), 0) as saved,
       coalesce(sum(insurer_pays) filter (where settled_at is not null), 0) as settled
     from service_order where tenant_id = $1::int4 group by book, claim_id
   ), moved as (
     select book, claim_id, coalesce(sum(amount) filter (where kind = 'service_rendered'), 0) as rendered,
       coalesce(sum(amount) filter (where kind = 'service_saved'), 0) as saved,
       coalesce(sum(amount) filter (where kind = 'repairer_paid'), 0) as settled
     from transfer where tenant_id = $1::int4 and kind in ('service_rendered', 'service_saved', 'repairer_paid')
     group by book, claim_id
   )
   select 'claim'::text, coalesce(o.claim_id, m.claim_id), '', format(
     'its service orders cost %s fen, saved %s and were settled with %s; the ledger has %s, %s and %s',
     coalesce(o.rendered, 0), coalesce(o.saved, 0), coalesce(o.settled, 0),
     coalesce(m.rendered, 0), coalesce(m.saved, 0), coalesce(m.settled, 0))
   from ordered o
   full join moved m on m.book = o.book and m.claim_id = o.claim_id
   where coalesce(o.rendered, 0) <> coalesce(m.rendered, 0) or coalesce(o.saved, 0) <> coalesce(m.saved, 0)
     or coalesce(o.settled, 0) <> coalesce(m.settled, 0)
   union all
   select 'decision', g.decision_id, '', format('grants %s fen in kind; its payouts are %s and its order is %s',
     g.amount, coalesce(p.amount, 0), coalesce(o.status, 'none'))
   from grant_in_kind g
   left join service_order o on o.book = g.book and o.claim_id = g.claim_id and o.decision_id = g.decision_id and o.status <> 'cancelled'
   left join lateral (
     select sum(p.amount) as amount from payout p
     where p.book = g.book and p.claim_id = g.claim_id and p.decision_id = g.decision_id and p.purpose = 'benefit'
   ) as p on true
   where g.tenant_id = $1::int4
     and (coalesce(p.amount, 0) <> case when o.status = 'cashed' then g.amount else 0 end or o.granted <> g.amount)`,
);
