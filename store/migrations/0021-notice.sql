-- Notices to buyers and merchants: one outbox for all channels. Recipients are ids of the marketplace, never addresses.

create table notice (
  notice_id bigint not null,
  created_at timestamptz not null,
  -- business time from which it was to be sent
  due_at timestamptz not null,
  -- business time after which it is of no use; null when it always is
  closes_at timestamptz,
  -- business time of the next attempt; null when there will be none
  next_at timestamptz,
  -- database time until which a sender holds it
  lease_until timestamptz,
  last_attempt_at timestamptz,
  sent_at timestamptz,
  tenant_id integer not null,
  attempts integer not null default 0,
  book smallint not null,
  audience text not null,
  recipient_id text not null,
  kind text not null,
  -- what it is about, and which time of several: a notice of one kind about one thing is sent once an occasion
  subject text not null,
  occasion text not null,
  -- JSON; amounts are decimal strings
  data text not null,
  state text not null,
  -- why it was suppressed or failed, or what the channel said last; empty where there is nothing to say
  reason text not null default '',
  channel text,
  constraint notice_pk primary key (book, notice_id),
  constraint notice_once_per_occasion unique (book, tenant_id, subject, kind, occasion),
  constraint notice_audience_known check (audience in ('buyer', 'merchant')),
  constraint notice_state_known check (state in ('queued', 'sent', 'failed', 'suppressed')),
  constraint notice_waits_if_queued check ((state = 'queued') = (next_at is not null)),
  constraint notice_sent_if_sent check ((state = 'sent') = (sent_at is not null)),
  constraint notice_attempts_not_negative check (attempts >= 0)
-- Room for the lease that every notice gets once, so that it costs no index an entry.
) with (fillfactor = 70);
create index notice_by_time on notice (tenant_id, notice_id);
create index notice_by_recipient on notice (tenant_id, recipient_id, notice_id);
-- With the notice: those of a whole night wait for one morning, and are taken page by page.
create index notice_next on notice (tenant_id, next_at, notice_id) where next_at is not null;

create table notice_preference (
  tenant_id integer not null,
  audience text not null,
  recipient_id text not null,
  kind text not null,
  wanted boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint notice_preference_pk primary key (tenant_id, audience, recipient_id, kind),
  constraint notice_preference_audience_known check (audience in ('buyer', 'merchant'))
);

-- Nightly rating runs whose announced rises were told to their merchants.
create table rating_run_told (
  tenant_id integer not null,
  run_on date not null,
  sequence integer not null,
  told_at timestamptz not null,
  constraint rating_run_told_pk primary key (tenant_id, run_on, sequence)
);

-- What happened before there were notices is not told now.
insert into outbox_reader (tenant_id, reader, written_by, batch_id)
select tenant_id, 'notice', pg_current_xact_id(), 0 from tenant;

do $$
declare
  name text;
begin
  foreach name in array array['notice', 'notice_preference', 'rating_run_told'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on notice, notice_preference to anxin_app;
