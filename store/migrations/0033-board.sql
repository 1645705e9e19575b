-- What a live board shows: what happened on each day, counted once, and what has to be found at a glance.

-- What the outbox told of each Shanghai day, by type. Written by a sweep that reads the outbox: who writes there pays nothing
-- for it. 'claim.decided_by_rules' is a type of its own here: those of 'claim.decided' that no person decided.
create table board_day (
  tenant_id integer not null,
  day date not null,
  type text not null,
  count bigint not null,
  -- fen that were moved; 0 where none are
  amount bigint not null,
  constraint board_day_pk primary key (tenant_id, day, type),
  constraint board_day_not_negative check (count >= 0 and amount >= 0)
);

alter table board_day enable row level security;
alter table board_day force row level security;
create policy tenant_only on board_day to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on board_day to current_user using (true) with check (true);
grant select, insert, update on board_day to anxin_app;

-- Payouts of which nobody knows whether they arrived, and those that wait for a person: few, among all that were ever made.
create index payout_to_watch on payout (tenant_id, status) where status = 'unknown' or human_task is not null;

-- How much background work is ready and not begun, and since when the oldest of it. Reaches the queue on behalf of a role that
-- may not.
create function queue_lag(out ready bigint, out oldest_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, graphile_worker as $$
begin
  select count(*), min(j.run_at) into ready, oldest_at
  from graphile_worker.jobs j
  where j.locked_at is null and j.run_at <= clock_timestamp() and j.attempts < j.max_attempts;
end $$;
revoke all on function queue_lag() from public;
grant execute on function queue_lag() to anxin_app;
