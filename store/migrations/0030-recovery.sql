-- Recoveries: what carriers and merchants owe for claims that were granted, how they are asked, and what came back.

create table recovery (
  book smallint not null,
  tenant_id integer not null,
  recovery_id bigint not null,
  claim_id bigint not null,
  policy_id bigint not null,
  -- the decision on which the claimed amount rests
  decision_id bigint not null,
  order_id text not null,
  line_id text not null,
  merchant_id text not null,
  product text not null,
  product_version integer not null,
  peril text not null,
  funding text not null,
  debtor_kind text not null,
  -- the carrier's name as waybills know it, or the merchant's id
  debtor_id text not null,
  -- what limits the claimed amount
  basis text not null,
  claimed bigint not null,
  denied bigint not null,
  received bigint not null,
  netted bigint not null,
  written_off bigint not null,
  receivable bigint not null,
  owed_back bigint not null,
  phase text not null,
  status text not null,
  attempt integer not null,
  asked bigint not null,
  grew boolean not null,
  -- until when the debtor may be asked; null where it is not known
  deadline_at timestamptz,
  -- when a merchant was told that it will be netted, and from when it may be
  told_at timestamptz,
  net_from timestamptz,
  -- business time at which netting is looked at next; null when never
  next_at timestamptz,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  revision integer not null,
  constraint recovery_pk primary key (book, recovery_id),
  constraint recovery_once_per_claim unique (book, claim_id),
  constraint recovery_debtor_known check (debtor_kind in ('carrier', 'merchant')),
  constraint recovery_phase_known check (phase in ('opened', 'submitted', 'answered')),
  constraint recovery_amounts_not_negative check (least(claimed, denied, received, netted, written_off, receivable, owed_back, asked) >= 0),
  constraint recovery_adds_up check (claimed + owed_back = denied + received + netted + written_off + receivable),
  constraint recovery_owes_or_is_owed check (receivable = 0 or owed_back = 0)
);
create index recovery_by_time on recovery (tenant_id, recovery_id);
create index recovery_by_merchant on recovery (book, tenant_id, merchant_id, recovery_id);
create index recovery_by_debtor on recovery (tenant_id, debtor_kind, debtor_id, recovery_id) where receivable > 0;
create index recovery_due on recovery (tenant_id, next_at) where next_at is not null;

-- Everything that happened to a recovery, numbered through; what moved money has an amount and its transaction in the ledger.
create table recovery_event (
  book smallint not null,
  tenant_id integer not null,
  recovery_id bigint not null,
  sequence integer not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  amount bigint,
  -- the status that it led to
  status text not null,
  reason text not null,
  -- of a receipt and of what went back: the number of the bank, or of the debtor's payment
  reference text,
  decision_id bigint,
  write_off_id bigint,
  transaction_id bigint,
  constraint recovery_event_pk primary key (book, recovery_id, sequence),
  constraint recovery_event_amount_not_negative check (amount >= 0),
  constraint recovery_event_receipt_has_reference check (kind <> 'received' or reference is not null)
);
create unique index recovery_payment_once on recovery_event (tenant_id, reference) where kind = 'received';

create table recovery_write_off (
  book smallint not null,
  tenant_id integer not null,
  write_off_id bigint not null,
  recovery_id bigint not null,
  amount bigint not null,
  reason text not null,
  proposed_by text not null,
  -- who that is, whatever account was used
  proposed_person text not null,
  proposed_at timestamptz not null,
  status text not null,
  judged_by text,
  judged_at timestamptz,
  note text not null,
  constraint recovery_write_off_pk primary key (book, write_off_id),
  constraint recovery_write_off_amount_positive check (amount > 0),
  constraint recovery_write_off_status_known check (status in ('proposed', 'approved', 'sent_back')),
  constraint recovery_write_off_judged check ((status = 'proposed') = (judged_by is null)),
  constraint recovery_write_off_four_eyes check (status <> 'approved' or judged_by <> proposed_by)
);
create unique index recovery_write_off_open on recovery_write_off (book, recovery_id) where status = 'proposed';

