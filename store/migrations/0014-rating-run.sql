-- How often cover was sold and claimed, counted once for each day, and the nightly runs that make bands of it. A run says how
-- far it is: whoever finds it unfinished goes on from there.

-- The Shanghai day of an instant, as core/src/time.ts has it: China keeps one offset, without summer time.
create function shanghai_day(moment timestamptz) returns date
language sql immutable strict parallel safe
return ((moment at time zone 'UTC') + interval '8 hours')::date;

-- Policies by the day on which they were bound, and those of them with an agreed claim. `recorded_on` is the day on which we
-- learned it (issue, agreement), so that a day that is counted again replaces its own rows and no others.
create table experience_day (
  tenant_id integer not null,
  product text not null,
  subject_kind text not null,
  subject_id text not null,
  day date not null,
  recorded_on date not null,
  exposures integer not null,
  returns integer not null,
  constraint experience_day_pk primary key (tenant_id, product, subject_kind, subject_id, day, recorded_on) include (exposures, returns),
  constraint experience_day_subject_known check (subject_kind in ('merchant', 'buyer')),
  constraint experience_day_counts_not_negative check (exposures >= 0 and returns >= 0)
);
create index experience_day_by_recording on experience_day (tenant_id, recorded_on);

-- What was issued or agreed on a day is found without reading the rest. Policies are only ever appended, so that a summary of
-- their blocks does; it costs an insert next to nothing.
create index policy_by_issue on policy using brin (issued_at) with (pages_per_range = 32, autosummarize = on);
create index claim_by_agreement on claim (tenant_id, decided_at) where agreed_amount > 0;

create table rating_run (
  tenant_id integer not null,
  run_on date not null,
  sequence integer not null,
  state text not null,
  -- what is being done, and up to which day or subject it is done
  phase text not null,
  cursor text not null,
  done bigint not null,
  total bigint not null,
  changed bigint not null,
  blocked bigint not null,
  -- fixed when the run begins, so that it ends the same however often it is taken up
  notice_days integer not null,
  exposures bigint not null,
  returns bigint not null,
  -- of every subject's band and reasons, in order
  result_hash text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  constraint rating_run_pk primary key (tenant_id, run_on, sequence),
  constraint rating_run_state_known check (state in ('running', 'done', 'abandoned')),
  constraint rating_run_counts_sound check (done >= 0 and total >= 0 and returns between 0 and exposures)
);

do $$
declare
  name text;
begin
  foreach name in array array['experience_day', 'rating_run'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to anxin_app', name);
  end loop;
end $$;
-- Days that are older than any window are forgotten.
grant delete on experience_day to anxin_app;
