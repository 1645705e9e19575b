-- Kill switches: what is stopped, by whom and why; and what waits behind a stop, until it is done or let go.

create table kill_switch (
  tenant_id integer not null,
  name text not null,
  -- empty: all products
  product text not null,
  state text not null,
  -- when it came into this state
  since timestamptz not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  revision integer not null,
  constraint kill_switch_pk primary key (tenant_id, name, product),
  constraint kill_switch_name_known check (name in ('issue', 'auto-decide', 'pay')),
  constraint kill_switch_state_known check (state in ('running', 'stopped')),
  constraint kill_switch_stop_has_reason check (state = 'running' or reason <> '')
);

create table kill_switch_change (
  tenant_id integer not null,
  change_id bigint not null,
  name text not null,
  product text not null,
  revision integer not null,
  state text not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint kill_switch_change_pk primary key (tenant_id, change_id),
  constraint kill_switch_change_once unique (tenant_id, name, product, revision)
);

-- Orders with cover that was not issued; which cover it is stands in the order's outcomes.
create table held_order (
  book smallint not null,
  tenant_id integer not null,
  order_id text not null,
  product text not null,
  held_at timestamptz not null,
  constraint held_order_pk primary key (book, tenant_id, order_id, product)
);
create index held_order_by_time on held_order (tenant_id, held_at, order_id);

-- Claims that rules did not decide, with what the clauses would have seen, and the version of the case that waits.
create table held_claim (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  product text not null,
  claim_revision integer not null,
  facts text not null,
  held_at timestamptz not null,
  constraint held_claim_pk primary key (book, claim_id)
);
create index held_claim_by_time on held_claim (tenant_id, claim_id);

do $$
declare
  name text;
begin
  foreach name in array array['kill_switch', 'kill_switch_change', 'held_order', 'held_claim'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app '
      'using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on kill_switch to anxin_app;
grant delete on held_order, held_claim to anxin_app;

-- Whoever issues, decides by rules or sends passes here first, and is known to be on the way until the transaction ends. The
-- function is volatile, so that its second statement sees what was committed while its first one waited.
create function pass_switches(tenant integer) returns table (name text, product text)
language sql volatile as $$
  select pg_advisory_xact_lock_shared(1900019, tenant);
  select s.name, s.product from kill_switch s where s.tenant_id = tenant and s.state = 'stopped';
$$;

-- Waits until all are through who passed before, and no longer than that many milliseconds.
create function await_passed(tenant integer, patience integer) returns void
language sql volatile as $$
  select set_config('lock_timeout', patience::text, true);
  select pg_advisory_xact_lock(1900019, tenant);
$$;
