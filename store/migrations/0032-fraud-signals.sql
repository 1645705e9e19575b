-- What claims are recognised by: counted traits, parcels on their way out, and how loudly the signals of a claim speak.

-- One row for each thing that claims are counted by. Hashes only: an account cannot be read from its own, which is keyed.
create table claim_trait (
  tenant_id integer not null,
  -- 1 buyer, 2 merchant, 3 payee, 4 place, 5 returned parcel
  kind smallint not null,
  hash bigint not null,
  at timestamptz not null,
  claim_id bigint not null,
  -- what is told apart among claims of one trait: the buyers of an account, the orders of a parcel
  other bigint not null,
  constraint claim_trait_pk primary key (tenant_id, kind, hash, at, claim_id) include (other),
  constraint claim_trait_kind_known check (kind between 1 and 5)
);

-- Parcels on their way to a buyer, by the hash of their number. Written by a sweep that reads the outbox: issuance pays nothing
-- for it.
create table outbound_parcel (
  tenant_id integer not null,
  hash bigint not null,
  order_id text not null,
  constraint outbound_parcel_pk primary key (tenant_id, hash, order_id)
);

-- How loudly the signals of a claim spoke when rules last looked at it, 1 to 100; a claim without signals has no row.
create table claim_score (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  score smallint not null,
  constraint claim_score_pk primary key (book, claim_id),
  constraint claim_score_fits check (score between 0 and 100)
);
create index claim_score_by_score on claim_score (tenant_id, score, claim_id);

do $$
declare
  name text;
begin
  foreach name in array array['claim_trait', 'outbound_parcel', 'claim_score'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app '
      'using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on claim_score to anxin_app;
