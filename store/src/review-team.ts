// Understands how much work is in whose hands at the desk, and how it went lately.

import type { Instant } from "@anxin/core/time";
import { DESK_CLOCKS } from "./review-queue.js";
import { type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectTeam = statement(
  "select_review_team",
  {
    staff_id: "int8",
    display_name: "text",
    role: "text",
    level: "int2",
    enabled: "bool",
    decided_today: "int8",
    decided: "int8",
    handled: "int8",
    handling_ms: "int8",
    proposed: "int8",
    sent_back: "int8",
  },
  // A decision that waited for a second pair of eyes was handled when it was proposed.
  `select s.staff_id, s.display_name, s.role, s.level, s.disabled_at is null as enabled, made.decided_today, made.decided, made.handled,
     made.handling_ms, asked.proposed, asked.sent_back
   from staff s
   cross join lateral (
     select count(*) filter (where d.decided_at >= at_ms($2::int8)) as decided_today, count(*) as decided,
       count(taken.at) as handled, coalesce(sum(ms_at(coalesce(p.made_at, d.decided_at)) - ms_at(taken.at)), 0)::int8 as handling_ms
     from decision d
     left join decision_proposal p on p.book = d.book and p.claim_id = d.claim_id and p.decision_id = d.decision_id
       and p.tenant_id = d.tenant_id
     left join lateral (
       select l.at from review_lease_change l
       where l.book = d.book and l.claim_id = d.claim_id and l.tenant_id = d.tenant_id and l.holder = d.decided_by
         and l.kind in ('taken', 'taken_over') and l.at <= coalesce(p.made_at, d.decided_at)
       order by l.change_id desc limit 1
     ) taken on true
     where d.tenant_id = $1::int4 and d.decided_by = 'staff:' || s.staff_id and not d.automatic and d.decided_at >= at_ms($3::int8)
       and d.decided_at <= at_ms($4::int8)
   ) made
   cross join lateral (
     select count(*) as proposed, count(*) filter (where p.approved = false) as sent_back
     from decision_proposal p
     where p.tenant_id = $1 and p.made_by = 'staff:' || s.staff_id and p.made_at >= at_ms($3) and p.made_at <= at_ms($4)
   ) asked
   where s.tenant_id = $1 and s.role in ('adjuster', 'supervisor')
   order by s.display_name, s.staff_id`,
);
export type TeamRow = Row<(typeof selectTeam)["row"]>;

/** Everybody who decides claims, with what they did from `today` and from `since` until now. */
export function readTeam(
  tx: Tx,
  { today, since, now }: { readonly today: Instant; readonly since: Instant; readonly now: Instant },
): Promise<TeamRow[]> {
  return run(tx, selectTeam, [tx.tenantId, today, since, now]);
}

export const selectTeamLoad = statement(
  "select_review_team_load",
  {
    holder: "text?",
    claims: "int8",
    overdue: "int8",
    within_24h: "int8",
    within_48h: "int8",
    later: "int8",
    without_due: "int8",
  },
  `with waiting as (
     select l.holder, ms_at(clock.due_at) - $2::int8 as left_ms
     from claim c
     left join review_lease l on l.book = c.book and l.claim_id = c.claim_id and l.tenant_id = c.tenant_id and l.expires_at > at_ms($2)
     left join lateral (
       select k.due_at from claim_clock k
       where k.book = c.book and k.claim_id = c.claim_id and k.tenant_id = $1::int4 and k.code in (${DESK_CLOCKS.map((code) => `'${code}'`).join(", ")})
         and k.met_at is null and k.stopped_at is null and k.due_at is not null
       order by k.due_at limit 1
     ) as clock on true
     -- The first condition is that of the index of what waits.
     where c.tenant_id = $1 and (c.status in ('filed', 'evidence_requested', 'in_review', 'awaiting_second') or c.open_appeal_id is not null)
       and (c.status in ('in_review', 'awaiting_second') or c.open_appeal_id is not null)
   )
   select holder, count(*) as claims, count(*) filter (where left_ms <= 0) as overdue,
     count(*) filter (where left_ms > 0 and left_ms <= 86400000) as within_24h,
     count(*) filter (where left_ms > 86400000 and left_ms <= 172800000) as within_48h,
     count(*) filter (where left_ms > 172800000) as later, count(*) filter (where left_ms is null) as without_due
   from waiting group by holder`,
);
export type TeamLoadRow = Row<(typeof selectTeamLoad)["row"]>;

/** Claims that wait for somebody at the desk, by who has them in hand (null: nobody) and how soon they are due. */
export function readTeamLoad(tx: Tx, now: Instant): Promise<TeamLoadRow[]> {
  return run(tx, selectTeamLoad, [tx.tenantId, now]);
}
