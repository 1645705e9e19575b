-- What lists and the audit log are read by, and the acts of people that left no trace so far.

-- Orders newest first. Orders are appended, and keep the moment in which they were first told, so that a summary of their blocks
-- leads there; it costs an insert next to nothing, and an update nothing.
create index orders_by_recording on orders using brin (recorded_at) with (pages_per_range = 32, autosummarize = on);

-- Payouts whose money is neither here nor there.
create index payout_open on payout (tenant_id, prepared_at, payout_id) where status in ('prepared', 'sending', 'unknown');

-- What somebody did that no other table tells.
create table audit_entry (
  tenant_id integer not null,
  entry_id bigint not null,
  at timestamptz not null,
  -- "staff:…", "server:…", "merchant:…"
  actor text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  -- JSON objects, or null where there is nothing to compare
  before text,
  after text,
  reason text not null,
  constraint audit_entry_pk primary key (tenant_id, entry_id)
);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy tenant_only on audit_entry to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on audit_entry to current_user using (true) with check (true);
grant select, insert on audit_entry to anxin_app;

-- The log reads each of its sources by time. What rules and sweeps do all day is not in it, and costs these indexes nothing.
create index audit_entry_by_time on audit_entry (tenant_id, at);
create index claim_event_by_act on claim_event (tenant_id, at) where actor like '%:%';
create index recovery_event_by_act on recovery_event (tenant_id, at) where actor like '%:%';
create index service_order_event_by_time on service_order_event (tenant_id, at);
create index review_lease_change_by_time on review_lease_change (tenant_id, at);
create index qa_sample_by_assessment on qa_sample (tenant_id, assessed_at) where assessed_at is not null;
create index decision_run_by_start on decision_run (tenant_id, started_at);
create index authority_limit_by_time on authority_limit (tenant_id, set_at);
create index decision_proposal_by_maker on decision_proposal (tenant_id, made_by, made_at);
create index staff_change_by_time on staff_change (tenant_id, changed_at);
create index kill_switch_change_by_time on kill_switch_change (tenant_id, changed_at);
create index campaign_change_by_time on campaign_change (tenant_id, changed_at);
create index enrolment_change_by_time on enrolment_change (tenant_id, changed_at);
create index wallet_change_by_time on wallet_change (tenant_id, changed_at);
create index wallet_refund_by_request on wallet_refund (tenant_id, prepared_at) where part = 1;
create index merchant_deposit_movement_by_time on merchant_deposit_movement (tenant_id, moved_at);
create index merchant_recovery_terms_by_time on merchant_recovery_terms (tenant_id, changed_at);
create index carrier_recovery_terms_by_time on carrier_recovery_terms (tenant_id, changed_at);
create index register_revision_by_time on register_revision (tenant_id, changed_at);
create index payee_change_by_request on payee_change (tenant_id, requested_at);
create index payout_attempt_by_retry on payout_attempt (tenant_id, at) where action = 'retry';
