-- Payouts and the ledger. A transfer carries both legs in one row, so that it balances by construction.

create table payout (
  book smallint not null,
  tenant_id integer not null,
  payout_id bigint not null,
  claim_id bigint not null,
  decision_id bigint not null,
  policy_id bigint not null,
  merchant_id text not null,
  buyer_id text not null,
  amount bigint not null,
  channel text not null,
  status text not null,
  attempt integer not null,
  out_biz_no text not null,
  -- the exact bytes of the request, sealed; written before the first send and never derived again
  request_sealed bytea not null,
  request_sha256 bytea not null,
  payee_mask text not null,
  -- state of the machine that core/payout runs, as JSON text
  machine text not null,
  channel_order_no text,
  -- business time at which the next step is due; null when none is
  next_at timestamptz,
  -- database time until which a sender holds this payout
  lease_until timestamptz,
  human_task text,
  revision integer not null,
  prepared_at timestamptz not null,
  settled_at timestamptz,
  constraint payout_pk primary key (book, payout_id),
  constraint payout_once_per_decision unique (book, claim_id, decision_id),
  constraint payout_status_known check (status in ('prepared', 'sending', 'unknown', 'succeeded', 'failed', 'returned')),
  constraint payout_amount_positive check (amount > 0)
);
create index payout_by_time on payout (tenant_id, payout_id);
create index payout_due on payout (tenant_id, next_at) where next_at is not null;

create table payout_attempt (
  book smallint not null,
  tenant_id integer not null,
  payout_id bigint not null,
  sequence integer not null,
  at timestamptz not null,
  action text not null,
  out_biz_no text not null,
  answer text not null,
  code text,
  detail text not null,
  constraint payout_attempt_pk primary key (book, payout_id, sequence),
  constraint payout_attempt_action_known check (action in ('send', 'query', 'retry'))
);

create table transfer (
  transfer_id bigint not null,
  transaction_id bigint not null,
  amount bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  policy_id bigint,
  claim_id bigint,
  payout_id bigint,
  campaign_id bigint,
  top_up_id bigint,
  tenant_id integer not null,
  book smallint not null,
  kind text not null,
  debit text not null,
  credit text not null,
  product text not null,
  -- empty where no merchant is concerned
  merchant_id text not null,
  constraint transfer_pk primary key (book, tenant_id, merchant_id, transfer_id),
  constraint transfer_amount_positive check (amount > 0),
  constraint transfer_moves check (debit <> credit)
);
create index transfer_by_policy on transfer (book, policy_id) where policy_id is not null;
create index transfer_by_claim on transfer (book, claim_id) where claim_id is not null;
create index transfer_by_time on transfer (tenant_id, transfer_id);

-- What was earned up to which instant: the difference to the last run was posted.
create table earning_run (
  tenant_id integer not null,
  run_id bigint not null,
  as_of timestamptz not null,
  posted bigint not null,
  constraint earning_run_pk primary key (tenant_id, run_id)
);
