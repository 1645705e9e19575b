-- The desk of those who decide claims: who may grant how much, who has a case in hand, decisions made together, samples of quality,
-- and runs that decide a day's decisions again.

-- The inverse of at_ms.
create function ms_at(moment timestamptz) returns bigint
language sql immutable strict parallel safe
return round(date_part('epoch', moment) * 1000)::bigint;

alter table staff
  add column level smallint not null default 1,
  add constraint staff_level_fits check (level between 1 and 9);

create table staff_change (
  tenant_id integer not null,
  staff_id bigint not null,
  revision integer not null,
  level smallint not null,
  person text,
  enabled boolean not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint staff_change_pk primary key (tenant_id, staff_id, revision)
);

-- How much a role may grant alone. Rows are only added: the latest one that has begun holds.
create table authority_limit (
  tenant_id integer not null,
  revision integer not null,
  role text not null,
  level smallint not null,
  -- empty: all products
  product text not null,
  -- null: as if it had never been set
  amount_max bigint,
  effective_at timestamptz not null,
  reason text not null,
  set_by text not null,
  -- the human being behind the account: nobody profits from a limit of their own making
  person text not null,
  set_at timestamptz not null,
  constraint authority_limit_pk primary key (tenant_id, revision),
  constraint authority_limit_role_known check (role in ('adjuster', 'supervisor')),
  constraint authority_limit_level_fits check (level between 1 and 9),
  constraint authority_limit_not_negative check (amount_max >= 0),
  constraint authority_limit_not_backdated check (effective_at >= set_at)
);

-- Beside a person's decision: the clauses it names, and what those who made and checked it could grant at that time.
create table decision_basis (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  decision_id bigint not null,
  clauses text[] not null,
  maker text not null,
  maker_authority bigint not null,
  checker text,
  checker_authority bigint,
  constraint decision_basis_pk primary key (book, claim_id, decision_id),
  constraint decision_basis_checked_whole check ((checker is null) = (checker_authority is null))
);

create table review_lease (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  holder text not null,
  person text not null,
  taken_at timestamptz not null,
  expires_at timestamptz not null,
  constraint review_lease_pk primary key (book, claim_id),
  constraint review_lease_lasts check (expires_at > taken_at)
);

-- Who took a case in hand, gave it back, or took it over, and why.
create table review_lease_change (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  change_id bigint not null,
  kind text not null,
  holder text not null,
  -- from whom, where it was taken over
  former text,
  reason text not null,
  at timestamptz not null,
  constraint review_lease_change_pk primary key (book, claim_id, change_id),
  constraint review_lease_change_kind_known check (kind in ('taken', 'given_back', 'taken_over'))
);

create table review_view (
  tenant_id integer not null,
  view_id bigint not null,
  name text not null,
  owner text not null,
  shared boolean not null,
  filter text not null,
  created_at timestamptz not null,
  constraint review_view_pk primary key (tenant_id, view_id),
  constraint review_view_named_once unique (tenant_id, owner, name)
);

-- What a bulk decision did to each of its claims: whoever sends it again finds it done.
create table bulk_result (
  tenant_id integer not null,
  bulk_id bigint not null,
  claim_id bigint not null,
  result text not null,
  decision_id bigint not null,
  amount bigint not null,
  at timestamptz not null,
  constraint bulk_result_pk primary key (tenant_id, bulk_id, claim_id),
  constraint bulk_result_known check (result in ('decided', 'proposed'))
);

-- A walk over every decision of a day: to decide it again, or to draw samples. It says how far it is.
create table decision_run (
  tenant_id integer not null,
  run_id bigint not null,
  kind text not null,
  day date not null,
  state text not null,
  cursor_at timestamptz,
  cursor_id bigint not null,
  done bigint not null,
  total bigint not null,
  -- differences, or samples drawn
  found bigint not null,
  -- the first differences, as JSON
  examples text not null,
  asked_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  constraint decision_run_pk primary key (tenant_id, run_id),
  constraint decision_run_kind_known check (kind in ('replay', 'sample')),
  constraint decision_run_state_known check (state in ('running', 'done')),
  constraint decision_run_counts_not_negative check (done >= 0 and total >= 0 and found >= 0)
);
create index decision_run_by_day on decision_run (tenant_id, kind, day, run_id);
create unique index decision_run_one_running on decision_run (tenant_id, kind, day) where state = 'running';

create table qa_sample (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  decision_id bigint not null,
  day date not null,
  -- why it was drawn
  stratum text not null,
  product text not null,
  decided_by text not null,
  -- the human being behind the account; null: rules
  person text,
  outcome text not null,
  amount bigint not null,
  sampled_at timestamptz not null,
  assessed_at timestamptz,
  assessed_by text,
  agrees boolean,
  findings text[],
  note text,
  constraint qa_sample_pk primary key (tenant_id, decision_id),
  constraint qa_sample_assessed_whole check (
    (assessed_at is null) = (assessed_by is null) and (assessed_at is null) = (agrees is null)
    and (assessed_at is null) = (findings is null) and (assessed_at is null) = (note is null))
);
create index qa_sample_by_day on qa_sample (tenant_id, day, decision_id);

-- Everything that waits for somebody. Claims that rules decide at once are never in it.
create index claim_waiting on claim (tenant_id, claim_id)
  where status in ('filed', 'evidence_requested', 'in_review', 'awaiting_second') or open_appeal_id is not null;
-- The first clock that the desk has to keep, of each claim that has one running. Claims that rules decide at once are never in it.
create index claim_clock_desk on claim_clock (book, claim_id, due_at) include (tenant_id, code)
  where met_at is null and stopped_at is null and due_at is not null
    and code in ('first_review', 'decision', 'undisputed_part', 'second_review', 'human_review', 'appeal');
-- A day's decisions in their order, a page at a time.
create index decision_by_time on decision (tenant_id, decided_at, decision_id);
-- Which were somebody's first.
create index decision_by_person on decision (tenant_id, decided_by, decided_at, decision_id) where not automatic;

do $$
declare
  name text;
begin
  foreach name in array array['staff_change', 'authority_limit', 'decision_basis', 'review_lease', 'review_lease_change', 'review_view',
    'bulk_result', 'decision_run', 'qa_sample'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app '
      'using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update (checker, checker_authority) on decision_basis to anxin_app;
grant update on review_lease, decision_run to anxin_app;
grant update (assessed_at, assessed_by, agrees, findings, note) on qa_sample to anxin_app;
grant delete on review_lease, review_view to anxin_app;
