-- What a campaign may be changed to, what of its budget went back, what each merchant's orders had of it, and all its terms at
-- each revision.

alter table campaign
  add column per_merchant_gifts_max integer,
  add column per_merchant_amount_max bigint,
  -- an expression over an order line (CEL), or null
  add column condition text,
  -- fen of the budget that went back to the platform after the end
  add column released bigint not null default 0,
  -- since when it has no money for what it is asked for; null while it has
  add column exhausted_at timestamptz,
  drop constraint campaign_not_overspent,
  drop constraint campaign_runs_forward,
  drop constraint campaign_status_known,
  add constraint campaign_not_overspent check (spent >= 0 and released >= 0 and spent + released <= budget),
  -- one that is ended before it starts runs for no time
  add constraint campaign_runs_forward check (starts_at <= ends_at),
  add constraint campaign_status_known check (status in ('active', 'paused', 'ended')),
  add constraint campaign_shares_positive check (per_merchant_gifts_max > 0 and per_merchant_amount_max > 0);
create index campaign_to_release on campaign (ends_at) where budget > spent + released;

create table campaign_merchant (
  tenant_id integer not null,
  campaign_id bigint not null,
  merchant_id text not null,
  gifts integer not null,
  amount bigint not null,
  constraint campaign_merchant_pk primary key (tenant_id, campaign_id, merchant_id),
  constraint campaign_merchant_not_negative check (gifts >= 0 and amount >= 0)
);

alter table campaign_merchant enable row level security;
alter table campaign_merchant force row level security;
create policy tenant_only on campaign_merchant to anxin_app
  using (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer)
  with check (tenant_id = nullif(current_setting('anxin.tenant', true), '')::integer);
create policy maintenance on campaign_merchant to current_user using (true) with check (true);
grant select, insert, update on campaign_merchant to anxin_app;

-- What was given before is counted from the policies and their premium.
insert into campaign_merchant (tenant_id, campaign_id, merchant_id, gifts, amount)
select p.tenant_id, p.campaign_id, p.merchant_id, count(*) filter (where e.refund is null), sum(p.premium - coalesce(e.refund, 0))
from policy p
left join (
  select book, policy_id, sum(refund) as refund from endorsement where kind = 'cancelled' group by book, policy_id
) as e on e.book = p.book and e.policy_id = p.policy_id
where p.campaign_id is not null
group by p.tenant_id, p.campaign_id, p.merchant_id;

-- Until now nothing but the status could change, so that every revision had the terms that the campaign has.
alter table campaign_change
  add column name text,
  add column budget bigint,
  add column ends_at timestamptz,
  add column per_buyer_max integer,
  add column per_merchant_gifts_max integer,
  add column per_merchant_amount_max bigint,
  add column condition text;
update campaign_change c set name = g.name, budget = g.budget, ends_at = g.ends_at, per_buyer_max = g.per_buyer_max
from campaign g where g.tenant_id = c.tenant_id and g.campaign_id = c.campaign_id;
alter table campaign_change
  alter column name set not null,
  alter column budget set not null,
  alter column ends_at set not null;
