-- Several payouts a claim: each decision pays what it grants, and late interest goes beside it; and payees that are changed.

alter table payout
  add column purpose text not null default 'benefit',
  add constraint payout_purpose_known check (purpose in ('benefit', 'advance', 'correction', 'late_interest')),
  drop constraint payout_once_per_decision,
  add constraint payout_once_per_purpose unique (book, claim_id, decision_id, purpose);

-- Another account for the money of a claim: told by whom, and shown to be the insured's own wish by a code that reached them.
create table payee_change (
  book smallint not null,
  tenant_id integer not null,
  change_id bigint not null,
  claim_id bigint not null,
  payee_sealed bytea not null,
  payee_mask text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  code_sha256 bytea not null,
  tries smallint not null default 0,
  -- verified, superseded by a newer one, or given up after too many wrong codes
  state text not null default 'requested',
  settled_at timestamptz,
  constraint payee_change_pk primary key (book, change_id),
  constraint payee_change_state_known check (state in ('requested', 'verified', 'superseded', 'exhausted')),
  constraint payee_change_settled_whole check ((state = 'requested') = (settled_at is null))
);
create unique index payee_change_one_open on payee_change (book, claim_id) where state = 'requested';
create index payee_change_by_claim on payee_change (book, claim_id, change_id);

alter table payee_change enable row level security;
alter table payee_change force row level security;
create policy tenant_only on payee_change to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on payee_change to current_user using (true) with check (true);
grant select, insert on payee_change to anxin_app;
grant update (tries, state, settled_at) on payee_change to anxin_app;

-- Decided cases by when they were decided: those whose last remedy has ended are closed.
create index claim_to_close on claim (tenant_id, decided_at) where status in ('approved', 'partly_approved', 'rejected');
