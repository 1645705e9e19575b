-- What a claimant declared, what was asked of them afterwards, and what the merchant was asked and said.

-- The words themselves are kept with the release by their version; the hash says that they were these.
create table claim_declaration (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  version integer not null,
  language text not null,
  -- of the words that were shown, in UTF-8
  sha256 bytea not null,
  declared_by text not null,
  declared_at timestamptz not null,
  constraint claim_declaration_pk primary key (book, claim_id),
  constraint claim_declaration_language_known check (language in ('zh', 'en'))
);

-- A list of documents that was asked for, and how far it has come.
create table supplement (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  round integer not null,
  requested_by text not null,
  requested_at timestamptz not null,
  -- why a list was sent again; empty for the first
  reason text not null,
  -- when the list was put before the claimant: from then on the law's clock stands
  delivered_at timestamptz not null,
  -- when a part of it came last
  heard_at timestamptz,
  -- from when on silence closes the case
  closes_at timestamptz not null,
  reminded integer not null default 0,
  -- business time of the next reminder or of the closing; null when nobody waits
  next_at timestamptz,
  -- when the last of the documents came: from then on the law's clock runs again
  completed_at timestamptz,
  lapsed_at timestamptz,
  constraint supplement_pk primary key (book, claim_id, round),
  constraint supplement_round_positive check (round > 0),
  constraint supplement_waits_until_complete check (completed_at is null or next_at is null)
);
create index supplement_next on supplement (tenant_id, next_at) where next_at is not null;

create table supplement_document (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  round integer not null,
  position integer not null,
  kind text not null,
  note text not null,
  -- how many different files of the kind the case then has
  needed integer not null,
  -- whether the terms ask for it anyway; else a person wants to see more
  required boolean not null,
  constraint supplement_document_pk primary key (book, claim_id, round, position),
  constraint supplement_document_needed_positive check (needed > 0)
);

create table merchant_hearing (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  asked_at timestamptz not null,
  -- until when nobody decides without the answer; null where nobody waits for it
  answer_until timestamptz,
  constraint merchant_hearing_pk primary key (book, claim_id)
);

-- What the merchant says, each wording kept; the last one stands.
create table merchant_statement (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  sequence integer not null,
  position text not null,
  statement text not null,
  stated_by text not null,
  stated_at timestamptz not null,
  constraint merchant_statement_pk primary key (book, claim_id, sequence),
  constraint merchant_statement_position_known check (position in ('accepts', 'disputes'))
);

do $$
declare
  name text;
begin
  foreach name in array array['claim_declaration', 'supplement', 'supplement_document', 'merchant_hearing', 'merchant_statement'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app '
      'using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on supplement to anxin_app;
