-- The insurer's register with every change of it, what claims cite that no other should, and benefits given in kind.

create table register_entry (
  tenant_id integer not null,
  entry_id bigint not null,
  kind text not null,
  -- the name as it is compared; of one kind, a name is one entry's
  name_key text not null,
  -- of the last revision
  revision integer not null,
  constraint register_entry_pk primary key (tenant_id, entry_id),
  constraint register_entry_kind_known check (kind in ('test_institution', 'appraiser', 'repairer')),
  constraint register_name_once unique (tenant_id, kind, name_key)
);

create table register_revision (
  tenant_id integer not null,
  entry_id bigint not null,
  revision integer not null,
  kind text not null,
  -- what the entry answers to: its names and numbers as they are compared
  keys text[] not null,
  name text not null,
  status text not null,
  -- all that is written about it, as JSON text
  terms text not null,
  -- from when on it says what is true: earlier than it was written, or later
  effective_from timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint register_revision_pk primary key (tenant_id, entry_id, revision),
  constraint register_revision_positive check (revision > 0),
  constraint register_status_known check (status in ('active', 'suspended', 'withdrawn'))
);
create index register_revision_by_key on register_revision using gin (keys);

create table claim_mark (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  kind text not null,
  mark text not null,
  constraint claim_mark_pk primary key (book, claim_id, kind),
  constraint claim_mark_kind_known check (kind in ('report', 'serial'))
);
create index claim_mark_by_mark on claim_mark (tenant_id, kind, mark, claim_id);

-- How a benefit is to be given, as somebody chose; the last choice stands when the claim is granted.
create table settlement_choice (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  sequence integer not null,
  settlement text not null,
  chosen_by text not null,
  chosen_at timestamptz not null,
  constraint settlement_choice_pk primary key (book, claim_id, sequence),
  constraint settlement_known check (settlement in ('cash', 'repair', 'replace'))
);

-- What a decision granted that is not paid to the insured, unless a repair fails.
create table grant_in_kind (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  decision_id bigint not null,
  settlement text not null,
  amount bigint not null,
  constraint grant_in_kind_pk primary key (book, claim_id, decision_id),
  constraint grant_in_kind_known check (settlement in ('repair', 'replace')),
  constraint grant_in_kind_positive check (amount > 0)
);

create table service_order (
  book smallint not null,
  tenant_id integer not null,
  service_order_id bigint not null,
  claim_id bigint not null,
  decision_id bigint not null,
  policy_id bigint not null,
  merchant_id text not null,
  buyer_id text not null,
  choice text not null,
  chosen_by text not null,
  -- the register's entry as it stood when the order was opened
  repairer_id bigint,
  repairer_revision integer,
  status text not null,
  revision integer not null,
  granted bigint not null,
  estimate bigint,
  final_cost bigint,
  insurer_pays bigint,
  payout_id bigint,
  opened_at timestamptz not null,
  -- when finance paid who did the work, and the bank's reference for it
  settled_at timestamptz,
  bank_reference text,
  constraint service_order_pk primary key (book, service_order_id),
  constraint service_order_choice_known check (choice in ('cash', 'repair', 'replace')),
  constraint service_order_status_known check (status in
    ('opened', 'accepted', 'in_repair', 'completed', 'failed', 'replaced', 'cashed', 'cancelled')),
  constraint service_order_within_grant check (granted > 0 and insurer_pays between 0 and granted),
  constraint service_order_pays_one_side check (payout_id is null or (insurer_pays is null and settled_at is null)),
  constraint service_order_cashed_is_paid check ((status = 'cashed') = (payout_id is not null))
);
create unique index service_order_once on service_order (book, claim_id, decision_id) where status <> 'cancelled';
create index service_order_by_claim on service_order (book, claim_id);
create unique index service_order_bank_reference on service_order (tenant_id, bank_reference) where bank_reference is not null;

create table service_order_event (
  book smallint not null,
  tenant_id integer not null,
  service_order_id bigint not null,
  sequence integer not null,
  at timestamptz not null,
  step text not null,
  actor text not null,
  from_status text,
  to_status text not null,
  amount bigint,
  note text not null,
  constraint service_order_event_pk primary key (book, service_order_id, sequence)
);

do $$
declare
  name text;
begin
  foreach name in array array['register_entry', 'register_revision', 'claim_mark', 'settlement_choice', 'grant_in_kind',
    'service_order', 'service_order_event'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app '
      'using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on register_entry, service_order to anxin_app;
