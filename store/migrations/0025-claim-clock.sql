-- The clocks of claims, with both ends of every pause, and how far each was escalated.

create table claim_clock (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  code text not null,
  round smallint not null,
  started_at timestamptz not null,
  -- its length without pauses; null where it counts working days of a year that nobody has announced
  term_ms bigint,
  -- JSON: [[from, until or null], …] in milliseconds since 1970
  pauses text not null default '[]',
  -- null while it is paused, and while its length is unknown
  due_at timestamptz,
  met_at timestamptz,
  stopped_at timestamptz,
  -- the highest share, in percent, at which somebody was told; and where the case waits for it to be kept
  escalated smallint not null default 0,
  escalated_at timestamptz,
  queue text,
  -- business time at which it has to be looked at for escalation; null when nothing will come
  next_escalation_at timestamptz,
  constraint claim_clock_pk primary key (book, claim_id, code, round),
  constraint claim_clock_round_positive check (round > 0),
  constraint claim_clock_escalated_known check (escalated in (0, 50, 80, 100)),
  constraint claim_clock_waits_if_running check (met_at is null and stopped_at is null or queue is null and next_escalation_at is null),
  constraint claim_clock_unknown_is_not_due check (term_ms is not null or due_at is null)
);
create index claim_clock_next on claim_clock (tenant_id, next_escalation_at) where next_escalation_at is not null;
create index claim_clock_queue on claim_clock (tenant_id, queue, claim_id) where queue is not null;

alter table claim_clock enable row level security;
alter table claim_clock force row level security;
create policy tenant_only on claim_clock to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on claim_clock to current_user using (true) with check (true);
-- A clock that ended in the instant in which it began was none, and is not remembered.
grant select, insert, update, delete on claim_clock to anxin_app;

-- Claims from before there were stored clocks: what the law sets. The next sweep says where they stand.
with began as (
  select book, tenant_id, claim_id, 'decision' as code, reported_at as started_at, 30 as days, decided_at as met_at,
    case when decided_at is null and status in ('withdrawn', 'closed') then reported_at end as stopped_at
  from claim
  union all
  select c.book, c.tenant_id, c.claim_id, 'payment', c.decided_at, 10,
    case when not exists (select 1 from payout p where p.book = c.book and p.claim_id = c.claim_id and p.status <> 'succeeded')
      then (select max(p.settled_at) from payout p where p.book = c.book and p.claim_id = c.claim_id) end, null
  from claim c where c.decided_at is not null and c.agreed_amount > 0
  union all
  select book, tenant_id, claim_id, 'refusal_notice', decided_at, 3, null, null from claim where decided_at is not null and status = 'rejected'
), dated as (
  select *, (date_trunc('day', started_at at time zone 'Asia/Shanghai') + (days + 1) * interval '1 day') at time zone 'Asia/Shanghai' as due_at
  from began
)
insert into claim_clock (book, tenant_id, claim_id, code, round, started_at, term_ms, due_at, met_at, stopped_at, next_escalation_at)
select book, tenant_id, claim_id, code, 1, started_at, (extract(epoch from due_at - started_at) * 1000)::bigint, due_at, met_at, stopped_at,
  case when met_at is null and stopped_at is null then started_at end
from dated;
