-- What a buyer was shown and agreed to before buying a cover, kept with the policy so that the sale can be replayed. Append-only.

create table policy_consent (
  policy_id bigint not null,
  recorded_at timestamptz not null,
  -- null where the marketplace told nothing
  shown_at timestamptz,
  agreed_at timestamptz,
  order_version bigint not null,
  tenant_id integer not null,
  book smallint not null,
  language text not null,
  agreed_language text,
  channel text not null,
  -- the token as the order carried it: terms of the quote and our signature
  quote text not null,
  -- JSON arrays of kind, version and SHA-256: what the quote went with, and what was told
  texts text not null,
  agreed_texts text,
  constraint policy_consent_pk primary key (book, policy_id),
  constraint policy_consent_told_whole check (num_nulls(shown_at, agreed_at, agreed_language, agreed_texts) in (0, 4)),
  constraint policy_consent_language_known check (language in ('zh', 'en') and agreed_language in ('zh', 'en'))
);

alter table policy_consent enable row level security;
alter table policy_consent force row level security;
create policy tenant_only on policy_consent to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on policy_consent to current_user using (true) with check (true);
grant select, insert on policy_consent to anxin_app;
