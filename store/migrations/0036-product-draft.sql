-- Versions of products that nobody sells yet: their content revision by revision, and what their scenarios came to. Issuance reads none of it.

-- One row for each product that was ever drafted: its number, and the last version that a draft took.
create table product_draft_code (
  tenant_id integer not null,
  code text not null,
  number smallint not null,
  last_version integer not null,
  constraint product_draft_code_pk primary key (tenant_id, code),
  constraint product_draft_number_once unique (tenant_id, number),
  constraint product_draft_number_fits check (number between 1 and 99)
);

create table product_draft (
  tenant_id integer not null,
  code text not null,
  version integer not null,
  state text not null,
  -- null for a product that was made from a form
  based_on integer,
  -- of the last revision
  revision integer not null,
  created_by text not null,
  created_at timestamptz not null,
  constraint product_draft_pk primary key (tenant_id, code, version),
  constraint product_draft_state_known check (state in ('draft', 'discarded')),
  constraint product_draft_version_positive check (version > 0)
);

create table product_draft_revision (
  tenant_id integer not null,
  code text not null,
  version integer not null,
  revision integer not null,
  note text not null,
  -- exact JSON text, and SHA-256 of it
  content text not null,
  content_hash text not null,
  -- as they were written, JSON text
  scenarios text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint product_draft_revision_pk primary key (tenant_id, code, version, revision)
);

create table product_draft_run (
  tenant_id integer not null,
  code text not null,
  version integer not null,
  run integer not null,
  revision integer not null,
  content_hash text not null,
  -- of all scenarios that were played, those in force and the draft's own
  scenarios_hash text not null,
  green integer not null,
  red integer not null,
  -- JSON text
  results text not null,
  run_by text not null,
  run_at timestamptz not null,
  constraint product_draft_run_pk primary key (tenant_id, code, version, run)
);

do $$
declare
  name text;
begin
  foreach name in array array['product_draft_code', 'product_draft', 'product_draft_revision', 'product_draft_run'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app '
      'using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on product_draft_code, product_draft to anxin_app;
