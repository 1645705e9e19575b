-- Evidence from the order on: what a file is about before any claim, whose side brought it to a claim, how it was made
-- harmless, and prints by which a picture is recognised again.

alter table evidence
  -- what whoever uploaded it said that it is about; null where they said nothing
  add column order_id text,
  add column kind text,
  -- false where the file was cleaned in place, and not decoded and written anew
  add column reencoded boolean not null default true,
  -- what the malware scanner said of the bytes as they came; "none" where nobody looked
  add column scan text not null default 'none',
  -- the picture as 64 by 64 values of brightness; null for what is no picture
  add column grey bytea,
  add constraint evidence_grey_fits check (grey is null or length(grey) = 4096),
  add constraint evidence_scan_known check (scan in ('none', 'clean'));
create index evidence_by_order on evidence (tenant_id, order_id, evidence_id) where order_id is not null;
create index evidence_by_original on evidence (tenant_id, original_sha256);

-- Whose file it is on this claim: each party sees its part.
alter table claim_evidence
  add column party text not null default 'buyer',
  add constraint claim_evidence_party_known check (party in ('buyer', 'merchant', 'insurer'));

-- Signs of a picture: of the whole (crop 0) and of what is left of it by cuts. The four bands of a print are its keys, and lead their
-- indexes: a plan that reached prints by their marketplace alone would read all of them.
create table evidence_print (
  tenant_id integer not null,
  evidence_id bigint not null,
  crop smallint not null,
  print bigint not null,
  mirrored bigint not null,
  band0 integer not null generated always as ((print & 65535)::integer) stored,
  band1 integer not null generated always as (((print >> 16) & 65535)::integer) stored,
  band2 integer not null generated always as (((print >> 32) & 65535)::integer) stored,
  band3 integer not null generated always as (((print >> 48) & 65535)::integer) stored,
  constraint evidence_print_pk primary key (tenant_id, evidence_id, crop)
);
create index evidence_print_band0 on evidence_print (band0, tenant_id, crop);
create index evidence_print_band1 on evidence_print (band1, tenant_id, crop);
create index evidence_print_band2 on evidence_print (band2, tenant_id, crop);
create index evidence_print_band3 on evidence_print (band3, tenant_id, crop);

alter table evidence_print enable row level security;
alter table evidence_print force row level security;
create policy tenant_only on evidence_print to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on evidence_print to current_user using (true) with check (true);
grant select, insert on evidence_print to anxin_app;
