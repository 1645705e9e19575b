-- Who changed a campaign, and when: an edit that comes too late is told. Append-only, as enrolment_change is.

create table campaign_change (
  tenant_id integer not null,
  campaign_id bigint not null,
  revision integer not null,
  status text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint campaign_change_pk primary key (tenant_id, campaign_id, revision)
);

alter table campaign_change enable row level security;
alter table campaign_change force row level security;
create policy tenant_only on campaign_change to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on campaign_change to current_user using (true) with check (true);
grant select, insert on campaign_change to anxin_app;