-- One asking of a debtor. Its reference is what the debtor knows it by, the same however often it is handed over.
create table recovery_attempt (
  book smallint not null,
  tenant_id integer not null,
  recovery_id bigint not null,
  attempt integer not null,
  reference text not null,
  batch_id bigint not null,
  debtor_kind text not null,
  debtor_id text not null,
  amount bigint not null,
  channel text not null,
  state text not null,
  submitted_by text not null,
  intended_at timestamptz not null,
  sent_at timestamptz,
  answered_at timestamptz,
  -- how much the debtor accepts
  accepted_amount bigint,
  reason text not null,
  tries integer not null,
  -- business time at which it is handed over or asked about next; null when never
  next_at timestamptz,
  -- database time until which a sender holds it
  lease_until timestamptz,
  human_task text,
  constraint recovery_attempt_pk primary key (book, recovery_id, attempt),
  constraint recovery_attempt_reference_once unique (tenant_id, reference),
  constraint recovery_attempt_state_known check (state in ('intended', 'sent', 'answered', 'replaced')),
  constraint recovery_attempt_amount_positive check (amount > 0),
  constraint recovery_attempt_accepted_within check (accepted_amount between 0 and amount)
);
create index recovery_attempt_by_debtor on recovery_attempt (tenant_id, debtor_kind, debtor_id, recovery_id) where state in ('intended', 'sent');
create index recovery_attempt_due on recovery_attempt (tenant_id, next_at) where next_at is not null;

-- What a merchant agreed to about recoveries, revision by revision; the last one holds.
create table merchant_recovery_terms (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  revision integer not null,
  -- false: the merchant never agreed to netting, or does so no more
  netting boolean not null,
  agreed_on date,
  text_version text not null,
  source text not null,
  month_max bigint,
  notice_days integer not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint merchant_recovery_terms_pk primary key (book, tenant_id, merchant_id, revision),
  constraint merchant_recovery_terms_source_known check (source in ('wallet', 'deposit')),
  constraint merchant_recovery_terms_agreed check (not netting or (agreed_on is not null and text_version <> '')),
  constraint merchant_recovery_terms_month_max_not_negative check (month_max >= 0),
  constraint merchant_recovery_terms_notice_days_within check (notice_days between 0 and 90)
);

create table merchant_deposit (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  balance bigint not null,
  updated_at timestamptz not null,
  constraint merchant_deposit_pk primary key (book, tenant_id, merchant_id),
  constraint merchant_deposit_not_negative check (balance >= 0)
);
create table merchant_deposit_movement (
  book smallint not null,
  tenant_id integer not null,
  movement_id bigint not null,
  merchant_id text not null,
  kind text not null,
  amount bigint not null,
  balance_after bigint not null,
  reference text,
  recovery_id bigint,
  moved_by text not null,
  moved_at timestamptz not null,
  constraint merchant_deposit_movement_pk primary key (book, movement_id),
  constraint merchant_deposit_movement_kind_known check (kind in ('received', 'returned', 'netted', 'given_back')),
  constraint merchant_deposit_movement_amount_positive check (amount > 0)
);
create index merchant_deposit_movement_by_merchant on merchant_deposit_movement (book, tenant_id, merchant_id, movement_id);
create unique index merchant_deposit_payment_once on merchant_deposit_movement (tenant_id, kind, reference) where reference is not null;

-- What a carrier answers for by contract, revision by revision: for a parcel, the last one that was in force when it was shipped.
create table carrier_recovery_terms (
  tenant_id integer not null,
  carrier text not null,
  revision integer not null,
  effective_on date not null,
  parcel_max bigint,
  freight_times integer,
  freight_usual bigint not null,
  within_days integer,
  note text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint carrier_recovery_terms_pk primary key (tenant_id, carrier, revision),
  constraint carrier_recovery_terms_parcel_max_not_negative check (parcel_max >= 0),
  constraint carrier_recovery_terms_freight_not_negative check (freight_usual >= 0 and freight_times >= 0),
  constraint carrier_recovery_terms_within_days_positive check (within_days > 0)
);

alter table transfer add column recovery_id bigint;
create index transfer_by_recovery on transfer (book, recovery_id) where recovery_id is not null;

do $$
declare
  name text;
begin
  foreach name in array array['recovery', 'recovery_event', 'recovery_write_off', 'recovery_attempt', 'merchant_recovery_terms',
    'merchant_deposit', 'merchant_deposit_movement', 'carrier_recovery_terms'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on recovery, recovery_write_off, recovery_attempt, merchant_deposit to anxin_app;
