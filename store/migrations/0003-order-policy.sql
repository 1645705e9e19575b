-- Orders as last told, and the policies that follow from them. Policies are insert-only; status is derived.

-- Which book an order lives in. Distributed by itself: it is the one place where an order id is unique in its tenant.
create table order_directory (
  lane smallint not null,
  tenant_id integer not null,
  order_id text not null,
  book smallint not null,
  merchant_id text not null,
  constraint order_directory_pk primary key (lane, tenant_id, order_id)
);

create table orders (
  book smallint not null,
  tenant_id integer not null,
  order_id text not null,
  merchant_id text not null,
  buyer_id text not null,
  version bigint not null,
  -- version (8 bytes) and body hash prefix (16 bytes) of every version seen
  seen bytea not null,
  -- canonical JSON without the payee; amounts are decimal strings
  snapshot text not null,
  payee_sealed bytea,
  -- which lines were evaluated at which binding event, and what was declined
  outcomes text not null,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  constraint orders_pk primary key (book, tenant_id, order_id),
  constraint orders_version_positive check (version >= 0)
);

create table policy (
  policy_id bigint not null,
  issued_at timestamptz not null,
  bound_at timestamptz not null,
  effective_at timestamptz,
  expires_at timestamptz,
  premium bigint not null,
  sum_insured bigint not null,
  campaign_id bigint,
  tenant_id integer not null,
  product_version integer not null,
  book smallint not null,
  product text not null,
  payer text not null,
  merchant_id text not null,
  buyer_id text not null,
  order_id text not null,
  line_id text not null,
  rating text not null,
  constraint policy_pk primary key (book, policy_id),
  constraint policy_once_per_line unique (book, tenant_id, order_id, line_id, product),
  constraint policy_premium_positive check (premium > 0),
  constraint policy_sum_insured_positive check (sum_insured > 0),
  constraint policy_runs_forward check (effective_at <= expires_at),
  constraint policy_payer_known check (payer in ('merchant', 'buyer', 'platform')),
  constraint policy_gift_has_campaign check ((payer = 'platform') = (campaign_id is not null))
);
create index policy_by_buyer on policy (tenant_id, buyer_id, policy_id);

create table endorsement (
  endorsement_id bigint not null,
  policy_id bigint not null,
  recorded_at timestamptz not null,
  at timestamptz not null,
  effective_at timestamptz,
  expires_at timestamptz,
  refund bigint not null default 0,
  claim_id bigint,
  tenant_id integer not null,
  book smallint not null,
  kind text not null,
  reason text not null default '',
  constraint endorsement_pk primary key (book, policy_id, endorsement_id),
  constraint endorsement_kind_known check (kind in ('period_fixed', 'cancelled', 'exhausted', 'restored')),
  constraint endorsement_refund_not_negative check (refund >= 0),
  constraint endorsement_runs_forward check (effective_at <= expires_at)
);

-- One row a batch: what the batch did, for whoever listens. types and counts are the run lengths of ids.
create table outbox (
  tenant_id integer not null,
  batch_id bigint not null,
  recorded_at timestamptz not null,
  types text[] not null,
  counts integer[] not null,
  ids bigint[] not null,
  constraint outbox_pk primary key (tenant_id, batch_id)
);
alter table outbox alter column ids set storage external;
