-- Webhooks: who listens, what happened that somebody listens to, what is to be delivered to whom, and every attempt at it.

create table webhook_endpoint (
  tenant_id integer not null,
  endpoint_id bigint not null,
  -- the shop that it hears of; null: the whole marketplace
  merchant_id text,
  url text not null,
  -- '*' alone: all of them
  types text[] not null,
  description text not null,
  status text not null,
  -- why it is paused; empty while it is not
  pause_reason text not null default '',
  paused_at timestamptz,
  -- business time of the first failure after the last success; null while it works
  failing_since timestamptz,
  last_success_at timestamptz,
  -- what is signed with, sealed; the one before signs too until it ends
  secret_sealed bytea not null,
  previous_sealed bytea,
  previous_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  revision integer not null,
  deleted_at timestamptz,
  constraint webhook_endpoint_pk primary key (tenant_id, endpoint_id),
  constraint webhook_endpoint_status_known check (status in ('active', 'paused')),
  constraint webhook_endpoint_pause_reason_known check (pause_reason in ('', 'person', 'gone', 'failing')),
  constraint webhook_endpoint_paused_whole check ((status = 'paused') = (pause_reason <> '') and (status = 'paused') = (paused_at is not null)),
  constraint webhook_endpoint_previous_whole check ((previous_sealed is null) = (previous_until is null)),
  constraint webhook_endpoint_types_not_empty check (cardinality(types) > 0)
);

-- An event once for all who listen. Its id is derived from what happened, so that what is read again is the same event.
create table webhook_event (
  tenant_id integer not null,
  event_id text not null,
  type text not null,
  subject text not null,
  occurred_at timestamptz not null,
  -- the request's body, byte for byte
  body text not null,
  -- as a shop hears it, where that is less; null where it is the same
  merchant_body text,
  constraint webhook_event_pk primary key (tenant_id, event_id)
);

create table webhook_delivery (
  created_at timestamptz not null,
  -- business time of the next attempt; null when there will be none
  next_at timestamptz,
  -- database time until which a sender holds it
  lease_until timestamptz,
  delivered_at timestamptz,
  delivery_id bigint not null,
  endpoint_id bigint not null,
  tenant_id integer not null,
  -- attempts at all, and those since it was made or replayed
  attempts integer not null default 0,
  tries integer not null default 0,
  event_id text not null,
  type text not null,
  state text not null,
  -- what was heard last; empty where there is nothing to say
  reason text not null default '',
  constraint webhook_delivery_pk primary key (tenant_id, endpoint_id, delivery_id),
  constraint webhook_delivery_once unique (tenant_id, endpoint_id, event_id),
  constraint webhook_delivery_state_known check (state in ('pending', 'delivered', 'diverted')),
  constraint webhook_delivery_waits_if_pending check ((state = 'pending') = (next_at is not null)),
  constraint webhook_delivery_counts_not_negative check (attempts >= 0 and tries >= 0)
-- Room for the lease that every delivery gets once, so that it costs no index an entry.
) with (fillfactor = 70);
create index webhook_delivery_next on webhook_delivery (tenant_id, endpoint_id, next_at, delivery_id) where next_at is not null;
create index webhook_delivery_undelivered on webhook_delivery (tenant_id, endpoint_id, created_at) where state <> 'delivered';

create table webhook_attempt (
  tenant_id integer not null,
  endpoint_id bigint not null,
  delivery_id bigint not null,
  sequence integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  -- null where nobody answered
  status integer,
  -- taken, failed or gone
  verdict text not null,
  reason text not null,
  url text not null,
  -- as they were sent, JSON
  headers text not null,
  -- how the answer began
  response text not null,
  -- made by a person who tried the endpoint out: it says nothing of how deliveries go
  is_test boolean not null,
  constraint webhook_attempt_pk primary key (tenant_id, endpoint_id, delivery_id, sequence),
  constraint webhook_attempt_verdict_known check (verdict in ('taken', 'failed', 'gone'))
);
create index webhook_attempt_by_time on webhook_attempt (tenant_id, endpoint_id, at) include (duration_ms, verdict) where not is_test;

-- Cover that an order called for and that was not issued, once for each time it was said.
create table declined_cover (
  book smallint not null,
  tenant_id integer not null,
  decline_id bigint not null,
  order_id text not null,
  line_id text not null,
  merchant_id text not null,
  buyer_id text not null,
  product text not null,
  code text not null,
  declined_at timestamptz not null,
  constraint declined_cover_pk primary key (book, decline_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['webhook_endpoint', 'webhook_event', 'webhook_delivery', 'webhook_attempt', 'declined_cover'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app '
      'using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on webhook_endpoint, webhook_delivery to anxin_app;
