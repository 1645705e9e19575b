-- Who comes in for a shop: keys of its own, and the browsers that are signed in; and the terms that it agreed to when it enrolled.

alter table api_key
  -- whose key it is; null: the marketplace's own
  add column merchant_id text,
  -- to the minute
  add column last_used_at timestamptz;

alter table session
  -- what came in, in a word each; null where it was no browser
  add column browser text,
  add column system text,
  -- to the minute, of merchants alone; null where nobody used it yet
  add column last_used_at timestamptz,
  add constraint session_device_whole check (num_nulls(browser, system) in (0, 2));

create index api_key_by_merchant on api_key (tenant_id, merchant_id, created_at) where merchant_id is not null;
create index session_by_merchant on session (tenant_id, subject, created_at) where role in ('merchant', 'ticket:merchant') and ended_at is null;

alter table enrolment_change
  -- the version of the product whose terms were agreed to with this change; null where none were
  add column agreed_version integer,
  add column agreed_language text,
  -- a JSON array of kind, version and SHA-256
  add column agreed_texts text,
  add constraint enrolment_change_agreed_whole check (num_nulls(agreed_version, agreed_language, agreed_texts) in (0, 3)),
  add constraint enrolment_change_language_known check (agreed_language in ('zh', 'en'));
