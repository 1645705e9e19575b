-- Claim cases, their decisions with the facts they rest on, evidence, and the register of return waybills.

create table claim (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  policy_id bigint not null,
  order_id text not null,
  line_id text not null,
  merchant_id text not null,
  buyer_id text not null,
  product text not null,
  product_version integer not null,
  peril text not null,
  return_id text,
  waybill_key text,
  status text not null,
  revision integer not null,
  occurred_at timestamptz not null,
  reported_at timestamptz not null,
  decided_at timestamptz,
  description text not null,
  fields text not null,
  declaration boolean not null,
  requested_amount bigint,
  reserve bigint not null,
  agreed_amount bigint not null default 0,
  filed_by text not null,
  constraint claim_pk primary key (book, claim_id),
  constraint claim_status_known check (status in ('filed', 'evidence_requested', 'in_review', 'awaiting_second',
    'approved', 'partly_approved', 'rejected', 'withdrawn', 'closed')),
  constraint claim_revision_positive check (revision > 0),
  constraint claim_amounts_not_negative check (reserve >= 0 and agreed_amount >= 0 and coalesce(requested_amount, 0) >= 0)
);
create unique index claim_once_per_return on claim (book, policy_id, return_id) where return_id is not null;
create index claim_by_policy on claim (book, policy_id);
create index claim_by_buyer on claim (tenant_id, buyer_id, claim_id);
create index claim_by_time on claim (tenant_id, claim_id);

create table claim_event (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  sequence integer not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  from_status text,
  to_status text not null,
  detail text not null,
  constraint claim_event_pk primary key (book, claim_id, sequence)
);

create table decision (
  book smallint not null,
  tenant_id integer not null,
  decision_id bigint not null,
  claim_id bigint not null,
  claim_revision integer not null,
  outcome text not null,
  amount bigint not null,
  reason_codes text[] not null,
  decided_by text not null,
  decided_at timestamptz not null,
  automatic boolean not null,
  note text not null,
  product text not null,
  product_version integer not null,
  -- what the rules saw and what each clause said: replaying facts through the version gives findings again
  facts text not null,
  findings text not null,
  suggested_outcome text not null,
  suggested_amount bigint not null,
  constraint decision_pk primary key (book, claim_id, decision_id),
  constraint decision_once_per_revision unique (book, claim_id, claim_revision),
  constraint decision_outcome_known check (outcome in ('approve', 'partly_approve', 'reject')),
  constraint decision_amount_fits check (case when outcome = 'reject' then amount = 0 else amount > 0 end)
);

-- A return parcel pays once, whoever asks: keyed by itself, claimed first, released when the claim is refused.
create table waybill_claim (
  waybill_key text not null,
  tenant_id integer not null,
  book smallint not null,
  claim_id bigint not null,
  constraint waybill_claim_pk primary key (waybill_key)
);

create table evidence (
  tenant_id integer not null,
  evidence_id bigint not null,
  -- under which the evidence store has the bytes: random, so that nobody finds them by counting
  storage_key text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  -- of the bytes as they came, and of the bytes as they are kept
  original_sha256 bytea not null,
  sha256 bytea not null,
  media_type text not null,
  bytes integer not null,
  width integer,
  height integer,
  pages integer,
  captured_at timestamptz,
  constraint evidence_pk primary key (tenant_id, evidence_id)
);

create table claim_evidence (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  evidence_id bigint not null,
  kind text not null,
  added_by text not null,
  added_at timestamptz not null,
  constraint claim_evidence_pk primary key (book, claim_id, evidence_id)
);
create index claim_evidence_by_evidence on claim_evidence (tenant_id, evidence_id);
