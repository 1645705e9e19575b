-- Wallets by contract: a credit limit and its history, top-ups paid on a page, refunds of what is left, forecast and alerts.

-- floor is how far down the balance may go now: minus the limit, or, where more than a lowered limit was drawn already, the
-- balance itself, which it follows up. revision counts changes of the terms; funded is what was topped up, less what went back.
alter table wallet
  add column credit_limit bigint not null default 0,
  add column low_balance bigint,
  add column funded bigint not null default 0,
  add column revision integer not null default 0;
update wallet w set credit_limit = -w.floor, funded = coalesce((
  select sum(t.amount) from top_up t
  where t.book = w.book and t.tenant_id = w.tenant_id and t.merchant_id = w.merchant_id and t.status = 'settled'), 0);
alter table wallet
  add constraint wallet_credit_limit_not_negative check (credit_limit >= 0),
  add constraint wallet_floor_within_limit check (floor <= -credit_limit),
  add constraint wallet_low_balance_not_negative check (low_balance >= 0);

create table wallet_change (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  revision integer not null,
  credit_limit bigint not null,
  low_balance bigint,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint wallet_change_pk primary key (book, tenant_id, merchant_id, revision)
);

-- What a wallet had spent since it was opened, as it stood once a day; a day without spend has no row.
create table wallet_day (
  book smallint not null,
  tenant_id integer not null,
  merchant_id text not null,
  day date not null,
  taken_at timestamptz not null,
  spent bigint not null,
  constraint wallet_day_pk primary key (book, tenant_id, merchant_id, day)
);

-- A wallet that ran low, until it recovers. One at a time: whoever looks first tells it.
create table wallet_alert (
  book smallint not null,
  tenant_id integer not null,
  alert_id bigint not null,
  merchant_id text not null,
  balance bigint not null,
  low_balance bigint,
  days_left integer,
  raised_at timestamptz not null,
  recovered_at timestamptz,
  constraint wallet_alert_pk primary key (book, alert_id)
);
create unique index wallet_alert_open on wallet_alert (book, tenant_id, merchant_id) where recovered_at is null;

alter table top_up
  -- sandbox: settled at once, and nobody paid
  add column channel text not null default 'sandbox',
  add column expires_at timestamptz,
  -- business time at which the channel is asked next; null when never
  add column next_at timestamptz,
  add column queries integer not null default 0,
  -- the channel's own number of the payment
  add column trade_no text,
  -- why it failed
  add column failure text,
  -- how much of it settled what had been drawn on credit
  add column settled_credit bigint not null default 0,
  -- how much of it went back, or is on its way
  add column refunded bigint not null default 0,
  -- false once the channel refused to send any of it back
  add column refundable boolean not null default true,
  add column human_task text,
  add constraint top_up_channel_known check (channel in ('sandbox', 'alipay_page')),
  add constraint top_up_expires_if_paid_on_page check ((channel = 'alipay_page') = (expires_at is not null)),
  add constraint top_up_credit_within check (settled_credit between 0 and amount),
  add constraint top_up_refunded_within check (refunded between 0 and amount);
create index top_up_by_merchant on top_up (book, tenant_id, merchant_id, top_up_id);
create index top_up_due on top_up (tenant_id, next_at) where next_at is not null;

-- One top-up's share of a refund, a machine of its own; the shares of one refund have its id.
create table wallet_refund (
  book smallint not null,
  tenant_id integer not null,
  refund_id bigint not null,
  part integer not null,
  merchant_id text not null,
  top_up_id bigint not null,
  amount bigint not null,
  status text not null,
  -- state of the machine that core/payout runs, as JSON text
  machine text not null,
  out_request_no text not null,
  -- the exact content of the request, written before the first send and never derived again; empty where nobody is asked
  request text not null,
  next_at timestamptz,
  -- database time until which a sender holds this part
  lease_until timestamptz,
  human_task text,
  revision integer not null,
  requested_by text not null,
  prepared_at timestamptz not null,
  settled_at timestamptz,
  constraint wallet_refund_pk primary key (book, refund_id, part),
  constraint wallet_refund_once_per_top_up unique (book, refund_id, top_up_id),
  constraint wallet_refund_amount_positive check (amount > 0),
  constraint wallet_refund_status_known check (status in ('prepared', 'sending', 'unknown', 'succeeded', 'failed'))
);
create index wallet_refund_by_merchant on wallet_refund (book, tenant_id, merchant_id, refund_id);
create index wallet_refund_due on wallet_refund (tenant_id, next_at) where next_at is not null;

-- Every exchange with the channel about a top-up (part 0) or a part of a refund, in order.
create table wallet_exchange (
  book smallint not null,
  tenant_id integer not null,
  subject_id bigint not null,
  part integer not null,
  exchange_id bigint not null,
  at timestamptz not null,
  action text not null,
  answer text not null,
  code text,
  detail text not null,
  constraint wallet_exchange_pk primary key (book, subject_id, part, exchange_id),
  constraint wallet_exchange_action_known check (action in ('send', 'query', 'close', 'notice', 'task'))
);

alter table transfer add column refund_id bigint;

do $$
declare
  name text;
begin
  foreach name in array array['wallet_change', 'wallet_day', 'wallet_alert', 'wallet_refund', 'wallet_exchange'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant_only on %I to anxin_app using (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer) '
      'with check (tenant_id = nullif(current_setting(''anxin.tenant'', true), '''')::integer)', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format('grant select, insert on %I to anxin_app', name);
  end loop;
end $$;
grant update on wallet_alert, wallet_refund to anxin_app;
