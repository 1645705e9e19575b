-- Merchants, what they enrolled, their prepaid wallets, the platform's campaigns, and rating bands.
-- book is the distribution column: a stable hash of tenant and merchant; it leads every key of big tables.

create table merchant (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  name text not null,
  tier text not null,
  return_province text,
  return_city text,
  since timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint merchant_pk primary key (book, tenant_id, merchant_id)
);

create table enrolment (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  product text not null,
  scope_kind text not null,
  scope_values text[] not null,
  status text not null,
  since timestamptz not null,
  revision integer not null,
  constraint enrolment_pk primary key (book, tenant_id, merchant_id, product),
  constraint enrolment_scope_known check (scope_kind in ('all', 'categories', 'skus')),
  constraint enrolment_status_known check (status in ('active', 'paused'))
);

create table enrolment_change (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  product text not null,
  revision integer not null,
  scope_kind text not null,
  scope_values text[] not null,
  status text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint enrolment_change_pk primary key (book, tenant_id, merchant_id, product, revision)
);

create table wallet (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  balance bigint not null,
  floor bigint not null default 0,
  updated_at timestamptz not null,
  constraint wallet_pk primary key (book, tenant_id, merchant_id),
  constraint wallet_not_below_floor check (balance >= floor),
  constraint wallet_floor_not_positive check (floor <= 0)
);

create table top_up (
  book smallint not null,
  tenant_id integer not null,
  top_up_id bigint not null,
  merchant_id text not null,
  amount bigint not null,
  status text not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint top_up_pk primary key (book, top_up_id),
  constraint top_up_amount_positive check (amount > 0),
  constraint top_up_status_known check (status in ('pending', 'settled', 'failed'))
);

create table campaign (
  tenant_id integer not null,
  campaign_id bigint not null,
  name text not null,
  product text not null,
  budget bigint not null,
  spent bigint not null default 0,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  categories text[] not null,
  price_min bigint not null,
  per_buyer_max integer,
  status text not null,
  revision integer not null,
  created_at timestamptz not null,
  constraint campaign_pk primary key (tenant_id, campaign_id),
  constraint campaign_budget_positive check (budget > 0),
  constraint campaign_not_overspent check (spent between 0 and budget),
  constraint campaign_runs_forward check (starts_at < ends_at),
  constraint campaign_status_known check (status in ('active', 'paused'))
);

create table campaign_buyer (
  tenant_id integer not null,
  campaign_id bigint not null,
  buyer_id text not null,
  gifts integer not null,
  constraint campaign_buyer_pk primary key (tenant_id, campaign_id, buyer_id),
  constraint campaign_buyer_gifts_not_negative check (gifts >= 0)
);

-- Bands are dated data: a new day is a new row, never an edit.
create table rating_band (
  tenant_id integer not null,
  subject_kind text not null,
  subject_id text not null,
  effective_on date not null,
  band text not null,
  exposures bigint not null,
  returns bigint not null,
  constraint rating_band_pk primary key (tenant_id, subject_kind, subject_id, effective_on),
  constraint rating_band_subject_known check (subject_kind in ('merchant', 'buyer')),
  constraint rating_band_counts_sound check (returns between 0 and exposures)
);
