-- A worse band is announced before it holds, with its reasons; and who returns too much cannot buy for a while. Both are dated
-- data: what was decided later wins, and nothing is edited.

-- Days between the announcement of a worse band and the day from which it is charged.
alter table tenant add column rating_notice_days integer not null default 7,
  add constraint tenant_rating_notice_in_range check (rating_notice_days between 0 and 90);

alter table rating_band
  add column decided_on date,
  add column collective_ppm bigint,
  add column credibility_ppm bigint,
  add column weighted_ppm bigint;
-- Until now a band held from the day on which it was decided, and rested on the subject's own rate alone.
update rating_band set decided_on = effective_on, collective_ppm = 0, credibility_ppm = case band when 'new' then 0 else 1000000 end,
  weighted_ppm = case when exposures = 0 then 0 else div(returns * 1000000, exposures)::bigint end;
alter table rating_band
  alter column decided_on set not null,
  alter column collective_ppm set not null,
  alter column credibility_ppm set not null,
  alter column weighted_ppm set not null,
  drop constraint rating_band_pk,
  add constraint rating_band_pk primary key (tenant_id, subject_kind, subject_id, decided_on, effective_on),
  add constraint rating_band_not_backdated check (decided_on <= effective_on),
  add constraint rating_band_shares_sound check (credibility_ppm between 0 and 1000000
    and collective_ppm between 0 and 1000000 and weighted_ppm between 0 and 1000000);

create table buyer_block (
  tenant_id integer not null,
  buyer_id text not null,
  product text not null,
  effective_on date not null,
  until_on date not null,
  exposures bigint not null,
  returns bigint not null,
  constraint buyer_block_pk primary key (tenant_id, buyer_id, product, effective_on),
  constraint buyer_block_runs_forward check (effective_on < until_on),
  constraint buyer_block_counts_sound check (returns between 0 and exposures)
);

alter table buyer_block enable row level security;
alter table buyer_block force row level security;
create policy tenant_only on buyer_block to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on buyer_block to current_user using (true) with check (true);
grant select, insert on buyer_block to anxin_app;
