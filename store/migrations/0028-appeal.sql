-- Refusals explained in writing, appeals against decisions, and interest on what an overturned refusal pays late.

create table refusal_notice (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  decision_id bigint not null,
  -- the number that people read is made of it, and the message goes out under it
  notice_id bigint not null,
  made_at timestamptz not null,
  -- JSON in both languages, as it was said: later words of the house do not change it
  content text not null,
  -- business times: of the attempt that the channel took, and of its answer
  sent_at timestamptz,
  taken_at timestamptz,
  -- as the case was told: taken by the channel, or opened by the buyer before
  delivered_at timestamptz,
  delivered_by text,
  opened_at timestamptz,
  constraint refusal_notice_pk primary key (book, claim_id, decision_id),
  constraint refusal_notice_number unique (book, notice_id),
  constraint refusal_notice_delivered_by_known check (delivered_by in ('channel', 'buyer')),
  constraint refusal_notice_delivered_whole check ((delivered_at is null) = (delivered_by is null))
);
create index refusal_notice_to_tell on refusal_notice (tenant_id, book, claim_id) where taken_at is not null and delivered_at is null;

create table appeal (
  book smallint not null,
  tenant_id integer not null,
  appeal_id bigint not null,
  claim_id bigint not null,
  -- the decision that it is against
  decision_id bigint not null,
  -- 1 for the first of a claim
  round smallint not null,
  state text not null,
  reason text not null,
  -- the clauses' rules on which the decision rested
  rules text[] not null,
  filed_by text not null,
  filed_at timestamptz not null,
  due_at timestamptz not null,
  -- when it was answered, or taken back
  ended_at timestamptz,
  decided_by text,
  -- what the answer grants: the whole, in fen; the decision that says so
  outcome text,
  amount bigint,
  answer_id bigint,
  reason_codes text[] not null default '{}',
  note text not null default '',
  constraint appeal_pk primary key (book, appeal_id),
  constraint appeal_once_per_round unique (book, claim_id, round),
  constraint appeal_state_known check (state in ('open', 'upheld', 'overturned', 'withdrawn')),
  constraint appeal_outcome_known check (outcome in ('approve', 'partly_approve')),
  constraint appeal_ended_whole check ((state = 'open') = (ended_at is null)),
  constraint appeal_answered_whole check ((state in ('upheld', 'overturned')) = (decided_by is not null)),
  constraint appeal_overturned_whole check ((state = 'overturned') = (outcome is not null)
    and (outcome is null) = (amount is null) and (outcome is null) = (answer_id is null))
);
create unique index appeal_one_open on appeal (book, claim_id) where state = 'open';
create index appeal_by_time on appeal (tenant_id, appeal_id);
create index appeal_by_end on appeal (tenant_id, ended_at) where ended_at is not null;

-- Which of a claim's files came with an appeal.
create table appeal_evidence (
  book smallint not null,
  tenant_id integer not null,
  appeal_id bigint not null,
  evidence_id bigint not null,
  constraint appeal_evidence_pk primary key (book, appeal_id, evidence_id)
);

-- How interest on late money was counted.
create table late_interest (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  -- the decision that granted the money, later than it should have been
  decision_id bigint not null,
  owed bigint not null,
  since timestamptz not null,
  paid_at timestamptz not null,
  days integer not null,
  amount bigint not null,
  -- JSON: stretches of days, each at its rate
  parts text not null,
  source text not null,
  constraint late_interest_pk primary key (book, claim_id, decision_id),
  constraint late_interest_positive check (owed > 0 and amount > 0 and days > 0)
);

-- Where claimants of a tenant can complain outside of the house.
create table complaint_contacts (
  tenant_id integer not null,
  -- JSON, by funding
  contacts text not null,
  revision integer not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint complaint_contacts_pk primary key (tenant_id),
  constraint complaint_contacts_revision_positive check (revision > 0)
);

do $$
declare
  name text;
begin
  foreach name in array array['refusal_notice', 'appeal', 'appeal_evidence', 'late_interest', 'complaint_contacts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update (sent_at, taken_at, delivered_at, delivered_by, opened_at) on refusal_notice to anxin_app;
grant update (state, ended_at, decided_by, outcome, amount, answer_id, reason_codes, note) on appeal to anxin_app;
grant update (contacts, revision, changed_by, changed_at) on complaint_contacts to anxin_app;
