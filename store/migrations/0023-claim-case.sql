-- The life of a claim case: money ahead of a decision, rounds of supplements, review, appeals, and the second pair of eyes.

alter table claim
  add column advanced_amount bigint not null default 0,
  add column rounds smallint not null default 0,
  add column lapsed boolean not null default false,
  add column decided_by_rules boolean not null default false,
  add column reviewed boolean not null default false,
  add column appeals smallint not null default 0,
  add column open_appeal_id bigint,
  add constraint claim_advanced_fits check (advanced_amount between 0 and agreed_amount);
-- Who was decided by rules before this was written down.
update claim c set decided_by_rules = true
where decided_at is not null and exists (
  select 1 from decision d where d.book = c.book and d.claim_id = c.claim_id and d.automatic);

alter table decision
  add column kind text not null default 'decision',
  add column approved_by text,
  add constraint decision_kind_known check (kind in ('decision', 'advance', 'correction', 'appeal'));

-- A decision, or a correction, that waits for a second pair of eyes; kept with what became of it.
create table decision_proposal (
  book smallint not null,
  tenant_id integer not null,
  claim_id bigint not null,
  decision_id bigint not null,
  kind text not null,
  outcome text not null,
  amount bigint not null,
  reason_codes text[] not null,
  note text not null,
  -- the account, and the human being behind it
  made_by text not null,
  maker text not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  approved boolean,
  checked_by text,
  check_note text,
  constraint decision_proposal_pk primary key (book, claim_id, decision_id),
  constraint decision_proposal_kind_known check (kind in ('decision', 'correction')),
  constraint decision_proposal_outcome_known check (outcome in ('approve', 'partly_approve', 'reject')),
  constraint decision_proposal_settled_whole check ((settled_at is null) = (approved is null) and (settled_at is null) = (checked_by is null))
);
create unique index decision_proposal_one_open on decision_proposal (book, claim_id) where settled_at is null;

alter table decision_proposal enable row level security;
alter table decision_proposal force row level security;
create policy tenant_only on decision_proposal to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on decision_proposal to current_user using (true) with check (true);
grant select, insert on decision_proposal to anxin_app;
grant update (settled_at, approved, checked_by, check_note) on decision_proposal to anxin_app;

-- Two accounts of one human being carry the same name of a person; an account without one is a person by itself.
alter table staff add column person text;
