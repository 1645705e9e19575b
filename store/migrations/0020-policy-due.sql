-- Cover that begins and ends by time, told once: who has read the outbox how far, and when to look at each policy again.

-- The transaction that wrote a batch. A younger batch may become visible before an older one; but what was written by a
-- transaction that is older than every running one is there for good. Filled by its default: who writes need not know.
alter table outbox add column written_by xid8 not null default pg_current_xact_id();
create index outbox_by_writer on outbox (tenant_id, written_by, batch_id);

-- Up to which batch a reader is done with a tenant's outbox; whoever works for that reader holds the row.
create table outbox_reader (
  tenant_id integer not null,
  reader text not null,
  written_by xid8 not null,
  batch_id bigint not null,
  constraint outbox_reader_pk primary key (tenant_id, reader)
);

-- Beside the policy, which is never changed, what the world has heard of it. Written by a sweep that reads the outbox: issuance
-- pays nothing for it.
create table policy_due (
  policy_id bigint not null,
  -- business time at which the next thing falls due; null when nothing will unless the policy is endorsed
  due_at timestamptz,
  -- business time up to which it is known what to tell: a clock that runs behind takes nothing back
  looked_until timestamptz not null,
  tenant_id integer not null,
  book smallint not null,
  -- how often each event was told: more than once only where an endorsement had taken it back
  in_force_count smallint not null,
  expired_count smallint not null,
  told text not null,
  constraint policy_due_pk primary key (book, policy_id),
  constraint policy_due_told_known check (told in ('pending', 'in_force', 'expired')),
  constraint policy_due_counts_not_negative check (in_force_count >= 0 and expired_count >= 0)
);
-- With the policy: cover of a whole day may begin at one midnight, and is taken page by page.
create index policy_due_next on policy_due (tenant_id, due_at, policy_id) where due_at is not null;

do $$
declare
  name text;
begin
  foreach name in array array['outbox_reader', 'policy_due'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to anxin_app', name);
  end loop;
end $$;
