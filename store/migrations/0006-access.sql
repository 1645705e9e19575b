-- Who may touch what. Row-level security is forced for everyone, the owner's maintenance excepted by its own policy;
-- append-only tables grant neither update nor delete.

do $$
declare
  name text;
  credential text;
begin
  foreach name in array array[
    'api_key', 'staff', 'session', 'idempotency', 'merchant', 'enrolment', 'enrolment_change', 'wallet', 'top_up', 'campaign',
    'campaign_buyer', 'rating_band', 'order_directory', 'orders', 'policy', 'endorsement', 'outbox', 'claim', 'claim_event',
    'decision', 'waybill_claim', 'evidence', 'claim_evidence', 'payout', 'payout_attempt', 'transfer', 'earning_run'
  ] loop
    -- A caller who is not known yet may see the one row that its credential names.
    credential := case name
      when 'api_key' then ' or encode(key_hash, ''hex'') = current_setting(''anxin.credential'', true)'
      when 'session' then ' or encode(token_hash, ''hex'') = current_setting(''anxin.credential'', true)'
      when 'staff' then ' or email = current_setting(''anxin.credential'', true)'
      else ''
    end;
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer%s) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name, credential);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
  foreach name in array array[
    'api_key', 'staff', 'session', 'merchant', 'enrolment', 'wallet', 'top_up', 'campaign', 'campaign_buyer', 'orders', 'claim', 'payout'
  ] loop
    execute format('grant update on %I to anxin_app', name);
  end loop;
end $$;

-- A refused claim gives its waybill back.
grant delete on waybill_claim to anxin_app;
grant select on tenant, business_clock to anxin_app;
grant usage on schema public to anxin_app;

-- Work is enqueued in the business transaction by a role that can neither read nor change the queue.
create function enqueue(task text, payload json) returns void
language plpgsql security definer set search_path = pg_catalog, graphile_worker as $$
begin
  perform graphile_worker.add_job(task, payload);
end $$;
revoke all on function enqueue(text, json) from public;
grant execute on function enqueue(text, json) to anxin_app;
